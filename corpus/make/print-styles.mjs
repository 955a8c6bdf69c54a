// What a report with a cover and a list of contents looks like; the long ones are set larger, as public reports are.
const kWithContents = `
.cover { height: 232mm; padding-top: 52mm; break-after: page; border-top: 14mm solid var(--hue); }
.cover h1 { font-size: 32pt; margin: 6pt 0 18pt; max-width: 150mm; }
.cover .kind { font-size: 13pt; color: var(--hue); } .cover .summary { font-size: 13.5pt; max-width: 140mm; } .cover .date { font-size: 12pt; margin-top: 24pt; }
.contents { break-after: page; }
.contents h2 { font-size: 20pt; margin: 0 0 14pt; color: #0b0c0c; }
.entry { display: flex; align-items: flex-end; margin: 0 0 5pt; }
.entry.level2 { font-weight: bold; margin-top: 8pt; } .entry.level3 { padding-left: 14pt; }
.entry .name { max-width: 150mm; } .entry .dots { flex: 1; overflow: hidden; white-space: nowrap; margin: 0 3pt; height: 1.42em; direction: rtl; }
.entry .dots::before { content: "${' .'.repeat(160)}"; font-weight: normal; color: #505a5f; }
h2 { font-size: 18pt; margin-top: 22pt; } h3 { font-size: 12.5pt; }
.body > h2:first-child { margin-top: 0; }`;

// How the printed documents look, one style for each value of `layout`.
export const kStyles = {
  all: `
* { box-sizing: border-box; }
body { margin: 0; font: 10.5pt/1.42 Arial, 'Liberation Sans', sans-serif; color: #0b0c0c; font-variant-ligatures: none; hyphens: manual; }
p, ul, ol { margin: 0 0 7pt; orphans: 3; widows: 3; }
ul, ol { padding-left: 17pt; }
li { margin-bottom: 3pt; }
h1 { font-size: 23pt; line-height: 1.15; margin: 0 0 8pt; }
h2 { font-size: 14.5pt; line-height: 1.2; margin: 16pt 0 6pt; color: var(--hue); break-after: avoid; }
h3 { font-size: 11.5pt; line-height: 1.25; margin: 11pt 0 4pt; break-after: avoid; }
table { width: 100%; border-collapse: collapse; margin: 5pt 0 11pt; font-size: 9.5pt; line-height: 1.3; }
th, td { border: .6pt solid #8a9196; padding: 3.5pt 5pt; text-align: left; vertical-align: top; }
th { background: #e9ecef; }
tr { break-inside: avoid; }
thead { display: table-header-group; }
blockquote { margin: 6pt 0 8pt 10pt; padding-left: 9pt; border-left: 2.5pt solid var(--hue); font-style: italic; }
.kind { font-size: 9.5pt; font-weight: bold; color: #505a5f; margin: 0 0 4pt; }
.summary { font-size: 11.5pt; }
.date { color: #505a5f; font-size: 9.5pt; }`,
  'one-column': `.top { border-bottom: 2pt solid var(--hue); margin-bottom: 10pt; padding-bottom: 3pt; }`,
  'two-column': `
body { font-size: 9.7pt; line-height: 1.36; font-family: 'Times New Roman', 'Liberation Serif', serif; }
h1, h2, h3, .kind, .date, table { font-family: Arial, 'Liberation Sans', sans-serif; }
.top { margin-bottom: 9pt; border-bottom: .8pt solid #0b0c0c; }
.summary { font-style: italic; font-size: 11pt; }
.body { columns: 2; column-gap: 8mm; text-align: left; }
h2 { font-size: 12pt; margin-top: 11pt; } h3 { font-size: 10pt; }
.body > h2:first-child { margin-top: 0; }
table { font-size: 8pt; } th, td { padding: 2.5pt 3pt; overflow-wrap: anywhere; }`,
  'report-with-contents': kWithContents,
  'long-report': `${kWithContents}
body { font-size: 12pt; line-height: 1.45; }
table { font-size: 10.5pt; }
h3 { font-size: 14pt; } h4 { font-size: 12pt; margin: 10pt 0 3pt; break-after: avoid; }`,
  'briefing-two-column': `
body { font-size: 9.6pt; line-height: 1.33; }
.band { background: var(--hue); color: #fff; padding: 9mm 7mm 6mm; margin-bottom: 5mm; }
.band h1 { font-size: 21pt; margin-bottom: 5pt; } .band .kind { color: #fff; margin: 0; }
.box { background: #eef2f6; border-left: 3pt solid var(--hue); padding: 6pt 9pt; margin: 0 0 9pt; break-inside: avoid; }
.box h2 { margin-top: 0; } .summary.box { font-size: 11pt; margin-bottom: 5mm; }
.body { columns: 2; column-gap: 7mm; }
h2 { font-size: 12.5pt; margin-top: 11pt; } h3 { font-size: 10.3pt; margin-top: 8pt; }
.body > h2:first-child { margin-top: 0; }
table { font-size: 8.5pt; } th { background: var(--hue); color: #fff; } th, td { padding: 3pt 4pt; }`,
};
