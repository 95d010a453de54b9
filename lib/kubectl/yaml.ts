/**
 * One YAML document to plain JSON values, as kubectl reads manifests. Models sigs.k8s.io/yaml over go-yaml: YAML 1.1 words
 * (`yes`, `on`), octal numbers, timestamps as text, the last of two equal keys. Every size has a named budget.
 */
import { boolYaml11Tag, defineScalarTag, FAILSAFE_SCHEMA, floatYaml11Tag, load, mergeTag, NOT_RESOLVED, nullYaml11Tag, YAMLException } from "js-yaml";
import { diagnoseYaml } from "./yaml-diagnosis.ts";

/** What a manifest may hold. The names are in the errors. */
export const manifestBudgets = {
  /** Of all manifests of one command together. */
  manifestBytesMax: 4_000_000,
  /** Objects of one command together. */
  manifestObjectsMax: 2_000,
  /** `*name` in one document. */
  yamlAliasesMax: 100,
  /** Levels of lists and maps. */
  yamlDepthMax: 100,
  /** Values of one document once its aliases are written out. */
  yamlNodesMax: 200_000,
} as const;

/** A document that is not YAML, or too much of it; `message` is go-yaml's with its `yaml: `. */
export class YamlError extends Error {
  override readonly name = "YamlError";
}

const INTEGER = /^[-+]?(0b[01]+|0x[0-9a-fA-F]+|0o?[0-7]+|0|[1-9][0-9]*)$/;

const goInteger = defineScalarTag<number>("tag:yaml.org,2002:int", {
  implicit: true,
  implicitFirstChars: [..."-+0123456789"],
  resolve: (source) => {
    const plain = source.replaceAll("_", "");
    return INTEGER.test(plain) ? integer(plain) : NOT_RESOLVED;
  },
  identify: () => false,
});

const schema = FAILSAFE_SCHEMA.withTags(nullYaml11Tag, boolYaml11Tag, goInteger, floatYaml11Tag, mergeTag);

/** @throws YamlError */
export function parseYaml(text: string): unknown {
  const value = parsed(text);
  const measured = measure(value, new Map());
  if (measured > manifestBudgets.yamlNodesMax)
    throw new YamlError(`yaml: document contains excessive aliasing (more than yamlNodesMax = ${manifestBudgets.yamlNodesMax} values)`);
  return value;
}

function parsed(text: string): unknown {
  try {
    return load(text.replace(/^\ufeff/, ""), { schema, json: true, maxAliases: manifestBudgets.yamlAliasesMax, maxDepth: manifestBudgets.yamlDepthMax });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    if (error.reason.includes("input is empty")) return undefined;
    throw new YamlError(messageOf(error, text));
  }
}

function messageOf(error: YAMLException, text: string): string {
  const { reason } = error;
  if (reason.includes("maxAliases")) return `yaml: document contains excessive aliasing (more than yamlAliasesMax = ${manifestBudgets.yamlAliasesMax})`;
  if (reason.includes("maxDepth")) return `yaml: exceeded max depth of ${manifestBudgets.yamlDepthMax} (yamlDepthMax)`;
  if (reason.includes("maxTotalMergeKeys")) return `yaml: document contains excessive merging: ${reason}`;
  const alias = /^unidentified alias "(.*)"$/.exec(reason);
  if (alias !== null) return `yaml: unknown anchor '${alias[1]}' referenced`;
  if (reason.includes("non-printable")) return "yaml: control characters are not allowed";
  const line = (error.mark?.line ?? 0) + 1;
  return diagnoseYaml(text) ?? `yaml: ${line === 1 ? "" : `line ${line}: `}${reason}`;
}

/** Go's strconv with base 0: a leading zero makes it octal. */
function integer(plain: string): number {
  const digits = plain.replace(/^[-+]/, "");
  const value = Number(/^0[0-7]+$/.test(digits) ? `0o${digits}` : digits);
  return plain.startsWith("-") ? -value : value;
}

/** How many values there are with every alias written out; stops soon after the budget. */
function measure(value: unknown, known: Map<object, number>): number {
  if (typeof value !== "object" || value === null) return 1;
  const before = known.get(value);
  if (Number.isNaN(before)) throw new YamlError("yaml: anchor value contains itself");
  if (before !== undefined) return before;
  known.set(value, Number.NaN);
  let count = 1;
  for (const part of Object.values(value)) count += measure(part, known);
  known.set(value, count);
  return count;
}
