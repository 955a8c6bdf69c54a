// The previews of the pages' templates, in every language: valid HTML, nothing that axe finds, no scrolling sideways, little weight.
// They are rendered by web/preview.mjs, whose own checks fail this test too.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { chromium } from 'playwright-core';

import { problemsIn } from './valid-html.mjs';

const source = new URL('../..', import.meta.url).pathname;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const kTypes = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml' };
const kPolicy = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'";
const kFirstLoadLimitBytes = 150 * 1024;

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
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });
});

after(async () => {
  await browser?.close();
  server?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('previews', () => {
  test('the pages are valid HTML', async () => {
    const messages = [];
    for (const file of files) messages.push(...(await problemsIn(readFileSync(join(folder, file), 'utf8'), file)));
    assert.deepEqual(messages, []);
  });

  for (const file of files)
    test(`${file} has nothing that axe finds, keeps the policy, and does not scroll sideways at 320 pixels`, async () => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
      const page = await context.newPage();
      const wrong = [];
      page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
      page.on('pageerror', (error) => wrong.push(String(error)));
      page.on('request', (request) => request.url().startsWith(address) || wrong.push(`request to ${request.url()}`));
      await page.goto(`${address}/${file}`);
      const { violations } = await page.evaluate(`${axe}; axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`);
      assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html.slice(0, 200)).slice(0, 3)]), []);
      await page.setViewportSize({ width: 320, height: 800 });
      assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 320);
      await context.close();
      assert.deepEqual(wrong, []);
    });

  test('a first visit is light', () => {
    const weight = (name) => gzipSync(readFileSync(join(folder, name))).length;
    const assets = readdirSync(join(folder, 'assets')).reduce((sum, name) => sum + weight(join('assets', name)), 0);
    for (const file of files) assert.ok(weight(file) + assets < kFirstLoadLimitBytes, `${file}: ${weight(file) + assets} bytes`);
  });
});
