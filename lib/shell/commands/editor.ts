/** Editors at the learner's own prompt: a file of the session is lent to an editor of the person's computer, and taken back. */
import type { ShellCommand, ShellCommandContext } from "../command.ts";
import { fail, succeed } from "../command.ts";
import { absentSentence } from "./absent.ts";

/** Names by which people start one; `editor`, as on Debian, is whichever they have chosen. */
const NAMES = ["editor", "vi", "vim", "nvim", "nano", "pico", "emacs", "micro", "hx", "code"];

/** For a machine at whose terminal a person may sit. Without that person they say that they are not there. */
export const editors: Readonly<Record<string, ShellCommand>> = Object.fromEntries(
  NAMES.map((name) => [name, (args, context) => edit(name, args, context)]),
);

async function edit(name: string, args: readonly string[], context: ShellCommandContext) {
  const { terminal, env } = context;
  if (terminal?.edit === undefined) return fail(1, absentSentence(name, false));
  const options = args.filter(isOption);
  const [path, ...more] = args.filter((arg) => !isOption(arg));
  if (path === undefined || more.length > 0)
    return fail(1, `${name}: name one file of this session, which is then opened in your own editor`);
  const folder = path.replace(/\/?[^/]*$/, "") || (path.startsWith("/") ? "/" : ".");
  if ((await context.readFolder(path)) !== undefined) return fail(1, `${name}: ${path}: Is a directory`);
  if ((await context.readFolder(folder)) === undefined)
    return fail(1, `${name}: ${path}: No such file or directory`);
  const text = await context.readFile(path).catch(() => undefined);
  const chosen = ["KUBE_EDITOR", "EDITOR", "VISUAL"].flatMap((variable) => env.get(variable) || []);
  const edited = await terminal.edit({ path, text, name, options, editors: [...chosen, name] });
  if (edited === undefined) return fail(127, `${name}: no editor was found on your computer; set EDITOR`);
  if (edited.text !== undefined && edited.text !== text) await context.writeFile(path, edited.text);
  return { ...succeed(), exitCode: edited.exitCode };
}

/** `+12` is a line to begin at. */
function isOption(arg: string): boolean {
  return /^[-+]/.test(arg);
}
