// `npm run bench`: puts the bench into scripts for plain Node, which measure what was built, and starts it.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));
const outdir = `${root}/node_modules/.cache/bench`;

await build({
  entryPoints: ["main", "class-of-ten"].map((name) => `${root}/.tools/bench/${name}.ts`),
  outdir,
  bundle: true,
  packages: "external",
  format: "esm",
  platform: "node",
  target: "node20",
  logLevel: "warning",
});
await import(`${outdir}/main.js`);
