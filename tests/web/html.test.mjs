// The previews of the pages' templates, in every language: valid HTML, nothing that axe finds, no scrolling sideways, little weight.
// They are rendered by web/preview.mjs, whose own checks fail this test too.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { axeViolations, htmlProblems, launch, openPage, overflow } from './page-checks.mjs';

const source = new URL('../..', import.meta.url).pathname;
const kTypes = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml' };
const kPolicy = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'";

const folder = mkdtempSync(join(tmpdir(), 'hub-preview-'));
execFileSync(process.execPath, [join(source, 'web/preview.mjs'), folder], { stdio: ['ignore', 'ignore', 'inherit'] });
const files = readdirSync(folder).filter((name) => name.endsWith('.html'));

let server;
let browser;
let address;

before(async () => {
  server = createServer((request, response) => {
    const path = new URL(request.url, 'http://localhost').pathname;
    try {
      const body = readFileSync(join(folder, path));
      response.writeHead(200, { 'content-type': kTypes[extname(path)], 'content-security-policy': kPolicy }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${server.address().port}`;
  browser = await launch();
});

after(async () => {
  await browser?.close();
  server?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('previews', () => {
  test('the pages are valid HTML', async () => {
    const found = [];
    for (const file of files) found.push(...(await htmlProblems(file, readFileSync(join(folder, file), 'utf8'))));
    assert.deepEqual(found, []);
  });

  test('the pages have nothing that axe finds, keep the policy, and do not scroll sideways at 320 pixels', async () => {
    const { page, close } = await openPage(browser, address);
    for (const file of files) {
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.goto(`/${file}`);
      assert.deepEqual([file, await axeViolations(page)], [file, []]);
      await page.setViewportSize({ width: 320, height: 800 });
      assert.deepEqual([file, await overflow(page)], [file, 0]);
    }
    await close();
  });
});
