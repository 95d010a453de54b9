// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what looks like a template is bash.
/** A class that is drawn from a seed: right, wrong, hostile and malformed submissions, the same class from the same seed. */
import { fileURLToPath } from "node:url";
import { readFolder } from "../../files/folder.ts";
import type { Files } from "../../files/limits.ts";
import { type Draw, drawFrom } from "../draw.ts";
import { oddScripts } from "../odd-scripts.ts";
import { notebookOf } from "../scratch-folder.ts";
import { answers as wrongAnswers } from "../wrong-answers.ts";
import { zipOf } from "../zip-of.ts";
import { type Attack, attackedIds, fileOf, folderOf } from "./attack.ts";

interface DrawnSubmission extends Pick<Attack, "entry" | "make"> {
  /** Exercises with their author's solution: whatever else is in the submission, they have full points. */
  readonly right: readonly string[];
  /** Whether it is a zip or a notebook that lost bytes, so that perhaps nothing of it can be read. */
  readonly isBroken: boolean;
}

interface Answer {
  readonly id: string;
  readonly files: Files;
  readonly isRight?: boolean;
}

/** @returns `count` submissions, each with a name of its own. */
export function drawnClass(seed: number, count: number): readonly DrawnSubmission[] {
  const draw = drawFrom(seed);
  return Array.from({ length: count }, (_, at) => drawn(`s${String(at).padStart(4, "0")}`, draw));
}

function drawn(name: string, draw: Draw): DrawnSubmission {
  const answers = attackedIds.filter(() => draw(3) > 0).map((id) => oneOf(RECIPES, draw)(id, draw));
  const right = answers.flatMap(({ id, isRight = false }) => (isRight ? [id] : []));
  const { entry, content } = oneOf(FORMS, draw)(name, answers);
  if (content === undefined) return { entry, make: folderOf(treeOf(answers)), right, isBroken: false };
  if (draw(8) > 0) return { entry, make: fileOf(content), right, isBroken: false };
  return { entry, make: fileOf(broken(content, draw)), right: [], isBroken: true };
}

function oneOf<Each>(all: readonly [Each, ...Each[]], draw: Draw): Each {
  return all[draw(all.length)] ?? all[0];
}

type Recipe = (id: string, draw: Draw) => Answer;

const right: Recipe = (id) => ({ id, files: solutionOf(id), isRight: true });

const wrong: Recipe = (id, draw) => {
  const [first, ...others] = wrongAnswers.filter(({ exercise }) => exercise === id);
  return { id, files: new Map(Object.entries(first ? oneOf([first, ...others], draw).files : {})) };
};

/** The solution between lines that have another aim. */
const hostile: Recipe = (id, draw) => {
  const files = solutionOf(id);
  const lines = [files.get("commands.sh") ?? ""];
  for (let count = 1 + draw(3); count > 0; count--)
    lines.splice(draw(lines.length + 1), 0, oneOf(HOSTILE, draw));
  return { id, files: new Map([...files, ["commands.sh", `${lines.join("\n")}\n`]]) };
};

const malformed: Recipe = (id, draw) => {
  const { files } = oneOf([right, wrong], draw)(id, draw);
  const damage = oneOf(DAMAGES, draw);
  return {
    id,
    files: new Map([...files].map(([path, text]) => [path, damage(text, draw(text.length + 1))])),
  };
};

/** Half of all answers are right. */
const RECIPES = [right, right, right, wrong, hostile, malformed] as const;

/** Each costs less than a second. */
const HOSTILE: readonly [string, ...string[]] = [
  "exit 0",
  ...oddScripts,
  "kill -9 $$; kill -9 -1; kill -9 1",
  "set -euo pipefail; false",
  "trap '' TERM EXIT; exec 3>&- > /dev/null 2>&1",
  `echo '{"type":"done","residentMb":1}' | tee /dev/fd/3 >&3`,
  "printf '\\033[2J\\033]0;owned\\007::error::owned\\r'",
  "rm -rf --no-preserve-root / ~ . ..; cat /etc/passwd /proc/self/environ",
  "kubectl() { echo done; }; alias kubectl=true; export PATH=",
  "kubectl delete svc,deploy,endpoints,pods --all",
  "kubectl delete nodes --all",
  "kubectl taint nodes --all a=b:NoExecute",
  "kubectl label pods --all run-",
  "(sleep 60; kubectl delete svc --all) &",
  "kubectl get pods -w &",
  "for i in {1..50}; do kubectl create cm c$i; done",
  "head -c 1000000 /dev/zero | tr '\\0' x",
];

/** What is done to a text that is malformed, at a place in it: cut, or with what no editor shows. */
const DAMAGES: readonly [Damage, ...Damage[]] = [
  (text, at) => text.slice(0, at),
  (text, at) => `${text.slice(0, at)}\u0000${text.slice(at)}`,
  (text, at) => `${text.slice(0, at)}\t{[\`$((${text.slice(at)}`,
  (text, at) => `${text.slice(0, at)}\u202e\u{e0001}"'${text.slice(at)}`,
  (text, at) => `${text.slice(0, at)}${"[".repeat(5_000)}${text.slice(at)}`,
  (text) => text.repeat(20),
  (text) => text.replaceAll(" ", "\u00a0").replaceAll("\n", "\r"),
];
type Damage = (text: string, at: number) => string;

type Form = (name: string, answers: readonly Answer[]) => { entry: string; content?: Buffer };

const folder: Form = (entry) => ({ entry });

const zip: Form = (name, answers) => {
  const entries = Object.entries(treeOf(answers)).map(([path, text]) => ({ name: path, text }));
  return { entry: `${name}.zip`, content: zipOf(entries) };
};

/** Where there is more than commands, it is a folder after all. */
const notebook: Form = (name, answers) => {
  if (answers.some(({ files }) => [...files.keys()].join() !== "commands.sh")) return folder(name, answers);
  const cells = answers.map(
    ({ id, files }) => `// exercise: ${id}\nawait sh\`${inTemplate(files.get("commands.sh") ?? "")}\`;`,
  );
  return { entry: `${name}.ipynb`, content: Buffer.from(notebookOf(...cells)) };
};

const FORMS = [folder, zip, notebook] as const;

/** Cut at a place, or with another byte there. */
function broken(content: Buffer, draw: Draw): Buffer {
  const at = draw(content.length);
  const rest = draw(2) === 0 ? [] : [Buffer.from([draw(256)]), content.subarray(at + 1)];
  return Buffer.concat([content.subarray(0, at), ...rest]);
}

function treeOf(answers: readonly Answer[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    answers.flatMap(({ id, files }) => [...files].map(([path, text]) => [`${id}/${path}`, text])),
  );
}

/** A template of TypeScript that gives bash this text. */
function inTemplate(text: string): string {
  return text.replaceAll("`", "\\`").replaceAll("${", "\\${");
}

function solutionOf(id: string): Files {
  return readFolder(fileURLToPath(new URL(`../../../exercises/${id}/solution`, import.meta.url)));
}
