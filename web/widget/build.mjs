// Makes the widget: web/dist/widget/VERSION/practice-search.js and .d.ts, and web/dist/widget/versions.json.
//
//   node build.mjs [--out DIR]      DIR: web/dist unless given
//   node build.mjs --package        dist/ and LICENSE beside this file, for `npm pack`
//
// Needs the packages of web/package.json. VERSION is that of package.json: what was published under it never changes, so a changed widget
// is a new version. Fails on a type error and on a widget that is too large.

import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, transform } from "esbuild";
import ts from "typescript";

const here = dirname(fileURLToPath(import.meta.url));
const kFile = "practice-search.js";
const kGzipLimitBytes = 15_000;
const { version, license } = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));

const outFlag = process.argv.indexOf("--out");
if (outFlag > 0 && !process.argv[outFlag + 1]) fail("--out needs a folder");
const widgets = join(resolve(outFlag > 0 ? process.argv[outFlag + 1] : join(here, "../dist")), "widget");
const packaging = process.argv.includes("--package");
const out = packaging ? join(here, "dist") : join(widgets, version);

function fail(message) {
  console.error(`widget/build.mjs: ${message}`);
  process.exit(1);
}

/** Checks all sources; gives the declarations of contract.ts, which stand alone. */
function declarations() {
  const config = ts.parseJsonConfigFileContent(ts.readConfigFile(join(here, "tsconfig.json"), ts.sys.readFile).config, ts.sys, here);
  const program = ts.createProgram(config.fileNames, { ...config.options, noEmit: false, declaration: true, emitDeclarationOnly: true, noEmitOnError: true });
  let text = "";
  const { diagnostics } = program.emit(undefined, (name, written) => {
    if (name.endsWith("contract.d.ts")) text = written;
  });
  const problems = [...ts.getPreEmitDiagnostics(program), ...diagnostics];
  if (problems.length)
    fail(`types:\n${ts.formatDiagnostics(problems, { getCanonicalFileName: (name) => name, getCurrentDirectory: () => here, getNewLine: () => "\n" })}`);
  return text;
}

const minifiedCss = {
  name: "minified-css",
  setup: (plugin) =>
    plugin.onLoad({ filter: /\.css$/ }, async ({ path }) => ({
      contents: (await transform(readFileSync(path, "utf8"), { loader: "css", minify: true })).code,
      loader: "text",
    })),
};

const types = declarations();
const { outputFiles } = await build({
  entryPoints: [join(here, "src/practice-search.ts")],
  bundle: true,
  write: false,
  minify: true,
  format: "iife",
  target: ["chrome99", "firefox101", "safari16.4"],
  legalComments: "none",
  banner: { js: `/*! Practice Hub search widget ${version}, ${license} */` },
  plugins: [minifiedCss],
});
const [{ contents }] = outputFiles;
const integrity = `sha384-${createHash("sha384").update(contents).digest("base64")}`;
const gzipped = gzipSync(contents, { level: 9 }).length;
if (gzipped >= kGzipLimitBytes) fail(`${kFile} has ${gzipped} bytes gzipped, not under ${kGzipLimitBytes}`);

mkdirSync(out, { recursive: true });
writeFileSync(join(out, kFile), contents);
writeFileSync(join(out, "practice-search.d.ts"), types);
console.log(`${join(out, kFile)}: ${contents.length} bytes, ${gzipped} gzipped, ${integrity}`);

if (packaging) {
  copyFileSync(join(here, "../../LICENSE"), join(here, "LICENSE"));
} else {
  const path = join(widgets, "versions.json");
  const { newest: _, ...versions } = existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {};
  versions[version] = { file: kFile, integrity };
  const newest = {};
  for (const one of Object.keys(versions).sort((a, b) => a.localeCompare(b, "en", { numeric: true }))) newest[`v${one.split(".")[0]}`] = one;
  writeFileSync(path, `${JSON.stringify({ ...versions, newest }, null, 2)}\n`);
  console.log(`<script src="https://HUB/widget/${version}/${kFile}" integrity="${integrity}" crossorigin="anonymous" defer></script>`);
}
