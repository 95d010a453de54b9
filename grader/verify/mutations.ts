/** Mutations of a solution: one document or command is missing, or one number is another. A good check fails each of them. */
import type { Files } from "../files/limits.ts";

export interface Mutation {
  /** What was done to the solution: `my-service.yaml: document 2 dropped`. */
  readonly name: string;
  readonly files: Files;
}

const MANIFEST = /\.ya?ml$/i;
const DOCUMENT_END = /^---[ \t]*\n/m;
/** Commands that change nothing. */
const READS = /^\s*(kubectl|k)\s+(get|describe|logs|rollout|wait|version|api-resources|explain)\b/;

/** @param harmless names of fields whose numbers have no effect. */
export function mutationsOf(solution: Files, harmless: readonly string[]): readonly Mutation[] {
  return [...solution].flatMap(([path, text]) =>
    [
      ...(MANIFEST.test(path) ? [...documentsDropped(text), ...numbersChanged(text, harmless)] : []),
      ...(path.endsWith(".sh") ? [...commandsDropped(text), ...optionsChanged(text)] : []),
    ].map(({ name, text: mutated }) => ({
      name: `${path}: ${name}`,
      files: new Map(solution).set(path, mutated),
    })),
  );
}

interface TextMutation {
  readonly name: string;
  readonly text: string;
}

function documentsDropped(text: string): readonly TextMutation[] {
  const documents = text.split(DOCUMENT_END);
  return documents.map((_, index) => ({
    name: `document ${index + 1} dropped`,
    text: documents.filter((_, other) => other !== index).join("---\n"),
  }));
}

/** A number one larger; of an address its last part. */
function numbersChanged(text: string, harmless: readonly string[]): readonly TextMutation[] {
  const lines = text.split("\n");
  return lines.flatMap((line, at) => {
    const match = /^(\s*(?:- )?)([\w-]+): ((?:\d+\.){0,3})(\d+)\s*$/.exec(line);
    if (match === null || harmless.includes(match[2] ?? "")) return [];
    const [, indent = "", field = "", head = "", last = ""] = match;
    const changed = `${head}${Number(last) + 1}`;
    return [
      {
        name: `${field} ${head}${last} changed to ${changed}`,
        text: lines.with(at, `${indent}${field}: ${changed}`).join("\n"),
      },
    ];
  });
}

function commandsDropped(text: string): readonly TextMutation[] {
  const lines = text.split("\n");
  return lines.flatMap((line, at) =>
    /^\s*(kubectl|k)\s/.test(line) && !READS.test(line)
      ? [{ name: `line ${at + 1} dropped`, text: lines.toSpliced(at, 1).join("\n") }]
      : [],
  );
}

/** `--replicas=5` becomes `--replicas=6`. */
function optionsChanged(text: string): readonly TextMutation[] {
  return [...text.matchAll(/(--[\w-]+[= ])(\d+)\b/g)].map(
    ({ 0: option, 1: name = "", 2: number = "", index }) => {
      const changed = `${name}${Number(number) + 1}`;
      return {
        name: `${option} changed to ${changed}`,
        text: `${text.slice(0, index)}${changed}${text.slice(index + option.length)}`,
      };
    },
  );
}
