/** What busybox's and GNU's wget have in common: headers of a request, and files. */
import { byteLength } from "../../bytes.ts";
import type { ShellCommandContext } from "../command.ts";
import type { Url } from "./http-text.ts";
import type { ReadOptions } from "./short-options.ts";

/** What is saved without a name of its own is called as the last part of the path. */
export function fileName({ path }: Url): string {
  return path.replace(/^.*\/(?=[^/]*$)/, "") || "index.html";
}

/** Of the body of a form; of no body none. */
export function formHeaders(body: string | undefined): Readonly<Record<string, string>> {
  if (body === undefined) return {};
  return {
    "content-type": "application/x-www-form-urlencoded",
    "content-length": String(byteLength(body)),
  };
}

/** Those of `--header`, names in lower case. */
export function givenHeaders(options: ReadOptions["options"]): Readonly<Record<string, string>> {
  const texts = options.filter(([letter]) => letter === "header").map(([, text]) => text.split(":"));
  return Object.fromEntries(texts.map(([name = "", ...rest]) => [name.toLowerCase(), rest.join(":").trim()]));
}

export function isReadable(context: ShellCommandContext, path: string): Promise<boolean> {
  return context.readFile(path).then(
    () => true,
    () => false,
  );
}
