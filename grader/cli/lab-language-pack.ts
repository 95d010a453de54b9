/** JupyterLab's own menus in Korean: a package besides those that the lab needs, without which it works as well. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { LabTexts } from "./lab-texts.ts";

/** What JupyterLab calls the language. */
const LOCALE = "ko-KR";
/** A registry that does not answer must not keep a learner from starting. */
const INSTALL_LIMIT_MS = 60_000;

/**
 * Installs the package when nobody has tried yet; `.venv` begins anew when it is deleted.
 * @returns the locale, or undefined when the package is not there
 */
export async function koreanMenus(
  root: string,
  python: string,
  texts: LabTexts,
  say: (line: string) => void,
): Promise<string | undefined> {
  const requirements = join(root, "notebooks", ".lab", "requirements-ko.txt");
  const marker = join(root, ".venv", "menus-ko");
  const wanted = createHash("sha256").update(readFileSync(requirements)).digest("hex");
  const tried = existsSync(marker) ? readFileSync(marker, "utf8") : "";
  if (tried === `${wanted} installed`) return LOCALE;
  if (tried === `${wanted} missing`) return undefined;
  say(texts.installingMenus);
  const isInstalled = await install(python, requirements);
  writeFileSync(marker, `${wanted} ${isInstalled ? "installed" : "missing"}`);
  if (!isInstalled) say(texts.noMenus);
  return isInstalled ? LOCALE : undefined;
}

function install(python: string, requirements: string): Promise<boolean> {
  const args = ["-m", "pip", "install", "--disable-pip-version-check", "--retries", "1", "--no-deps"];
  const child = spawn(python, [...args, "--requirement", requirements], {
    stdio: "ignore",
    timeout: INSTALL_LIMIT_MS,
  });
  return new Promise((resolve) => {
    child.on("error", () => resolve(false)).on("close", (code) => resolve(code === 0));
  });
}
