/** The documents of one manifest file. Models apimachinery/pkg/util/yaml YAMLOrJSONDecoder. */
import { KubectlError } from "./verb.ts";
import { parseYaml, YamlError } from "./yaml.ts";

/**
 * The values of a file, one after the other; empty documents are left out.
 * @param source the name in errors
 * @throws KubectlError at the first document that cannot be read
 */
export function* documents(text: string, source: string): Generator<unknown> {
  const json = text.trimStart().startsWith("{") ? jsonValues(text) : undefined;
  if (json !== undefined) return yield* json;
  for (const chunk of splitDocuments(text, source)) {
    const value = parseDocument(chunk, source);
    if (value !== undefined && value !== null) yield value;
  }
}

function parseDocument(chunk: string, source: string): unknown {
  try {
    return parseYaml(chunk);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    throw new KubectlError(`error parsing ${source}: error converting YAML to JSON: ${error.message}`);
  }
}

/** Undefined when it is not one JSON value: then it is read as YAML, of which JSON is a part. */
function jsonValues(text: string): unknown[] | undefined {
  try {
    return [JSON.parse(text)];
  } catch {
    return undefined;
  }
}

/** The parts between lines that begin with `---`. A part keeps a separator that nothing stood before: lines are counted so. */
function* splitDocuments(text: string, source: string): Generator<string> {
  let chunk = "";
  for (const line of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    if (line.startsWith("---")) {
      const behind = line.slice(3).trim();
      if (behind !== "" && !behind.startsWith("#")) throw new KubectlError(`error parsing ${source}: invalid Yaml document separator: ${behind}`);
      if (chunk !== "") {
        yield chunk;
        chunk = "";
        continue;
      }
    }
    chunk += line;
  }
  if (chunk !== "") yield chunk;
}
