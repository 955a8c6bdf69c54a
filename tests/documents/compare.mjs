// Reads documents with the readers' programs, one process a file as hub-indexer does, and compares their words with those of
// pdftotext, pandoc and lynx. See script/compare-readers.
import { spawnSync, spawn } from "node:child_process";
import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { extname, join } from "node:path";
import { gunzipSync } from "node:zlib";

const [programs, ...rest] = process.argv.slice(2);
let most = 60;
let worst = 10;
const folders = [];
while (rest.length > 0) {
  const word = rest.shift();
  if (word === "--most") most = Number(rest.shift());
  else if (word === "--worst") worst = Number(rest.shift());
  else folders.push(word);
}
if (folders.length === 0) folders.push("/usr/share/doc");

const kinds = {
  ".pdf": { name: "pdf", program: "hub-extract-pdf", other: "pdftotext" },
  ".docx": { name: "docx", program: "hub-extract", other: "pandoc" },
  ".odt": { name: "odt", program: "hub-extract", other: "pandoc" },
  ".html": { name: "html", program: "hub-extract", other: "lynx" },
  ".htm": { name: "html", program: "hub-extract", other: "lynx" },
};

/// Every document below `folder`, at most `most` of a kind in each of its folders (a package, below /usr/share/doc), gzipped PDFs too.
function documentsBelow(folder) {
  const found = new Map();
  const counts = new Map();
  const walk = (path, top) => {
    for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name === "node_modules") continue;
      const full = join(path, entry.name);
      let state;
      try {
        state = statSync(full);
      } catch {
        continue; // a link to nowhere
      }
      if (state.isDirectory() && !entry.isSymbolicLink()) walk(full, top ?? entry.name);
      if (!state.isFile()) continue;
      const name = entry.name.replace(/\.gz$/, "");
      const kind = kinds[extname(name).toLowerCase()];
      if (kind === undefined) continue;
      const real = realpathSync(full);
      const key = `${top} ${kind.name}`;
      if (found.has(real) || (counts.get(key) ?? 0) >= most) continue;
      counts.set(key, (counts.get(key) ?? 0) + 1);
      found.set(real, { path: real, name, kind });
    }
  };
  walk(folder);
  return [...found.values()];
}

const bytesOf = (document) => {
  const bytes = readFileSync(document.path);
  return document.path.endsWith(".gz") ? gunzipSync(bytes) : bytes;
};

/// Words in lower case with how often they occur; addresses and marks do not count.
function wordsOf(text) {
  const counts = new Map();
  for (const word of text.normalize("NFKC").toLowerCase().replace(/https?:\/\/\S+/g, " ").match(/[\p{L}\p{N}]{2,}/gu) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/// The share of `of`'s words that are in `text` too, as often.
function shareOf(of, text) {
  let all = 0;
  let common = 0;
  for (const [word, times] of of) {
    all += times;
    common += Math.min(times, text.get(word) ?? 0);
  }
  return all === 0 ? 1 : common / all;
}

const plain = (spans) => (spans ?? []).map((span) => span.t).join("");
const textOf = (extraction) =>
  extraction.texts
    .flatMap((text) => [
      ...text.fields.map(([, value]) => value.t ?? ""),
      ...(text.answers ?? []).flatMap((answer) => [answer.q, ...answer.b.flatMap((block) => [plain(block.t), ...(block.c ?? []).map(plain)])]),
      ...text.blocks.flatMap((block) => [plain(block.t), ...(block.c ?? []).map(plain)]),
    ])
    .join("\n");

function read(document, bytes) {
  return new Promise((resolve) => {
    const begin = process.hrtime.bigint();
    const child = spawn(join(programs, document.kind.program), [`--path=${document.name}`], { stdio: ["pipe", "pipe", "ignore"] });
    const parts = [];
    const timer = setTimeout(() => child.kill("SIGKILL"), 120_000);
    child.stdin.on("error", () => {});
    child.stdout.on("data", (part) => parts.push(part));
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
      try {
        if (code === 0) return resolve({ seconds, extraction: JSON.parse(Buffer.concat(parts).toString()) });
      } catch {
        // falls through: no extraction
      }
      resolve({ seconds, broke: signal ?? `exit code ${code}` });
    });
    child.stdin.end(bytes);
  });
}

function others(document, bytes) {
  const calls = {
    pdftotext: ["pdftotext", ["-", "-"]],
    pandoc: ["pandoc", ["-f", document.kind.name, "-t", "plain", "--wrap=none"]],
    lynx: ["lynx", ["-dump", "-nolist", "-stdin", "-force_html", "-display_charset=utf-8"]],
  };
  const [program, args] = calls[document.kind.other];
  const result = spawnSync(program, args, { input: bytes, maxBuffer: 1 << 28, timeout: 60_000 });
  return result.status === 0 ? result.stdout.toString() : undefined;
}

const documents = folders.flatMap(documentsBelow);
console.log(`${documents.length} documents`);
const rows = [];
let next = 0;
await Promise.all(
  Array.from({ length: availableParallelism() }, async () => {
    for (let i = next++; i < documents.length; i = next++) {
      const document = documents[i];
      const bytes = bytesOf(document);
      const row = { document, bytes: bytes.length, ...(await read(document, bytes)) };
      const errors = row.extraction === undefined ? [] : [...row.extraction.problems, ...row.extraction.texts.flatMap((text) => text.problems)].filter((p) => p.severity === 2);
      if (errors.length > 0) row.rejected = errors[0].message;
      if (row.extraction !== undefined && errors.length === 0) {
        const reference = others(document, bytes);
        const ours = wordsOf(textOf(row.extraction));
        row.words = [...ours.values()].reduce((a, b) => a + b, 0);
        if (reference !== undefined) {
          const theirs = wordsOf(reference);
          row.found = shareOf(theirs, ours);
          row.added = 1 - shareOf(ours, theirs);
        }
      }
      delete row.extraction;
      rows.push(row);
      if (rows.length % 50 === 0) console.log(`  ${rows.length} of ${documents.length}`);
    }
  }),
);

const mean = (list) => (list.length === 0 ? NaN : list.reduce((a, b) => a + b, 0) / list.length);
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? NaN;
console.log(`\n${rows.length} of ${documents.length} documents accounted for`);
for (const name of [...new Set(rows.map((row) => row.document.kind.name))].sort()) {
  const of = rows.filter((row) => row.document.kind.name === name);
  const read_ = of.filter((row) => row.words !== undefined);
  const compared = read_.filter((row) => row.found !== undefined);
  const megabytes = of.reduce((sum, row) => sum + row.bytes, 0) / 1e6;
  const seconds = of.reduce((sum, row) => sum + row.seconds, 0);
  console.log(
    `${name}: ${of.length} files, ${read_.length} read, ${of.filter((row) => row.rejected !== undefined).length} rejected, ${of.filter((row) => row.broke !== undefined).length} broke their reader; ` +
      `${megabytes.toFixed(1)} MB in ${seconds.toFixed(1)} s of one process (${(megabytes / seconds).toFixed(2)} MB/s); ` +
      `of ${compared[0]?.document.kind.other ?? "the other program"}'s words ${mean(compared.map((row) => row.found)).toFixed(3)} found (median ${median(compared.map((row) => row.found)).toFixed(3)}), ` +
      `${mean(compared.map((row) => row.added)).toFixed(3)} of ours are not in it`,
  );
}
const reasons = new Map();
for (const row of rows) if (row.rejected ?? row.broke) reasons.set(row.rejected ?? row.broke, [...(reasons.get(row.rejected ?? row.broke) ?? []), row.document.path]);
if (reasons.size > 0) console.log("\nRejected or broken, and why:");
for (const [reason, paths] of reasons) console.log(`  ${paths.length} × ${reason}  (${paths[0]})`);
console.log(`\nThe ${worst} with the least of the other program's words:`);
for (const row of rows.filter((one) => one.found !== undefined).sort((a, b) => a.found - b.found).slice(0, worst)) console.log(`  ${row.found.toFixed(3)} found, ${row.words} words: ${row.document.path}`);
process.exit(rows.some((row) => row.broke !== undefined) || rows.length !== documents.length ? 1 : 0);
