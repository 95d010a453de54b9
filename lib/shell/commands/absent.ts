/** Programs that real machines have and the simulation does not: they say so, and what to do instead. */
import { fail, type ShellCommand } from "../command.ts";

const EDITORS = ["vi", "vim", "nano", "emacs"];

const INSTEAD: Readonly<Record<string, string>> = {
  bg: "a job that & started goes on by itself",
  disown: "a job outlives the script that started it anyway",
  fg: "a job stays in the background; wait %1 waits for its end, kill %1 ends it",
  vi: 'nobody types into it here; write the file with cat <<EOF, or give kubectl edit a program: KUBE_EDITOR="sed -i s/a/b/" kubectl edit ...',
  nohup: "leave it out, for what & starts outlives the script anyway",
  ps: "see kubectl get pods",
  top: "see kubectl get pods",
  trap: "signals are not simulated",
  watch: "use a loop, such as: for i in 1 2 3; do kubectl get pods; sleep 2; done",
};

/** Built into bash, so there wherever bash is. */
export const absentBuiltins: readonly string[] = ["bg", "disown", "fg", "trap"];

/** What people try on a machine that has no list of its own. */
export const absentEverywhere: readonly string[] = [...EDITORS, "nohup", "ps", "top", "watch"];

export function absent(name: string): ShellCommand {
  const instead = INSTEAD[EDITORS.includes(name) ? "vi" : name];
  const message = `${name}: this program is not simulated${instead === undefined ? "" : `: ${instead}`}`;
  return async () => fail(1, message);
}
