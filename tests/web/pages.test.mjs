// The officers' pages as a person uses them, in Debian's Chromium, with and without JavaScript.
// Run by CTest: with-hub.mjs starts the hub.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { launch, openPage as openPageOf } from './page-checks.mjs';
import { startHub } from './site.mjs';

let site;
let browser;

before(async () => {
  site = await startHub();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

const openPage = (options) => openPageOf(browser, site.address, options);

const total = async (page) => Number((await page.locator('h2').filter({ hasText: /result/ }).first().innerText()).match(/^[\d,]+/)[0].replace(',', ''));

for (const javaScriptEnabled of [true, false]) {
  describe(`with JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, () => {
    test('a person searches, filters, opens a passage and goes back', async () => {
      const { page, close } = await openPage({ javaScriptEnabled });
      await page.goto('/');
      await page.getByRole('searchbox').or(page.locator('input[name=q][type=text], input[name=q][type=search]')).first().fill('cuckooing');
      await page.getByRole('button', { name: 'Search' }).click();
      await page.waitForURL(/q=cuckooing/);
      const all = await total(page);
      assert.ok(all > 1, 'several records are about cuckooing');
      assert.ok((await page.locator('mark').count()) > 0, 'the words are marked');

      await page.locator('input[type=checkbox][name=filter_collection][value=review]').check();
      if (!javaScriptEnabled) await page.getByRole('button', { name: 'Apply filters' }).first().click();
      await page.waitForURL(/filter_collection=review/);
      await page.locator('.hub-search-page:not([aria-busy])').waitFor();
      const filtered = await total(page);
      assert.ok(filtered > 0 && filtered < all, `${filtered} of ${all} are reviews`);
      assert.match(page.url(), /q=cuckooing/, 'the words stay');

      const searchAddress = page.url();
      const passage = page.locator('a[href^="/records/"][href*="#"]').first();
      const anchor = new URL(await passage.getAttribute('href'), site.address).hash;
      await passage.click();
      await page.waitForURL(/\/records\//);
      assert.equal(await page.locator(`[id="${anchor.slice(1)}"]`).count(), 1, `${anchor} is on the record's page`);
      assert.ok(await page.locator(`[id="${anchor.slice(1)}"]`).isVisible());
      assert.ok((await page.locator('mark').count()) > 0);

      await page.getByRole('link', { name: /back to results/i }).click();
      await page.waitForURL(/\/search/);
      assert.equal(page.url(), searchAddress, 'the link back keeps words and filters');
      assert.ok(await page.locator('input[type=checkbox][name=filter_collection][value=review]').isChecked());

      await page.goBack();
      await page.goBack();
      assert.equal(await total(page), filtered, "the browser's own way back works too");
      await close();
    });

    test('a selected filter is a tag that can be removed', async () => {
      const { page, close } = await openPage({ javaScriptEnabled });
      await page.goto('/search?q=police&filter_collection=practice');
      const narrowed = await total(page);
      await page.locator('a[href^="/search"]').filter({ hasText: 'Practice example' }).first().click();
      await page.waitForURL((url) => !url.search.includes('filter_collection'));
      assert.ok((await total(page)) > narrowed);
      await close();
    });

    test('results are sorted and paged', async () => {
      const { page, close } = await openPage({ javaScriptEnabled });
      await page.goto('/search?q=police');
      await page.locator('select[name=order]').selectOption('title');
      if (!javaScriptEnabled) await page.getByRole('button', { name: 'Sort' }).click();
      await page.waitForURL(/order=title/);
      await page.locator('.hub-search-page:not([aria-busy])').waitFor();
      const first = await page.locator('main a[href^="/records/"]').first().innerText();
      await page.getByRole('link', { name: /next/i }).click();
      await page.waitForURL(/start=10/);
      assert.notEqual(await page.locator('main a[href^="/records/"]').first().innerText(), first);
      await close();
    });

    test('years, and a value of a long list, are chosen', async () => {
      const { page, close } = await openPage({ javaScriptEnabled });
      await page.goto('/search?q=police');
      const all = await total(page);
      await page.locator('[data-facet=year] summary').click();
      await page.locator('#year-from').fill('2022');
      if (!javaScriptEnabled) await page.getByRole('button', { name: 'Apply filters' }).first().click();
      await page.waitForURL(/year_from=2022/);
      await page.locator('.hub-search-page:not([aria-busy])').waitFor();
      const since = await total(page);
      assert.ok(since > 0 && since < all, `${since} of ${all} are from 2022 or later`);

      await page.locator('#force-within').fill('cumb');
      if (!javaScriptEnabled) await page.locator('[data-facet=force]').getByRole('button').click();
      await page.locator('input[name=filter_force][value=cumbria]').waitFor();
      await page.locator('input[type=checkbox][name=filter_force][value=cumbria]').check();
      if (!javaScriptEnabled) await page.getByRole('button', { name: 'Apply filters' }).first().click();
      await page.waitForURL(/filter_force=cumbria/);
      assert.match(page.url(), /year_from=2022/, 'the years stay');
      await close();
    });

    test('a page is read in Welsh, and in English again', async () => {
      const { page, close } = await openPage({ javaScriptEnabled });
      await page.goto('/search?q=cuckooing&filter_collection=practice');
      await page.getByRole('link', { name: 'Cymraeg' }).click();
      await page.waitForURL(/lang=cy/);
      assert.equal(await page.locator('html').getAttribute('lang'), 'cy');
      await page.locator('main a[href^="/records/"]').first().click();
      await page.waitForURL(/\/records\/.*lang=cy/);
      await page.getByRole('link', { name: 'English' }).click();
      await page.waitForURL((url) => !url.search.includes('lang='));
      assert.equal(await page.locator('html').getAttribute('lang'), 'en');
      await close();
    });

    test('a search without results offers a way on', async () => {
      const { page, close } = await openPage({ javaScriptEnabled });
      await page.goto('/search?q=county+lines&filter_force=dorset&filter_region=wales');
      assert.ok((await page.locator('main a[href^="/search"]').count()) > 0);
      await close();
    });
  });
}

test('the pages can be used by keyboard alone', async () => {
  const { page, close } = await openPage();
  await page.goto('/search?q=cuckooing');
  const visited = [];
  for (let i = 0; i < 60; ++i) {
    await page.keyboard.press('Tab');
    visited.push(await page.evaluate(() => `${document.activeElement.tagName} ${document.activeElement.getAttribute('href') ?? document.activeElement.name ?? ''}`));
    if (visited.at(-1).startsWith('A /records/')) break;
  }
  assert.match(visited[0], /^A #/, 'first a link that skips to the content');
  assert.ok(visited.some((element) => element === 'INPUT q'), 'then the search box');
  assert.match(visited.at(-1), /^A \/records\//, `and a result is reached: ${visited.join(', ')}`);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/records\//);
  await close();
});

test('filters are chosen and taken back by keyboard alone', async () => {
  const { page, close } = await openPage();
  await page.goto('/search?q=cuckooing');
  const all = await total(page);
  const tabTo = async (what, reached) => {
    for (let i = 0; i < 120; ++i) {
      if (await page.evaluate(reached)) return;
      await page.keyboard.press('Tab');
    }
    assert.fail(`${what} cannot be reached`);
  };
  await tabTo('a collection', "document.activeElement.name === 'filter_collection'");
  await page.keyboard.press('Space');
  await page.waitForURL(/filter_collection=/);
  await page.locator('.hub-search-page:not([aria-busy])').waitFor();
  assert.ok((await total(page)) < all);
  await page.locator('.govuk-skip-link').first().focus();
  await tabTo('the tag', "document.activeElement.matches('.moj-filter__tag')");
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => !url.search.includes('filter_collection'));
  await close();
});

test('pages come under a strict Content-Security-Policy and say what they are', async () => {
  const { page, close } = await openPage();
  const response = await page.goto('/search?q=cuckooing');
  assert.match(response.headers()['content-security-policy'], /^default-src 'none'/);
  assert.ok(!/unsafe/.test(response.headers()['content-security-policy']));
  assert.equal(await page.locator('script:not([src]), style, [style]').count(), 0, 'nothing stands inline');
  assert.equal(await page.locator('script').count(), 1);
  assert.ok((await page.getByText('Illustrative').count()) > 1, 'the banner and every result say so');
  assert.ok((await page.getByText('OFFICIAL [FOR PUBLIC RELEASE]').count()) > 0, 'the marking is shown');
  assert.equal((await page.goto('/records/none')).status(), 404);
  await close();
});
