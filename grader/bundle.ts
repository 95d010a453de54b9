/** Starts a program as it is built: its own bundle, and the library's when that is first needed. */
import { join } from "node:path";
import { type LoadedBundle, loadBundle } from "service-bootcamp/code-cache";
import { codeFolder, projectRoot } from "./project-root.ts";

/** Their file names, put here by the build. */
declare const PROGRAM: string;
declare const LIBRARY: string;

export function startBundle(): LoadedBundle {
  let library: LoadedBundle | undefined;
  const loadLibrary = (): unknown => {
    library ??= loadBundle(join(projectRoot(), "lib", "dist", "bundle", LIBRARY), codeFolder());
    return library.exports;
  };
  const program = loadBundle(join(import.meta.dirname, PROGRAM), codeFolder(), {
    "service-bootcamp": loadLibrary,
  });
  const keepCode = (): void => {
    program.keepCode();
    library?.keepCode();
  };
  return { exports: program.exports, keepCode };
}
