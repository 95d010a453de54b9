/** Background jobs (`command &`) do not exist in the simulated shell: it says so before anything runs. */

/** The text of the first statement, however deep, that ends with `&`. */
export function findBackgroundJob(node: unknown): string | undefined {
  if (typeof node !== "object" || node === null) return undefined;
  if ("background" in node && node.background === true) return "sourceText" in node ? String(node.sourceText) : "&";
  for (const child of Object.values(node)) {
    const found = findBackgroundJob(child);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Thrown out of the parser's hook; the message is for the learner. */
export class BackgroundJobError extends Error {
  override readonly name = "BackgroundJobError";

  constructor(text: string) {
    super(`background jobs are not simulated: run \`${text.replace(/\s*&\s*$/, "")}\` without the & behind it`);
  }
}
