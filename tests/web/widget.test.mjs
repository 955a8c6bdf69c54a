// The widget on an intranet, as a person and as an owner of that intranet meet it.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { box, heading, kResults, kSuggestions, script, search, startWidgetPages, violationsOf } from './widget-page.mjs';

let site;
before(async () => {
  site = await startWidgetPages();
});
after(() => site?.stop());

const open = (body, { page, ...options } = {}) => site.openPage(site.put(body, page), options);
const answer = (status, headers = {}) => (route) =>
  route.fulfill({
    status,
    contentType: 'application/problem+json',
    headers: { 'Access-Control-Allow-Origin': '*', 'Access-Control-Expose-Headers': 'Retry-After', ...headers },
    body: JSON.stringify({ status, detail: 'the request has problems' }),
  });

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
    await status.filter({ hasText: '3 suggestions. Use the up and down arrow keys' }).waitFor();
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
    await search(widget, 'teenage knif exclusion');
    await widget.getByText('No record has all of these words.').waitFor();
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
    assert.deepEqual(asked, ['knife']);
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

describe('an owner of an intranet', () => {
  test('locks filters and presets others', async () => {
    const { page, widget, events, close } = await site.openPage('/knife-crime.html');
    await heading(widget, /records$/).waitFor();
    const chosen = widget.locator('[part=filters]');
    assert.equal(await chosen.getByRole('button').count(), 1, 'only the preset one can be removed');
    assert.match(await chosen.innerText(), /^Knife crime/);
    await chosen.getByRole('button', { name: 'Remove filter: Practice example' }).click();
    await widget.locator('[part~=chip-chosen]').waitFor({ state: 'detached' });
    assert.deepEqual(events.at(-1).detail.filters, [{ field: 'theme', value: 'knife-crime', locked: true }]);

    const before = events.at(-1).detail.total;
    const chip = widget.getByRole('group', { name: 'Theme' }).locator('[part=chip]').last();
    const [field, value] = (await chip.getAttribute('data-key')).split('=');
    const [asked] = await Promise.all([page.waitForRequest(kResults), chip.click()]);
    const parameters = new URL(asked.url()).searchParams;
    assert.deepEqual([field, parameters.getAll('filter_theme'), parameters.getAll('filter_all_theme')], ['theme', ['knife-crime'], [value]]);
    await widget.getByRole('button', { name: /Remove filter/ }).waitFor();
    assert.ok(events.at(-1).detail.total < before, 'another value of a locked field narrows');
    await close();
  });

  test('gets only suggestions that honour a lock', async () => {
    const { widget, close } = await open('<practice-search theme="cuckooing"></practice-search>');
    await box(widget).pressSequentially('k', { delay: 20 });
    await box(widget).pressSequentially('ni');
    await widget.getByRole('option').first().waitFor();
    assert.deepEqual(await widget.getByRole('option').allInnerTexts(), ['knife carrying'], 'no record, no other theme, no count of the whole hub');
    await close();
  });

  test('listens, and may keep a link from being followed', async () => {
    const { page, widget, events, close } = await open('<practice-search></practice-search>');
    await page.evaluate(() => document.addEventListener('practice-search:select', (event) => event.preventDefault()));
    const address = page.url();
    await search(widget, 'cuckooing');
    await widget.locator('[part=link]').first().click();
    await widget.locator('[part=passage-link]').first().click();
    await box(widget).pressSequentially(' ');
    await box(widget).fill('three lessons');
    await widget.getByRole('option').filter({ hasText: 'Three lessons' }).click();
    await page.waitForTimeout(200);
    assert.equal(page.url(), address);
    assert.deepEqual(events.filter((event) => event.type === 'select').map((event) => event.detail.from), ['result', 'passage', 'suggestion']);
    await close();
  });

  test('keeps what is typed out of the address, unless there is a page for results', async () => {
    const results = site.put('<practice-search results-page="RESULTS" count="3"></practice-search>');
    site.intranet.pages[results] = site.intranet.pages[results].replace('RESULTS', results);
    const { page, widget, close } = await open(`<practice-search id="here"></practice-search><practice-search label="Elsewhere" theme="knife-crime" results-page="${results}"></practice-search>`);
    const address = page.url();
    await search(page.locator('#here'), 'cuckooing');
    await heading(page.locator('#here'), '‘cuckooing’').waitFor();
    assert.equal(page.url(), address);

    await search(page.locator('practice-search').nth(1), 'school');
    await heading(widget, '‘school’').waitFor();
    assert.equal(new URL(page.url()).search, '?q=school&filter_theme=knife-crime');
    await widget.getByRole('button', { name: 'Remove filter: Knife crime' }).click();
    await page.waitForURL(`${site.intranet.address}${results}?q=school`);
    await page.goBack();
    await widget.getByRole('button', { name: 'Remove filter: Knife crime' }).waitFor();
    assert.equal(await box(widget).inputValue(), 'school');
    await close();
  });

  test('may send searches to the hub', async () => {
    const { page, widget, close } = await open('<practice-search results-page force="kent"></practice-search>');
    await search(widget, 'cuckooing');
    await page.waitForURL(`${site.hub.address}/search?q=cuckooing&filter_force=kent`);
    await close();
  });

  test('puts two on a page', async () => {
    const { page, close } = await open('<practice-search label="Practice" collection="practice"></practice-search><practice-search label="Reviews" collection="review"></practice-search>', { bypassCSP: true });
    const [first, second] = [page.locator('practice-search').nth(0), page.locator('practice-search').nth(1)];
    await search(first, 'cuckooing');
    await search(second, 'voice of the child');
    await heading(first, '‘cuckooing’').waitFor();
    await heading(second, '‘voice of the child’').waitFor();
    assert.deepEqual(await violationsOf(page), []);
    await close();
  });

  test('changes attributes and calls methods', async () => {
    const { page, widget, close } = await open('<practice-search count="3"></practice-search>');
    await widget.evaluate((element) => element.search('cuckooing'));
    await heading(widget, '‘cuckooing’').waitFor();
    assert.equal(await widget.evaluate((element) => element.query), 'cuckooing');
    await widget.evaluate((element) => element.reset());
    await widget.locator('[part=heading]').waitFor({ state: 'detached' });
    await widget.evaluate((element) => {
      element.setAttribute('lang', 'cy');
      element.setAttribute('q', 'knife');
      element.setAttribute('count', '1');
    });
    await heading(widget, 'canlyniad ar gyfer ‘knife’').waitFor();
    assert.equal(await widget.locator('[part=result]').count(), 1);
    await widget.evaluate((element) => element.focus());
    assert.equal(await page.evaluate(() => document.activeElement.localName), 'practice-search');
    await close();
  });

  test('themes it by custom properties and parts', async () => {
    const css = `
      practice-search { --practice-search-button: rgb(80, 0, 80); --practice-search-font-size: 20px; --practice-search-radius: 6px; }
      practice-search::part(title) { font-family: serif; }
      practice-search::part(option-active) { background: rgb(0, 0, 120); }`;
    const { page, widget, close } = await open('<practice-search></practice-search>', { page: { css } });
    const style = (locator, name) => locator.evaluate((element, property) => getComputedStyle(element)[property], name);
    assert.equal(await style(widget.locator('[part=button]'), 'backgroundColor'), 'rgb(80, 0, 80)');
    assert.equal(await style(widget.locator('[part=input]'), 'fontSize'), '20px');
    assert.equal(await style(widget.locator('[part=input]'), 'borderTopLeftRadius'), '6px');
    await box(widget).pressSequentially('kni');
    await widget.getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowDown');
    assert.equal(await style(widget.locator('[part~=option-active]'), 'backgroundColor'), 'rgb(0, 0, 120)');
    await search(widget, 'cuckooing');
    assert.equal(await style(widget.locator('[part=title]').first(), 'fontFamily'), 'serif');
    await close();
  });

  test('fills slots', async () => {
    const body = '<practice-search><h2 slot="heading">Heading</h2><p slot="hint">Hint</p><p slot="idle">Idle</p><p slot="empty">Nothing here</p><p slot="footer">Foot</p></practice-search>';
    const { page, widget, close } = await open(body);
    for (const [text, visible] of [['Heading', true], ['Hint', true], ['Idle', true], ['Nothing here', false], ['Foot', true]])
      assert.equal(await page.getByText(text, { exact: true }).isVisible(), visible, text);
    await search(widget, 'zzzzqqqq');
    await page.getByText('Nothing here').waitFor();
    assert.equal(await page.getByText('Idle').isVisible(), false);
    await close();
  });
});

describe('on a hostile page', () => {
  const css = `
    html { font-size: 40px !important; }
    * { all: unset !important; }
    body, practice-search { font: italic bold 60px/3 fantasy !important; color: lime !important; letter-spacing: 1em !important; text-transform: uppercase !important;
      word-spacing: 2em !important; text-indent: 5em !important; white-space: pre !important; visibility: visible; text-align: center !important; display: inline !important; }
    input, button, a, p, li, mark { display: none !important; }
    .root, .box, .chip, .hidden { background: red !important; position: static !important; }`;

  test('the widget looks as it does anywhere', async () => {
    const measure = async (page) => {
      const { widget, close } = page;
      await search(widget, 'cuckooing');
      await heading(widget, '‘cuckooing’').waitFor();
      const styles = await widget.evaluate((element) =>
        [...element.shadowRoot.querySelectorAll('.root, .root *')].map((part) => {
          const { display, color, backgroundColor, font, letterSpacing, textTransform, textAlign, wordSpacing, textIndent, whiteSpace } = getComputedStyle(part);
          return [part.localName, display, color, backgroundColor, font, letterSpacing, textTransform, textAlign, wordSpacing, textIndent, whiteSpace].join(' | ');
        }),
      );
      const { height } = await widget.locator('[part=result]').first().boundingBox();
      await close();
      return { styles, height };
    };
    const options = { viewport: { width: 800, height: 800 } };
    const body = '<practice-search></practice-search>';
    const plain = await measure(await open(body, { ...options, page: { css: 'body, main { display: block; margin: 0 }' } }));
    const hostile = await measure(await open(body, { ...options, page: { css } }));
    assert.ok(plain.styles.length > 50);
    assert.deepEqual(hostile.styles, plain.styles);
    assert.equal(hostile.height, plain.height);
  });

  test('nothing scrolls sideways at 320 pixels', async () => {
    for (const path of ['/', '/cymraeg.html']) {
      const { page, widget, close } = await site.openPage(path, { viewport: { width: 320, height: 640 }, expectErrors: true });
      const fits = async (state) => assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320, `${path} ${state}`);
      await fits('idle');
      await box(widget).pressSequentially('kni');
      await widget.getByRole('option').first().waitFor();
      await fits('list');
      await search(widget, 'cuckooing');
      await heading(widget, '‘cuckooing’').waitFor();
      await widget.locator('summary').click();
      await widget.locator('[part=facet-more]').first().click();
      await fits('results');
      await page.route(kResults, answer(503, { 'Retry-After': '120' }));
      await search(widget, 'w'.repeat(120));
      await widget.locator('[part=failure]').waitFor();
      await fits('failure');
      await close();
    }
  });
});

describe('for everyone', () => {
  for (const [lang, path, words] of [
    ['en', '/', ['Search', 'You are offline', 'No results']],
    ['cy', '/cymraeg.html', ['Chwilio', 'Rydych chi all-lein', 'Dim canlyniadau']],
  ])
    test(`axe finds nothing in any state (${lang})`, async () => {
      const { page, widget, close } = await site.openPage(path, { bypassCSP: true, expectErrors: true });
      const check = async (state) => assert.deepEqual(await violationsOf(page), [], state);
      await widget.getByRole('button', { name: words[0], exact: true }).waitFor();
      await check('idle');
      await box(widget).pressSequentially('kni');
      await widget.getByRole('option').first().waitFor();
      await page.keyboard.press('ArrowDown');
      await check('list open');
      await search(widget, 'teenage knif exclusion');
      await widget.locator('[part=notes]').waitFor();
      await widget.locator('[part=facet]').first().getByRole('button').first().click();
      await widget.locator('[part~=chip-chosen]').waitFor();
      await check('results');
      await search(widget, 'zzzzqqqq');
      await heading(widget, words[2]).waitFor();
      await check('empty');
      await page.route(kResults, answer(500));
      await search(widget, 'knife');
      await widget.locator('[data-kind=broken]').waitFor();
      await check('error');
      await page.unroute(kResults);
      await page.context().setOffline(true);
      await search(widget, 'cuckooing');
      await heading(widget, words[1]).waitFor();
      await check('offline');
      await close();
    });

  test('axe finds nothing beside locked filters', async () => {
    const { page, widget, close } = await site.openPage('/knife-crime.html', { bypassCSP: true });
    await heading(widget, /records$/).waitFor();
    assert.deepEqual(await violationsOf(page), []);
    await close();
  });

  test('Welsh is the language of a Welsh page', async () => {
    const { page, widget, close } = await site.openPage('/cymraeg.html');
    const asked = page.waitForRequest(kResults);
    await search(widget, 'cuckooing');
    assert.equal(new URL((await asked).url()).searchParams.get('lang'), 'cy');
    await heading(widget, /^\d+ canlyniad ar gyfer ‘cuckooing’$/).waitFor();
    assert.match(await widget.locator('[part=result]').first().innerText(), /Enghreifftiol/);
    assert.equal(await widget.locator('[part=title]').first().getAttribute('lang'), 'en', 'a record keeps its own language');
    assert.doesNotMatch(await widget.evaluate((element) => element.shadowRoot.querySelector('form').textContent + element.shadowRoot.querySelector('.tail').textContent), /search|results/i);
    await close();
  });

  test('without scripts there is a form that searches', async () => {
    const { page, close } = await site.openPage('/', { javaScriptEnabled: false });
    await page.getByLabel('Search Practice Hub').fill('cuckooing');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.waitForURL(`${site.hub.address}/search?q=cuckooing`);
    await close();
  });

  test('with a script that is not what was promised the form stays', async () => {
    const head = script.replace('{{integrity}}', `sha384-${'A'.repeat(64)}`);
    const { page, close } = await open('<practice-search><form><label>Plain <input name="q"></label></form></practice-search>', { expectErrors: true, page: { head } });
    assert.ok(await page.getByLabel('Plain').isVisible());
    await close();
  });

  test('without the address of a hub the form stays', async () => {
    const head = script.replace('<script', '<script type="module"');
    const { page, close } = await open('<practice-search><form><label>Plain <input name="q"></label></form></practice-search>', { expectErrors: true, page: { head } });
    assert.ok(await page.getByLabel('Plain').isVisible());
    await close();
  });

  test('as a module it works with an address', async () => {
    const head = script.replace('<script', '<script type="module"');
    const { widget, close } = await open('<practice-search src="{{hub}}"></practice-search>', { page: { head } });
    await search(widget, 'cuckooing');
    await heading(widget, '‘cuckooing’').waitFor();
    await close();
  });
});

describe('the file', () => {
  const bytes = async (path) => Buffer.from(await (await fetch(site.hub.address + path)).arrayBuffer());

  test('is under 15 KB gzipped, and the newest of version 1', async () => {
    const file = await bytes('/widget/1.0.0/practice-search.js');
    assert.ok(file.length > 5_000);
    assert.ok(gzipSync(file).length < 15_000, `${gzipSync(file).length} bytes`);
    assert.deepEqual(await bytes('/widget/v1/practice-search.js'), file);
  });

  test('comes with types', async () => {
    assert.match(String(await bytes('/widget/1.0.0/practice-search.d.ts')), /"practice-search:results": CustomEvent<ResultsDetail>/);
  });

  test('runs under the policy that the documentation promises', async () => {
    const { hub, intranet } = site;
    const policy = (await fetch(`${intranet.address}/`)).headers.get('Content-Security-Policy');
    assert.equal(policy, `default-src 'none'; script-src ${hub.address}; connect-src ${hub.address}; style-src 'self'`);
  });

  test('makes no markup from text', async () => {
    const source = String(await bytes('/widget/1.0.0/practice-search.js'));
    for (const word of ['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'document.write', 'eval(', 'new Function', '.style.', 'localStorage', 'sessionStorage', 'cookie'])
      assert.ok(!source.includes(word), word);
  });
});
