// A force's intranet: another origin than the hub's, with the strictest policy that the widget works under.
//
//   node intranet/server.mjs HUB [PORT]     to look at it; HUB, such as http://127.0.0.1:8080, must allow this origin

import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

const kTypes = { html: 'text/html; charset=utf-8', css: 'text/css; charset=utf-8' };
const versions = JSON.parse(readFileSync(new URL('../../../web/dist/widget/versions.json', import.meta.url)));
const version = versions.newest.v1;

/** Gives {address, hub, pages, stop()}. Set `hub` before a page is asked for; `pages` may be given further ones, path to HTML or CSS. */
export async function startIntranet({ port = 0 } = {}) {
  const intranet = { hub: '', pages: {} };
  const server = createServer((request, response) => {
    const path = new URL(request.url, 'http://intranet').pathname.replace(/\/$/, '/index.html');
    if (path === '/favicon.ico') return response.writeHead(204).end();
    const file = new URL(`.${path}`, import.meta.url);
    const type = kTypes[path.split('.').pop()];
    const text = intranet.pages[path] ?? (type && existsSync(file) ? readFileSync(file, 'utf8') : undefined);
    if (text === undefined) return response.writeHead(404).end();
    const { hub } = intranet;
    response.writeHead(200, {
      'Content-Type': type,
      'Content-Security-Policy': `default-src 'none'; script-src ${hub}; connect-src ${hub}; style-src 'self'`,
    });
    const values = { hub, version, integrity: versions[version].integrity };
    response.end(text.replace(/\{\{(\w+)\}\}/g, (_, name) => values[name]));
  });
  await new Promise((listening) => server.listen(port, '127.0.0.1', listening));
  intranet.address = `http://127.0.0.1:${server.address().port}`;
  intranet.stop = () => new Promise((stopped) => server.close(stopped) && server.closeAllConnections());
  return intranet;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const intranet = await startIntranet({ port: Number(process.argv[3] ?? 8070) });
  intranet.hub = process.argv[2];
  console.log(intranet.address);
}
