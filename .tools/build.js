// Builds both packages, and puts the modules of this one into a few files: finding and reading four hundred small ones would be
// most of what starting a command takes. Exits with 1 when the sources do not compile.
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const outdir = `${root}/lib/dist/bundle`;

const { status } = spawnSync(
  process.execPath,
  [`${root}/node_modules/typescript/bin/tsc`, "--build", "lib", "grader"],
  { cwd: root, stdio: "inherit" },
);
if (status !== 0) process.exit(1);
rmSync(outdir, { recursive: true, force: true });
await build({
  entryPoints: {
    index: `${root}/lib/dist/index.js`,
    "proxy-modes": `${root}/lib/dist/node/proxy-modes/index.js`,
  },
  outdir,
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  packages: "external",
  logLevel: "warning",
});
