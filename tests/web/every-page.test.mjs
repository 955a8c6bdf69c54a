// Every page of a running hub in its states and both languages: valid HTML, nothing that axe finds, readable when it is narrow or enlarged,
// light at a first visit, and all from one place.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { axeViolations, htmlProblems, launch, openPage, overflow } from './page-checks.mjs';
import { startHub } from './site.mjs';

const kFirstLoadLimitBytes = 150 * 1024;
const kPages = [
  '/',
  '/search',
  '/search?q=county+lines',
  '/search?q=cuckoing&year_from=2019&filter_collection=practice&within_force=ken',
  '/search?q=%22seven+purple+elephants%22&filter_force=dorset',
  '/records/rv-a94d02?q=cuckooing',
  '/records/rv-7ce4b1',
  '/records/pe-c41e9',
  '/records/none',
  '/themes',
  '/themes/vulnerability',
  '/themes/radicalisation',
  '/themes/victim-voice',
  '/map',
  '/map?theme=domestic-abuse&intervention_type=prevention&year=any',
  '/compare',
  '/compare?id=pe-c41e9&id=pe-c17667&id=pe-10daa2&id=pe-01eb8f',
  '/help',
  '/accessibility',
  '/embed',
  '/embed?q=knife+crime',
];
const inWelsh = (address) => `${address}${address.includes('?') ? '&' : '?'}lang=cy`;

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

for (const address of kPages.flatMap((page) => [page, inWelsh(page)]))
  describe(address, () => {
    test('is valid HTML', async () => {
      assert.deepEqual(await htmlProblems(address, await (await fetch(hub.address + address)).text()), []);
    });

    test('has nothing that axe finds, wide and narrow, with all that opens opened', async () => {
      const { page, close } = await openPage(browser, hub.address, { bypassCSP: true, viewport: { width: 1280, height: 900 } });
      await page.goto(address);
      assert.deepEqual(await axeViolations(page), []);
      await page.setViewportSize({ width: 320, height: 800 });
      await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
      assert.deepEqual(await axeViolations(page), []);
      await close();
    });

    // 1,280 by 1,024 pixels enlarged to 400 % are 320 by 256.
    test('does not scroll sideways at 320 pixels, nor enlarged to 400 %', async () => {
      const { page, close } = await openPage(browser, hub.address, { viewport: { width: 320, height: 256 } });
      await page.goto(address);
      await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
      assert.equal(await overflow(page), 0);
      await page.locator('h1').scrollIntoViewIfNeeded();
      assert.ok(await page.locator('h1').isVisible());
      await close();
    });

    test('is light at a first visit and comes from one place', async () => {
      const { page, close } = await openPage(browser, hub.address);
      const bodies = [];
      page.on('response', (response) => bodies.push(response.body()));
      await page.goto(address, { waitUntil: 'networkidle' });
      const bytes = (await Promise.all(bodies)).reduce((sum, body) => sum + gzipSync(body).length, 0);
      assert.ok(bytes < kFirstLoadLimitBytes, `${bytes} bytes`);
      await close();
    });
  });
