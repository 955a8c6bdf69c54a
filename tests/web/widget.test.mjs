// The widget on an intranet, as a person meets it.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { answer, box, heading, kResults, kSuggestions, search, startWidgetPages } from './widget-page.mjs';

let site;
before(async () => {
  site = await startWidgetPages();
});
after(() => site?.stop());

const open = (body, { page, ...options } = {}) => site.openPage(site.put(body, page), options);

describe('a person', () => {
  test('types, chooses a suggestion with the arrow keys, and opens a result', async () => {
    const { page, widget, events, close } = await site.openPage('/');
    await box(widget).pressSequentially('kni', { delay: 30 });
    await widget.getByRole('option').first().waitFor();
    assert.equal(await box(widget).getAttribute('aria-expanded'), 'true');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const active = widget.locator(`[id="${await box(widget).getAttribute('aria-activedescendant')}"]`);
    assert.match(await active.innerText(), /^Knife crime/);
    assert.equal(await active.getAttribute('aria-selected'), 'true');
    await page.keyboard.press('Enter');

    await heading(widget, /^\d+ records$/).waitFor();
    assert.equal(await widget.getByRole('listbox').isVisible(), false);
    assert.equal(await box(widget).inputValue(), '', 'the theme stands as a filter, not as words');
    assert.equal(await widget.getByRole('button', { name: 'Remove filter: Knife crime' }).count(), 1);
    const results = events.find((event) => event.type === 'results').detail;
    assert.deepEqual(results.filters, [{ field: 'theme', value: 'knife-crime', locked: false }]);
    assert.ok(results.total > 5 && results.shown === 5);

    const link = widget.locator('[part=link]').first();
    const [title, url] = [await link.innerText(), await link.evaluate((a) => a.href)];
    assert.ok(url.startsWith(`${site.hub.address}/records/`));
    await link.click();
    await page.waitForURL(url);
    const selected = events.find((event) => event.type === 'select').detail;
    assert.deepEqual({ ...selected, id: undefined }, { from: 'result', title, url, id: undefined });
    await close();
  });

  test('uses it by keyboard alone', async () => {
    const { page, widget, close } = await open('<practice-search count="2"></practice-search>');
    const focused = () => widget.evaluate((element) => element.shadowRoot.activeElement?.textContent);
    await page.keyboard.press('Tab');
    await page.keyboard.type('knife', { delay: 20 });
    await widget.getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowUp');
    assert.match(await widget.locator('[aria-selected=true]').innerText(), /Three lessons/, 'up from the box leads to the last');
    await page.keyboard.press('Escape');
    assert.equal(await widget.getByRole('listbox').isVisible(), false);
    assert.equal(await box(widget).inputValue(), 'knife', 'Escape closes the list and leaves the words');
    await page.keyboard.press('Enter');
    await heading(widget, /results for ‘knife’/).waitFor();

    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'Search');
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'Filter results');
    await page.keyboard.press('Tab');
    assert.match(await focused(), /^Practice example/);
    await page.keyboard.press('Enter');
    await widget.getByRole('button', { name: 'Remove filter: Practice example' }).waitFor();
    assert.match(await focused(), /Remove filter: Practice example/, 'focus follows the value to where it is set');
    await page.keyboard.press('Enter');
    await widget.locator('[part~=chip-chosen]').waitFor({ state: 'detached' });
    assert.match(await focused(), /^Practice example/, 'and back');

    await widget.getByRole('button', { name: 'Show more results' }).focus();
    await page.keyboard.press('Enter');
    await widget.locator('[part=result]').nth(2).waitFor();
    assert.equal(await focused(), await widget.locator('[part=link]').nth(2).innerText(), 'focus is on the first that is new');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/records\//);
    await close();
  });

  test('hears what happened', async () => {
    const { widget, close } = await open('<practice-search></practice-search>');
    const status = widget.getByRole('status');
    await box(widget).pressSequentially('kni', { delay: 20 });
    await status.filter({ hasText: '7 suggestions. Use the up and down arrow keys' }).waitFor();
    await search(widget, 'cuckooing');
    await status.filter({ hasText: /^\d+ results for ‘cuckooing’$/ }).waitFor();
    await search(widget, 'zzzzqqqq');
    await status.filter({ hasText: 'No results for ‘zzzzqqqq’' }).waitFor();
    await close();
  });

  test('is told what was done to the words', async () => {
    const { widget, close } = await open('<practice-search></practice-search>');
    await search(widget, 'cuckoing');
    await widget.getByText('Nothing was found for ‘cuckoing’. These are results for ‘cuckooing’.').waitFor();
    await search(widget, 'teenage knjfe exclusion');
    await widget.getByText(/The results have (most|some) of these words/).waitFor();
    await widget.getByRole('button', { name: 'teenage knife exclusion' }).click();
    await heading(widget, '‘teenage knife exclusion’').waitFor();
    assert.equal(await box(widget).inputValue(), 'teenage knife exclusion');
    await close();
  });

  test('sees marking and illustrative tag on every result', async () => {
    const { widget, close } = await open('<practice-search count="20"></practice-search>');
    await search(widget, 'police');
    const results = widget.locator('[part=result]');
    await results.nth(19).waitFor();
    for (const result of await results.all()) {
      assert.equal(await result.getByText('Illustrative', { exact: true }).count(), 1);
      assert.match(await result.locator('[part=marking]').innerText(), /OFFICIAL/);
    }
    await close();
  });

  test('of an input method is not interrupted', async () => {
    const { page, widget, close } = await open('<practice-search></practice-search>');
    const asked = [];
    page.on('request', (request) => request.url().includes('/suggest') && asked.push(new URL(request.url()).searchParams.get('q')));
    await box(widget).focus();
    const client = await page.context().newCDPSession(page);
    await client.send('Input.imeSetComposition', { text: 'knif', selectionStart: 4, selectionEnd: 4 });
    await box(widget).dispatchEvent('keydown', { key: 'Enter', keyCode: 229, isComposing: true });
    await page.waitForTimeout(400);
    assert.deepEqual(asked, [], 'nothing is asked while a word is composed');
    await client.send('Input.insertText', { text: 'knife' });
    await widget.getByRole('option').first().waitFor();
    assert.deepEqual(asked, ['knife']);
    await close();
  });
});

describe('answers', () => {
  test('that come late never replace newer ones', async () => {
    const { page, widget, close } = await open('<practice-search></practice-search>');
    let release;
    const held = new Promise((resolve) => (release = resolve));
    await page.route(/search\?q=slow/, async (route) => {
      await held;
      await route.continue().catch(() => undefined);
    });
    await search(widget, 'slow');
    await widget.getByText('Searching…').first().waitFor();
    await search(widget, 'cuckooing');
    await heading(widget, '‘cuckooing’').waitFor();
    release();
    await page.waitForTimeout(300);
    assert.match(await widget.locator('[part=heading]').innerText(), /‘cuckooing’/);
    assert.equal(await widget.locator('[part=progress]').isVisible(), false);
    await close();
  });

  test('of suggestions are asked for once typing pauses, and not shown after the search', async () => {
    const { page, widget, close } = await open('<practice-search></practice-search>');
    const asked = [];
    await page.route(kSuggestions, async (route) => {
      asked.push(new URL(route.request().url()).searchParams.get('q'));
      await new Promise((resolve) => setTimeout(resolve, 300));
      await route.continue().catch(() => undefined);
    });
    await box(widget).pressSequentially('knife', { delay: 20 });
    await page.waitForRequest(kSuggestions);
    await box(widget).press('Enter');
    await heading(widget, '‘knife’').waitFor();
    await page.waitForTimeout(500);
    assert.equal(asked.at(-1), 'knife');
    assert.ok(asked.length < 'knife'.length, `asked for ${asked}: not at each letter`);
    assert.equal(await widget.getByRole('listbox').isVisible(), false);
    await close();
  });

  test('without suggestions leave the search as it is', async () => {
    const { page, widget, close } = await open('<practice-search></practice-search>', { expectErrors: true });
    await page.route(kSuggestions, answer(404));
    await box(widget).pressSequentially('knife');
    await page.waitForResponse(kSuggestions);
    await box(widget).press('Enter');
    await heading(widget, '‘knife’').waitFor();
    await close();
  });

  const cases = [
    { status: 429, headers: { 'Retry-After': '30' }, title: 'Practice Hub is busy', text: 'Try again in 30 seconds.', kind: 'busy', retryAfter: 30 },
    { status: 503, headers: {}, title: 'Practice Hub is busy', text: 'Try again in a moment.', kind: 'busy' },
    { status: 500, headers: {}, title: 'Something went wrong', text: 'Practice Hub could not answer.', kind: 'broken' },
    { status: 422, headers: {}, title: 'This search cannot be answered', text: 'Change the words or the filters', kind: 'refused' },
  ];
  for (const { status, headers, title, text, kind, retryAfter } of cases)
    test(`of ${status} are said, and can be asked again`, async () => {
      const { page, widget, events, close } = await open('<practice-search></practice-search>', { expectErrors: true });
      await page.route(kResults, answer(status, headers));
      await search(widget, 'knife');
      await heading(widget, title).waitFor();
      await widget.getByText(text).first().waitFor();
      const { detail } = events.find((event) => event.type === 'error');
      assert.deepEqual([detail.kind, detail.status, detail.retryAfter ?? undefined, detail.problem], [kind, status, retryAfter, 'the request has problems']);
      await page.unroute(kResults);
      if (kind === 'refused') await search(widget, 'knife');
      else await widget.getByRole('button', { name: 'Try again' }).click();
      await heading(widget, '‘knife’').waitFor();
      await close();
    });

  test('that cannot come offline come when the connection does', async () => {
    const { page, widget, close } = await open('<practice-search></practice-search>', { expectErrors: true });
    await page.context().setOffline(true);
    await search(widget, 'knife');
    await heading(widget, 'You are offline').waitFor();
    await page.context().setOffline(false);
    await heading(widget, '‘knife’').waitFor();
    await page.route(kResults, (route) => route.abort());
    await search(widget, 'cuckooing');
    await heading(widget, 'Practice Hub cannot be reached').waitFor();
    await page.unroute(kResults);
    await widget.getByRole('button', { name: 'Try again' }).click();
    await heading(widget, '‘cuckooing’').waitFor();
    await close();
  });

  test('that fail for more results leave those that are there', async () => {
    const { page, widget, close } = await open('<practice-search count="2"></practice-search>', { expectErrors: true });
    await search(widget, 'knife');
    await heading(widget, '‘knife’').waitFor();
    await page.route(kResults, answer(500));
    await widget.getByRole('button', { name: 'Show more results' }).click();
    await heading(widget, 'Something went wrong').waitFor();
    assert.equal(await widget.locator('[part=result]').count(), 2);
    await page.unroute(kResults);
    await widget.getByRole('button', { name: 'Try again' }).click();
    await widget.locator('[part=result]').nth(3).waitFor();
    assert.equal(await widget.locator('[part=result]').count(), 4);
    await close();
  });
});
