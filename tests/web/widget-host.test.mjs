// The widget as the owner of an intranet meets it: attributes, events, styles, and a page that is no friend.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { answer, box, heading, kResults, search, startWidgetPages, violationsOf } from './widget-page.mjs';

let site;
before(async () => {
  site = await startWidgetPages();
});
after(() => site?.stop());

const open = (body, { page, ...options } = {}) => site.openPage(site.put(body, page), options);

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
    assert.deepEqual(await widget.getByRole('option').allInnerTexts(), ['knife crime in schools'], 'no record, no other theme, no count of the whole hub');
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

  test('has each search sent once', async () => {
    const { page, widget, close } = await site.openPage('/');
    const asked = [];
    page.on('request', (request) => request.url().includes('/api/v1/search?') && asked.push(request.url()));
    await page.goto('/knife-crime.html');
    await heading(widget, /records$/).waitFor();
    await page.waitForLoadState('networkidle');
    assert.equal(asked.length, 1);
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
