/** What a cell gives to the shell. */

/** A template, as in `` sh`kubectl get pods` ``, or plain text. */
export type ShellText = TemplateStringsArray | string;

/** Bash text as typed: `\${VAR}` and `` \` `` are written with a backslash in a template and arrive without. */
export function scriptOf(text: ShellText, values: readonly unknown[]): string {
  if (typeof text === "string") return text;
  const pieces = text.raw.map((piece) => piece.replace(/\\(\$\{|`)/g, "$1"));
  return String.raw({ raw: pieces }, ...values);
}
