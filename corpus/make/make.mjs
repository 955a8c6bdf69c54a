// Makes the sample library's documents from their readable sources. Usage: node make.mjs [--all] [NAME…]
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeBlankForm, makeFilledForm } from './form.mjs';
import { Printer, printDocument } from './pdf.mjs';
import { makePage } from './page.mjs';
import { makeProse } from './prose.mjs';
import { writeSidecar } from './sidecar.mjs';
import { parseYaml, readSource } from './text.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const corpus = path.dirname(here);
const all = process.argv.includes('--all');
const names = process.argv.slice(2).filter((word) => !word.startsWith('--'));

const sourcesIn = (folder, ending) => fs.readdirSync(path.join(here, folder)).filter((name) => name.endsWith(ending)).sort().map((name) => path.join(here, folder, name));
const stem = (file) => path.basename(file).replace(/\.[^.]*$/, '');
const shelf = (fields) => (fields.collection && fields.collection !== 'practice' ? 'reviews' : 'practice');

/** Whether `out` has to be made: it is missing, older than its source, or asked for. */
function wanted(source, out) {
  if (names.length) return names.includes(stem(source));
  return all || !fs.existsSync(out) || fs.statSync(out).mtimeMs < fs.statSync(source).mtimeMs;
}

function place(...parts) {
  const file = path.join(corpus, ...parts);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  return file;
}

let made = 0;
async function make(source, out, work) {
  if (!wanted(source, out)) return;
  try {
    await work();
  } catch (error) {
    throw new Error(`${path.relative(corpus, source)}: ${error.message}`, { cause: error });
  }
  made++;
  console.log(path.relative(corpus, out));
}

const printer = new Printer();
try {
  const formSource = path.join(here, 'form.yaml');
  const form = parseYaml(fs.readFileSync(formSource, 'utf8'));
  const blank = place('templates', 'call-for-practice-form.docx');
  await make(formSource, blank, () => makeBlankForm(form, blank));

  for (const [number, source] of sourcesIn('forms', '.yaml').entries()) {
    const filled = parseYaml(fs.readFileSync(source, 'utf8'));
    const out = place('practice', 'forms', `${filled.file}.docx`);
    await make(source, out, async () => {
      await makeFilledForm(form, filled, number, out);
      writeSidecar(out, { collection: 'practice', ...filled.meta });
    });
  }
  for (const source of sourcesIn('pdf', '.md')) {
    const { fields, body } = readSource(source);
    const out = place(shelf(fields), 'pdf', `${stem(source)}.pdf`);
    await make(source, out, async () => {
      await printDocument(printer, fields, body, out);
      writeSidecar(out, fields);
    });
  }
  for (const source of sourcesIn('html', '.md')) {
    const { fields, body } = readSource(source);
    const out = place(shelf(fields), 'html', `${stem(source)}.html`);
    await make(source, out, () => {
      fs.writeFileSync(out, makePage(fields, body));
      writeSidecar(out, fields);
    });
  }
  for (const source of sourcesIn('attachments', '.md')) {
    const { fields, body } = readSource(source);
    const out = place('attachments', `${stem(source)}.${fields.format}`);
    await make(source, out, () => (fields.format === 'docx' ? makeProse(fields, body, out) : printDocument(printer, fields, body, out)));
  }
} catch (error) {
  console.error(`make-documents: ${error.message}`);
  process.exitCode = 1;
} finally {
  await printer.close();
}
if (!process.exitCode) console.log(made ? `${made} documents made.` : 'Every document is newer than its source. Use --all to make all of them again.');
