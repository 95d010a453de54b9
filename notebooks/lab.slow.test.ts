import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { labTexts } from "../grader/cli/lab-texts.ts";
import { answeredText } from "./testing/answered.ts";
import {
  allOutputs,
  answer,
  below,
  clickInterrupt,
  clickRestart,
  endOfCell,
  memoryMb,
  runCell,
  startCell,
  type,
} from "./testing/at-the-keyboard.ts";
import {
  closeNotebook,
  closeSidebar,
  keepsLinesWhole,
  openBrowser,
  openNotebook,
  photograph,
  picturesOn,
  resize,
  runAllCells,
  turnDark,
  typeIntoTerminal,
} from "./testing/browser.ts";
import { lessonOf, type Notebook, notebooksIn } from "./testing/course.ts";
import { findChromium, findKubectl, findPython, root } from "./testing/host.ts";
import { freePort, type RunningLab, startLab } from "./testing/launcher.ts";
import { axeFindings, illegible } from "./testing/page-checks.ts";

const python = await findPython();
const chromium = findChromium();
const kubectl = findKubectl();
const missing = python.missing ?? chromium.missing;
const report = join(root, "report");
/** Of a notebook that is run again and again. */
const RUNS = 10;

describe.skipIf(missing).each(["ko", "en"] as const)(`npm start -- --lang %s ${missing ?? ""}`, (lang) => {
  const notebooks = notebooksIn(lang);
  const [first] = notebooks as [Notebook];
  // A learner of each language: who comes again is shown what they had open.
  const work = mkdtempSync(join(tmpdir(), "work-"));
  let lab: RunningLab;
  let browser: Browser;

  beforeAll(async () => {
    mkdirSync(report, { recursive: true });
    lab = await startLab(work, ["--port", String(await freePort()), "--lang", lang], withRealKubectl());
    browser = await openBrowser(chromium.path ?? "");
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await lab?.pressCtrlC();
  });

  const ask = async (path: string): Promise<unknown> => {
    const headers = { authorization: `token ${lab.url.searchParams.get("token")}` };
    return (await fetch(new URL(path, lab.url), { headers })).json();
  };
  const open = (name: string): ReturnType<typeof openNotebook> =>
    openNotebook(browser, new URL(`/lab/tree/notebooks/${name}${lab.url.search}&reset`, lab.url).href);

  test("prints the address of the learner's first notebook, in their language", () => {
    const { name } = first;
    expect(lab.url.pathname).toBe(`/lab/tree/notebooks/${name}`);
    expect(readFileSync(join(work, "notebooks", name), "utf8")).toContain(`{ lang: \\"${lang}\\" }`);
  });

  test("shows the learner's own files, and nothing else", async () => {
    const { content } = (await ask("/api/contents")) as { content: { name: string }[] };
    expect(content.map(({ name }) => name).sort()).toEqual(["files", "notebooks"]);
  });

  test("offers the course's kernel and no other", async () => {
    const { default: usual, kernelspecs } = (await ask("/api/kernelspecs")) as {
      default: string;
      kernelspecs: Record<string, unknown>;
    };
    expect({ usual, all: Object.keys(kernelspecs) }).toEqual({ usual: "tslab", all: ["tslab"] });
  });

  test("keeps out whoever has no token", async () => {
    const reply = await fetch(new URL("/api/contents", lab.url));
    expect(reply.status).toBe(403);
  });

  describe("a learner with the first notebook as it is handed out", () => {
    let page: Page;
    beforeAll(async () => {
      ({ page } = await open(first.name));
    }, 180_000);
    afterAll(() => closeNotebook(page));

    test("opens a terminal that knows the course and reaches no cluster of anybody's", async () => {
      const printed = await typeIntoTerminal(
        page,
        "bootcamp list | grep 01-expose; echo $KUBECONFIG; grep server: $KUBECONFIG; pwd; echo the-\\end",
        "the-end",
      );
      expect(printed).toContain("01-expose");
      expect(printed).toContain(join(work, ".kube", "config"));
      expect(printed).toContain("server: https://no-cluster-yet.");
      expect(printed).toContain(work);
      expect(printed).toContain({ en: "Your folder", ko: "내 폴더" }[lang]);
    });

    test("is stopped by a question, told why the prediction was wrong, and then that it is right", async () => {
      const { a, c } = lessonOf(first).questions["old-ip"]?.choices ?? {};
      expect(await runAllCells(page)).toBe(false);
      expect((await below(page, "old-ip-predict")).text).toContain(words.missing[lang]);
      expect((await below(page, "old-ip-run")).text).toBe("");
      await answer(page, "old-ip-predict", "a");
      expect((await runCell(page, "old-ip-predict")).text).toContain(plain(a?.text));
      const wrong = (await runCell(page, "old-ip-run")).text;
      for (const said of [`${a?.text} ✗`, a?.why, c?.text, c?.why]) expect(wrong).toContain(plain(said));
      await answer(page, "old-ip-predict", "c");
      expect((await runCell(page, "old-ip-predict")).text).toContain(plain(c?.text));
      const right = await runCell(page, "old-ip-run");
      for (const said of [`${c?.text} ✓`, c?.why]) expect(right.text).toContain(plain(said));
      expect(right.text).not.toContain(plain(a?.why));
      expect(right.pictures).toBe(1);
    });

    test("solves an exercise by typing: wrong, a hint, right", async () => {
      await runCell(page, "expose");
      await type(page, "expose-answer", "await ex.sh`kubectl expose deploy hello`;");
      expect((await runCell(page, "expose-answer")).text).toContain("service/hello exposed");
      const failed = (await runCell(page, "expose-check")).text;
      expect(failed).toMatch(/✗ [\s\S]*→ [\s\S]*8080[\s\S]*0\/10/);
      await type(page, "expose-check", "ex.hint();");
      expect((await runCell(page, "expose-check")).text).toContain("kubectl api-resources");
      await type(
        page,
        "expose-answer",
        "await ex.sh`kubectl delete svc hello; kubectl expose deploy hello --port=80 --target-port=8080`;",
      );
      await runCell(page, "expose-answer");
      await type(page, "expose-check", "await ex.check();");
      const solved = (await runCell(page, "expose-check")).text;
      expect(solved).not.toContain("✗ Pods");
      expect(solved).toContain(`★ 10/10  ${words.solved[lang]}`);
      expect(readFileSync(join(work, "01-expose", "commands.sh"), "utf8")).toContain("--target-port=8080");
    });
  });

  describe("the first notebook with its questions answered", () => {
    let page: Page;
    let strangers: readonly string[];
    const photo = join(report, `${lang}-${first.name.replace(/\.ipynb$/, "")}`);
    beforeAll(async () => {
      writeFileSync(join(work, "notebooks", first.name), answeredText(first));
      ({ page, strangers } = await open(first.name));
    }, 180_000);
    afterAll(() => closeNotebook(page));

    // What the others draw is run without a browser, in notebooks.slow.test.ts.
    test("shows its pictures and whole lines when all its cells are run", async () => {
      expect(await runAllCells(page)).toBe(true);
      const pictures = await picturesOn(page);
      const expected = first.cells.flatMap(({ type: kind, source }) =>
        kind === "code" ? [...source.matchAll(/\bshow\.\w+\(/g)] : [],
      ).length;
      expect(pictures.length).toBeGreaterThanOrEqual(expected);
      expect(pictures.filter(({ alt, width }) => alt === "" || width === 0)).toEqual([]);
      expect(await keepsLinesWhole(page)).toBe(true);
      expect(strangers).toEqual([]);
    });

    if (lang === "en")
      test(`says the same ${RUNS} times in a row, and the memory does not grow`, {
        timeout: 400_000,
      }, async () => {
        // What an exercise says depends on how often it was tried.
        const isTried = new Set(
          first.cells
            .filter(({ tags }) => tags.includes("exercise") || tags.includes("check"))
            .map(({ id }) => id),
        );
        const said = async (): Promise<unknown> =>
          (await allOutputs(page)).filter(({ id }) => !isTried.has(id));
        const begun = await said();
        let early = await memoryMb(page);
        for (let run = 2; run <= RUNS; run++) {
          expect(await runAllCells(page)).toBe(true);
          expect(await said()).toEqual(begun);
          if (run === 3) early = await memoryMb(page);
        }
        const late = await memoryMb(page);
        // A run opens five clusters of about 1 MB each: those of seven runs, if they were kept, would be 35.
        expect(late.kernel - early.kernel).toBeLessThan(10);
        expect(late.page - early.page).toBeLessThan(10);
      });

    test("can be read in a wide window and in one of 600 pixels, light and dark, and axe finds nothing", async () => {
      const findings = async (): Promise<string[]> => [
        ...(await illegible(page)),
        ...(await axeFindings(page)),
      ];
      await photograph(page, `${photo}.png`);
      expect(await findings()).toEqual([]);
      await closeSidebar(page);
      await resize(page, 600);
      expect(await findings()).toEqual([]);
      await photograph(page, `${photo}-600.png`, 600);
      await turnDark(page);
      await resize(page, 600);
      expect(await findings()).toEqual([]);
      await photograph(page, `${photo}-dark.png`);
      expect(await findings()).toEqual([]);
    });
  });

  if (lang === "en")
    describe("a learner in the middle of a notebook", () => {
      let page: Page;
      beforeAll(async () => {
        ({ page } = await open("03-who-answers.ipynb"));
        await runCell(page, "setup");
      }, 180_000);
      afterAll(() => closeNotebook(page));

      test("interrupts a cell in its first moment, and goes on", async () => {
        await type(page, "playground", `await sh\`${ENDLESS}\`;`);
        await startCell(page, "playground");
        await clickInterrupt(page);
        expect((await endOfCell(page, "playground")).text).toContain("Interrupted. ");
        expect((await runCell(page, "setup")).pictures).toBe(1);
      });

      test("restarts the kernel while a cell runs, and goes on from a section", async () => {
        await startCell(page, "playground");
        await clickRestart(page);
        await type(page, "playground", 'await start("3");');
        expect((await runCell(page, "playground")).text).toContain(
          "start is not there yet. Run the first cell",
        );
        await runCell(page, "setup");
        expect((await runCell(page, "playground")).text).toContain("section 3");
        await answer(page, "keep-predict", "a");
        await runCell(page, "keep-predict");
        const { text, pictures } = await runCell(page, "keep-run");
        expect(text).toContain("one Pod, 20 times ✓");
        expect(pictures).toBe(1);
      });

      test.skipIf(kubectl.missing)(
        `hands its cluster to the real kubectl of a terminal ${kubectl.missing ?? ""}`,
        async () => {
          await type(
            page,
            "playground",
            'import { serve } from "service-bootcamp-grader/notebook"; await serve();',
          );
          expect((await runCell(page, "playground")).text).toContain("kubectl get pods");
          const printed = await typeIntoTerminal(
            page,
            "kubectl version; kubectl get svc; kubectl scale deploy http-go --replicas=2; kubectl config view --minify -o name; kubectl config view --minify | grep server; echo the-\\end",
            "the-end",
          );
          expect(printed).toMatch(/Client Version: v1\./);
          expect(printed).toMatch(/http-go-svc +ClusterIP/);
          expect(printed).toContain("deployment.apps/http-go scaled");
          expect(printed).toMatch(/server: https?:\/\/127\.0\.0\.1:/);
          await type(
            page,
            "playground",
            "await sh`kubectl get deploy http-go -o name; kubectl get deploy http-go -o jsonpath={.spec.replicas}`;",
          );
          expect((await runCell(page, "playground")).text).toMatch(/deployment\.apps\/http-go\n[\s\S]*\n2$/);
        },
      );
    });

  test("ends at Ctrl-C, and its port is free again", async () => {
    expect(await lab.pressCtrlC()).toContain(labTexts[lang].ended);
    await expect(fetch(lab.url)).rejects.toThrow("fetch failed");
  });
});

/** Goes on until it is stopped. */
const ENDLESS = "while true; do seq 3000 | sort -n | md5sum; done >/dev/null";

const words = {
  missing: {
    en: "Your prediction is missing. Write a, b or c in place of the question mark",
    ko: "아직 예측이 없습니다. 물음표 자리에 a, b, c 가운데 하나를 적고",
  },
  solved: { en: "Solved. The cluster does what it should.", ko: "풀었습니다! 클러스터가 할 일을 해냅니다." },
};

/** A text of a lesson without its marks, as it stands below a cell for screen readers. */
function plain(text = "?"): string {
  return text.replaceAll(/\*\*|`/g, "");
}

/** The kubectl of the record as the terminals' own. */
function withRealKubectl(): NodeJS.ProcessEnv {
  if (kubectl.path === undefined) return {};
  const folder = mkdtempSync(join(tmpdir(), "kubectl-"));
  symlinkSync(kubectl.path, join(folder, "kubectl"));
  return { PATH: [folder, process.env.PATH].join(delimiter) };
}
