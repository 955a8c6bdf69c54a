// Pages of the intranet with the widget on them, watched: what a test for the widget stands on.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { chromium } from 'playwright-core';

import { startIntranet } from './intranet/server.mjs';
import { freePort, startHub } from './site.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const script = '<script src="{{hub}}/widget/{{version}}/practice-search.js" integrity="{{integrity}}" crossorigin="anonymous" defer></script>';

export const kResults = '**/api/v1/search?*';
export const kSuggestions = '**/api/v1/suggest?*';

/** Gives {hub, intranet, openPage(options), stop()}. */
export async function startWidgetPages() {
  const port = process.env.HUB_INTRANET_PORT ?? (await freePort());
  const hub = await startHub({ intranets: [`http://127.0.0.1:${port}`] });
  const intranet = await startIntranet({ port });
  intranet.hub = hub.address;
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });
  let pages = 0;

  /** Puts a page on the intranet; gives its path. `css` is a style sheet of its own origin. */
  function put(body, { lang = 'en', css = '', head = script } = {}) {
    const path = `/page-${++pages}`;
    intranet.pages[`${path}.css`] = css;
    intranet.pages[`${path}.html`] =
      `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Intranet</title>` +
      `<link rel="stylesheet" href="${path}.css">${head}</head><body><main><h1>Intranet</h1>${body}</main></body></html>`;
    return `${path}.html`;
  }

  /** Opens a path of the intranet. close() fails on errors, on violations of the policy and on requests to anywhere else. */
  async function openPage(path, { expectErrors = false, ...options } = {}) {
    const context = await browser.newContext({ baseURL: intranet.address, ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    const wrong = [];
    const events = [];
    page.on('console', (message) => {
      const policy = /Content Security Policy/i.test(message.text());
      if (message.type() === 'error' && (policy || !expectErrors)) wrong.push(message.text());
    });
    page.on('pageerror', (error) => wrong.push(String(error)));
    page.on('request', (request) => {
      if (![intranet.address, hub.address].includes(new URL(request.url()).origin)) wrong.push(`request to ${request.url()}`);
    });
    if (options.javaScriptEnabled !== false) {
      await page.exposeFunction('recordEvent', (type, detail) => events.push({ type, detail }));
      await page.addInitScript(() => {
        for (const type of ['results', 'select', 'error'])
          addEventListener(`practice-search:${type}`, (event) => globalThis.recordEvent(type, event.detail));
      });
    }
    await page.goto(path);
    return {
      page,
      events,
      widget: page.locator('practice-search').first(),
      async close() {
        await context.close();
        assert.deepEqual(wrong, []);
      },
    };
  }

  return {
    hub,
    intranet,
    put,
    openPage,
    async stop() {
      await browser.close();
      await Promise.all([hub.stop(), intranet.stop()]);
    },
  };
}

/** What axe has to say against the page; open it with bypassCSP. */
export async function violationsOf(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

export const box = (widget) => widget.getByRole('combobox');

export async function search(widget, q) {
  await box(widget).fill(q);
  await box(widget).press('Enter');
}

/** Waits for an answer that says `text`. */
export const heading = (widget, text) => widget.locator('[part=heading]').filter({ hasText: text });

/** For page.route(): answers with `status` and a problem. */
export const answer = (status, headers = {}) => (route) =>
  route.fulfill({
    status,
    contentType: 'application/problem+json',
    headers: { 'Access-Control-Allow-Origin': '*', 'Access-Control-Expose-Headers': 'Retry-After', ...headers },
    body: JSON.stringify({ status, detail: 'the request has problems' }),
  });
