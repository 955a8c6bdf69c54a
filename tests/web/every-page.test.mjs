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
let examined; // one page for axe, which needs the policy of a page out of its way

before(async () => {
  hub = await startHub();
  browser = await launch();
  examined = await openPage(browser, hub.address, { bypassCSP: true });
});

after(async () => {
  await examined?.close();
  await browser?.close();
  await hub?.stop();
});

/** Bytes of what lies at the addresses, compressed as a server sends it. */
async function weight(addresses) {
  const bodies = await Promise.all(addresses.map(async (address) => (await fetch(address)).arrayBuffer()));
  return bodies.reduce((sum, body) => sum + gzipSync(Buffer.from(body)).length, 0);
}

const openAll = (page) => page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));

for (const address of kPages.flatMap((page) => [page, inWelsh(page)]))
  describe(address, () => {
    test('is valid HTML', async () => {
      assert.deepEqual(await htmlProblems(address, await (await fetch(hub.address + address)).text()), []);
    });

    test('has nothing that axe finds, wide and narrow, with all that opens opened', async () => {
      const { page } = examined;
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.goto(address);
      assert.deepEqual(await axeViolations(page), []);
      await page.setViewportSize({ width: 320, height: 800 });
      await openAll(page);
      assert.deepEqual(await axeViolations(page), []);
    });

    // 1,280 by 1,024 pixels enlarged to 400 % are 320 by 256.
    test('is light at a first visit, comes from one place, and does not scroll sideways at 320 pixels, nor enlarged to 400 %', async () => {
      const { page, close } = await openPage(browser, hub.address, { viewport: { width: 320, height: 256 } });
      const fetched = new Set();
      page.on('response', (response) => fetched.add(response.url()));
      await page.goto(address, { waitUntil: 'networkidle' });
      await openAll(page);
      assert.equal(await overflow(page), 0);
      await page.locator('h1').scrollIntoViewIfNeeded();
      assert.ok(await page.locator('h1').isVisible());
      await close();
      const bytes = await weight([...fetched]);
      assert.ok(bytes < kFirstLoadLimitBytes, `${bytes} bytes`);
    });
  });
