// Reads and renders the templates as searchd does: templates/README.md, "Rendering".
// Mustache here is mustache.js; kainjow's in searchd agrees with it on everything that is allowed.

import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import Mustache from "mustache";

export const web = dirname(fileURLToPath(import.meta.url));

const readFolder = (folder, extension, read) =>
  Object.fromEntries(
    readdirSync(join(web, folder))
      .filter((name) => name.endsWith(extension))
      .map((name) => [basename(name, extension), read(readFileSync(join(web, folder, name), "utf8"))]),
  );

/** Text of each template, without its last newline. */
export const templates = readFolder("templates", ".mustache", (text) => text.replace(/\n$/, ""));

/** {en: {key: message}, cy: …} */
export const messages = readFolder("messages", ".json", JSON.parse);

/** A page is what has a title. */
export const pages = Object.keys(templates).filter((name) => `${name}-title` in templates);

export const pageOf = (sample) => pages.find((page) => sample === page) ?? pages.find((page) => sample.startsWith(`${page}-`));

/** Models of the samples, each with what `layout.json` gives to every page; a key that is null there is left out. */
export const samples = (() => {
  const { layout, ...models } = readFolder("templates/samples", ".json", JSON.parse);
  const whole = (model) => Object.fromEntries(Object.entries({ ...layout, ...model }).filter(([, value]) => value !== null));
  return Object.fromEntries(Object.entries(models).map(([name, model]) => [name, whole(model)]));
})();

// As kainjow does it, so that both make the same bytes.
const kEntities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };
Mustache.escape = (text) => String(text).replace(/[&<>"']/g, (character) => kEntities[character]);

function withParts(name, page) {
  if (!(name in templates)) throw new Error(`there is no ${name}.mustache`);
  return templates[name].replace(/\{\{> ([a-z_-]+)\}\}/g, (_, part) => withParts({ page_title: `${page}-title`, page_content: page }[part] ?? part, page));
}

/** The template of a whole page in one language: parts and messages are put in as text before anything is parsed. */
export function pageTemplate(page, language) {
  const start = `${page}-layout` in templates ? `${page}-layout` : "layout";
  return withParts(start, page).replace(/\{\{t:([a-z0-9_.]+)\}\}/g, (_, key) => {
    if (!(key in messages[language])) throw new Error(`messages/${language}.json has no ${key}`);
    return messages[language][key];
  });
}

export const render = (page, language, model) => Mustache.render(pageTemplate(page, language), model);
