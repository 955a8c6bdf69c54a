// Renders the samples with the templates in every language, so that pages can be looked at without the server.
//
//   node preview.mjs [DIR]          DIR: /tmp/preview unless given
//
// It also checks what the templates promise (templates/README.md), and exits 1 when one does not hold.

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import Mustache from "mustache";
import { messages, pageOf, pages, pageTemplate, render, samples, templates, web } from "./templates.mjs";

const out = resolve(process.argv[2] ?? "/tmp/preview");
const languages = Object.keys(messages);

const withoutMessages = (text) => text.replace(/\{\{t:[a-z0-9_.]+\}\}/g, "");

// Names that parsed text uses, as tags and as parts.
function namesIn(tokens, names = new Set(), parts = new Set()) {
  for (const [kind, name, , , children] of tokens) {
    if (kind === "name" || kind === "#" || kind === "^") names.add(name);
    if (kind === ">") parts.add(name);
    if (children) namesIn(children, names, parts);
  }
  return { names, parts };
}

function templateProblems() {
  const found = [];
  for (const [name, text] of Object.entries(templates)) {
    const plain = text.replaceAll('<script type="module" src="{{script_url}}"></script>', "");
    if (/\{\{\s*[{&]/.test(text)) found.push(`${name}: unescaped variable`);
    if (/<script|<style|\sstyle=|\son[a-z]+=|javascript:/i.test(plain)) found.push(`${name}: inline script or style`);
    if (namesIn(Mustache.parse(withoutMessages(text))).parts.has(name)) found.push(`${name}: includes itself`);
    if (/>[^<{]*[A-Za-z]{2}[^<{]*</.test(withoutMessages(text).replace(/<(code|kbd)[^>]*>[^<]*</g, "<").replace(/\{\{[^}]*\}\}/g, "{")))
      found.push(`${name}: words that are not in messages/`);
  }
  return found;
}

// Messages stand in text and in attributes.
function messageProblems() {
  const found = [];
  const keys = new Set(Object.values(messages).flatMap(Object.keys));
  const used = new Set(Object.values(templates).flatMap((text) => [...text.matchAll(/\{\{t:([a-z0-9_.]+)\}\}/g)].map(([, key]) => key)));
  for (const key of new Set([...keys, ...used]))
    for (const language of languages) if (!messages[language][key]) found.push(`messages/${language}.json has no ${key}`);
  for (const key of keys) if (!used.has(key) && !key.startsWith("model.")) found.push(`no template uses the message ${key}`);
  for (const key of keys) {
    const texts = languages.map((language) => messages[language][key] ?? "");
    if (texts.some((text) => /[<>&"]|\{\{[{&>t]:?/.test(text.replace(/\{\{t[a-z_]+\}\}/g, "")))) found.push(`message ${key}: < > & " and parts are not allowed`);
    const variables = texts.map((text) => [...new Set(text.match(/[%{]*\{[#^/]?[a-z_]+\}+/g) ?? [])].sort().join(" "));
    if (new Set(variables).size > 1) found.push(`message ${key}: languages differ in their variables: ${variables.join(" | ")}`);
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
  if (mine.length === 0) found.add(`${page}: there is no sample of this page`);
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
  for (const page of pages) for (const language of languages) namesIn(Mustache.parse(pageTemplate(page, language)), used);
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

function htmlProblems(file, html) {
  const found = [];
  const count = (pattern) => (html.match(pattern) ?? []).length;
  if (count(/<h1[ >]/g) !== 1) found.push(`${file}: ${count(/<h1[ >]/g)} h1`);
  const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
  for (const id of new Set(ids)) if (ids.filter((other) => other === id).length > 1) found.push(`${file}: id ${id} twice`);
  for (const [, id] of html.matchAll(/(?:\sfor="|aria-labelledby="|aria-describedby="|\sform="|href="#)([^"]*)"/g))
    if (!ids.includes(id)) found.push(`${file}: nothing has the id ${id}`);
  if (/\{\{|\}\}|="[^"]*undefined/.test(html)) found.push(`${file}: a tag was left over`);
  return found;
}

function writePreviews() {
  mkdirSync(out, { recursive: true });
  execFileSync(process.execPath, [join(web, "build.mjs"), "--out", join(out, "assets")], { stdio: ["ignore", "ignore", "inherit"] });
  const found = [];
  for (const [sample, model] of Object.entries(samples))
    for (const language of languages) {
      const file = language === "en" ? `${sample}.html` : `${sample}.${language}.html`;
      const html = render(pageOf(sample), language, {
        ...model,
        stylesheet_url: "assets/hub.css",
        icon_url: "assets/favicon.svg",
        script_url: "assets/hub.js",
      });
      found.push(...htmlProblems(file, html));
      writeFileSync(join(out, file), html);
    }
  console.log(`${Object.keys(samples).length} samples in ${languages.join(" and ")}: ${out}`);
  return found;
}

const problems = [...messageProblems(), ...templateProblems(), ...pages.flatMap(sampleProblems), ...nameProblems(), ...writePreviews()];
if (problems.length) {
  console.error(problems.map((problem) => `preview.mjs: ${problem}`).join("\n"));
  process.exit(1);
}
