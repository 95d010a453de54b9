/** Deletes objects as the flags say, and waits until they are gone. Models kubectl/pkg/cmd/delete. */
import type { DeleteOptions } from "../../api/api.ts";
import { withGroup } from "../../api/api-error.ts";
import { parseBool } from "../../go/strconv.ts";
import { type DryRun, operationText } from "../command-line/dry-run.ts";
import { boolFlag, durationFlag, intFlag, stringFlag } from "../command-line/flag-sets.ts";
import { type ObjectKey, requireName } from "../targets/targets.ts";
import { type Flag, type Invocation, KubectlError } from "../verb.ts";
import { timeoutOn, watchObject } from "../waiting/waiting.ts";

export const deletionFlags: readonly Flag[] = [
  stringFlag(
    "cascade",
    "What becomes of the objects that this one owns: background and foreground delete them after or before it, orphan leaves them.",
    { withoutValue: "background", default: "background" },
  ),
  boolFlag(
    "force",
    "With --grace-period=0: forget the object at once, whether its containers have stopped or not.",
  ),
  intFlag(
    "grace-period",
    "-1",
    "Seconds that a Pod gets to end by itself; -1 for its own setting, 0 only with --force.",
  ),
  durationFlag("timeout", "0s", "How long to wait until the object is gone; 0 decides by the object."),
];

export interface Deletion {
  readonly options: DeleteOptions;
  /** Printed as `force deleted`, after a warning. */
  readonly forced: boolean;
  readonly dryRun: DryRun;
  /** `-o name`: only TYPE/NAME is printed. */
  readonly nameOnly?: boolean;
}

type Propagation = NonNullable<DeleteOptions["propagationPolicy"]>;

/** @param force whether no grace at all may be given. @throws KubectlError for flags that exclude each other */
export function readDeletion(
  invocation: Invocation,
  dryRun: DryRun,
  force = invocation.flags.bool("force"),
  propagationPolicy: Propagation = readCascade(invocation),
): Deletion {
  const { flags } = invocation;
  requireOneGrace(invocation);
  const now = flags.has("now") && flags.bool("now");
  const given = flags.int("grace-period");
  const grace = graceSeconds(now ? 1 : given, force);
  if (force && grace > 0)
    throw new KubectlError("--force and --grace-period greater than 0 cannot be specified together");
  return {
    forced: force && grace === 0,
    dryRun,
    options: {
      propagationPolicy,
      dryRun: dryRun === "server",
      ...(grace >= 0 ? { gracePeriodSeconds: grace } : {}),
    },
  };
}

/** @throws KubectlError for `--now` beside another grace period */
export function requireOneGrace({ flags }: Invocation): void {
  if (flags.has("now") && flags.bool("now") && flags.int("grace-period") !== -1)
    throw new KubectlError("--now and --grace-period cannot be specified together");
}

export const FORCE_WARNING =
  "Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.\n";

/** Zero seconds need --force; without it they become one. */
function graceSeconds(given: number, force: boolean): number {
  if (given === 0 && !force) return 1;
  return force && given < 0 ? 0 : given;
}

/** What `--cascade` says. @throws KubectlError */
export function readCascade({ flags, out }: Invocation): Propagation {
  const word = flags.string("cascade");
  if (word === "background") return "Background";
  if (word === "foreground") return "Foreground";
  if (word === "orphan") return "Orphan";
  const bool = parseBool(word);
  if (typeof bool === "object")
    throw new KubectlError(
      `invalid cascade value (${word}). Must be "background", "foreground", or "orphan"`,
    );
  const replacement = bool ? "background" : "orphan";
  out.stderr(
    `warning: --cascade=${word} is deprecated (boolean value) and can be replaced with --cascade=${replacement}.\n`,
  );
  return bool ? "Background" : "Orphan";
}

/** Deletes one object and says so. @returns its uid, empty when it was only a dry run. @throws ApiError */
export function deleteOne(
  { client, out }: Invocation,
  { kind, namespace, name }: ObjectKey,
  { options, forced, dryRun, nameOnly }: Deletion,
): string {
  requireName(name);
  const uid = dryRun === "client" ? "" : client.api.delete(kind, namespace, name, options).metadata.uid;
  const called = withGroup(kind.singular, kind.group);
  const done = operationText(forced ? "force deleted" : "deleted", dryRun);
  out.stdout(nameOnly === true ? `${called}/${name}\n` : `${called} "${name}" ${done}\n`);
  return uid;
}

/** @throws KubectlError `timed out waiting for the condition on pods/x` */
export async function waitUntilGone(
  { client }: Invocation,
  key: ObjectKey,
  uid: string,
  timeoutMs: number,
): Promise<void> {
  if (client.api.find(key.kind, key.namespace, key.name)?.metadata.uid !== uid) return;
  await watchObject(client, key, timeoutMs, ({ type, object }) =>
    type === "DELETED" || object.metadata.uid !== uid ? true : undefined,
  ).catch((error: unknown) => {
    throw timeoutOn(error, key);
  });
}
