import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ApiServer } from "../api/api-server.ts";
import { bootstrap } from "../bootstrap.ts";
import { createShell } from "../shell/shell.ts";
import { Loop } from "../sim/loop.ts";
import { Random } from "../sim/random.ts";
import { Kubeconfig } from "./config/kubeconfig.ts";
import { createKubectl } from "./kubectl.ts";

/**
 * `testdata/acting/*.transcript` hold what kubectl 1.33.1 printed when it made, changed and removed objects of our API
 * served over HTTP: files, then commands with `<` stdin, `|` stdout, `!` stderr, `=` exit code. No controllers run.
 */
const folder = join(import.meta.dirname, "testdata/acting");
const EPOCH_MS = Date.UTC(2026, 0, 5, 9);

interface Step {
  readonly command: string;
  readonly stdin: string;
}

interface Transcript {
  readonly files: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
  /** The commands with what they print, as in the file. */
  readonly text: string;
}

function parse(text: string): Transcript {
  const files = Object.fromEntries(
    [...text.matchAll(/^=== file (\S+)\n([\s\S]*?)^===\n/gm)].map(([, name = "", body = ""]) => [
      name,
      body.replaceAll("\\t", "\t"),
    ]),
  );
  const rest = text.replaceAll(/^=== file (\S+)\n([\s\S]*?)^===\n\n?/gm, "").replaceAll(/^#.*\n\n?/gm, "");
  const steps: { command: string; stdin: string }[] = [];
  for (const line of rest.split("\n")) {
    if (line.startsWith("$ ")) steps.push({ command: line.slice(2), stdin: "" });
    else if (line.startsWith("< ")) (steps.at(-1) as { stdin: string }).stdin += `${line.slice(2)}\n`;
  }
  return { files, steps, text: rest.trimEnd() };
}

/** What differs between two runs of the real kubectl, too: names of temporary files, the log's clock. */
const masked = (text: string): string =>
  text
    .replaceAll(/kubectl-edit-\d+/g, "kubectl-edit-N")
    .replaceAll(/^[WE]\d{4} [\d:.]+ +\d+ /gm, "KLOG ")
    .replaceAll(/uid: \S+/g, "uid: U")
    .replaceAll(/resourceVersion: "\d+"/g, 'resourceVersion: "N"');

function marked(mark: string, text: string): string {
  if (text === "") return "";
  const lines = masked(text).replace(/\n$/, "").split("\n");
  return lines.map((line) => `${mark}${line === "" ? "" : ` ${line}`}\n`).join("");
}

async function play({ files, steps }: Transcript): Promise<string> {
  const loop = new Loop();
  const api = new ApiServer({ loop, random: new Random("x"), epochMs: EPOCH_MS });
  bootstrap(api, "172.18.0.2");
  const config = new Kubeconfig({
    name: "bootcamp",
    user: "learner",
    namespace: "default",
    server: "https://127.0.0.1:6443",
  });
  const kubectl = createKubectl({ api, loop, now: () => EPOCH_MS + loop.now, config });
  const home = "/home/learner";
  const placed = Object.fromEntries(Object.entries(files).map(([name, body]) => [`${home}/${name}`, body]));
  const shell = createShell({
    loop,
    commands: { kubectl },
    files: placed,
    cwd: home,
    hostname: "lab",
    flavour: "debian",
    epochMs: EPOCH_MS,
  });
  let played = "";
  for (const { command, stdin } of steps) {
    await loop.run(() => shell.run("rm -f *.done"));
    const { stdout, stderr, exitCode } = await loop.run(() => shell.run(command, { stdin }));
    const typed = stdin.replaceAll(/^(?=.)/gm, "< ");
    played += `$ ${command}\n${typed}${marked("|", stdout)}${marked("!", stderr)}${exitCode === 0 ? "" : `= ${exitCode}\n`}\n`;
  }
  return played.trimEnd();
}

describe("kubectl acts and speaks as the real one", () => {
  test.each(readdirSync(folder).filter((name) => name.endsWith(".transcript")))("%s", async (name) => {
    const transcript = parse(readFileSync(join(folder, name), "utf8"));
    expect(await play(transcript)).toBe(transcript.text);
  });
});
