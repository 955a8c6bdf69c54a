// A supporting material as a Word document: prose with headings, lists and tables, no form.
import { BorderStyle, HeadingLevel, Paragraph, ShadingType, Table, TableCell, TableRow, TextRun, WidthType } from 'docx';
import { marked } from 'marked';
import { markingOf, momentOf } from './text.mjs';
import { kGrey, kLine, kTextWidth, kTint, wordDocument, writeWord } from './word.mjs';

const unescaped = (text) => text.replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');

function runs(tokens, more = {}) {
  return (tokens ?? []).flatMap((token) => {
    if (token.type === 'strong') return runs(token.tokens, { ...more, bold: true });
    if (token.type === 'em') return runs(token.tokens, { ...more, italics: true });
    if (token.tokens) return runs(token.tokens, more);
    return [new TextRun({ text: unescaped(token.text ?? token.raw).replace(/\s*\n\s*/g, ' '), ...more })];
  });
}

function table(token) {
  const line = { style: BorderStyle.SINGLE, size: 6, color: kLine };
  const borders = { top: line, bottom: line, left: line, right: line };
  const columns = token.header.length;
  const first = columns > 2 ? Math.round(kTextWidth * 0.46) : Math.round(kTextWidth * 0.6);
  const widths = token.header.map((_, at) => (at ? Math.floor((kTextWidth - first) / (columns - 1)) : first));
  const row = (cells, header) => new TableRow({
    tableHeader: header,
    children: cells.map((cell, at) => new TableCell({
      borders, width: { size: widths[at], type: WidthType.DXA }, margins: { top: 60, bottom: 40, left: 110, right: 110 },
      ...(header ? { shading: { type: ShadingType.CLEAR, fill: kTint, color: 'auto' } } : {}),
      children: [new Paragraph({ spacing: { after: 20 }, children: runs(cell.tokens, header ? { bold: true } : {}) })],
    })),
  });
  return [new Table({ columnWidths: widths, width: { size: kTextWidth, type: WidthType.DXA }, rows: [row(token.header, true), ...token.rows.map((cells) => row(cells, false))] }), new Paragraph('')];
}

export async function makeProse(fields, body, path) {
  let numberings = 0;
  const children = [new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun(fields.title)] })];
  for (const token of marked.lexer(body)) {
    if (token.type === 'heading') children.push(new Paragraph({ heading: token.depth > 2 ? HeadingLevel.HEADING_2 : HeadingLevel.HEADING_1, children: runs(token.tokens) }));
    else if (token.type === 'paragraph') children.push(new Paragraph({ spacing: { after: 140 }, children: runs(token.tokens) }));
    else if (token.type === 'blockquote') for (const quote of token.tokens) children.push(new Paragraph({ indent: { left: 500 }, children: runs(quote.tokens, { italics: true, color: kGrey }) }));
    else if (token.type === 'table') children.push(...table(token));
    else if (token.type === 'list') {
      const reference = token.ordered ? `numbers-${numberings++}` : 'bullets';
      for (const item of token.items) children.push(new Paragraph({ numbering: { reference, level: 0 }, children: runs(item.tokens) }));
    } else if (token.type !== 'space') throw new Error(`a Word document cannot hold '${token.type}'`);
  }
  await writeWord(path, wordDocument({ title: fields.title, creator: 'Practice officer', header: 'Supporting material', marking: markingOf(fields), children, numberings }), momentOf(fields.published));
}
