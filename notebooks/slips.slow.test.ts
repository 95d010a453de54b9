// What a learner reads of a slip in a cell: TypeScript's real complaints, told in one sentence. And what TAB is asked for.
import { createRequire } from "node:module";
import { createConverter } from "tslab/dist/converter.js";
import { afterAll, describe, expect, test } from "vitest";

interface Fault {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

const require = createRequire(import.meta.url);
const explain: (text: string, faults: readonly Fault[], language: string, isLabOpen: boolean) => string =
  require("./.lab/kernels/tslab/slips.js").explain;
const openCommand: (text: string) => string | undefined =
  require("./.lab/kernels/tslab/cell-text.js").openCommand;

const kernel = createConverter({ isJS: false });
afterAll(() => kernel.close());

const DECLARED = `declare function sh(text: TemplateStringsArray | string, ...values: unknown[]): Promise<void>;
declare function read(text: TemplateStringsArray | string, ...values: unknown[]): Promise<string>;
declare function predict(question: string, choice: string): void;
`;

/** @param before what cells above declare. */
function told(text: string, { language = "en", before = DECLARED, isLabOpen = true } = {}): string {
  const faults = kernel.convert(before, text).diagnostics.map(({ start, messageText }) => ({
    line: start.line + 1,
    column: start.character + 1,
    message: String(messageText),
  }));
  return explain(text, faults, language, isLabOpen);
}

const SHELL = "A shell command stands between backticks in a cell: await sh`";
const BACKTICK =
  "Behind sh stands a backtick (`, on the key left of the 1), not a quote: await sh`kubectl get pods`;";

describe("a slip is told in one sentence", () => {
  test.each([
    ["kubectl get pods", `${SHELL}kubectl get pods\`;`],
    ["$ kubectl get pods -o wide", `${SHELL}kubectl get pods -o wide\`;`],
    ["!kubectl get pods", `${SHELL}kubectl get pods\`;`],
    ["%%bash\nkubectl get pods | grep x\necho hi", `${SHELL}kubectl get pods | grep x\necho hi\`;`],
    ["for i in 1 2; do\n  echo $i\ndone", `${SHELL}for i in 1 2; do\n  echo $i\ndone\`;`],
    ["await sh`ls`;\nkubectl get svc\nawait sh`ls`;", `${SHELL}kubectl get svc\`;`],
    ["await sh kubectl get pods;", `${SHELL}kubectl get pods\`;`],
    ["await sh(kubectl get pods);", `${SHELL}kubectl get pods\`;`],
    ["await sh'kubectl get pods'", BACKTICK],
    ['await sh"kubectl get pods";', BACKTICK],
    ["await sh‘kubectl get pods’;", BACKTICK],
    ["await sh₩kubectl get pods₩;", BACKTICK],
    ["await sh´kubectl get pods´", BACKTICK],
    [
      "const a = 1;\nawait sh`ls;\nconst b = 2;",
      "The backtick in line 2 is not closed: put another ` where the command ends.",
    ],
    ['predict("old-ip", "b);', "A quote in line 1 is not closed."],
    ['predict("old-ip", b);', 'The letter stands between quotes: predict("old-ip", "b");'],
    ['predict("old-ip", ?);', 'The letter stands between quotes: predict("old-ip", "b");'],
    ["predict(“old-ip”, “b”);", 'Line 1 has the sign “ where code needs "'],
    [
      "const ip = read`x`; ip.split(' ');",
      "The result is not there yet: put await in front, as in const ip = await read`...`;",
    ],
    ["awit sh`ls`;", "awit is not there. Did you mean await?"],
    [
      "await ex.check();",
      "ex is not there yet. Run the cell with exercise(...) above, and then this one again.",
    ],
    [
      "console.log(oldIp)",
      "oldIp is not there. If a cell above makes it, run that cell first; a cell that failed makes nothing.",
    ],
    ["노`ls`", '"노" was typed in Korean letters. Switch the keyboard to English and type it again.'],
    ["const n: number = 'x';", "Line 1, column 7: Type 'string' is not assignable to type 'number'."],
  ])("%j", (text, sentence) => {
    expect(told(text)).toBe(sentence);
  });

  test("what the course gives is there after the first cell, where that imports it", () => {
    expect(told("await sh`ls`;", { before: "", isLabOpen: false })).toBe(
      "sh is not there yet. Run the first cell of this notebook, and then this one again.",
    );
    expect(told("await traffic({});", { before: "" })).toBe(
      'traffic is not imported in this notebook. Write above: import { traffic } from "service-bootcamp-grader/notebook";',
    );
  });

  test("in Korean", () => {
    expect(told("kubectl get pods", { language: "ko" })).toBe(
      "셸 명령은 백틱(`) 사이에 적습니다: await sh`kubectl get pods`;",
    );
  });
});

test.each([
  ["await sh`kubectl get p", "kubectl get p"],
  ["await sh`kubectl get pods; kubectl de", "kubectl de"],
  ["await ex.sh`kubectl get pods\nkubectl logs ", "kubectl logs "],
  ['await sh("kubectl ge', "kubectl ge"],
  [`await sh\`a \${1 + 1} b`, `a \${1 + 1} b`],
  ["await read`kubectl get svc | ku", "ku"],
  ["const x = `kubectl get p", undefined],
  ["await sh`a`; sho", undefined],
  [`await sh\`a \${sho`, undefined],
  ["// sh`kubectl", undefined],
])("TAB behind %j is about %j", (text, command) => {
  expect(openCommand(text)).toBe(command);
});
