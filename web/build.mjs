// Makes web/dist: hub.css from styles/, hub.js from scripts/, the assets, the icons that hub.css asks for, and the form that practice is
// shared with.
//
//   node build.mjs [--out DIR]
//
// Fails rather than ship a style sheet that asks for anything which is not beside it: pages are
// served with `default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'`.

import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { compile } from "sass";

const web = dirname(fileURLToPath(import.meta.url));
const kMojImages = join(web, "node_modules/@ministryofjustice/frontend/moj/assets/images");
const kForm = "call-for-practice-form.docx";
const kGzipLimitBytes = { "hub.css": 30 * 1024, "hub.js": 10 * 1024 };

const outFlag = process.argv.indexOf("--out");
if (outFlag > 0 && !process.argv[outFlag + 1]) fail("--out needs a folder");
const out = resolve(outFlag > 0 ? process.argv[outFlag + 1] : join(web, "dist"));

function fail(message) {
  console.error(`build.mjs: ${message}`);
  process.exit(1);
}

// Every problem of `css`, given the files that stand beside it.
function problems(css, files) {
  const found = [];
  for (const [, quoted] of css.matchAll(/url\(([^)]*)\)/g)) {
    const url = quoted.replace(/^["']|["']$/g, "");
    if (!files.has(url)) found.push(`url(${url}) is not a file beside hub.css`);
  }
  for (const word of ["@import", "@font-face", "GDS Transport", "crown", "crest"])
    if (css.includes(word)) found.push(`"${word}" must not be in hub.css`);
  return found;
}

function write(name, text) {
  const bytes = gzipSync(text, { level: 9 }).length;
  if (bytes > kGzipLimitBytes[name]) fail(`${name}: ${bytes} bytes gzipped, more than ${kGzipLimitBytes[name]}`);
  writeFileSync(join(out, name), text);
  console.log(`${join(out, name)}: ${statSync(join(out, name)).size} bytes, ${bytes} gzipped`);
}

const { css } = compile(join(web, "styles/hub.scss"), {
  loadPaths: [web],
  style: "compressed",
  quietDeps: true,
  // GOV.UK Frontend's typography mixins end in @media print; what follows them is meant to come first.
  silenceDeprecations: ["mixed-decls"],
});

mkdirSync(out, { recursive: true });
for (const name of readdirSync(join(web, "assets"))) copyFileSync(join(web, "assets", name), join(out, name));
copyFileSync(join(web, "../corpus/templates", kForm), join(out, kForm));
for (const [, name] of css.matchAll(/url\(["']?([a-z-]+\.svg)["']?\)/g))
  if (existsSync(join(kMojImages, name))) copyFileSync(join(kMojImages, name), join(out, name));

const found = problems(css, new Set(readdirSync(out)));
if (found.length) fail(`hub.css is refused:\n  ${found.join("\n  ")}`);

const { outputFiles } = await build({
  entryPoints: [join(web, "scripts/hub.js")],
  bundle: true,
  format: "esm",
  minify: true,
  target: "es2021",
  write: false,
});

write("hub.css", css);
write("hub.js", outputFiles[0].text);
