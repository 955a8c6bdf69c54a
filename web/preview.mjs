// Renders the samples with the templates, so that pages can be looked at without the server.
//
//   node preview.mjs [DIR]          DIR: /tmp/preview unless given
//
// It also checks what the templates promise (templates/README.md), and exits 1 when one does not hold.
// Mustache here is mustache.js; kainjow's in searchd agrees with it on everything that is allowed.

import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import Mustache from "mustache";

const web = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2] ?? "/tmp/preview");
const kPages = ["search", "record", "error"];

const templates = {};
for (const file of readdirSync(join(web, "templates")).filter((name) => name.endsWith(".mustache")))
  templates[basename(file, ".mustache")] = readFileSync(join(web, "templates", file), "utf8").replace(/\n$/, "");

const samples = {};
for (const file of readdirSync(join(web, "templates/samples")))
  samples[basename(file, ".json")] = JSON.parse(readFileSync(join(web, "templates/samples", file), "utf8"));

const pageOf = (sample) => kPages.find((page) => sample === page || sample.startsWith(`${page}-`));

// As kainjow does it, so that both make the same bytes.
const kEntities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };
Mustache.escape = (text) => String(text).replace(/[&<>"']/g, (character) => kEntities[character]);

// Partials are put in as text before anything is parsed, as searchd does it.
function expand(text, page) {
  return text.replace(/\{\{> ([a-z_-]+)\}\}/g, (_, name) => {
    const file = { page_title: `${page}-title`, page_content: page }[name] ?? name;
    if (!(file in templates)) throw new Error(`there is no ${file}.mustache`);
    return expand(templates[file], page);
  });
}

const render = (page, model) => Mustache.render(expand(templates.layout, page), model);

// Names that the templates use, as tags and as partials.
function namesIn(tokens, names = new Set(), partials = new Set()) {
  for (const [kind, name, , , children] of tokens) {
    if (kind === "name" || kind === "#" || kind === "^") names.add(name);
    if (kind === ">") partials.add(name);
    if (children) namesIn(children, names, partials);
  }
  return { names, partials };
}

function templateProblems() {
  const found = [];
  for (const [name, text] of Object.entries(templates)) {
    if (/\{\{\s*[{&]/.test(text)) found.push(`${name}: unescaped variable`);
    if (/<script|<style|\sstyle=|\son[a-z]+=|javascript:/i.test(text)) found.push(`${name}: inline script or style`);
    if (namesIn(Mustache.parse(text)).partials.has(name)) found.push(`${name}: includes itself`);
  }
  return found;
}

// Calls visit(path, object, ancestors) for every object in `value`; list items share their list's path.
function walk(value, visit, path = "", ancestors = []) {
  if (Array.isArray(value)) for (const item of value) walk(item, visit, `${path}[]`, ancestors);
  else if (value && typeof value === "object") {
    visit(path, value, ancestors);
    for (const [key, child] of Object.entries(value)) walk(child, visit, `${path}.${key}`, [...ancestors, value]);
  }
}

// A key that an object may lack is looked up in the objects around it, so none of them may have it.
// Kainjow takes "" for true and mustache.js for false; numbers and nulls don't exist in its data.
function sampleProblems(page) {
  const found = new Set();
  const mine = Object.entries(samples).filter(([sample]) => pageOf(sample) === page);
  const seen = new Map();
  for (const [sample, model] of mine)
    walk(model, (path, object) => {
      if (!seen.has(path)) seen.set(path, { objects: 0, keys: new Map() });
      const at = seen.get(path);
      at.objects += 1;
      for (const [key, value] of Object.entries(object)) {
        at.keys.set(key, (at.keys.get(key) ?? 0) + 1);
        if (value === "" && key !== "q") found.add(`${sample}: ${path}.${key} is empty; leave it out`);
        if (value === null || typeof value === "number") found.add(`${sample}: ${path}.${key} must be a string`);
      }
    });
  for (const [sample, model] of mine)
    walk(model, (path, object, ancestors) => {
      const { objects, keys } = seen.get(path);
      for (const [key, count] of keys)
        if (count < objects && ancestors.some((outer) => key in outer))
          found.add(`${sample}: ${path}.${key} is optional, and an object around it has that key too`);
    });
  return [...found];
}

function nameProblems() {
  const used = new Set();
  for (const text of Object.values(templates)) namesIn(Mustache.parse(text), used);
  const given = new Set();
  for (const model of Object.values(samples)) walk(model, (_, object) => Object.keys(object).forEach((key) => given.add(key)));
  const readme = readFileSync(join(web, "templates/README.md"), "utf8");
  const documented = new Set([...readme.matchAll(/`([^`]*)`/g)].flatMap(([, code]) => code.match(/[a-z_]+/g) ?? []));
  return [
    ...[...used].filter((name) => !given.has(name)).map((name) => `no sample has "${name}", which a template uses`),
    ...[...given].filter((name) => !used.has(name)).map((name) => `no template uses "${name}", which a sample has`),
    ...[...used].filter((name) => !documented.has(name)).map((name) => `README.md does not document \`${name}\``),
  ];
}

function pageProblems(sample, html) {
  const found = [];
  const count = (pattern) => (html.match(pattern) ?? []).length;
  if (count(/<h1[ >]/g) !== 1) found.push(`${sample}: ${count(/<h1[ >]/g)} h1`);
  const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
  for (const id of new Set(ids)) if (ids.filter((other) => other === id).length > 1) found.push(`${sample}: id ${id} twice`);
  for (const [, id] of html.matchAll(/(?:\sfor="|aria-labelledby="|aria-describedby="|href="#)([^"]*)"/g))
    if (!ids.includes(id)) found.push(`${sample}: nothing has the id ${id}`);
  if (/\{\{|\}\}|="[^"]*undefined/.test(html)) found.push(`${sample}: a tag was left over`);
  return found;
}

mkdirSync(out, { recursive: true });
execFileSync(process.execPath, [join(web, "build.mjs"), "--out", join(out, "assets")], { stdio: ["ignore", "ignore", "inherit"] });

const problems = [...templateProblems(), ...kPages.flatMap(sampleProblems), ...nameProblems()];
for (const [sample, model] of Object.entries(samples)) {
  const html = render(pageOf(sample), { ...model, stylesheet_url: "assets/hub.css", icon_url: "assets/favicon.svg" });
  problems.push(...pageProblems(sample, html));
  writeFileSync(join(out, `${sample}.html`), html);
  console.log(join(out, `${sample}.html`));
}
if (problems.length) {
  console.error(problems.map((problem) => `preview.mjs: ${problem}`).join("\n"));
  process.exit(1);
}
