/** The library as one script for browsers, minified: to be run in one (`browser.slow.test.ts`), and to be weighed. */
import { readFileSync } from "node:fs";
import { build, type Plugin } from "esbuild";
import * as globals from "../lib/shell/engine/globals.ts";
import { patched } from "../lib/shell/engine/patches.ts";

/** @param library the folder with `browser.ts`. @returns a script that sets the global `bootcamp` to what that exports. */
export async function browserBundle(library: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [`${library}/browser.ts`],
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    globalName: "bootcamp",
    platform: "browser",
    target: "es2023",
    logLevel: "warning",
    plugins: [justBashForBrowsers(library), withoutUnused],
  });
  return outputFiles?.[0]?.text ?? "";
}

/** Its own build for browsers, patched as in Node, and with the same clock instead of the host's. */
function justBashForBrowsers(library: string): Plugin {
  const engine = `${library}/shell/engine`;
  const names = Object.keys(globals).join(", ");
  return {
    name: "just-bash for browsers",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.\/load\.ts$/ }, () => ({ path: `${engine}/load.browser.ts` }));
      onLoad({ filter: /just-bash\/dist\/bundle\/browser\.js$/ }, ({ path }) => ({
        contents: `import { ${names} } from "${engine}/globals.ts";\n${patched(readFileSync(path, "utf8"))}`,
      }));
    },
  };
}

/** What only programs import that no machine has, or that need Node: compression. */
const withoutUnused: Plugin = {
  name: "without what is never used",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(?:node:zlib|turndown)$/ }, ({ path }) => ({ path, namespace: "absent" }));
    onLoad({ filter: /.*/, namespace: "absent" }, () => ({ contents: "module.exports = {};", loader: "js" }));
  },
};
