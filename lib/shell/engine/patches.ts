/**
 * What is changed in the source of just-bash before it runs, here and in the browser alike. The source is minified: names
 * of methods and fields are as its authors wrote them, all others differ from build to build, so a patch names none.
 */

export interface Patch {
  /** What it is for. */
  readonly why: string;
  readonly at: RegExp;
  /** How often it is there. Default 1. */
  readonly places?: number;
  /** Instead of what stands there. */
  readonly text: string;
}

export const patches: readonly Patch[] = [
  {
    why: "Output is seen when it is made: each interpreter is watched from its first script on.",
    at: /async executeScript\([\w$]+\)\{/,
    text: "$&watchScript(this);",
  },
  {
    why: "What `set -x` prints before a command comes before the command's output.",
    at: /await [\w$]+\(this\.ctx,[\w$]+,[\w$]+\)(?=;[\w$]+\.size>0&&\(this\.ctx\.state\.tempEnvBindings=)/,
    text: "trace(this,$&)",
  },
  {
    why: "A word with a pattern that matches no file is not split once more: it was quoted, or no variable.",
    at: /(let ([\w$]+)=[\w$]+\([\w$]+\);)if\(![\w$]+\(([\w$]+)\.state\.env\)\)\{let ([\w$]+)=[\w$]+\(\3\.state\.env\);return\{values:[\w$]+\(\2,\4,\3\.limits\.maxArrayElements\),quoted:!1\}\}(?=return\{values:\[\2\])/,
    places: 2,
    text: "$1",
  },
  {
    why: "The engine has no jobs, and `wait` does nothing there: it is a program of ours.",
    at: /if\([\w$]+==="wait"\)return [\w$]+;/,
    text: "",
  },
];

/** @throws Error when the source is not the release that the patches were made for. */
export function patched(source: string): string {
  return patches.reduce((text, { why, at, places = 1, text: instead }) => {
    const everywhere = new RegExp(at, "g");
    const found = text.match(everywhere)?.length ?? 0;
    if (found !== places)
      throw new Error(
        `this release of just-bash has ${found} places ${at} instead of ${places} (${why}): see lib/shell/engine/patches.ts`,
      );
    return text.replaceAll(everywhere, instead);
  }, source);
}
