/** `--from-literal`, `--from-file`, `--from-env-file`: where the data of ConfigMaps and Secrets comes from. Models kubectl/pkg/generate. */
import { configKeyFaults } from "../../api/names.ts";
import { quoted } from "../../go/strconv.ts";
import { arrayFlag, sliceFlag } from "../command-line/flag-sets.ts";
import { type Flag, type Invocation, KubectlError } from "../verb.ts";
import { environmentNameFaults } from "./environment-names.ts";

export function keyValueFlags(what: string): readonly Flag[] {
  return [
    sliceFlag("from-env-file", `File of KEY=value lines, each a key of the ${what}.`),
    sliceFlag(
      "from-file",
      "File whose content is a value: its name is the key, unless one stands before it as key=path. A folder gives all of its files.",
    ),
    arrayFlag("from-literal", "A key and its value: key=value."),
  ];
}

/** @param owner `ConfigMap "c"`, for errors. @throws KubectlError */
export async function readKeyValues(
  invocation: Invocation,
  kind: string,
  name: string,
): Promise<Record<string, string>> {
  const { flags } = invocation;
  const [literals, files, envFiles] = [
    flags.list("from-literal"),
    flags.list("from-file"),
    flags.list("from-env-file"),
  ];
  if (envFiles.length > 0 && (literals.length > 0 || files.length > 0))
    throw new KubectlError("from-env-file cannot be combined with from-file or from-literal");
  const pairs: [string, string][] = [];
  for (const source of files) pairs.push(...(await fromFile(invocation, source)));
  pairs.push(...literals.map(fromLiteral));
  for (const path of envFiles) pairs.push(...(await fromEnvFile(invocation, path)));
  const data: Record<string, string> = {};
  for (const [key, value] of pairs) {
    const faults = configKeyFaults(key);
    if (faults.length > 0) {
      const complaint =
        kind === "Secret" ? "is not valid key name for a Secret" : `is not a valid key name for a ${kind}:`;
      throw new KubectlError(`${quoted(key)} ${complaint} ${faults.join(",")}`);
    }
    if (Object.hasOwn(data, key)) {
      const [called, place] =
        kind === "Secret" ? [key, ""] : [quoted(key), ` in Data for ${kind} ${quoted(name)}`];
      throw new KubectlError(`cannot add key ${called}, another key by that name already exists${place}`);
    }
    data[key] = value;
  }
  return Object.fromEntries(Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function fromLiteral(source: string): [string, string] {
  const equals = source.indexOf("=");
  if (equals <= 0) throw new KubectlError(`invalid literal source ${source}, expected key=value`);
  return [source.slice(0, equals), source.slice(equals + 1)];
}

async function fromFile({ client }: Invocation, source: string): Promise<[string, string][]> {
  const parts = source.split("=");
  if (parts.length > 2) throw new KubectlError("key names or file paths cannot contain '='");
  const path = parts.at(-1) as string;
  if (parts.length === 2 && parts[0] === "") throw new KubectlError(`key name for file path ${path} missing`);
  if (path === "") throw new KubectlError(`file path for key name ${parts[0]} missing`);
  const names = await client.shell.readFolder(path);
  if (names === undefined)
    return [
      [
        parts.length === 2 ? (parts[0] as string) : baseName(path),
        await readFile(client.shell.readFile(path), path),
      ],
    ];
  if (parts.length === 2) throw new KubectlError("cannot give a key name for a directory path");
  const found: [string, string][] = [];
  for (const name of [...names].sort()) {
    const inside = `${path.replace(/\/$/, "")}/${name}`;
    const isFile = (await client.shell.readFolder(inside)) === undefined;
    if (isFile && configKeyFaults(name).length === 0)
      found.push([name, await readFile(client.shell.readFile(inside), inside)]);
  }
  return found;
}

async function fromEnvFile({ client }: Invocation, path: string): Promise<[string, string][]> {
  const text = await readFile(client.shell.readFile(path), path);
  const lines = text.split(/\r?\n/).map((line) => line.trimStart());
  return lines
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line): [string, string] => {
      const equals = line.indexOf("=");
      const key = equals === -1 ? line : line.slice(0, equals);
      const faults = environmentNameFaults(key);
      if (faults.length > 0)
        throw new KubectlError(`${quoted(key)} is not a valid key name: ${faults.join(";")}`);
      return [key, equals === -1 ? (client.shell.env.get(key) ?? "") : line.slice(equals + 1)];
    });
}

async function readFile(reading: Promise<string>, path: string): Promise<string> {
  try {
    return await reading;
  } catch {
    throw new KubectlError(`error reading ${path}: no such file or directory`);
  }
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
