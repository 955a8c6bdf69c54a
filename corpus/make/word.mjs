// What all Word documents here have in common: the look, and packages that are the same bytes whenever they are made.
import fs from 'node:fs';
import { AlignmentType, BorderStyle, Document, Footer, Header, LevelFormat, Packer, PageNumber, Paragraph, TabStopType, TextRun } from 'docx';
import JSZip from 'jszip';

export const kInk = '0B0C0C', kGrey = '505A5F', kLine = 'B1B4B6', kTint = 'F3F2F1', kBlue = '1D70B8';
export const kTextWidth = 9638;  // A4 less margins of 2 cm, in twentieths of a point

const list = (reference, format, text) => ({
  reference,
  levels: [{ level: 0, format, text, alignment: AlignmentType.LEFT, style: { paragraph: { indent: { left: 360, hanging: 360 } } } }],
});

export function wordDocument({ title, creator, header, marking = '', children, comments, numberings = 0 }) {
  const numbering = [list('bullets', LevelFormat.BULLET, '•')];
  for (let n = 0; n < numberings; n++) numbering.push(list(`numbers-${n}`, LevelFormat.DECIMAL, '%1.'));
  const markingLine = marking
    ? [new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ text: marking, bold: true, size: 18 })] })] : [];
  return new Document({
    title, creator, lastModifiedBy: creator, ...(comments ? { comments } : {}),
    numbering: { config: numbering },
    styles: {
      default: {
        document: { run: { font: 'Arial', size: 21, color: kInk }, paragraph: { spacing: { after: 100, line: 264 } } },
        title: { run: { font: 'Arial', size: 44, bold: true, color: kInk }, paragraph: { spacing: { before: 120, after: 160, line: 240, lineRule: 'auto' } } },
        heading1: { run: { font: 'Arial', size: 30, bold: true, color: kInk }, paragraph: { spacing: { before: 320, after: 120 }, keepNext: true } },
        heading2: { run: { font: 'Arial', size: 25, bold: true, color: kInk }, paragraph: { spacing: { before: 240, after: 100 }, keepNext: true } },
      },
    },
    sections: [{
      properties: { page: { size: { width: 11906, height: 16838 }, margin: { top: 1304, bottom: 1134, left: 1134, right: 1134, header: 567, footer: 510 } } },
      headers: {
        default: new Header({
          children: [...markingLine, new Paragraph({
            border: { bottom: { style: BorderStyle.SINGLE, size: 18, color: kBlue, space: 4 } },
            children: [new TextRun({ text: header, bold: true, size: 19, color: kInk })],
          })],
        }),
      },
      footers: {
        default: new Footer({
          children: [...markingLine, new Paragraph({
            tabStops: [{ type: TabStopType.RIGHT, position: kTextWidth }],
            children: [
              new TextRun({ text: title, size: 17, color: kGrey }),
              new TextRun({ children: ['\tPage ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES], size: 17, color: kGrey }),
            ],
          })],
        }),
      },
      children,
    }],
  });
}

/** Writes the package with `moment` in its properties and as the date of its parts. */
export async function writeWord(path, document, moment) {
  const made = await JSZip.loadAsync(await Packer.toBuffer(document));
  const out = new JSZip();
  const stamp = moment.toISOString().replace(/\.\d+Z$/, 'Z');
  for (const name of Object.keys(made.files).sort((a, b) => (b === '[Content_Types].xml') - (a === '[Content_Types].xml') || (a < b ? -1 : 1))) {
    if (made.files[name].dir) continue;
    let bytes = await made.files[name].async('nodebuffer');
    if (name === 'docProps/core.xml')
      bytes = Buffer.from(bytes.toString().replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${stamp}`));
    out.file(name, bytes, { date: moment, createFolders: false });
  }
  fs.writeFileSync(path, await out.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE', compressionOptions: { level: 9 } }));
}
