// What hub.js adds to the pages of a running hub.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

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

async function open(address, options) {
  const opened = await openPage(browser, hub.address, options);
  await opened.page.goto(address);
  return opened;
}

const headingIs = (page, text) => page.waitForFunction((wanted) => document.querySelector('#results-heading').textContent === wanted, text);

test('a ticked filter applies at once, is said once, stays in the address, and going back undoes it', async () => {
  const { page, close } = await open('/search?q=police');
  const before = await page.locator('#results-heading').innerText();
  await page.locator('input[type=checkbox][name=filter_collection][value=review]').check();
  await page.waitForURL(/filter_collection=review/);
  await page.waitForFunction((text) => document.querySelector('#results-heading').textContent !== text, before);
  const after = await page.locator('#results-heading').innerText();
  assert.equal(await page.locator('[data-announce]').textContent(), after);
  assert.equal(await page.locator('[role=status][data-announce]').count(), 1);
  assert.ok(await page.locator('input[type=checkbox][name=filter_collection][value=review]').isChecked());
  await page.goBack();
  await headingIs(page, before);
  assert.ok(!page.url().includes('filter_collection=review'));
  await close();
});

test('the focus stays on the filter that was ticked', async () => {
  const { page, close } = await open('/search?q=police');
  const filter = page.locator('[data-facet=collection] input[type=checkbox]').nth(1);
  const value = await filter.getAttribute('value');
  await filter.focus();
  await page.keyboard.press('Space');
  await page.waitForURL(new RegExp(`filter_collection=${value}`));
  await page.waitForFunction((wanted) => document.activeElement.value === wanted, value);
  await close();
});

test('years apply once they are whole', async () => {
  const { page, close } = await open('/search?q=police');
  const before = await page.locator('#results-heading').innerText();
  await page.locator('[data-facet=year] summary').click();
  await page.locator('#year-from').fill('2022');
  await page.waitForURL(/year_from=2022/);
  assert.notEqual(await page.locator('#results-heading').innerText(), before);
  assert.ok((await page.locator('.hub-histogram__bar--in').count()) < (await page.locator('.hub-histogram__bar').count()));
  await close();
});

test('a long list is searched while one types, beyond what is shown', async () => {
  const { page, close } = await open('/search');
  const options = page.locator('[data-facet=force] [data-options] > *');
  assert.ok((await page.locator('[data-facet=force] input[value=cumbria]').count()) === 0, 'it is not among the first');
  await page.locator('#force-within').pressSequentially('cumb');
  await page.locator('[data-facet=force] input[value=cumbria]').waitFor();
  assert.equal(await options.count(), 1);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'force-within');
  assert.equal(await page.locator('#force-within').inputValue(), 'cumb');
  await close();
});

test('the order applies at once', async () => {
  const { page, close } = await open('/search?q=police');
  await page.locator('#order').selectOption('title');
  await page.waitForURL(/order=title/);
  await close();
});

test('suggestions are chosen with the keyboard', async () => {
  const { page, close } = await open('/');
  const box = page.getByRole('combobox');
  await box.pressSequentially('knife');
  const first = page.getByRole('option').first();
  await first.waitFor();
  assert.equal(await box.getAttribute('aria-expanded'), 'true');
  await box.press('Escape');
  assert.equal(await box.getAttribute('aria-expanded'), 'false');
  await box.press('Backspace');
  await first.waitFor();
  await box.press('ArrowDown');
  assert.equal(await page.locator('[aria-selected=true]').getAttribute('id'), await box.getAttribute('aria-activedescendant'));
  const address = await page.locator('[aria-selected=true]').getAttribute('data-url');
  await box.press('Enter');
  await page.waitForURL((url) => url.pathname + url.search === address);
  await close();
});

test('suggestions that fail are no suggestions', async () => {
  const { page, close } = await open('/');
  await page.route('**/api/v1/suggest?*', (route) => route.fulfill({ status: 404, body: '' }));
  const box = page.getByRole('combobox');
  const asked = page.waitForRequest('**/api/v1/suggest?*');
  await box.pressSequentially('knife');
  await asked;
  assert.equal(await page.getByRole('option').count(), 0);
  await box.press('Enter');
  await page.waitForURL(/q=knife/);
  await close();
});

test('suggestions of a Welsh page lead to Welsh pages', async () => {
  const { page, close } = await open('/?lang=cy');
  await page.getByRole('combobox').pressSequentially('cuckooing');
  await page.getByRole('option').first().waitFor();
  for (const option of await page.getByRole('option').all()) assert.match(await option.getAttribute('data-url'), /lang=cy/);
  await close();
});

test('the matches of a record are stepped through, also those in the closed text of a file', async () => {
  const { page, close } = await open('/records/pe-c41e9?q=cuckooing');
  const marks = await page.locator('.hub-section mark').count();
  assert.ok(marks > 1);
  for (let step = 1; step <= marks; step += 1) {
    await page.getByRole('button', { name: 'Next match' }).click();
    assert.equal(await page.locator('[data-match-position]').innerText(), `Match ${step} of ${marks}`);
    assert.ok(await page.locator('.hub-hit--current').isVisible());
  }
  await page.getByRole('button', { name: 'Previous match' }).click();
  assert.equal(await page.locator('[data-match-position]').innerText(), `Match ${marks - 1} of ${marks}`);
  await close();
});

test('addresses and citations are copied', async () => {
  const { page, close } = await open('/search?q=knife+crime', { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.getByRole('button', { name: 'Copy the link' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  assert.equal(await page.evaluate('navigator.clipboard.readText()'), `${hub.address}/search?q=knife%20crime`);
  await page.goto('/records/pe-c41e9');
  await page.getByRole('button', { name: 'Copy the citation' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  assert.match(await page.evaluate('navigator.clipboard.readText()'), /Practice Hub, pe-c41e9\. http/);
  await close();
});
