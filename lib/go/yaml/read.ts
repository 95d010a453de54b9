/**
 * One YAML document to plain JSON values, as kubectl reads manifests. Models sigs.k8s.io/yaml over go-yaml: YAML 1.1 words
 * (`yes`, `on`), octal numbers, timestamps as text, the last of two equal keys. Every size has a named budget.
 */
import {
  boolYaml11Tag,
  defineScalarTag,
  FAILSAFE_SCHEMA,
  load,
  mergeTag,
  NOT_RESOLVED,
  nullYaml11Tag,
  YAMLException,
} from "js-yaml";
import { diagnoseYaml } from "./diagnosis.ts";

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

const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const INFINITY = /^[-+]?\.(inf|Inf|INF)$/;
const NOT_A_NUMBER = /^\.(nan|NaN|NAN)$/;

const goFloat = defineScalarTag<number>("tag:yaml.org,2002:float", {
  implicit: true,
  implicitFirstChars: [..."-+.0123456789"],
  resolve: (source) => {
    if (FLOAT.test(source)) return Number(source);
    if (INFINITY.test(source))
      return source.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    return NOT_A_NUMBER.test(source) ? Number.NaN : NOT_RESOLVED;
  },
  identify: () => false,
});

const schema = FAILSAFE_SCHEMA.withTags(nullYaml11Tag, boolYaml11Tag, goInteger, goFloat, mergeTag);

/** @throws YamlError */
export function parseYaml(text: string): unknown {
  const value = parsed(text);
  const measured = measure(value, new Map());
  if (measured > manifestBudgets.yamlNodesMax)
    throw new YamlError(
      `yaml: document contains excessive aliasing (more than yamlNodesMax = ${manifestBudgets.yamlNodesMax} values)`,
    );
  return value;
}

function parsed(text: string): unknown {
  const plain = text.replace(/^\ufeff/, "");
  const diagnosis = diagnoseYaml(plain, manifestBudgets.yamlDepthMax);
  if ("problem" in diagnosis) throw new YamlError(diagnosis.problem);
  try {
    return load(firstLines(plain, diagnosis.endLine), {
      schema,
      json: true,
      maxAliases: manifestBudgets.yamlAliasesMax,
      maxDepth: manifestBudgets.yamlDepthMax,
    });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    if (error.reason.includes("input is empty")) return undefined;
    throw new YamlError(messageOf(error));
  }
}

/** go-yaml reads one document and never looks behind it. */
function firstLines(text: string, count: number): string {
  let end = 0;
  for (let line = 0; line < count; line++) {
    const next = text.indexOf("\n", end);
    if (next === -1) return text;
    end = next + 1;
  }
  return text.slice(0, end);
}

function messageOf({ reason, mark }: YAMLException): string {
  if (reason.includes("maxAliases"))
    return `yaml: document contains excessive aliasing (more than yamlAliasesMax = ${manifestBudgets.yamlAliasesMax})`;
  if (reason.includes("maxDepth"))
    return `yaml: exceeded max depth of ${manifestBudgets.yamlDepthMax} (yamlDepthMax)`;
  if (reason.includes("maxTotalMergeKeys")) return `yaml: document contains excessive merging: ${reason}`;
  if (reason.includes("non-printable")) return "yaml: control characters are not allowed";
  return `yaml: line ${(mark?.line ?? 0) + 1}: ${reason}`;
}

/** Go's strconv with base 0: a leading zero makes it octal. */
function integer(plain: string): number {
  const digits = plain.replace(/^[-+]/, "");
  const value = Number(/^0[0-7]+$/.test(digits) ? `0o${digits}` : digits);
  return plain.startsWith("-") ? -value : value;
}

/** How many values there are with every alias written out. @throws YamlError for what JSON cannot hold */
function measure(value: unknown, known: Map<object, number>): number {
  if (typeof value === "number" && !Number.isFinite(value))
    throw new YamlError(
      `json: unsupported value: ${Number.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf"}`,
    );
  if (typeof value !== "object" || value === null) return 1;
  const before = known.get(value);
  if (before !== undefined) return before;
  let count = 1;
  for (const part of Object.values(value)) count += measure(part, known);
  known.set(value, count);
  return count;
}
