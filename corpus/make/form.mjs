// The call-for-practice form as a Word document: blank, or filled as somebody filled it in.
import {
  BorderStyle, CheckBox, CommentRangeEnd, CommentRangeStart, CommentReference, DeletedTextRun, HeadingLevel, InsertedTextRun, Paragraph,
  ShadingType, Table, TableCell, TableLayoutType, TableRow, TextRun, VerticalAlign, VerticalMergeType, WidthType,
} from 'docx';
import { isYes, momentOf } from './text.mjs';
import { kGrey, kLine, kTextWidth, kTint, wordDocument, writeWord } from './word.mjs';

const kQuestionWidth = 3288;
const kAnswerWidth = kTextWidth - kQuestionWidth;
const kReviser = 'Practice officer';

/** The answer in two paragraphs, parted behind the sentence that ends nearest to the middle. */
function halves(text) {
  const ends = [...text.matchAll(/[.!?] (?=[A-Z])/g)].map((match) => match.index + 1);
  const at = ends.sort((a, b) => Math.abs(a - text.length / 2) - Math.abs(b - text.length / 2))[0];
  return at ? `${text.slice(0, at)}\n\n${text.slice(at + 1)}` : text;
}

const line = { style: BorderStyle.SINGLE, size: 6, color: kLine };
const borders = { top: line, bottom: line, left: line, right: line };
const margins = { top: 90, bottom: 60, left: 130, right: 130 };

/** The question that stands in a row of the form, whatever the person called it. */
function questionOf(form, index, q) {
  return form.questions.find((question) => question.q === q) ?? form.questions[index] ?? {};
}

/** One filled form while it is being made: what this person writes with, and what has been numbered so far. */
class Hand {
  constructor(source, number) {
    this.tricks = new Set(source.tricks ?? []);
    this.boxStyle = ['control', 'glyph', 'bracket'][number % 3];
    this.font = [undefined, 'Calibri', undefined, 'Times New Roman', undefined][number % 5];  // pasted from elsewhere
    this.oneLine = number % 2 === 1;  // boxes beside one another
    this.keepsHints = number % 4 !== 3;
    this.mergesQuestion = number % 2 === 0;
    this.numberings = 0;
    this.revision = 100;
    this.date = momentOf(source.meta.published).toISOString().replace(/\.\d+Z$/, 'Z');
  }

  run(text, more = {}) { return new TextRun({ text, ...(this.font ? { font: this.font } : {}), ...more }); }

  /** Paragraphs of an answer: blank lines part them; "- " and "1. " are real lists only where the person knew how. */
  paragraphs(text) {
    const out = [];
    let numbers = null;
    for (const raw of String(text ?? '').split('\n')) {
      const written = raw.trim();
      if (!written) { numbers = null; continue; }
      const bullet = /^[-*]\s+(.*)$/.exec(written);
      const numbered = /^\d+\.\s+(.*)$/.exec(written);
      const real = this.tricks.has('bullets');
      if (real && bullet) out.push({ text: bullet[1], numbering: { reference: 'bullets', level: 0 } });
      else if (real && numbered) out.push({ text: numbered[1], numbering: { reference: (numbers ??= `numbers-${this.numberings++}`), level: 0 } });
      else out.push({ text: written });
      if (!numbered) numbers = null;
    }
    return out.map(({ text: words, ...options }) => ({ options: { ...options, spacing: { after: 90 } }, children: [this.run(words)] }));
  }

  boxes(boxes, style = this.boxStyle) {
    const mark = (label, ticked) => {
      if (style === 'control')
        return [new CheckBox({ alias: label, checked: ticked, checkedState: { value: '2612', font: 'MS Gothic' }, uncheckedState: { value: '2610', font: 'MS Gothic' } }), new TextRun(`\u00A0${label}`)];
      return [new TextRun(`${style === 'glyph' ? (ticked ? '☒' : '☐') : (ticked ? '[x]' : '[ ]')}\u00A0${label}`)];
    };
    const entries = Object.entries(boxes).map(([label, value]) => mark(label, isYes(value)));
    if (!this.oneLine) return entries.map((children) => ({ options: { spacing: { after: 40 } }, children }));
    return [{ options: {}, children: entries.flatMap((children, at) => (at ? [new TextRun('     '), ...children] : children)) }];
  }
}

const built = (paragraphs, lines = 1) => {
  if (paragraphs.length) return paragraphs.map((p) => (p instanceof Table ? p : new Paragraph({ ...p.options, children: p.children })));
  return Array.from({ length: lines }, () => new Paragraph({ children: [] }));
};

function questionParagraphs(q, hint) {
  return [
    new Paragraph({ spacing: { after: 40 }, children: [new TextRun({ text: q, bold: true })] }),
    ...(hint ? [new Paragraph({ spacing: { after: 60 }, children: [new TextRun({ text: hint, italics: true, size: 18, color: kGrey })] })] : []),
  ];
}

const questionCell = (children, more = {}) => new TableCell({
  children, borders, margins, width: { size: kQuestionWidth, type: WidthType.DXA },
  shading: { type: ShadingType.CLEAR, fill: kTint, color: 'auto' }, verticalAlign: VerticalAlign.TOP, ...more,
});
const answerCell = (children, more = {}) => new TableCell({ children, borders, margins, width: { size: kAnswerWidth, type: WidthType.DXA }, ...more });
const row = (...cells) => new TableRow({ children: cells });
const wholeRow = (...cells) => new TableRow({ children: cells, cantSplit: true });
const fullWidth = { columnSpan: 2, width: { size: kTextWidth, type: WidthType.DXA } };

/** A small table inside an answer; Word wants a paragraph behind it. */
function nestedTable(rows, hand) {
  const width = Math.floor((kAnswerWidth - 300) / rows[0].length);
  return [
    new Table({
      layout: TableLayoutType.FIXED, columnWidths: rows[0].map(() => width), width: { size: width * rows[0].length, type: WidthType.DXA },
      rows: rows.map((cells, at) => new TableRow({
        children: cells.map((text) => new TableCell({
          borders, margins: { top: 40, bottom: 20, left: 80, right: 80 }, width: { size: width, type: WidthType.DXA },
          children: [new Paragraph({ spacing: { after: 20 }, children: [hand.run(String(text), { bold: at === 0, size: 19 })] })],
        })),
      })),
    }),
    new Paragraph({ spacing: { after: 0 }, children: [] }),
  ];
}

/** Where a person's slips go: the answer that is long enough to have them. */
function placesOf(source, form) {
  const index = (...names) => source.answers.findIndex((answer, at) => names.includes(questionOf(form, at, answer.q).q) && String(answer.a ?? '').trim());
  const did = index('What did you do?'), outcomes = index('What were the outcomes?'), learned = index('What did you learn?');
  const problem = index('What was the problem?');
  const longest = (places) => places.filter((at) => at >= 0).sort((a, b) => source.answers[b].a.length - source.answers[a].a.length)[0];
  return { did, outcomes, learned: learned >= 0 ? learned : outcomes, problem, merged: [problem, did], split: longest([outcomes, learned].filter((at) => !source.answers[at]?.table)) };
}

function addSlips(paragraphs, at, source, places, hand) {
  const last = paragraphs.at(-1);
  if (!last) return;
  const has = (trick) => hand.tricks.has(trick);
  const revision = { author: kReviser, date: hand.date };
  if (has('tracked-changes') && at === places.did && source.deleted)
    paragraphs[0].children.push(new DeletedTextRun({ text: ` ${source.deleted}`, id: hand.revision++, ...revision }));
  if (has('tracked-changes') && at === places.learned && source.inserted)
    last.children.push(new InsertedTextRun({ text: ` ${source.inserted}`, id: hand.revision++, ...revision }));
  if (has('comment') && at === places.outcomes && source.comment)
    paragraphs[0].children = [new CommentRangeStart(0), ...paragraphs[0].children, new CommentRangeEnd(0), new TextRun({ children: [new CommentReference(0)] })];
  if (has('hidden-text') && at === places.did && source.hidden) last.children.push(new TextRun({ text: ` ${source.hidden}`, vanish: true }));
}

function answerRows(answer, at, source, form, places, hand) {
  const question = questionOf(form, at, answer.q);
  const title = questionParagraphs(answer.q, hand.keepsHints || answer.boxes ? question.hint : '');
  const splits = hand.tricks.has('split-answer') && at === places.split;
  const text = splits && !String(answer.a).trim().includes('\n') ? halves(answer.a) : answer.a;
  const paragraphs = answer.boxes ? hand.boxes(answer.boxes) : hand.paragraphs(text);
  addSlips(paragraphs, at, source, places, hand);
  const table = answer.table ? nestedTable(answer.table, hand) : [];
  if (hand.tricks.has('merged-cells') && places.merged.includes(at))
    return [row(questionCell(title, fullWidth)), row(answerCell([...built(paragraphs), ...table], fullWidth))];
  if (splits && paragraphs.length > 1) {
    const half = Math.ceil(paragraphs.length / 2);
    const first = answerCell(built(paragraphs.slice(0, half))), second = answerCell(built(paragraphs.slice(half)));
    if (hand.mergesQuestion)
      return [row(questionCell(title, { verticalMerge: VerticalMergeType.RESTART }), first), row(questionCell([new Paragraph('')], { verticalMerge: VerticalMergeType.CONTINUE }), second)];
    return [row(questionCell(title), first), row(questionCell([new Paragraph('')]), second)];
  }
  return [(answer.boxes ? wholeRow : row)(questionCell(title), answerCell([...(paragraphs.length || !table.length ? built(paragraphs) : []), ...table]))];
}

const formTable = (rows) => new Table({ rows, layout: TableLayoutType.FIXED, columnWidths: [kQuestionWidth, kAnswerWidth], width: { size: kTextWidth, type: WidthType.DXA } });

function opening(form) {
  return [
    new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun(form.title)] }),
    new Paragraph({ spacing: { after: 160 }, children: [new TextRun({ text: form.lead, size: 23 })] }),
    ...form.instructions.map((text) => new Paragraph({ numbering: { reference: 'bullets', level: 0 }, spacing: { after: 50 }, children: [new TextRun(text)] })),
    new Paragraph({ spacing: { after: 60 }, children: [] }),
  ];
}

export async function makeBlankForm(form, path) {
  const rows = form.questions.map((question) => wholeRow(
    questionCell(questionParagraphs(question.q, question.hint)),
    answerCell(question.boxes
      ? question.boxes.map((label) => new Paragraph({
        spacing: { after: 40 },
        children: [new CheckBox({ alias: label, checked: false, checkedState: { value: '2612', font: 'MS Gothic' }, uncheckedState: { value: '2610', font: 'MS Gothic' } }), new TextRun(`\u00A0${label}`)],
      }))
      : built([], question.lines ?? 1))));
  const document = wordDocument({ title: 'Call for practice form', creator: 'Practice Hub', header: form.programme, children: [...opening(form), formTable(rows), new Paragraph('')] });
  await writeWord(path, document, momentOf('2025-09-01'));
}

/** The text below the table; its first line repeats a question or says what it goes on with. */
function belowTable(source, hand) {
  if (!hand.tricks.has('text-below-table') || !source.below) return [];
  const [first, ...rest] = hand.paragraphs(source.below);
  const words = String(source.below).trim().split('\n')[0].trim();
  const heading = hand.mergesQuestion ? { heading: HeadingLevel.HEADING_2, children: [new TextRun(words)] } : { spacing: { before: 200, after: 80 }, children: [new TextRun({ text: words, bold: true })] };
  return first ? [new Paragraph(heading), ...built(rest)] : [];
}

export async function makeFilledForm(form, source, number, path) {
  const hand = new Hand(source, number);
  const places = placesOf(source, form);
  const rows = source.answers.flatMap((answer, at) => answerRows(answer, at, source, form, places, hand));
  if (hand.tricks.has('extra-rows'))
    for (const { q, a } of source.extra ?? []) rows.push(row(questionCell(questionParagraphs(q)), answerCell(built(hand.paragraphs(a)))));
  const below = belowTable(source, hand);
  const comments = hand.tricks.has('comment') && source.comment
    ? { children: [{ id: 0, author: kReviser, initials: 'PO', date: new Date(hand.date), children: [new Paragraph({ children: [new TextRun(source.comment)] })] }] } : undefined;
  const document = wordDocument({
    title: 'Call for practice form', creator: 'Practice officer', header: form.programme, comments, numberings: hand.numberings,
    children: [...opening(form), formTable(rows), new Paragraph(''), ...below],
  });
  await writeWord(path, document, momentOf(source.meta.published));
}
