/** How the sub-verbs of `kubectl config` take their arguments: with the wrong number they show their page first. */
import { type Invocation, KubectlError } from "../verb.ts";
import { verbHelp } from "./help.ts";

/** @param called how the real sub-verb begins its complaint. @throws KubectlError */
export function requireArgs(
  { args, out, path, verb }: Invocation,
  count: number,
  called = "Unexpected",
): readonly string[] {
  if (args.length === count) return args;
  out.stdout(verbHelp(verb, path));
  throw new KubectlError(`${called} args: [${args.join(" ")}]`);
}
