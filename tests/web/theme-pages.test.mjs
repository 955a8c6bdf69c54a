// Themes, the practice map and comparisons of the sample library, in Debian's Chromium: as a person uses them, with and without JavaScript.
// Run by CTest: HUB_INDEXER and HUB_SEARCHD name the programs.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';

import { chromium } from 'playwright-core';

import { startSite } from './site.mjs';
import { problemsIn } from './valid-html.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const kAddresses = ['/themes', '/themes/knife-crime', '/themes/vulnerability', '/themes/corrosives', '/map', '/map?theme=domestic-abuse&intervention_type=any&year=any', '/compare'];
let site;
let browser;
let compared;

const inWelsh = (address) => `${address}${address.includes('?') ? '&' : '?'}lang=cy`;

before(async () => {
  site = await startSite({ indexer: process.env.HUB_INDEXER, searchd: process.env.HUB_SEARCHD });
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });
  const practice = await (await fetch(`${site.address}/api/v1/search?q=knife&filter_collection=practice&count=4`)).json();
  compared = `/compare?${practice.results.map(({ id }) => `id=${id}`).join('&')}`;
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

const everyAddress = () => [...kAddresses, compared].flatMap((address) => [address, inWelsh(address)]);

/** Runs `use` on a page; fails on errors on its console and on any request to another origin. */
async function onPage(options, use) {
  const context = await browser.newContext({ baseURL: site.address, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const wrong = [];
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('request', (request) => request.url().startsWith(site.address) || wrong.push(`request to ${request.url()}`));
  await use(page);
  await context.close();
  assert.deepEqual(wrong, []);
}

const focused = (page) => page.evaluate(() => document.activeElement.getAttribute('href') ?? document.activeElement.name ?? document.activeElement.tagName);

/** Presses Tab until `wanted` says yes to what has the focus. */
async function tabTo(page, wanted) {
  for (let presses = 0; presses < 250; presses += 1) {
    await page.keyboard.press('Tab');
    if (wanted(await focused(page))) return;
  }
  assert.fail(`the keyboard does not reach ${wanted}`);
}

/** How many records the search at `url` finds. */
async function found(url) {
  const answer = await fetch(`${site.address}${url.replace('/search', '/api/v1/search')}`);
  assert.equal(answer.status, 200, url);
  return (await answer.json()).total;
}

for (const javaScriptEnabled of [true, false]) {
  describe(`with JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, () => {
    test('an officer goes from the themes to a theme, its gaps, its map and a force’s records', async () => {
      await onPage({ javaScriptEnabled }, async (page) => {
        await page.goto('/');
        await page.getByRole('navigation').getByRole('link', { name: 'Themes' }).first().click();
        await page.getByRole('link', { name: 'Knife crime', exact: true }).click();
        assert.equal(await page.locator('h1').innerText(), 'Knife crime');
        assert.ok(await page.getByRole('heading', { name: 'Gaps' }).isVisible());
        await page.getByRole('link', { name: 'See this theme on the practice map' }).click();
        assert.equal(await page.locator('#map-theme').inputValue(), 'knife-crime');
        const tile = page.locator('.hub-tile:not(.hub-shade-0)').first();
        const count = await tile.locator('.hub-tile__count').innerText();
        await tile.click();
        await page.waitForURL(/\/search\?.*filter_force=.*filter_theme=knife-crime/);
        assert.match(await page.locator('#results-heading').innerText(), new RegExp(`^${count} result`));
      });
    });

    test('the map shows what was chosen, and its address keeps it', async () => {
      await onPage({ javaScriptEnabled }, async (page) => {
        await page.goto('/map');
        const all = await page.locator('#tiles-heading').innerText();
        await page.locator('#map-theme').selectOption('domestic-abuse');
        await page.locator('#map-type').selectOption({ index: 1 });
        await page.getByRole('button', { name: 'Show on the map' }).click();
        await page.waitForURL(/theme=domestic-abuse/);
        assert.notEqual(await page.locator('#tiles-heading').innerText(), all);
        await page.getByRole('link', { name: 'Cymraeg' }).click();
        await page.waitForURL(/lang=cy/);
        assert.equal(await page.locator('#map-theme').inputValue(), 'domestic-abuse');
        assert.equal(await page.locator('html').getAttribute('lang'), 'cy');
      });
    });

    test('examples are chosen in the results, compared, taken out and added', async () => {
      await onPage({ javaScriptEnabled }, async (page) => {
        await page.goto('/search?q=knife&filter_collection=practice');
        const boxes = page.locator('input[name=id]');
        await boxes.nth(0).check();
        await boxes.nth(1).check();
        await page.locator('#compare button').click();
        await page.waitForURL(/\/compare\?/);
        const columns = page.locator('thead th');
        assert.equal(await columns.count(), 2);
        assert.ok((await page.locator('tbody tr').count()) > 5, 'they are compared field by field');
        await page.locator('#more-heading ~ ul a').first().click();
        await page.waitForFunction(() => document.querySelectorAll('thead th').length === 3);
        await columns.first().getByRole('link', { name: /^Remove/ }).click();
        await page.waitForFunction(() => document.querySelectorAll('thead th').length === 2);
        await page.getByRole('link', { name: 'Back to results' }).click();
        await page.waitForURL(/\/search\?q=knife/);
      });
    });
  });
}

test('every tile and every cell leads to exactly as many records as it shows', async () => {
  await onPage({}, async (page) => {
    for (const address of ['/map', '/map?theme=vulnerability&intervention_type=prevention', '/themes/domestic-abuse', '/themes/serious-violence']) {
      await page.goto(address);
      const numbers = await page.evaluate(() => [
        ...[...document.querySelectorAll('.hub-tile')].map((tile) => [tile.getAttribute('href'), tile.querySelector('.hub-tile__count').textContent]),
        ...[...document.querySelectorAll('.hub-matrix td a')].map((cell) => [cell.getAttribute('href'), cell.textContent]),
        ...[...document.querySelectorAll('.hub-numbers a')].map((figure) => [figure.getAttribute('href'), figure.querySelector('strong').textContent]),
      ]);
      assert.ok(numbers.length > 10, address);
      for (const [url, number] of numbers) assert.equal(await found(url), Number(number.replace(',', '')), `${address}: ${url}`);
    }
  });
});

test('the map, a theme and a comparison can be used by keyboard alone', async () => {
  await onPage({}, async (page) => {
    await page.goto('/map');
    await tabTo(page, (name) => name === 'theme');
    await page.keyboard.type('Serious v');
    await tabTo(page, (name) => name === 'BUTTON' || name === '');
    await page.keyboard.press('Enter');
    await page.waitForURL(/theme=serious-violence/);
    await tabTo(page, (name) => name.startsWith('/search?filter_force='));
    assert.ok(await page.evaluate(() => document.activeElement.matches('.hub-tile:focus-visible')));
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/search\?filter_force=.*filter_theme=serious-violence/);

    await page.goto('/themes/domestic-abuse');
    await tabTo(page, (name) => name.includes('filter_evidence_stage='));
    await page.keyboard.press('Enter');
    await page.waitForURL(/filter_evidence_stage=/);

    await page.goto(compared);
    await tabTo(page, (name) => name.startsWith('/compare?'));
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelectorAll('thead th').length === 3);
  });
});

test('a wide table scrolls by itself, also with the keyboard', async () => {
  await onPage({ viewport: { width: 800, height: 900 } }, async (page) => {
    await page.goto('/map');
    const table = page.getByRole('region', { name: 'Number of records by theme and force' });
    await table.focus();
    for (let presses = 0; presses < 5; presses += 1) await page.keyboard.press('ArrowRight');
    await page.waitForFunction(() => document.querySelector('.hub-matrix').scrollLeft > 0);
  });
});

for (const [name, viewport] of [['320 pixels', { width: 320, height: 800 }], ['400 % zoom', { width: 320, height: 256 }]])
  test(`at ${name} nothing scrolls sideways, and tiles are large enough for a thumb`, async () => {
    await onPage({ viewport }, async (page) => {
      for (const address of everyAddress()) {
        await page.goto(address);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320, address);
        const small = await page.evaluate(() => [...document.querySelectorAll('.hub-tile')].filter((tile) => tile.clientWidth < 24 || tile.clientHeight < 24 || tile.scrollWidth > tile.clientWidth + 1).map((tile) => tile.textContent));
        assert.deepEqual(small, [], address);
      }
    });
  });

test('with text of twice the size the names of the tiles stay readable', async () => {
  await onPage({ viewport: { width: 640, height: 900 } }, async (page) => {
    await page.goto('/map');
    const cut = await page.evaluate(() => [...document.querySelectorAll('.hub-tile')].filter((tile) => tile.scrollWidth > tile.clientWidth + 1 || tile.scrollHeight > tile.clientHeight + 1).map((tile) => tile.textContent));
    assert.deepEqual(cut, []);
  });
});

test('axe finds no violation of WCAG 2.2 AA, in both languages', async () => {
  await onPage({ bypassCSP: true }, async (page) => {
    for (const address of everyAddress()) {
      await page.goto(address);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
      assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes[0].html}`), [], address);
    }
  });
});

test('the pages are valid HTML, in both languages', async () => {
  const problems = [];
  for (const address of everyAddress()) problems.push(...(await problemsIn(await (await fetch(site.address + address)).text(), address)));
  assert.deepEqual(problems, []);
});

test('the pages come under the strict Content-Security-Policy', async () => {
  for (const address of everyAddress()) {
    const response = await fetch(site.address + address);
    assert.equal(response.status, 200, address);
    assert.match(response.headers.get('content-security-policy'), /^default-src 'none'/);
    assert.doesNotMatch(response.headers.get('content-security-policy'), /unsafe/);
  }
});
