// Takes the pictures in docs/screenshots. Usage: node screenshots.mjs ADDRESS FOLDER

import { chromium } from 'playwright-core';

const [address, folder] = process.argv.slice(2);
const pages = [
  ['search', '/search?q=knife+crime', 1500],
  ['record', '/records/rv-a94d02?q=cuckooing', 1900],
];
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
for (const [name, path, height] of pages) {
  const page = await browser.newPage({ viewport: { width: 1280, height } });
  await page.goto(address + path);
  await page.screenshot({ path: `${folder}/${name}.png` });
}
await browser.close();
