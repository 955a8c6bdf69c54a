// The widget for everyone: accessibility, Welsh, no script; and the file that is published.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { answer, box, heading, kResults, script, search, startWidgetPages, violationsOf } from './widget-page.mjs';

let site;
before(async () => {
  site = await startWidgetPages();
});
after(() => site?.stop());

const open = (body, { page, ...options } = {}) => site.openPage(site.put(body, page), options);

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

  test('has the integrity that is told', async () => {
    const versions = JSON.parse(await bytes('/widget/versions.json'));
    const digest = createHash('sha384').update(await bytes('/widget/1.0.0/practice-search.js')).digest('base64');
    assert.deepEqual(versions['1.0.0'], { file: 'practice-search.js', integrity: `sha384-${digest}` });
    assert.equal(versions.newest.v1, '1.0.0');
  });

  test('comes with types', async () => {
    assert.match(String(await bytes('/widget/1.0.0/practice-search.d.ts')), /"practice-search:results": CustomEvent<ResultsDetail>/);
  });

  test('runs under the policy that the documentation promises', async () => {
    const { hub, intranet } = site;
    const policy = (await fetch(`${intranet.address}/`)).headers.get('Content-Security-Policy');
    assert.equal(policy, `default-src 'none'; script-src ${hub.address}; connect-src ${hub.address}; style-src 'self'`);
  });

  test('has no attribute, slot, part or property that its reference does not name', async () => {
    const folder = new URL('../../web/widget/', import.meta.url);
    const sources = readdirSync(new URL('src/', folder), { recursive: true }).filter((name) => /\.(ts|css)$/.test(name)).map((name) => readFileSync(new URL(`src/${name}`, folder), 'utf8')).join('\n');
    const readme = readFileSync(new URL('README.md', folder), 'utf8');
    const found = (pattern) => [...sources.matchAll(pattern)].flatMap(([, names]) => names.split(' '));
    const { page, close } = await open('<practice-search></practice-search>');
    const observedAttributes = await page.evaluate(() => customElements.get('practice-search').observedAttributes);
    await close();
    const names = [
      ...observedAttributes.filter((name) => !name.startsWith('preset-')),
      ...found(/part: ["`]([a-z -]+)/g),
      ...found(/h\("slot", \{ name: "([a-z]+)"/g),
      ...found(/var\((--practice-search-[a-z-]+)/g),
      ...found(/"(practice-search:[a-z]+)"/g),
    ].filter(Boolean);
    assert.ok(names.length > 80);
    assert.deepEqual(names.filter((name) => !readme.includes(`\`${name}\``)), []);
  });

  test('makes no markup from text', async () => {
    const source = String(await bytes('/widget/1.0.0/practice-search.js'));
    for (const word of ['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'document.write', 'eval(', 'new Function', '.style.', 'localStorage', 'sessionStorage', 'cookie'])
      assert.ok(!source.includes(word), word);
  });
});
