// A rule that never fires protects nothing: each rule of .biome.jsonc that the house depends on is broken once here, on purpose.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Path of a file that breaks a rule, what is in it, and what the linter must say. */
const violations = [
  ["lib/sim/a.ts", 'export { x } from "../api/api.ts";', "Arrow: sim -> nothing"],
  [
    "lib/node/stops.ts",
    'export const f = (s: AbortSignal) => s.addEventListener("abort", () => {});',
    "use onStop",
  ],
  ["lib/network/a.ts", 'export { x } from "../api/api.ts";', "Arrow: network -> sim"],
  ["lib/api/a.ts", 'export { x } from "../node/kubelet.ts";', "Arrow: api -> go, sim"],
  ["lib/api/kinds/a.ts", 'export { x } from "../../network/http.ts";', "Arrow: api -> go, sim"],
  ["lib/controllers/a.ts", 'export { x } from "../network/http.ts";', "Arrow: controllers -> api, sim"],
  ["lib/network/b.ts", 'export { x } from "node:http";', "Arrow: network -> sim"],
  ["lib/network/c.ts", 'export { x } from "./host-http.ts";', "Arrow: network -> sim"],
  ["lib/network/outside-hosts/a.ts", 'export { x } from "node:fs";', "Arrow: network -> sim"],
  ["lib/network/host-http.ts", 'export { x } from "node:fs";', "Edge: network/host-http"],
  ["lib/shell/a.ts", 'export { x } from "../kubectl/kubectl.ts";', "Arrow: shell -> network, sim"],
  ["lib/shell/c.ts", 'export { x } from "just-bash";', "Arrow: shell -> network, sim"],
  ["lib/shell/d.ts", 'export { x } from "./engine/just-bash.ts";', "of its engine the index alone"],
  ["lib/shell/commands/a.ts", 'export { x } from "../../node/kubelet.ts";', "Arrow: shell -> network, sim"],
  ["lib/shell/commands/b.ts", 'export { x } from "just-bash";', "Arrow: shell -> network, sim"],
  ["lib/shell/commands/c.ts", 'export { x } from "../engine/engine.ts";', "of its engine the index alone"],
  ["lib/shell/engine/a.ts", 'export { x } from "node:fs";', "Arrow: shell/engine -> sim, just-bash"],
  ["lib/shell/engine/load.ts", 'export { x } from "../shell.ts";', "Edge: shell/engine/load"],
  ["lib/images/a.ts", 'export { x } from "../api/api.ts";', "Arrow: images -> go, shell, network, sim"],
  [
    "lib/node/a.ts",
    'export { x } from "../controllers/index.ts";',
    "Arrow: node -> api, go, images, network, sim",
  ],
  ["lib/kubectl/b.ts", 'export { x } from "../network/http.ts";', "Arrow: kubectl -> api"],
  ["lib/kubectl/verbs/a.ts", 'export { x } from "../../cluster.ts";', "Arrow: kubectl -> api"],
  ["lib/kubectl/verbs/b.ts", 'export { x } from "just-bash";', "Arrow: kubectl -> api"],
  ["lib/kubectl/verbs/c.ts", 'export { x } from "node:fs";', "Arrow: kubectl -> api"],
  ["lib/http/a.ts", 'export { x } from "../cluster.ts";', "Arrow: http -> api"],
  ["grader/a.ts", 'export { x } from "../lib/cluster.ts";', "Arrow: notebooks, exercises -> grader"],
  ["exercises/01-a/check.ts", 'export { x } from "nock";', "Arrow: notebooks, exercises -> grader"],
  ["lib/sim/b.ts", "export const x = Math.random();", "The simulator is deterministic"],
  ["lib/browser.ts", 'export { x } from "node:fs";', "Core: what lib/browser.ts is made of"],
  ["lib/request.ts", 'export { x } from "./http/listen.ts";', "Core: what lib/browser.ts is made of"],
  ["lib/api/i.ts", 'export const x = Buffer.byteLength("x");', "Do not use the global variable Buffer"],
  ["lib/cluster.ts", "export const x = Date.now();", "The simulator is deterministic"],
  ["lib/api/b.ts", "export const x = new Date();", "The simulator is deterministic"],
  ["lib/node/b.ts", "setTimeout(() => {}, 1);", "Do not use the global variable setTimeout"],
  ["lib/images/b.ts", "export const x = performance.now();", "Do not use the global variable performance"],
  ["lib/shell/b.ts", "export const x = process.env.HOME;", "Do not use the global variable process"],
  ["lib/api/c.ts", 'import "./d.ts";', "This import is part of a cycle"],
  ["lib/api/d.ts", 'import "./c.ts";', "This import is part of a cycle"],
  ["lib/api/e.ts", `export function x() {\n${"  void 0;\n".repeat(61)}}`, "This function has too many lines"],
  ["lib/api/f.ts", "export default 1;", "Avoid default exports"],
  ["lib/api/nodeName.ts", "export const x = 1;", "The filename should be in kebab-case"],
  ["lib/api/g.ts", "export const x: any = 1;", "Unexpected any"],
  ["lib/api/g.test.ts", 'import { test } from "vitest";\ntest.only("x", () => {});', "Don't focus the test"],
  ["lib/api/h.test.ts", 'import { test } from "vitest";\ntest.skip("x", () => {});', "Don't disable tests"],
] as const;

/** Looks forbidden and is not. */
const allowed = [
  ["lib/http/b.ts", "export const x = Date.now();"],
  ["lib/sim/c.ts", "export const x = (ms: number): Date => new Date(ms);"],
  [
    "lib/kubectl/verbs/d.ts",
    'export { x } from "../kubectl.ts";\nexport { y } from "../../api/api.ts";\nexport { z } from "./e.ts";',
  ],
  ["lib/shell/engine/b.ts", 'export { x } from "just-bash";\nexport { y } from "../command.ts";'],
  ["lib/shell/commands/d.ts", 'export { x } from "../engine/index.ts";\nexport { y } from "../command.ts";'],
  ["lib/simulated-cluster.ts", 'export { x } from "./api/api.ts";'],
  ["lib/kubectl/c.test.ts", 'export { x } from "../cluster.ts";'],
] as const;

const folder = mkdtempSync(join(tmpdir(), "lint-"));
afterAll(() => rmSync(folder, { recursive: true }));

for (const part of [".biome.jsonc", ".biome"])
  cpSync(join(root, part), join(folder, part), { recursive: true });
for (const [path, text] of [...violations, ...allowed]) {
  mkdirSync(join(folder, dirname(path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
const biome = join(root, "node_modules", "@biomejs", "biome", "bin", "biome");
const said = lint();

interface Diagnostic {
  readonly message: string;
  readonly location: { readonly path: string };
}

function lint(): readonly Diagnostic[] {
  const flags = ["lint", "--vcs-enabled=false", "--max-diagnostics=none", "--reporter=json", "."];
  const { stdout, stderr } = spawnSync(process.execPath, [biome, ...flags], {
    cwd: folder,
    encoding: "utf8",
  });
  try {
    return (JSON.parse(stdout) as { diagnostics: Diagnostic[] }).diagnostics;
  } catch {
    throw new Error(`the linter did not run:\n${stdout}${stderr}`);
  }
}

const saidOf = (path: string): string[] =>
  said.filter(({ location }) => location.path === path).map(({ message }) => message);

test.each(violations)("%s: %j", (path, _, rule) => {
  expect(saidOf(path)).toContainEqual(expect.stringContaining(rule));
});

test.each(allowed)("%s may say %j", (path) => {
  expect(saidOf(path)).toEqual([]);
});
