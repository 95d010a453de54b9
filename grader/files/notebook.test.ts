// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates of TypeScript are what is read here.
import { describe, expect, test } from "vitest";
import { NotRead } from "./left-out.ts";
import { limits } from "./limits.ts";
import { readNotebook } from "./notebook.ts";

const code = (source: string | string[], tags?: string[]) => ({
  cell_type: "code",
  source,
  metadata: { tags },
  outputs: [],
});
const answersOf = (...cells: unknown[]) =>
  readNotebook("kim.ipynb", Buffer.from(JSON.stringify({ cells, nbformat: 4 })));
const answers = (...sources: string[]) =>
  Object.fromEntries(answersOf(...sources.map((each) => code(each))).commands);
const notes = (...sources: string[]) =>
  answersOf(...sources.map((each) => code(each))).notes.map(({ en }) => en);
const OPEN = 'const ex = await exercise("01-x");';

describe("an exercise that a notebook opens", () => {
  test("has what its `ex.sh` was given, in the order of the cells; the notebook's own `sh` is not part of it", () => {
    expect(
      answers(
        'import { openLab, sh, exercise } from "service-bootcamp-grader/notebook";\nawait openLab("01-why");',
        "await sh`kubectl get nodes`",
        OPEN,
        "await ex.sh`kubectl get pods`;",
        "await sh`kubectl get svc`; await ex.sh`\nkubectl expose deploy web\nkubectl get svc\n`",
        "await ex.check();",
      ),
    ).toEqual({ "01-x": ["kubectl get pods", "\nkubectl expose deploy web\nkubectl get svc\n"] });
  });

  test("is the one that the name holds at that cell", () => {
    expect(
      answers(OPEN, "await ex.sh`a`", 'const ex = await exercise("02-y")', "await ex.sh`b`", "ex.check()"),
    ).toEqual({ "01-x": ["a"], "02-y": ["b"] });
  });

  test("may have any name, and be used on the spot", () => {
    expect(
      answers(
        "let mine: NotebookExercise = await exercise(`01-x`); await mine.sh`a`; const other = mine; await other.sh`b`",
        "await (await exercise('02-y')).sh`c`",
      ),
    ).toEqual({ "01-x": ["a", "b"], "02-y": ["c"] });
  });

  test.each([
    ["a property in brackets", 'await ex["sh"]`a`'],
    ["an optional one", "await ex?.sh`a`"],
    ["one that is certainly there", "await ex!.sh`a`"],
    ["a generic", "await ex.sh<string>`a`"],
    ["a call with a string", 'await ex.sh("a")'],
    ["a call with a template", "await ex.sh(`a`)"],
    ["an alias", "const run = ex.sh;\nawait run`a`"],
    ["an alias without semicolons", "const run = ex.sh\nawait run`a`"],
    ["a bound alias", "const run = ex.sh.bind(ex); await run`a`"],
    ["a name that was taken out", "const { sh, check } = ex; await sh`a`"],
    ["a name that was taken out and changed", "const { sh: run } = ex; await run`a`"],
    ["a line break before the template", "await ex\n  .sh\n  `a`"],
    ["a regular expression with a backtick before it", "const r = /`/.test(x); await ex.sh`a`"],
    ["a regular expression with a slash in brackets", "if (x.match(/[/`]/g)) {}\nawait ex.sh`a`"],
    ["divisions before it", "const n = a / b / c; await ex.sh`a` // `"],
    ["comments that show a command", "// ex.sh`b`\n/* ex.sh`c` */ await ex.sh`a`"],
    ["strings that show a command", "const s = 'ex.sh`b`' + \"ex.sh`c`\"; await ex.sh`a`"],
  ])("is given a command by %s", (_, source) => {
    expect(answers(OPEN, source)).toEqual({ "01-x": ["a"] });
    expect(notes(OPEN, source)).toEqual([]);
  });

  test("keeps backslashes as bash gets them", () => {
    expect(answers(OPEN, "ex.sh`echo \\${HOME} \\`date\\` \\d \\\\ \\\n  x`")).toEqual({
      "01-x": ["echo ${HOME} `date` \\d \\\\ \\\n  x"],
    });
    expect(answers(OPEN, "ex.sh('echo \"it\\'s\"\\n\\u0041')")).toEqual({ "01-x": ['echo "it\'s"\nA'] });
  });

  test("begins anew when it is opened again, unless nothing is done then", () => {
    expect(answers(OPEN, "ex.sh`a`", OPEN, "ex.sh`b`")).toEqual({ "01-x": ["b"] });
    expect(notes(OPEN, "ex.sh`a`", OPEN, "ex.sh`b`")[0]).toContain("begun 2 times");
    expect(answers(OPEN, "ex.sh`a`", "await ex.reset()", "ex.sh`b`")).toEqual({ "01-x": ["b"] });
    expect(answers(OPEN, "ex.sh`a`", OPEN, "ex.sh`# your commands`")).toEqual({ "01-x": ["a"] });
  });

  test("is known for a cell that went before it, where it is the only one", () => {
    expect(answers("await ex.sh`a`", OPEN, "await ex.sh`b`")).toEqual({ "01-x": ["a", "b"] });
    const two = ["await ex.sh`a`", OPEN, 'const ex = await exercise("02-y")'];
    expect(answers(...two)).toEqual({});
    expect(notes(...two)).toEqual([
      '"kim.ipynb", cell 1: no cell before it opens an exercise with exercise(...), so its commands belong to none',
    ]);
  });

  test("that was never answered is not there", () => {
    expect(answers(OPEN, "await ex.sh`# your commands`;", "await ex.check();")).toEqual({});
  });
});

describe("a command that only a run knows", () => {
  test.each([
    ["a value", "ex.sh`scale --replicas=${n + `}`.length}`"],
    ["a variable", "ex.sh(text)"],
    ["a call", 'ex.sh(["a"].join(" "))'],
    ["a sum", 'ex.sh("kubectl " + verb)'],
    ["a template with a value in a call", "ex.sh(`a ${b}`)"],
    ["nothing", "ex.sh()"],
  ])("by %s is told, and spoils no other one", (_, source) => {
    const { commands, notes: told } = answersOf(code(OPEN), code(`await ${source}; await ex.sh\`plain\``));
    expect(commands.get("01-x")).toEqual(["plain"]);
    expect(told).toHaveLength(1);
    expect(told[0]?.en).toMatch(/^"kim.ipynb", cell 2: nothing of a notebook is run/);
    expect(told[0]?.ko).toContain("2번째 셀. 노트북의 코드는 실행하지 않으므로");
  });

  test("names the exercise is told", () => {
    expect(notes("const ex = await exercise(name); await ex.sh`a`")[0]).toContain("put together by code");
  });

  test.each([
    "for (const i of [1, 2]) { await ex.sh`a` }",
    "for (let i = 0; i < 3; i++) await ex.sh`a`",
    "while (true) {\n if (x) await ex.sh`a`\n}",
    "async function go() { await ex.sh`a` }",
    "await Promise.all([1, 2].map((n) => ex.sh`a`))",
    "const go = async () => {\n  await ex.sh`a`\n}",
    "if (x) {} else ex.sh`a`",
  ])("how often, as in %j, is used once and told", (source) => {
    const { commands, notes: told } = answersOf(code(OPEN), code(`${source}\nawait ex.sh\`b\``));
    expect(commands.get("01-x")).toEqual(["a", "b"]);
    expect(told[0]?.en).toBe(
      '"kim.ipynb", cell 2: a command in a loop, a condition or a function is used once, as it stands there',
    );
  });

  test.each([
    "try { await ex.sh`a` } catch (e) {}\nawait ex.sh`b`",
    "{ await ex.sh`a` }\nconst o = { a: 1 }; await ex.sh`b`",
    "if (x) y()\nawait ex.sh`a`; [1].map((n) => n); await ex.sh`b`",
  ])("is not meant by %j", (source) => {
    expect(notes(OPEN, source)).toEqual([]);
  });
});

describe("a cell that names its exercise by a comment or a tag", () => {
  test("gives it all its commands, wherever it stands", () => {
    const { commands } = answersOf(
      code("await sh`kubectl get pods`"),
      code("// exercise: 06-session-affinity\nawait sh`second`"),
      code(["// exercise: 01-scale-to-five\n", "await read`first`"]),
      code("// exercise: 06-session-affinity\nawait sh`third`"),
    );
    expect([...commands]).toEqual([
      ["06-session-affinity", ["second", "third"]],
      ["01-scale-to-five", ["first"]],
    ]);
  });

  test("keeps them together when it is split, by the tag that both halves keep", () => {
    const { commands } = answersOf(
      code("await sh`a`", ["exercise:01-x"]),
      code("await sh`b`", ["exercise:01-x"]),
    );
    expect(commands.get("01-x")).toEqual(["a", "b"]);
  });

  test("is replayed as often as it stands there, as a run from the top would", () => {
    const cells = ["up", "down", "up"].map((command) => code(`// exercise: 01-x\nawait sh\`${command}\``));
    expect(answersOf(...cells).commands.get("01-x")).toEqual(["up", "down", "up"]);
  });

  test("may use the lab of before, by any name", () => {
    expect(answers("// exercise: 01-x\nawait lab.sh`a`; const k = sh; await k`b`")).toEqual({
      "01-x": ["a", "b"],
    });
  });

  test("is told when it is no code any more", () => {
    const { commands, notes: told } = answersOf({ cell_type: "raw", source: "// exercise: 01-x\nsh`a`" });
    expect(commands.size).toBe(0);
    expect(told[0]?.en).toContain("not a code cell any more");
  });
});

describe("a notebook", () => {
  test("is not read in its texts, outputs and metadata", () => {
    const { commands } = answersOf(
      { cell_type: "markdown", source: "// exercise: 01-x\nsh`a`" },
      {
        ...code("1"),
        outputs: [{ text: "// exercise: 01-x\nsh`a`", cells: [code("// exercise: 01-x\nsh`a`")] }],
      },
      { ...code("2"), metadata: { source: "// exercise: 01-x\nsh`a`", points: 100 } },
    );
    expect(commands.size).toBe(0);
  });

  test("is found in the old format 3, in all its worksheets", () => {
    const sheet = (input: string) => ({ cells: [{ cell_type: "code", input, outputs: [{ metadata: {} }] }] });
    const json = {
      worksheets: [sheet("// exercise: 01-x\nsh`a`"), sheet("// exercise: 01-x\nsh`b`")],
      nbformat: 3,
    };
    expect(readNotebook("old.ipynb", Buffer.from(JSON.stringify(json))).commands.get("01-x")).toEqual([
      "a",
      "b",
    ]);
  });

  test("may begin with a mark, and be written with any blanks", () => {
    const json = JSON.stringify({ cells: [code("// exercise: 01-x\nsh`a`")] }, null, 4).replaceAll(
      "\n",
      "\r\n",
    );
    expect(readNotebook("bom.ipynb", Buffer.from(`\ufeff${json}`)).commands.get("01-x")).toEqual(["a"]);
  });

  test("of 30 MB is read without its pictures", () => {
    const picture = {
      output_type: "display_data",
      data: { "image/png": `\\"]}${"iVBORw0KGgo".repeat(1_500_000)}` },
    };
    const cells = [{ ...code(OPEN), outputs: [picture, picture] }, code("ex.sh`a`")];
    const json = Buffer.from(JSON.stringify({ cells }));
    expect(json.length).toBeGreaterThan(30_000_000);
    expect(readNotebook("big.ipynb", json).commands.get("01-x")).toEqual(["a"]);
  });

  test.each([
    "{}",
    "[]",
    "null",
    '{"cells": [null, 3, {"cell_type": "code"}]}',
    '{"cells": {"__proto__": 1}}',
    '{"cells": [{"cell_type": "code", "source": {"a": 1}, "metadata": {"tags": "exercise:01-x"}}]}',
  ])("without an answer, such as %s, has none", (json) => {
    expect(readNotebook("odd.ipynb", Buffer.from(json)).commands.size).toBe(0);
  });

  test.each(["not json", '{"cells": [', "", '{"cells": [], "outputs": {', "\u0000\u0001"])(
    "that is no JSON is not read: %j",
    (json) => {
      expect(() => readNotebook("kim.ipynb", Buffer.from(json))).toThrow(NotRead);
    },
  );
});

describe("a cell that would take for ever", () => {
  const mine = [code(OPEN), code("ex.sh`a`")];

  test.each([
    ["values in values", `ex.sh\`${"${`".repeat(100_000)}`, "nestingMax"],
    ["brackets", "(".repeat(300_000), "nestingMax"],
    ["letters", "x".repeat(limits.cellCharactersMax + 1), "cellCharactersMax"],
  ])("of %s is left out by a budget with a name", (_, source, budget) => {
    const { commands, notes: told } = answersOf(code(source), ...mine);
    expect(commands.get("01-x")).toEqual(["a"]);
    expect(told[0]?.en).toContain(`(${budget})`);
    expect(told[0]?.ko).toContain(`(${budget})`);
  });

  test.each([
    ["letters", "x".repeat(200_000)],
    ["blanks", " ".repeat(200_000)],
    ["backticks", "`".repeat(200_000)],
    ["slashes", "/".repeat(200_000)],
    ["stars in a comment", `/*${"*".repeat(200_000)}`],
    ["backslashes", `'${"\\".repeat(200_000)}`],
    ["values side by side", `f\`${"${1}".repeat(50_000)}\``],
    ["type arguments", "a<".repeat(100_000)],
    ["ends of type arguments", ">`x`".repeat(50_000)],
    ["brackets that close nothing", ")]}".repeat(70_000)],
    ["regular expressions", "/[".repeat(100_000)],
    ["regular expressions that never end", "/[x)".repeat(50_000)],
    ["assignments", "a={b}=".repeat(30_000)],
  ])("of 200,000 %s is read in one pass", (_, source) => {
    expect(answersOf(code(source), ...mine).commands.get("01-x")).toEqual(["a"]);
  });

  test("too many cells are counted", () => {
    const cells = Array.from({ length: limits.cellsMax + 1 }, () => code("1"));
    expect(answersOf(...cells).notes[0]?.en).toContain("(cellsMax)");
  });
});

test("what was predicted is read as it was typed, of a question's cells the last one first", () => {
  const { predictions } = answersOf(
    ...[
      'predict("early", "a")',
      'await openLab("01-why", { lang: "en" });',
      'predict("who", "?"); // a, b, c',
      "predict('when', `b`)",
      'predict("who", "C")',
      'const letter = "a"; predict("how", letter)',
      'await openLab("02-membership")',
      'predict("who", "a")',
    ].map((source) => code(source)),
  );
  expect(predictions.map(({ lesson, question, choice }) => `${lesson} ${question} ${choice}`)).toEqual([
    "02-membership who a",
    "01-why who C",
    "01-why when b",
    "01-why who ?",
  ]);
});
