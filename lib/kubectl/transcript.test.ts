import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Loop } from "../sim/loop.ts";
import { RecordedApi, type Recording } from "../testing/recorded-api.ts";
import { runProgram } from "../testing/run-program.ts";
import { Kubeconfig } from "./config/kubeconfig.ts";
import { createKubectl } from "./kubectl.ts";
import type { ShellCommandContext } from "./verb.ts";

/**
 * `testdata/*.transcript` hold what kubectl 1.33.1 printed for the objects of `testdata/lab.json`, or of the file that
 * a first line `# objects: FILE` names, served to it over HTTP: `|` stdout, `!` stderr, `=` exit code.
 */
const folder = join(import.meta.dirname, "testdata");
const read = (name: string): string => readFileSync(join(folder, name), "utf8");
const recordingOf = (transcript: string): Recording =>
  JSON.parse(read(/^# objects: (\S+)/.exec(transcript)?.[1] ?? "lab.json"));

interface Step {
  readonly command: string;
  readonly printed: string[];
}

function steps(text: string): Step[] {
  const found: Step[] = [];
  for (const line of text.split("\n")) {
    if (line.startsWith("$ ")) found.push({ command: line.slice(2), printed: [] });
    else if (line !== "" && !line.startsWith("#")) found.at(-1)?.printed.push(line);
  }
  return found;
}

const marked = (mark: string, text: string): string[] => {
  if (text === "") return [];
  const lines = text.split("\n").map((line) => mark + line);
  return text.endsWith("\n") ? lines.slice(0, -1) : [...lines, "\\ no line end"];
};

/** Words as a shell splits them. */
function words(command: string): string[] {
  const found = command.match(/(?:[^\s"']|"(?:[^"\\]|\\.)*"|'[^']*')+/g) ?? [];
  return found.map((word) =>
    word.replaceAll(
      /"((?:[^"\\]|\\.)*)"|'([^']*)'/g,
      (_, double, single) => single ?? String(double).replaceAll(/\\(["\\$`])/g, "$1"),
    ),
  );
}

const shell: Omit<ShellCommandContext, "print"> = {
  stdin: "",
  cwd: folder,
  env: new Map(),
  tty: false,
  readFile: async (path) => read(path),
  writeFile: async () => {},
  readFolder: async () => undefined,
  exec: async () => ({ stdout: "", stderr: "", exitCode: 0 }),
};

const kubeconfig = (): Kubeconfig =>
  new Kubeconfig({ name: "lab", user: "learner", namespace: "default", server: "http://127.0.0.1:16443" });

async function play(command: string, recording: Recording, config: Kubeconfig): Promise<string[]> {
  const loop = new Loop();
  const kubectl = createKubectl({
    api: new RecordedApi(recording),
    loop,
    now: () => Date.parse(recording.now) + loop.now,
    config,
  });
  const { stdout, stderr, exitCode } = await loop.run(() =>
    runProgram(kubectl, words(command).slice(1), shell),
  );
  return [...marked("| ", stdout), ...marked("! ", stderr), ...(exitCode === 0 ? [] : [`= ${exitCode}`])];
}

for (const file of readdirSync(folder).filter((name) => name.endsWith(".transcript"))) {
  describe(`${file} is what the real kubectl prints`, () => {
    const config = kubeconfig();
    const recording = recordingOf(read(file));
    test.each(steps(read(file)))("$command", async ({ command, printed }) => {
      expect(await play(command, recording, config)).toEqual(printed);
    });
  });
}
