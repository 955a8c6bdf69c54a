// Themes, the practice map and comparisons of the sample library, in Debian's Chromium: as a person uses them, with and without JavaScript.
// Run by CTest: with-hub.mjs starts the hub.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { launch, openPage } from './page-checks.mjs';
import { startHub } from './site.mjs';

let hub;
let browser;

before(async () => {
  hub = await startHub();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await hub?.stop();
});

/** Runs `use` on a page; fails on what openPage() finds wrong. */
async function onPage(options, use) {
  const { page, close } = await openPage(browser, hub.address, options);
  await use(page);
  await close();
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
  const answer = await fetch(`${hub.address}${url.replace('/search', '/api/v1/search')}`);
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
      assert.ok(numbers.length > 5, address);
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

    await page.goto('/compare?id=pe-c41e9&id=pe-c17667&id=pe-10daa2&id=pe-01eb8f');
    await tabTo(page, (name) => name.startsWith('/compare?') && !name.includes('lang=cy'));
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

for (const [name, viewport] of [['320 pixels', { width: 320, height: 800 }], ['text of twice the size', { width: 640, height: 900 }], ['1,280 pixels', { width: 1280, height: 900 }]])
  test(`at ${name} each tile is large enough for a thumb and shows all of its name, in both languages`, async () => {
    await onPage({ viewport }, async (page) => {
      for (const address of ['/map', '/map?lang=cy']) {
        await page.goto(address);
        const wrong = await page.evaluate(() =>
          [...document.querySelectorAll('.hub-tile')]
            .filter((tile) => tile.clientWidth < 24 || tile.clientHeight < 24 || tile.scrollWidth > tile.clientWidth + 1 || tile.scrollHeight > tile.clientHeight + 1)
            .map((tile) => tile.textContent),
        );
        assert.deepEqual(wrong, [], address);
      }
    });
  });
