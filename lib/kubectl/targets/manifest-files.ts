/** The texts that `-f` names: files, folders, standard input. Models cli-runtime/pkg/resource FilenameParam. */
import { byteLength } from "../../bytes.ts";
import { quoted } from "../../go/strconv.ts";
import { manifestBudgets } from "../../go/yaml/read.ts";
import { type FlagValues, type Invocation, KubectlError, type ShellCommandContext } from "../verb.ts";

export interface ManifestText {
  /** As errors name it: the path, or `STDIN`. */
  readonly source: string;
  readonly text: string;
}

const EXTENSIONS = [".json", ".yaml", ".yml"];

/** Whether the command line names manifests. @throws KubectlError when -f and -k contradict each other */
export function hasManifests(flags: FlagValues): boolean {
  if (!flags.has("filename")) return false;
  const files = flags.list("filename").length > 0;
  if (flags.has("kustomize") && flags.string("kustomize") !== "") {
    if (files) throw new KubectlError("only one of -f or -k can be specified");
    if (flags.bool("recursive") && flags.changed("recursive"))
      throw new KubectlError("the -k flag can't be used with -f or -R");
    throw new KubectlError("kustomize is not part of this simulated cluster: name the manifests with -f");
  }
  return files;
}

/** For verbs that work on manifests only. @throws KubectlError */
export function requireManifests(flags: FlagValues): void {
  if (!hasManifests(flags)) throw new KubectlError("must specify one of -f and -k");
}

/** The files that `-f` means, `-` for standard input. @throws KubectlError for a path that does not exist */
export async function manifestPaths({ flags, client }: Invocation): Promise<readonly string[]> {
  const paths: string[] = [];
  const named = flags.list("filename");
  for (const path of named)
    paths.push(...(await expand(client.shell, path, flags.has("recursive") && flags.bool("recursive"))));
  if (paths.length === 0)
    throw new KubectlError(
      `error reading [${named.join(" ")}]: recognized file extensions are [${EXTENSIONS.join(" ")}]`,
    );
  return paths;
}

/** @throws KubectlError over manifestBytesMax */
export async function* manifestTexts(
  { client }: Invocation,
  paths: readonly string[],
): AsyncGenerator<ManifestText> {
  let bytes = 0;
  for (const source of paths) {
    const text = source === "-" ? client.shell.stdin : await client.shell.readFile(source);
    bytes += byteLength(text);
    if (bytes > manifestBudgets.manifestBytesMax)
      throw new KubectlError(
        `the manifests are larger than manifestBytesMax = ${manifestBudgets.manifestBytesMax} bytes`,
      );
    yield { source: source === "-" ? "STDIN" : source, text };
  }
}

/** The files that a path means. */
async function expand(shell: ShellCommandContext, path: string, recursive: boolean): Promise<string[]> {
  if (path === "-") return ["-"];
  if (/^https?:\/\//.test(path))
    throw new KubectlError(
      `unable to read URL ${quoted(path)}: this simulated cluster has no internet; save the manifest as a file`,
    );
  const names = await shell.readFolder(path);
  if (names !== undefined) return folderFiles(shell, path, names, recursive);
  if (await isFile(shell, path)) return [path];
  const matching = await matches(shell, path);
  if (matching.length === 0) throw new KubectlError(`the path ${quoted(path)} does not exist`);
  return matching;
}

async function folderFiles(
  shell: ShellCommandContext,
  folder: string,
  names: readonly string[],
  recursive: boolean,
): Promise<string[]> {
  const files: string[] = [];
  for (const name of [...names].sort()) {
    const path = `${folder.replace(/\/$/, "")}/${name}`;
    const inside = await shell.readFolder(path);
    if (inside === undefined) files.push(...(hasExtension(name) ? [path] : []));
    else if (recursive) files.push(...(await folderFiles(shell, path, inside, true)));
  }
  return files;
}

function hasExtension(name: string): boolean {
  return EXTENSIONS.some((extension) => name.endsWith(extension));
}

async function isFile(shell: ShellCommandContext, path: string): Promise<boolean> {
  return shell.readFile(path).then(
    () => true,
    () => false,
  );
}

/** A pattern that the shell left as it is because it was quoted: `-f 'web-*.yaml'`. */
async function matches(shell: ShellCommandContext, pattern: string): Promise<string[]> {
  const slash = pattern.lastIndexOf("/");
  const name = pattern.slice(slash + 1);
  if (!/[*?[]/.test(name)) return [];
  const expression = new RegExp(
    `^${name
      .replaceAll(/[.+^${}()|\\]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".")}$`,
  );
  const names = (await shell.readFolder(slash === -1 ? "." : pattern.slice(0, slash + 1))) ?? [];
  return names
    .filter((candidate) => expression.test(candidate))
    .sort()
    .map((found) => pattern.slice(0, slash + 1) + found);
}
