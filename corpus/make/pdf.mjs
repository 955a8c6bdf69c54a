// Reviews, briefings and evaluations as PDF: HTML and CSS that Chromium prints.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { marked } from 'marked';
import { chromium } from 'playwright-core';
import { kStyles } from './print-styles.mjs';
import { escapeHtml, markingOf, momentOf, spokenDate } from './text.mjs';

const kFlags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** Debian's Chromium, started when the first page is printed. */
export class Printer {
  async print(html, options) {
    this.browser ??= await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: kFlags });
    const page = await this.browser.newPage();
    try {
      await page.setContent(html, { waitUntil: 'load' });
      return await page.pdf({ format: 'A4', printBackground: true, ...options });
    } finally {
      await page.close();
    }
  }
  async close() { await this.browser?.close(); }
}

const kColours = ['#1d3557', '#003078', '#28504a', '#4c2c69', '#5a2a27', '#12436d'];
const kKinds = { review: 'Review', briefing: 'Briefing', practice: 'Evaluation' };

/** Layouts with a cover and a list of contents. */
const kWithContents = ['report-with-contents', 'long-report'];

const words = (language) => (language === 'cy'
  ? { page: 'Tudalen', of: 'o', contents: 'Cynnwys', illustrative: 'Enghraifft ddarluniadol', published: 'Cyhoeddwyd' }
  : { page: 'Page', of: 'of', contents: 'Contents', illustrative: 'Illustrative', published: 'Published' });

function running(fields) {
  const word = words(fields.language);
  const marking = escapeHtml(markingOf(fields).toUpperCase());
  const font = 'font-family: Arial, \'Liberation Sans\', sans-serif; -webkit-print-color-adjust: exact; width: 100%; margin: 0 18mm;';
  const line = `<div style="text-align: center; font-weight: bold; font-size: 8.5pt; letter-spacing: .3pt">${marking}</div>`;
  const short = escapeHtml(fields.title.length > 70 ? fields.title.replace(/[:,] .*/, '') : fields.title);
  return {
    headerTemplate: `<div style="${font}">${line}<div style="font-size: 7.5pt; color: #505a5f; margin-top: 3pt; padding-bottom: 3pt; border-bottom: .5pt solid #b1b4b6">${short}</div></div>`,
    footerTemplate: `<div style="${font}"><div style="font-size: 7.5pt; color: #505a5f; display: flex; justify-content: space-between; margin-bottom: 3pt"><span>${word.illustrative}</span><span>${word.page} <span class="pageNumber"></span> ${word.of} <span class="totalPages"></span></span></div>${line}</div>`,
  };
}

/** What the front matter's recommendations look like in print. */
function actions(fields) {
  if (!fields.recommendations?.length) return '';
  const agency = (name) => ({ csc: 'Children’s social care', yjs: 'Youth justice' }[name] ?? name.charAt(0).toUpperCase() + name.slice(1));
  const rows = fields.recommendations.map(({ text, agency: who, status }) =>
    `<tr><td>${[].concat(who ?? []).map(agency).join(', ')}</td><td>${escapeHtml(text)}</td><td>${escapeHtml((status ?? 'to be answered').replace('-', ' '))}</td></tr>`);
  return `<h2>Actions asked for</h2><table><thead><tr><th>Who</th><th>What</th><th>Answer</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

/** Headings of the body with their levels, in order. */
const headingsIn = (body) => marked.lexer(body).filter((token) => token.type === 'heading' && token.depth <= 3).map(({ depth, text }) => ({ depth, text: text.replace(/[*_`]/g, '') }));

function frontOf(fields, layout) {
  const word = words(fields.language);
  const kind = fields.commissioning_body ?? fields.evaluator ?? kKinds[fields.collection] ?? '';
  const title = `<h1>${escapeHtml(fields.title)}</h1>`;
  const published = fields.published ? `<p class="date">${word.published} ${spokenDate(fields.published, fields.language)}</p>` : '';
  const summary = fields.summary ? `<p class="summary">${escapeHtml(fields.summary)}</p>` : '';
  if (kWithContents.includes(layout)) return `<div class="cover"><p class="kind">${escapeHtml(kind)}</p>${title}${summary}${published}</div>`;
  if (layout === 'briefing-two-column') return `<div class="band">${title}<p class="kind">${escapeHtml(kKinds.briefing)} · ${spokenDate(fields.published, fields.language)}</p></div>${fields.summary ? `<div class="box summary">${escapeHtml(fields.summary)}</div>` : ''}`;
  return `<div class="top">${kind ? `<p class="kind">${escapeHtml(kind)}</p>` : ''}${title}${summary}${published}</div>`;
}

function contents(fields, headings, pages) {
  const lines = headings.map(({ depth, text }, at) => `<p class="entry level${depth}"><span class="name">${escapeHtml(text)}</span><span class="dots"></span><span class="number">${pages[at] ?? ''}</span></p>`);
  return `<div class="contents"><h2>${words(fields.language).contents}</h2>${lines.join('')}</div>`;
}

function htmlOf(fields, body, layout, pages = []) {
  const hue = kColours[[...fields.title].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % kColours.length];
  const inner = marked.parse(body, { gfm: true });
  // A list in a briefing stands in a box with its heading.
  const boxed = layout === 'briefing-two-column' ? inner.replace(/(<h2>[^<]*<\/h2>\s*)(<ol>[\s\S]*?<\/ol>)/, '<div class="box">$1$2</div>') : inner;
  return `<!doctype html><html lang="${fields.language === 'cy' ? 'cy' : 'en'}"><head><meta charset="utf-8"><title>${escapeHtml(fields.title)}</title>` +
    `<style>:root { --hue: ${hue}; }\n${kStyles.all}\n${kStyles[layout]}</style></head><body class="${layout}">` +
    frontOf(fields, layout) + (kWithContents.includes(layout) ? contents(fields, headingsIn(body), pages) : '') +
    `<div class="body">${boxed}${actions(fields)}</div></body></html>`;
}

/** The page on which each heading stands, found in the printed text behind cover and contents. */
function pagesOf(headings, pdf) {
  const text = execFileSync('pdftotext', ['-layout', '-enc', 'UTF-8', '-', '-'], { input: pdf, maxBuffer: 1 << 26 }).toString();
  const squeezed = text.split('\f').map((page) => page.split('\n').map((line) => line.trim().replace(/\s+/g, ' ')));
  let from = squeezed.findIndex((lines, at) => at > 0 && lines.some((line) => line === headings[0]?.text));
  return headings.map(({ text: wanted }) => {
    const start = wanted.slice(0, 60);
    for (let at = Math.max(from, 0); at < squeezed.length; at++)
      if (squeezed[at].some((line) => line === wanted || (line.length > 25 && wanted.startsWith(line)) || line.startsWith(start))) { from = at; return at + 1; }
    return '';
  });
}

/** Chromium writes the time of printing; the same source should make the same bytes. */
function dated(pdf, moment) {
  const stamp = moment.toISOString().replace(/[-:T]/g, '').slice(0, 14);
  return Buffer.from(pdf.toString('latin1').replace(/\/(CreationDate|ModDate) \(D:\d{14}/g, (_, key) => `/${key} (D:${stamp}`), 'latin1');
}

const kMargin = { top: '24mm', bottom: '23mm', left: '18mm', right: '18mm' };

/** Pictures of the pages, grey and not quite straight, as an office scanner makes them. */
async function scanned(printer, fields, pdf) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'scan-'));
  try {
    execFileSync('pdftoppm', ['-r', '84', '-gray', '-jpeg', '-jpegopt', 'quality=42', '-', path.join(folder, 'page')], { input: pdf });
    const images = fs.readdirSync(folder).sort().map((name, at) =>
      `<div class="sheet"><img style="transform: rotate(${[0.7, -0.5, 0.3][at % 3]}deg)" src="data:image/jpeg;base64,${fs.readFileSync(path.join(folder, name)).toString('base64')}"></div>`);
    return await printer.print(`<!doctype html><title></title><style>body { margin: 0 } .sheet { width: 210mm; height: 296.5mm; overflow: hidden; break-after: page; background: #f1f0ec }
      .sheet:last-child { break-after: auto } img { width: 100%; display: block; filter: contrast(.9) brightness(.97) }</style>${images.join('')}`, { margin: { top: 0, bottom: 0, left: 0, right: 0 } });
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

export async function printDocument(printer, fields, body, out) {
  const scan = fields.layout === 'scan';
  const layout = scan ? 'one-column' : fields.layout;
  if (!kStyles[layout]) throw new Error(`layout '${layout}' is not one of ${Object.keys(kStyles).filter((name) => name !== 'all').join(', ')}`);
  const options = { displayHeaderFooter: true, margin: kMargin, ...running(fields), tagged: layout !== 'two-column', outline: kWithContents.includes(layout) };
  let pdf = await printer.print(htmlOf(fields, body, layout), options);
  if (kWithContents.includes(layout)) {
    const headings = headingsIn(body);
    const pages = pagesOf(headings, pdf);
    const lost = headings.filter((_, at) => !pages[at]);
    if (lost.length) throw new Error(`no page has the heading '${lost[0].text}'`);
    pdf = await printer.print(htmlOf(fields, body, layout, pages), options);
  }
  if (scan) pdf = await scanned(printer, fields, pdf);
  fs.writeFileSync(out, dated(pdf, momentOf(fields.published)));
}
