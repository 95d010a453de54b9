/** `kubectl set env`. Leaves out `--from`, `--resolve` and `--prefix`. */
import { quoted } from "../../go/strconv.ts";
import { type DryRun, readDryRun } from "../command-line/dry-run.ts";
import {
  allFlag,
  arrayFlag,
  boolFlag,
  filenameFlags,
  selectorFlag,
  stringFlag,
  writeFlags,
} from "../command-line/flag-sets.ts";
import { createPrinter } from "../output/index.ts";
import { hasManifests } from "../targets/manifest-files.ts";
import { allOfType, readSelection } from "../targets/selection.ts";
import { TargetErrors, throwAny } from "../targets/target-errors.ts";
import { allTargets, type Target } from "../targets/targets.ts";
import { type Invocation, KubectlError, type Verb } from "../verb.ts";
import { type Changes, type SplitArgs, splitChanges } from "../writing/changes.ts";
import { environmentNameFaults } from "../writing/environment-names.ts";
import { type Container, type PodSpec, podSpecOf } from "../writing/pod-templates.ts";
import { changePodSpec, SetError, sendChange } from "../writing/set-verb.ts";

export const setEnv: Verb = {
  name: "env",
  short: "Update environment variables on a pod template",
  long: "Set, remove and list the environment variables of containers.",
  usage: "kubectl set env RESOURCE/NAME KEY_1=VAL_1 ... KEY_N=VAL_N",
  examples:
    "# A variable for every container\nkubectl set env deployment/web COLOUR=blue\n\n# Without it\nkubectl set env deployment/web COLOUR-\n\n# Which there are\nkubectl set env deployment/web --list",
  flags: [
    ...writeFlags("kubectl-set"),
    ...filenameFlags("to change"),
    allFlag,
    stringFlag("containers", "Names of the containers to change; * stands for any letters.", {
      short: "c",
      default: "*",
    }),
    arrayFlag("env", "A variable and its value: KEY=value.", { short: "e" }),
    boolFlag("list", "Print the variables."),
    boolFlag("overwrite", "Give a variable that exists a new value.", { default: "true" }),
    selectorFlag,
  ],
  unmodelledFlags: ["from", "keys", "local", "prefix", "resolve"],
  typed: "objects",
  run,
};

async function run(invocation: Invocation): Promise<void> {
  const { args, flags } = invocation;
  if (flags.bool("all") && flags.string("selector") !== "")
    throw new KubectlError("cannot set --all and --selector at the same time");
  const { resources, changes: words } = split(args);
  const dryRun = readDryRun(invocation);
  await createPrinter(invocation, "");
  if (flags.bool("list") && flags.string("output") !== "")
    throw new KubectlError("--list and --output may not be specified together");
  if (resources.length === 0 && !hasManifests(flags)) {
    throw new KubectlError(
      "one or more resources must be specified as <resource> <name> or <resource>/<name>",
    );
  }
  const changes = withStdin(invocation, [...words, ...flags.list("env")]);
  const listing = flags.bool("list");
  const request = { args: resources, ...allOfType(invocation) };
  const targets = await allTargets(invocation, await readSelection(invocation, request));
  const errors = new TargetErrors();
  for (const target of targets)
    await errors.collect(() =>
      listing ? list(invocation, target, changes) : change(invocation, target, changes, dryRun),
    );
  throwAny(errors.error);
}

async function change(
  invocation: Invocation,
  target: Target,
  changes: Changes,
  dryRun: DryRun,
): Promise<void> {
  const { flags, out } = invocation;
  const changed = changePodSpec(target, (spec) => withVariables(invocation, spec, changes));
  if (chosen(invocation, podSpecOf(target)?.containers ?? []).length === 0) {
    const called = `${target.kind.kind}/${target.name}`;
    out.stderr(
      `Warning: ${called} does not have any containers matching ${quoted(flags.string("containers"))}\n`,
    );
  }
  await sendChange(invocation, target, changed, "env", dryRun);
}

function split(args: readonly string[]): SplitArgs {
  try {
    return splitChanges(args, "environment", (arg) => arg.indexOf("=") > 0 || arg.endsWith("-"));
  } catch {
    // The real message lists all arguments.
    throw new KubectlError(`all resources must be specified before environment changes: ${args.join(" ")}`);
  }
}

/** `-` stands for the KEY=value lines of standard input, whose keys are not checked. */
function withStdin({ client }: Invocation, words: readonly string[]): Changes {
  const { set, remove } = parse(words.filter((word) => word !== "-"));
  if (!words.includes("-")) return { set, remove };
  const lines = client.shell.stdin.split("\n").map((line) => line.replace(/#.*/, ""));
  const read = lines
    .filter((line) => line.includes("="))
    .map((line): [string, string] => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]);
  return { set: new Map([...set, ...read].filter(([name]) => !remove.includes(name))), remove };
}

function parse(words: readonly string[]): Changes {
  const set = new Map<string, string>();
  const remove: string[] = [];
  for (const word of words) {
    const equals = word.indexOf("=");
    const name = equals > 0 ? word.slice(0, equals) : word.replace(/-$/, "");
    if (equals <= 0 && !word.endsWith("-")) throw new KubectlError(`unknown environment variable: ${word}`);
    const faults = environmentNameFaults(name);
    if (faults.length > 0)
      throw new KubectlError(`${quoted(name)} is not a valid key name: ${faults.join(";")}`);
    if (equals > 0) set.set(name, word.slice(equals + 1));
    else remove.push(name);
  }
  if (remove.some((name) => set.has(name)))
    throw new KubectlError(
      "can not both modify and remove the same environment variable in the same command",
    );
  return { set, remove };
}

function chosen({ flags }: Invocation, containers: readonly Container[]): readonly Container[] {
  const pattern = flags
    .string("containers")
    .replaceAll(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return containers.filter(({ name }) => new RegExp(`^${pattern}$`).test(name));
}

function withVariables(invocation: Invocation, spec: PodSpec, { set, remove }: Changes): PodSpec {
  const selected = chosen(invocation, spec.containers);
  const containers = spec.containers.map((container) => {
    if (!selected.includes(container)) return container;
    const before = container.env ?? [];
    const taken = before.find(({ name }) => set.has(name));
    if (taken !== undefined && !invocation.flags.bool("overwrite"))
      throw new SetError(
        `'${taken.name}' already has a value (${taken.value ?? ""}), and --overwrite is false`,
      );
    const kept = before
      .filter(({ name }) => !remove.includes(name))
      .map((variable) =>
        set.has(variable.name) ? { name: variable.name, value: set.get(variable.name) as string } : variable,
      );
    const added = [...set]
      .filter(([name]) => !before.some((variable) => variable.name === name))
      .map(([name, value]) => ({ name, value }));
    const { env: _, ...others } = container;
    return kept.length + added.length === 0 ? others : { ...container, env: [...kept, ...added] };
  });
  return { ...spec, containers };
}

/** As they would be; an object without a Pod template has none. */
function list(invocation: Invocation, target: Target, changes: Changes): void {
  const { out } = invocation;
  if (podSpecOf(target) === undefined) return;
  const object = changePodSpec(target, (before) => withVariables(invocation, before, changes));
  for (const container of chosen(invocation, podSpecOf({ ...target, object })?.containers ?? [])) {
    out.stdout(`# ${target.kind.kind} ${target.name}, container ${container.name}\n`);
    for (const { name, value, valueFrom } of container.env ?? []) {
      out.stdout(
        valueFrom === undefined ? `${name}=${value ?? ""}\n` : `# ${name} from ${source(valueFrom)}\n`,
      );
    }
  }
}

function source(valueFrom: NonNullable<NonNullable<Container["env"]>[number]["valueFrom"]>): string {
  const { fieldRef, configMapKeyRef, secretKeyRef } = valueFrom;
  if (fieldRef !== undefined) return `field path ${fieldRef.fieldPath}`;
  if (configMapKeyRef !== undefined) return `configmap ${configMapKeyRef.name}, key ${configMapKeyRef.key}`;
  return secretKeyRef === undefined
    ? "resource field"
    : `secret ${secretKeyRef.name}, key ${secretKeyRef.key}`;
}
