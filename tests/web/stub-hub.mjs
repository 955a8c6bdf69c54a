// The widget's side of a hub, before a hub that has none: the widget's files, suggestions and CORS headers are made here,
// everything else is asked of the hub at `behind`.

import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const widgets = new URL('../../web/dist/widget/', import.meta.url);
const kSuggestions = [
  { kind: 'queries', label: ['Searches', 'Chwiliadau'], items: [{ text: 'knife carrying', q: 'knife carrying', count: 7 }] },
  {
    kind: 'themes',
    label: ['Themes', 'Themâu'],
    items: [
      { text: 'Knife crime', field: 'theme', value: 'knife-crime', count: 12 },
      { text: 'Cuckooing (home takeover)', field: 'theme', value: 'cuckooing', count: 5 },
      { text: 'County lines', field: 'theme', value: 'county-lines', count: 9 },
    ],
  },
  { kind: 'forces', label: ['Police forces', 'Heddluoedd'], items: [{ text: 'Kent Police', field: 'force', value: 'kent', count: 9 }] },
  {
    kind: 'records',
    label: ['Records', 'Cofnodion'],
    items: [{ text: 'Three lessons on carrying: knife crime sessions for Year 8 led by form tutors', url: '/records/pe-a90f' }],
  },
];

function segmentsOf(text, prefix) {
  const at = text.toLowerCase().search(new RegExp(`\\b${prefix.replace(/[^a-z0-9 ]/g, '')}`));
  if (at < 0) return undefined;
  const parts = [{ text: text.slice(0, at) }, { text: text.slice(at, at + prefix.length), hit: true }, { text: text.slice(at + prefix.length) }];
  return parts.filter((part) => part.text);
}

function suggest(parameters) {
  const q = parameters.get('q').toLowerCase();
  const groups = kSuggestions.map(({ kind, label, items }) => ({
    kind,
    label: label[parameters.get('lang') === 'cy' ? 1 : 0],
    suggestions: items.flatMap(({ text, field, value, ...rest }) => {
      const segments = segmentsOf(text, q);
      const filter = field && { field, value };
      const url = filter ? `/search?filter_${field}=${value}` : `/search?q=${encodeURIComponent(text)}`;
      return segments ? [{ text, segments, url, filter, ...rest }] : [];
    }),
  }));
  return { q, groups: groups.filter((group) => group.suggestions.length) };
}

function widgetFile(path) {
  const versions = JSON.parse(readFileSync(new URL('versions.json', widgets)));
  const [, version, name] = /^\/widget\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
  const file = new URL(`${versions.newest[version] ?? version}/${name}`, widgets);
  return existsSync(file) ? readFileSync(file) : undefined;
}

/** Gives {address, stop()}. */
export async function startStubHub({ behind, allowOrigins }) {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://hub');
    const { origin } = request.headers;
    response.setHeader('Vary', 'Origin');
    if (allowOrigins.includes(origin)) {
      response.setHeader('Access-Control-Allow-Origin', origin);
      response.setHeader('Access-Control-Expose-Headers', 'Retry-After');
    }
    const answer = (status, type, body) => response.writeHead(status, { 'Content-Type': type }).end(body);
    if (url.pathname === '/widget/versions.json') return answer(200, 'application/json', readFileSync(new URL('versions.json', widgets)));
    if (url.pathname.startsWith('/widget/')) {
      const file = widgetFile(url.pathname);
      return file ? answer(200, 'text/javascript; charset=utf-8', file) : answer(404, 'text/plain', 'not found');
    }
    if (url.pathname === '/api/v1/suggest') return answer(200, 'application/json', JSON.stringify(suggest(url.searchParams)));
    const real = await fetch(behind + request.url);
    return answer(real.status, real.headers.get('Content-Type'), Buffer.from(await real.arrayBuffer()));
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    stop: () => new Promise((stopped) => server.close(stopped) && server.closeAllConnections()),
  };
}
