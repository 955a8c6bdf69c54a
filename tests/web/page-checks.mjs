// What holds for every page, asked of a browser and of a validator.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { HtmlValidate } from 'html-validate';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const kRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:document', 'html-validate:a11y'],
  rules: {
    'doctype-style': 'off', // any case is valid
    'form-dup-name': 'off', // a parameter may be given several times
    'no-trailing-whitespace': 'off',
    'void-style': 'off', // svg elements of the templates close themselves
    'long-title': 'off', // a record's title is its own
    'tel-non-breaking': 'off',
    'no-redundant-role': 'off',
    'prefer-native-element': ['error', { exclude: ['region', 'group', 'listbox'] }],
    'require-sri': 'off', // there is one origin
    'wcag/h30': 'error',
    'valid-id': ['error', { relaxed: true }],
  },
});

export const launch = () =>
  chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });

/** Every problem of a page's HTML, with `name` and line. */
export async function htmlProblems(name, html) {
  const { results } = await validator.validateString(html, name);
  return results.flatMap(({ messages }) => messages.map((m) => `${name}:${m.line}: ${m.ruleId}: ${m.message}`));
}

/** What axe finds on a page; its context needs bypassCSP where the page has a policy. */
export async function axeViolations(page) {
  const { violations } = await page.evaluate(`${axe}; axe.run(document, { runOnly: ${JSON.stringify(kRules)}, resultTypes: ['violations'] })`);
  return violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html.slice(0, 200)).slice(0, 3)]);
}

/** Pixels that a page is wider than the window. */
export const overflow = (page) => page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

/** A page of `origin` that fails the test, when closed, on errors of its script or policy and on any request elsewhere. */
export async function openPage(browser, origin, options = {}) {
  const context = await browser.newContext({ baseURL: origin, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const wrong = [];
  page.on('console', (message) => message.type() === 'error' && !message.text().includes('404') && wrong.push(message.text()));
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('request', (request) => request.url().startsWith(origin) || wrong.push(`request to ${request.url()}`));
  return {
    page,
    async close() {
      await context.close();
      assert.deepEqual(wrong, []);
    },
  };
}
