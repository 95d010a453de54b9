import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { languageOf } from "../text.ts";
import { labTexts } from "./lab-texts.ts";
import { virtualEnvironment } from "./virtual-environment.ts";

let root = "";
let said: string[] = [];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "lab-"));
  said = [];
  for (const folder of ["bin", "notebooks/.lab", "node_modules"])
    mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, "notebooks/.lab/requirements.txt"), "jupyterlab==4\n");
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true });
});

const make = (): Promise<string> => virtualEnvironment(root, labTexts.en, (line) => said.push(line));

/** A Python that answers as the cases below say, and notes what it was asked to do. `venv` puts itself into the environment. */
function fakePython(answers: {
  readonly version?: number;
  readonly ensurepip?: number;
  readonly pip?: string;
}): void {
  const script = `#!/bin/sh
echo "$*" >> ${root}/asked
case "$*" in
  *version_info*) exit ${answers.version ?? 0} ;;
  *ensurepip*) exit ${answers.ensurepip ?? 0} ;;
  *"print(sys.version)"*) echo 3.11 ;;
  "-m venv"*) mkdir -p "$4/bin" && cp "$0" "$4/bin/python" ;;
  "-m pip"*) ${answers.pip ?? "sleep 0.2"} ;;
esac
`;
  writeFileSync(join(root, "bin/python3"), script);
  chmodSync(join(root, "bin/python3"), 0o755);
  vi.stubEnv("PATH", `${join(root, "bin")}:/usr/bin:/bin`);
}

const asked = (what: string): number =>
  readFileSync(join(root, "asked"), "utf8")
    .split("\n")
    .filter((line) => line.includes(what)).length;

test("without Python one is told what to install, and what works without it", async () => {
  vi.stubEnv("PATH", join(root, "bin"));
  const text =
    /^JupyterLab needs Python 3\.9 or newer, and none was found\.\nInstall it .*python3-venv.*\nWhat works without Python: npx bootcamp run/;
  await expect(make()).rejects.toThrow(text);
  expect(said).toEqual([]);
});

test("a Python older than 3.9 is no Python", async () => {
  fakePython({ version: 1 });
  vi.stubEnv("PATH", join(root, "bin"));
  await expect(make()).rejects.toThrow("needs Python 3.9 or newer");
});

test("a Python without its venv package, as Debian ships it, is told apart", async () => {
  fakePython({ ensurepip: 1 });
  await expect(make()).rejects.toThrow(
    "this python3 cannot make one: its modules venv and ensurepip are missing",
  );
});

test("when pip fails its last lines are shown, and what to do", async () => {
  fakePython({
    pip: "for i in 1 2 3 4 5 6 7 8 9 10 11 12 13; do echo line $i; done; echo no route to host >&2; exit 1",
  });
  await expect(make()).rejects.toThrow(
    /^line 3\n[\s\S]*no route to host\npip could not install JupyterLab: its last lines are above/,
  );
});

test("a failed installation is tried again, with the same environment", async () => {
  fakePython({ pip: "exit 1" });
  await expect(make()).rejects.toThrow("pip could not");
  writeFileSync(join(root, ".venv/bin/python"), "#!/bin/sh\nexit 0\n");
  expect(await make()).toBe(join(root, ".venv/bin/python"));
  expect(asked("-m venv")).toBe(1);
});

test("the second start installs nothing", async () => {
  fakePython({});
  await make();
  await make();
  expect(asked("-m pip")).toBe(1);
  expect(said).toEqual([labTexts.en.installing]);
});

test("changed requirements are installed into the environment that is there", async () => {
  fakePython({});
  await make();
  writeFileSync(join(root, "notebooks/.lab/requirements.txt"), "jupyterlab==5\n");
  await make();
  expect({ venv: asked("-m venv"), pip: asked("-m pip") }).toEqual({ venv: 1, pip: 2 });
});

test("two starts at once install once, and the one that waits says so", async () => {
  fakePython({});
  await Promise.all([make(), make()]);
  expect(asked("-m pip")).toBe(1);
  expect(said).toEqual([labTexts.en.installing, labTexts.en.waiting]);
});

test("the lock of a start that was killed does not hold up the next one", async () => {
  fakePython({});
  writeFileSync(join(root, "node_modules/.lab-lock"), "999999999");
  await make();
  expect(asked("-m pip")).toBe(1);
});

test("the terminal's language decides, in the order of POSIX", () => {
  expect(languageOf({ LANG: "ko_KR.UTF-8" })).toBe("ko");
  expect(languageOf({ LANG: "ko_KR.UTF-8", LC_ALL: "C" })).toBe("en");
  expect(languageOf({ LC_ALL: "", LC_MESSAGES: "ko", LANG: "en_US" })).toBe("ko");
  expect(languageOf({})).toBe("en");
});
