// Builds both packages, and puts each program into one file of CommonJS: finding and reading four hundred small ones would be most
// of what starting takes, and of one file V8 keeps the compiled code (lib/code-cache.ts). Exits with 1 when the sources do not compile.
// A lab, a grading or a test may be at work meanwhile: no file is away or half written at any moment, and none is written that is as it was.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const bundles = { lib: `${root}lib/dist/bundle`, grader: `${root}grader/dist/bundle` };

/** Paths of what this build has made. */
const made = new Set();

run(`${root}node_modules/typescript/bin/tsc`, "--build", "lib", "grader");
const PROLOGUE = '"use strict";const importMetaUrl = require("node:url").pathToFileURL(__filename).href;';
const library = await bundle("lib/index.ts", `${bundles.lib}/library-[hash]`);
await program("command", "grader/cli/main.ts", "grader/cli/start-command.ts");
await program("worker", "grader/batch/worker.ts", "grader/batch/start-worker.ts");
await program("proof", "grader/verify/worker.ts", "grader/verify/start-worker.ts");
put(`${bundles.lib}/index.js`, libraryEsm(library, await namesOf("lib/dist/index.js")));
const notebook = await bundle("grader/notebook/index.ts", `${bundles.grader}/notebook-[hash]`);
put(`${bundles.grader}/notebook.js`, notebookEsm(notebook, await namesOf("grader/dist/notebook/index.js")));
for (const folder of Object.values(bundles)) removeOld(folder);
run(`${root}.tools/keep-library-code.js`, library);

/** A program is a bundle without the library, and a small module that starts it. */
async function program(name, source, start) {
  const file = await bundle(source, `${bundles.grader}/${name}-[hash]`);
  await commonJs(start, `${bundles.grader}/start-${name}`, {
    constants: { PROGRAM: file, LIBRARY: library },
    banner: PROLOGUE,
  });
}

/** What Node puts around a module, so that `loadBundle` need not copy the source. @returns the name of the file. */
function bundle(source, place) {
  const banner = `(function (exports, require, module, __filename, __dirname) {${PROLOGUE}`;
  return commonJs(source, place, { banner, footer: "})" });
}

async function commonJs(source, place, { constants = {}, banner, footer = "" }) {
  const outdir = dirname(place);
  const { outputFiles } = await build({
    entryPoints: [`${root}${source}`],
    outdir,
    entryNames: basename(place),
    outExtension: { ".js": ".cjs" },
    write: false,
    bundle: true,
    conditions: ["source"],
    format: "cjs",
    platform: "node",
    target: "node20",
    // Names stay, and lines are short, for whoever reads where an error came from.
    minifyWhitespace: true,
    lineLimit: 120,
    // Plain ASCII is read at once.
    charset: "ascii",
    legalComments: "none",
    // A Node without its loader of modules has to load that first.
    supported: { "dynamic-import": false },
    define: {
      "import.meta.url": "importMetaUrl",
      "import.meta.dirname": "__dirname",
      ...Object.fromEntries(Object.entries(constants).map(([name, value]) => [name, JSON.stringify(value)])),
    },
    banner: { js: banner },
    footer: { js: footer },
    // Large, and seldom needed; nock is everybody's in the process.
    external: ["better-sqlite3", "kysely", "nock", "protobufjs", "selfsigned", "tslab", "typescript", "ws"],
    plugins: [await parts(outdir)],
    logLevel: "warning",
  });
  const [{ path, contents }] = outputFiles;
  put(path, contents);
  return basename(path);
}

/** Written beside its place and renamed, unless it is there already. */
function put(path, contents) {
  made.add(path);
  const bytes = Buffer.from(contents);
  if (existsSync(path) && readFileSync(path).equals(bytes)) return;
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, bytes);
  renameSync(temporary, path);
}

/** Bundles of earlier builds. Another build, at the same time, has its unfinished files there too. */
function removeOld(folder) {
  for (const name of readdirSync(folder))
    if (/\.c?js$/.test(name) && !made.has(join(folder, name))) rmSync(join(folder, name), { force: true });
}

/** What is not taken as it is: just-bash, patched as lib/shell/engine/load.ts does it while running, and the library in a program. */
async function parts(outdir) {
  const engine = `${root}lib/shell/engine`;
  const { patched } = await import(`${root}lib/dist/shell/engine/patches.js`);
  const source = /just-bash\/dist\/bundle\/index\.cjs$/;
  const names = Object.keys(await import(`${root}lib/dist/shell/engine/globals.js`));
  return {
    name: "just-bash, and the library",
    setup({ onResolve, onLoad }) {
      // A program gets the library from its own file (grader/bundle.ts).
      onResolve({ filter: /^service-bootcamp$/ }, ({ path }) => ({ path, external: true }));
      onResolve({ filter: /^\.\/load\.ts$/ }, () => ({ path: `${engine}/load.bundle.ts` }));
      // What it imports while running is looked for beside it, if ever.
      onResolve({ filter: /.*/ }, ({ importer, kind, path }) =>
        kind === "dynamic-import" && source.test(importer) ? { path, external: true } : undefined,
      );
      onLoad({ filter: source }, ({ path }) => {
        const place = relative(outdir, path);
        return {
          contents: `const path = require("node:path").join(__dirname, ${JSON.stringify(place)});
const globals = require("${engine}/globals.ts");
(function (require, __filename, __dirname, ${names}) {${patched(readFileSync(path, "utf8"))}
})(require("node:module").createRequire(path), path, require("node:path").dirname(path), ${names.map((name) => `globals.${name}`)});`,
        };
      });
    },
  };
}

/** What `import` wants to know before anything runs. */
async function namesOf(module) {
  return Object.keys(await import(`${root}${module}`));
}

function libraryEsm(file, names) {
  return `import { fileURLToPath } from "node:url";
import { loadBundle } from "../code-cache.js";
export const { ${names.join(", ")} } = loadBundle(
  fileURLToPath(new URL("${file}", import.meta.url)),
  fileURLToPath(new URL("../../../node_modules/.cache/service-bootcamp", import.meta.url)),
).exports;
`;
}

/** What cells import: with the library that they may import, too. */
function notebookEsm(file, names) {
  return `import { fileURLToPath } from "node:url";
import * as library from "service-bootcamp";
import { loadBundle } from "service-bootcamp/code-cache";
export const { ${names.join(", ")} } = loadBundle(
  fileURLToPath(new URL("${file}", import.meta.url)),
  fileURLToPath(new URL("../../../node_modules/.cache/service-bootcamp", import.meta.url)),
  { "service-bootcamp": () => library },
).exports;
`;
}

function run(...command) {
  const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(1);
}
