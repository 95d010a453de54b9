// `bootcamp lint` and `bootcamp tree` as they are typed: what they print, and their exit codes.
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { workload } from "../testing/scene.ts";
import { runCommandLine } from "./command-line.ts";

let folder: string;
let printed: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "manifests-"));
  printed = [];
  for (const method of ["log", "error"] as const)
    vi.spyOn(console, method).mockImplementation((line: string) => void printed.push(line));
});
afterEach(() => void vi.restoreAllMocks());

function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

test("lint ends with 0 where nothing is wrong, with 1 where something is", async () => {
  const good = written("good.yaml", workload(1));
  expect(await runCommandLine(["lint", "--lang", "en", good])).toBe(0);
  expect(printed).toEqual([
    expect.stringMatching(/^· Deployment http-go: without a readinessProbe/),
    "No faults.",
  ]);
  printed = [];
  expect(await runCommandLine(["lint", "--lang", "ko", written("bad.yaml", workload(1, 80))])).toBe(1);
  expect(printed[0]).toMatch(/^✗ Service http-go-svc: 서비스 http-go-svc의 targetPort는 80인데/);
  expect(printed.at(-1)).toBe("문제가 1개 있습니다.");
});

test("lint reads a folder in the order of names, and a file as Windows writes it", async () => {
  mkdirSync(join(folder, "all"));
  const [service = "", deployment = ""] = workload(1).split("---\n");
  written("all/2.yaml", `\uFEFF${deployment.replaceAll("\n", "\r\n")}`);
  written("all/1.yaml", service);
  written("all/notes.txt", "no manifest");
  expect(await runCommandLine(["lint", "--lang", "en", join(folder, "all")])).toBe(0);
});

test("tree shows all Services, or the one that is named behind the files", async () => {
  const file = written("web.yaml", `${workload(1)}---\n${workload(1).replaceAll("http-go", "other")}`);
  expect(await runCommandLine(["tree", "--lang", "en", file])).toBe(0);
  expect(printed.join("\n").match(/^Service default\//gm)).toHaveLength(2);
  printed = [];
  expect(await runCommandLine(["tree", "--lang", "en", file, "other-svc"])).toBe(0);
  expect(printed.join("\n").match(/^Service default\/other-svc/gm)).toHaveLength(1);
  printed = [];
  expect(await runCommandLine(["tree", "--lang", "en", file, "nope"])).toBe(1);
  expect(printed).toEqual([
    "These manifests have no Service nope; there are: default/http-go-svc, default/other-svc",
  ]);
});

test.each([
  ["lint of a file that is not there", ["lint", "nowhere.yaml"], "there is no file nowhere.yaml"],
  ["tree without a file", ["tree", "web"], "name the manifests first"],
  ["lint of nothing", ["lint"], "missing required argument"],
])("%s is wrong usage", async (_, args, sentence) => {
  expect(await runCommandLine([...args, "--lang", "en"])).toBe(2);
  expect(printed.join("\n")).toContain(sentence);
});
