/** Mutants of a manifest: a document, a field or an item of a list is missing, or a value is another. */
import { dump, loadAll } from "js-yaml";
import { otherValues, type TextMutant } from "./mutant.ts";

type Fields = Record<string, unknown>;
/** From a document to a value in it. */
type Path = readonly (string | number)[];

/** @param harmless names of fields whose values decide nothing in this exercise. */
export function manifestMutants(text: string, harmless: readonly string[]): readonly TextMutant[] {
  const documents = documentsOf(text);
  const without = (at: number) => documents.filter((_, other) => other !== at);
  return documents.flatMap((document, at) => [
    { name: `${titleOf(document, at)} dropped`, text: textOf(without(at)) },
    ...changes(document, harmless).map(({ change, mutated }) => ({
      name: `${titleOf(document, at)} ${change}`,
      text: textOf(documents.with(at, mutated)),
    })),
  ]);
}

interface Change {
  readonly change: string;
  readonly mutated: Fields;
}

function changes(document: Fields, harmless: readonly string[]): readonly Change[] {
  const found: Change[] = [];
  const visit = (value: unknown, path: Path): void => {
    if (decidesNothing(path, value, harmless) || isNameOfSlice(document, path)) return;
    const name = nameOf(path);
    if (path.length > 0 && !isHead(path))
      found.push({ change: `${name} dropped`, mutated: dropped(document, path) });
    for (const other of otherValues(isHead(path) ? undefined : value))
      found.push({
        change: `${name} ${String(value)} -> ${String(other)}`,
        mutated: put(document, path, other),
      });
    if (isSwappable(value))
      found.push({
        change: `${name} port and targetPort swapped`,
        mutated: put(document, path, { ...value, port: value.targetPort, targetPort: value.port }),
      });
    if (Array.isArray(value)) for (const [at, item] of value.entries()) visit(item, [...path, at]);
    else if (isFields(value)) for (const [key, field] of Object.entries(value)) visit(field, [...path, key]);
  };
  visit(document, []);
  return found;
}

/** Without these it is no object, which kubectl notices: nothing that a check could be asked to. */
function isHead(path: Path): boolean {
  return ["apiVersion", "kind", "metadata"].includes(nameOf(path));
}

/** What documents an object, and nothing that runs depends on. */
function decidesNothing(path: Path, value: unknown, harmless: readonly string[]): boolean {
  const name = nameOf(path);
  if (harmless.includes(String(path.at(-1)))) return true;
  if (/^metadata\.(labels|annotations)$/.test(name)) return !JSON.stringify(value).includes("kubernetes.io/");
  if (/ontainers\[\d+\]\.name$/.test(name) || /\.protocol$/.test(name)) return value !== "UDP";
  return /ontainers\[\d+\]\.ports$/.test(name) && !JSON.stringify(value).includes('"name"');
}

/** A slice belongs to its Service by its label. */
function isNameOfSlice({ kind }: Fields, path: Path): boolean {
  return kind === "EndpointSlice" && nameOf(path) === "metadata.name";
}

function isSwappable(value: unknown): value is Fields {
  return isFields(value) && typeof value.port === "number" && typeof value.targetPort === "number"
    ? value.port !== value.targetPort
    : false;
}

function put(document: Fields, path: Path, other: unknown): Fields {
  const copy = structuredClone(document);
  const last = path.at(-1) ?? "";
  parentOf(copy, path)[last as string] = other;
  return copy;
}

function dropped(document: Fields, path: Path): Fields {
  const copy = structuredClone(document);
  const parent: unknown = parentOf(copy, path);
  const last = path.at(-1) ?? "";
  if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete (parent as Fields)[last];
  return copy;
}

/** The object or the list that holds the value at a path. */
function parentOf(document: Fields, path: Path): Fields {
  return path.slice(0, -1).reduce<Fields>((value, step) => value[step] as Fields, document);
}

/** `spec.ports[0].port` */
function nameOf(path: Path): string {
  return path.reduce<string>(
    (name, step) => (typeof step === "number" ? `${name}[${step}]` : name === "" ? step : `${name}.${step}`),
    "",
  );
}

function titleOf(document: Fields, at: number): string {
  const { kind, metadata } = document;
  const name = isFields(metadata) ? metadata.name : undefined;
  return typeof kind === "string" && typeof name === "string" ? `${kind}/${name}` : `document ${at + 1}`;
}

/** @returns none for what is no YAML: then there is nothing to mutate in it. */
function documentsOf(text: string): readonly Fields[] {
  try {
    return loadAll(text).filter(isFields);
  } catch {
    return [];
  }
}

function textOf(documents: readonly Fields[]): string {
  return documents.map((document) => dump(document, { lineWidth: -1 })).join("---\n");
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
