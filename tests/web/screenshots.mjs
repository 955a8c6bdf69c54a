// Takes the pictures in docs/screenshots. Usage: node screenshots.mjs ADDRESS FOLDER

import { launch } from './page-checks.mjs';

const [address, folder] = process.argv.slice(2);
const pages = [
  ['home', '/', 1500],
  ['search', '/search?q=knife+crime', 1500],
  ['search-years', '/search?q=domestic+abuse&year_from=2021&lang=cy', 1500],
  ['no-results', '/search?q=%22seven+purple+elephants%22&filter_force=dorset', 1250],
  ['record', '/records/rv-a94d02?q=cuckooing', 1900],
  ['theme', '/themes/domestic-abuse', 1900],
  ['map', '/map', 1500],
  ['compare', '/compare?id=pe-c41e9&id=pe-9c25a', 1500],
  ['help', '/help', 1500],
  ['embed', '/embed?q=knife+crime', 1000],
];
const browser = await launch();
for (const [name, path, height] of pages) {
  const page = await browser.newPage({ viewport: { width: 1280, height } });
  await page.goto(address + path);
  await page.screenshot({ path: `${folder}/${name}.png` });
}
await browser.close();
