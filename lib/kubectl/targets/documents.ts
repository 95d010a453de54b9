/** The documents of one manifest file. Models apimachinery/pkg/util/yaml YAMLOrJSONDecoder. */
import { END, readJson } from "../../go/json-faults.ts";
import { parseYaml, YamlError } from "../../go/yaml/read.ts";
import { reworded } from "../error-text.ts";
import { KubectlError } from "../verb.ts";

/**
 * The values of a file, one after the other; empty documents are left out. Text that begins as JSON is read as JSON, and
 * as YAML where that fails.
 * @param source the name in errors
 * @throws KubectlError at the first document that cannot be read
 */
export function* documents(text: string, source: string): Generator<unknown> {
  if (!text.trimStart().startsWith("{")) return yield* yamlDocuments(text, source);
  const { values, fault, rest } = readJson(text);
  yield* values;
  if (fault === undefined) return;
  try {
    yield* [...yamlDocuments(rest, source)];
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    throw new KubectlError(
      `error parsing ${source}: ${fault.message === END ? "unexpected EOF" : `json: offset ${fault.offset}: ${fault.message}`}`,
    );
  }
}

function* yamlDocuments(text: string, source: string): Generator<unknown> {
  for (const chunk of splitDocuments(text, source)) {
    const value = parseDocument(chunk, source);
    if (value !== undefined && value !== null) yield value;
  }
}

function parseDocument(chunk: string, source: string): unknown {
  const words = (message: string) => `error parsing ${source}: error converting YAML to JSON: ${message}`;
  return reworded(YamlError, () => parseYaml(chunk), words);
}

/** The parts between lines that begin with `---`. A part keeps a separator that nothing stood before: lines are counted so. */
function* splitDocuments(text: string, source: string): Generator<string> {
  let chunk = "";
  for (const line of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    const plain = `${line.replace(/\r?\n$/, "")}\n`;
    if (line.startsWith("---")) {
      const behind = line.slice(3).trim();
      if (behind !== "" && !behind.startsWith("#"))
        throw new KubectlError(`error parsing ${source}: invalid Yaml document separator: ${behind}`);
      if (chunk !== "") {
        yield chunk;
        chunk = "";
        continue;
      }
    }
    chunk += plain;
  }
  if (chunk !== "") yield chunk;
}
