/** Taints as `kubectl taint` reads them, and what they make of a node's. Models kubectl/pkg/cmd/taint utils.go. */
import type { Taint } from "../../api/kinds/node.ts";
import { labelValueFaults, qualifiedNameFaults } from "../../api/names.ts";
import { Aggregate, KubectlError } from "../verb.ts";

export interface TaintChanges {
  readonly add: readonly Taint[];
  /** Without an effect: every taint of that key. */
  readonly remove: readonly RemovedTaint[];
}

interface RemovedTaint {
  readonly key: string;
  readonly effect: string;
}

const EFFECTS = ["NoSchedule", "PreferNoSchedule", "NoExecute"];

/** Reads `key=value:Effect`, `key:Effect`, `key:Effect-` and `key-`. @throws KubectlError */
export function readTaints(specs: readonly string[]): TaintChanges {
  const add: Taint[] = [];
  const remove: RemovedTaint[] = [];
  for (const spec of specs) {
    if (spec.endsWith("-")) {
      const { key, effect } = readTaint(spec.slice(0, -1));
      remove.push({ key, effect });
      continue;
    }
    const taint = readTaint(spec);
    if (taint.effect === "") throw new KubectlError(`invalid taint spec: ${spec}`);
    if (add.some((other) => isSame(other, taint))) {
      throw new KubectlError(
        `duplicated taints with the same key and effect: {${taint.key} ${taint.value ?? ""} ${taint.effect} <nil>}`,
      );
    }
    add.push(taint);
  }
  return { add, remove };
}

function readTaint(spec: string): Taint {
  const invalid = (faults: readonly string[] = []): KubectlError =>
    new KubectlError(`invalid taint spec: ${spec}${faults.length === 0 ? "" : `, ${faults.join("; ")}`}`);
  const [pair = "", effect = "", ...more] = spec.split(":");
  if (more.length > 0) throw invalid();
  // Without an effect all of it is the key.
  const hasEffect = spec.includes(":");
  if (hasEffect && !EFFECTS.includes(effect))
    throw new KubectlError(`invalid taint effect: ${effect}, unsupported taint effect`);
  const [key = "", value, ...rest] = hasEffect ? pair.split("=") : [pair];
  if (rest.length > 0) throw invalid();
  const faults = labelValueFaults(value ?? "");
  if (faults.length > 0) throw invalid(faults);
  const keyFaults = qualifiedNameFaults(key);
  if (keyFaults.length > 0) throw invalid(keyFaults);
  return { key, ...(value === undefined || value === "" ? {} : { value }), effect };
}

function isSame(a: Pick<Taint, "key" | "effect">, b: Pick<Taint, "key" | "effect">): boolean {
  return a.key === b.key && a.effect === b.effect;
}

/** @throws KubectlError when a taint is to come and to go */
export function checkContradiction({ add, remove }: TaintChanges): void {
  const both = add
    .filter((taint) => remove.some((removed) => isRemoved(taint, removed)))
    .map(({ key, effect }) => `${key}=${effect}`);
  if (both.length > 0)
    throw new KubectlError(
      `can not both modify and remove the following taint(s) in the same command: ${both.join(", ")}`,
    );
}

function isRemoved(taint: Taint, { key, effect }: RemovedTaint): boolean {
  return taint.key === key && (effect === "" || taint.effect === effect);
}

export interface TaintsAfter {
  readonly taints: readonly Taint[];
  readonly done: "tainted" | "untainted" | "modified";
}

/** The new ones stand before the old. @throws KubectlError, Aggregate */
export function taintsAfter(
  node: string,
  before: readonly Taint[],
  changes: TaintChanges,
  overwrite: boolean,
): TaintsAfter {
  const { add, remove } = changes;
  const existing = add.filter((taint) => before.some((old) => isSame(old, taint)));
  if (existing.length > 0 && !overwrite) {
    throw new KubectlError(
      `node ${node} already has ${existing.map(({ key }) => key).join(",")} taint(s) with same effect(s) and --overwrite is false`,
    );
  }
  const all = [...add, ...before.filter((old) => !add.some((taint) => isSame(old, taint)))];
  const missing = remove.filter((removed) => !all.some((taint) => isRemoved(taint, removed)));
  if (missing.length > 0) {
    throw new Aggregate(
      missing.map(
        ({ key, effect }) =>
          new KubectlError(`taint "${effect === "" ? key : `${key}:${effect}`}" not found`),
      ),
    );
  }
  const taints = all.filter((taint) => !remove.some((removed) => isRemoved(taint, removed)));
  return { taints, done: existing.length > 0 ? "modified" : add.length > 0 ? "tainted" : "untainted" };
}
