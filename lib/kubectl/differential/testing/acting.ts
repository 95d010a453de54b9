/**
 * `testdata/acting/*.transcript`: commands that make, change and remove objects of an API server without controllers,
 * on which time stands still. A head with files (`=== file NAME`), then commands with `<` standard input and what was printed.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Api, ExecResult } from "../../../api/api.ts";
import { ApiServer } from "../../../api/api-server.ts";
import { bootstrapApi } from "../../../bootstrap.ts";
import { serve } from "../../../http/listen.ts";
import { createShell } from "../../../shell/shell.ts";
import { Loop } from "../../../sim/loop.ts";
import { Random } from "../../../sim/random.ts";
import { Kubeconfig } from "../../config/kubeconfig.ts";
import { createKubectl } from "../../kubectl.ts";
import type { Player } from "./play.ts";
import { openRealKubectl, type Served } from "./real-kubectl.ts";

const folder = join(import.meta.dirname, "../../testdata/acting");
const EPOCH_MS = Date.UTC(2026, 0, 5, 9);
const HOME = "/home/learner";

interface Acting {
  readonly files: Readonly<Record<string, string>>;
  readonly calls: readonly { readonly command: string; readonly stdin: string }[];
  /** Comments and files, as they stand in the transcript before its first command. */
  readonly head: string;
}

/** Paths of all transcripts. */
export function actings(): string[] {
  return readdirSync(folder).map((file) => join(folder, file));
}

/**
 * @param binary path of a real kubectl; without one, ours answers
 * @returns the transcript at this path as that kubectl would have it
 */
export async function playActing(path: string, binary?: string): Promise<string> {
  const { files, calls, head } = parse(readFileSync(path, "utf8"));
  const player = await openBare(binary);
  try {
    for (const [name, text] of Object.entries(files)) await player.writeFile(name, text);
    const played: string[] = [];
    for (const { command, stdin } of calls) {
      await player.call({ command: "rm -f *.done", waits: false });
      played.push(format(command, stdin, await player.call({ command, waits: false, stdin })));
    }
    return `${head}${played.join("\n")}`;
  } finally {
    await player.close();
  }
}

function parse(text: string): Acting {
  const start = text.search(/^\$ /m);
  const head = text.slice(0, start);
  const files = Object.fromEntries(
    [...head.matchAll(/^=== file (\S+)\n([\s\S]*?)^===\n/gm)].map(([, name = "", body = ""]) => [
      name,
      body.replaceAll("\\t", "\t"),
    ]),
  );
  const calls: { command: string; stdin: string }[] = [];
  for (const line of text.slice(start).split("\n")) {
    const last = calls.at(-1);
    if (line.startsWith("$ ")) calls.push({ command: line.slice(2), stdin: "" });
    else if (last !== undefined && line.startsWith("< ")) last.stdin += `${line.slice(2)}\n`;
  }
  return { files, calls, head };
}

function format(command: string, stdin: string, { stdout, stderr, exitCode }: ExecResult): string {
  const typed = stdin.replaceAll(/^(?=.)/gm, "< ");
  const code = exitCode === 0 ? "" : `= ${exitCode}\n`;
  return `$ ${command}\n${typed}${marked("|", isMap(command) ? sorted(stdout) : stdout)}${marked("!", stderr)}${code}`;
}

/** What Go keeps in a map it prints in another order each time; environment variables are a list. */
const isMap = (command: string): boolean => /^kubectl (label|annotate) .*--list$/.test(command);
const sorted = (text: string): string =>
  text
    .split(/(?<=\n)/)
    .sort()
    .join("");

function marked(mark: string, text: string): string {
  if (text === "") return "";
  const lines = masked(text).replace(/\n$/, "").split("\n");
  return lines.map((line) => `${mark}${line === "" ? "" : ` ${line}`}\n`).join("");
}

/** What differs between two runs of the real kubectl, too: names of temporary files, the log's clock. */
const masked = (text: string): string =>
  text
    .replaceAll(/kubectl-edit-\d+/g, "kubectl-edit-N")
    .replaceAll(/^[WE]\d{4} [\d:.]+ +\d+ /gm, "KLOG ")
    .replaceAll(/uid: \S+/g, "uid: U")
    .replaceAll(/resourceVersion: "\d+"/g, 'resourceVersion: "N"');

/** A kubectl in front of an API server that nobody else talks to. @param binary path of a real one; without it, ours. */
export async function openBare(binary?: string): Promise<Player> {
  const loop = new Loop();
  const api = new ApiServer({ loop, random: new Random("x"), epochMs: EPOCH_MS });
  bootstrapApi(api);
  if (binary === undefined) return ourKubectl(api, loop);
  const served: Served = {
    serve: (options) => serve({ api, loop, epochMs: EPOCH_MS, port: 0, frozen: true, ...options }),
    advance: async () => {},
  };
  return openRealKubectl(served, binary, 0);
}

function ourKubectl(api: Api, loop: Loop): Player {
  const config = new Kubeconfig({
    name: "bootcamp",
    user: "learner",
    namespace: "default",
    server: "https://127.0.0.1:6443",
  });
  const kubectl = createKubectl({ api, loop, now: () => EPOCH_MS + loop.now, config });
  const shell = createShell({
    loop,
    commands: { kubectl },
    cwd: HOME,
    hostname: "lab",
    flavour: "debian",
    epochMs: EPOCH_MS,
  });
  return {
    writeFile: (path, text) => shell.writeFile(`${HOME}/${path}`, text),
    call: ({ command, stdin }) => loop.run(() => shell.run(command, stdin === undefined ? {} : { stdin })),
    close: async () => {},
  };
}
