/** Begins an exercise: a folder with everything that one has, which fails its own proof until its author has written it. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { chapterTitle } from "../course/chapters.ts";
import { projectRoot } from "../project-root.ts";

export type NewExercise =
  | { readonly folder: string; readonly refused?: undefined }
  | { readonly refused: string };

/** @param id CHAPTER-topic: `02-two-selectors`. */
export function newExercise(id: string, course: string = join(projectRoot(), "exercises")): NewExercise {
  const folder = join(course, id);
  const chapter = /^(\d\d)-[a-z0-9]+(-[a-z0-9]+)*$/.exec(id)?.[1];
  if (chapter === undefined)
    return { refused: `${id || '""'} is no id: an exercise is named CHAPTER-topic, as in 02-two-selectors` };
  if (chapterTitle(chapter) === undefined)
    return { refused: `there is no chapter ${chapter}: grader/course/chapters.ts lists them` };
  if (existsSync(folder)) return { refused: `${folder} is there already` };
  for (const [path, text] of Object.entries(files(id))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return { folder };
}

const KO = "(아직 쓰지 않았습니다)";
const EN = "(not written yet)";

function files(id: string): Readonly<Record<string, string>> {
  const commands = `# ${EN}\n`;
  return {
    "exercise.yaml": exerciseYaml(id),
    "setup.sh": `# The starting state. ${EN}\nkubectl create deployment web --image=gasbugs/http-go --port=8080\n`,
    "check.ts": CHECK,
    "start/commands.sh": "# Your commands\n",
    "solution/commands.sh": commands,
    "alternatives/one/commands.sh": commands,
    "alternatives/two/commands.sh": commands,
    "mistakes/one/commands.sh": `# fails: first\n${commands}`,
    "mistakes/two/commands.sh": `# fails: first\n${commands}`,
    "mistakes/three/commands.sh": `# fails: first\n${commands}`,
  };
}

function exerciseYaml(id: string): string {
  const text = `ko: "${KO}"\n  en: "${EN}"`;
  const hint = `- ko: "${KO}"\n    en: "${EN}"`;
  return `# To read along:
# - https://kubernetes.io/docs/concepts/services-networking/service/
id: ${id}
kind: fix # build, fix, improve, migrate, explain, detective: ${EN}
objectives: [expose-a-workload] # grader/course/objectives.ts: ${EN}
title:
  ${text}
text:
  ${text}
points: 10
minutes: 5
hints:
  ${hint}
  ${hint}
  ${hint}
debrief:
  ${text}
misconceptions: [service-is-a-process] # grader/course/misconceptions.ts: ${EN}
`;
}

const CHECK = `import { check } from "service-bootcamp-grader";

export const checks = [
  check(
    "first",
    { title: { ko: "${KO}", en: "${EN}" }, points: 10 },
    async ({ client, expect }) => {
      await expect((await client("visitor")).to("http://web")).to.be.reachable();
    },
  ),
];
`;
