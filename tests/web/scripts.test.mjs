// What hub.js adds to the pages, on previews: another sample stands for the server's answer to a changed search.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { chromium } from 'playwright-core';

const kSite = 'http://hub.test';
const folder = mkdtempSync(join(tmpdir(), 'hub-scripts-'));
execFileSync(process.execPath, [new URL('../../web/preview.mjs', import.meta.url).pathname, folder], { stdio: ['ignore', 'ignore', 'inherit'] });
let browser;

before(async () => {
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });
});

after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A page at `start`; `answer(url)` gives the sample, or the JSON, that stands for the server's answer, or nothing: 404. */
async function open(start, answer) {
  const page = await browser.newPage();
  page.setDefaultTimeout(10_000);
  await page.route('**/*', (route) => {
    const url = new URL(route.request().url());
    const asset = url.pathname.match(/\/assets\/([a-z-]+\.(css|js|svg))$/)?.[1];
    if (asset) return route.fulfill({ path: join(folder, 'assets', asset) });
    const found = answer(url);
    if (found === undefined) return route.fulfill({ status: 404, body: '' });
    if (typeof found === 'object') return route.fulfill({ json: found });
    return route.fulfill({ contentType: 'text/html; charset=utf-8', body: readFileSync(join(folder, `${found}.html`)) });
  });
  await page.goto(kSite + start);
  return page;
}

const searched = (url) => (url.pathname !== '/search' ? undefined : url.searchParams.has('filter_collection') ? 'search-empty' : 'search');

test('a ticked filter applies at once, is said once, stays in the address, and going back undoes it', async () => {
  const page = await open('/search?q=cuckoing', (url) => (url.searchParams.getAll('filter_collection').includes('reviews') ? 'search-empty' : searched(url) && 'search'));
  const before = await page.locator('#results-heading').innerText();
  await page.locator('input[value=reviews]').check();
  await page.waitForURL(/filter_collection=reviews/);
  await page.getByText('No results for').waitFor();
  const after = await page.locator('#results-heading').innerText();
  assert.equal(await page.locator('[data-announce]').textContent(), after);
  assert.equal(await page.locator('[role=status][data-announce]').count(), 1);
  await page.goBack();
  await page.waitForFunction((text) => document.querySelector('#results-heading').textContent === text, before);
  assert.ok(!page.url().includes('filter_collection=reviews'));
  await page.close();
});

test('the focus stays on the filter that was ticked', async () => {
  const page = await open('/search', () => 'search');
  await page.locator('input[value=county-lines]').focus();
  await page.keyboard.press('Space');
  await page.waitForURL(/filter_theme=county-lines/);
  await page.waitForFunction(() => document.activeElement.value === 'county-lines');
  await page.close();
});

test('a long list is searched while one types', async () => {
  const page = await open('/search', () => 'search');
  const shown = page.locator('[data-facet=theme] [data-options] > :visible');
  assert.ok((await shown.count()) > 5);
  await page.locator('#theme-within').pressSequentially('county');
  await page.waitForFunction(() => [...document.querySelectorAll('[data-facet=theme] [data-options] > *')].filter((option) => !option.hidden).length === 1);
  await page.close();
});

test('suggestions are chosen with the keyboard, and their failure is no suggestion', async () => {
  const suggestion = { text: 'Knife crime', segments: [{ text: 'Kni', hit: true }, { text: 'fe crime' }], count: 12, url: '/search?filter_theme=knife-crime' };
  const answer = (url) => (url.pathname !== '/api/v1/suggest' ? searched(url) ?? 'home' : url.searchParams.get('q') === 'knix' ? undefined : { q: 'kni', groups: [{ kind: 'themes', label: 'Themes', suggestions: [suggestion] }] });
  const page = await open('/', answer);
  const box = page.getByRole('combobox');
  await box.pressSequentially('kni');
  await page.getByRole('option', { name: 'Knife crime' }).waitFor();
  assert.equal(await box.getAttribute('aria-expanded'), 'true');
  await box.press('Escape');
  assert.equal(await box.getAttribute('aria-expanded'), 'false');
  await box.press('x');
  await page.waitForTimeout(400);
  assert.equal(await page.getByRole('option').count(), 0);
  await box.press('Backspace');
  await page.getByRole('option').waitFor();
  await box.press('ArrowDown');
  assert.equal(await page.locator('[aria-selected=true]').getAttribute('id'), await box.getAttribute('aria-activedescendant'));
  await box.press('Enter');
  await page.waitForURL(/filter_theme=knife-crime/);
  await page.close();
});

test('the matches of a record are stepped through, also those in the closed text of a file', async () => {
  const page = await open('/records/pe-7f3a?q=cuckooing', () => 'record');
  const marks = await page.locator('.hub-section mark').count();
  for (let step = 1; step <= marks; step += 1) {
    await page.getByRole('button', { name: 'Next match' }).click();
    assert.equal(await page.locator('[data-match-position]').innerText(), `Match ${step} of ${marks}`);
    assert.ok(await page.locator('.hub-hit--current').isVisible());
  }
  await page.close();
});
