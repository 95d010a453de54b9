/** The two folders that `kubectl diff` lets a program compare. Models kubectl/pkg/cmd/diff Differ and Masker. */
import type { KubeObject } from "../../api/metadata.ts";
import { toYaml } from "../../go/yaml/write.ts";
import type { Manifest } from "../targets/manifests.ts";
import { type Invocation, KubectlError } from "../verb.ts";

/** An object before and after. */
export interface Version {
  readonly manifest: Manifest;
  /** Undefined: it is not there yet. */
  readonly live: KubeObject | undefined;
  readonly merged: KubeObject;
}

export interface Folders {
  readonly live: string;
  readonly merged: string;
}

/** Writes a file for each object into both folders. */
export async function writeVersions(
  { client, flags }: Invocation,
  versions: readonly Version[],
): Promise<Folders> {
  const { shell } = client;
  // Any number that is not taken; the real one draws it at random.
  const number = client.now() % 2 ** 32;
  const folders = { live: `/tmp/LIVE-${number}`, merged: `/tmp/MERGED-${number + 1}` };
  await shell.exec(`mkdir -p ${folders.live} ${folders.merged}`);
  for (const { manifest, live, merged } of versions) {
    const { kind, namespace, name } = manifest;
    const file = `${kind.group === "" ? "" : `${kind.group}.`}${kind.version}.${kind.kind}.${namespace}.${name}`;
    const shown = (object: KubeObject): KubeObject =>
      flags.bool("show-managed-fields") ? object : withoutManagedFields(object);
    const pair = { live: live === undefined ? undefined : shown(live), merged: shown(merged) };
    const isSecret = kind.group === "" && kind.kind === "Secret";
    const masked = isSecret ? maskedPair(pair.live, pair.merged) : pair;
    const missing = isSecret ? "null\n" : "";
    await shell.writeFile(
      `${folders.live}/${file}`,
      masked.live === undefined ? missing : toYaml(masked.live),
    );
    await shell.writeFile(`${folders.merged}/${file}`, toYaml(masked.merged));
  }
  return folders;
}

function withoutManagedFields(object: KubeObject): KubeObject {
  const { managedFields: _, ...metadata } = object.metadata;
  return { ...object, metadata };
}

type Data = Readonly<Record<string, string>>;
type SecretLike = KubeObject & { readonly data?: Data };

/** A diff shows that a Secret differs, and not its values. */
function maskedPair(
  live: SecretLike | undefined,
  merged: SecretLike,
): { readonly live: SecretLike | undefined; readonly merged: SecretLike } {
  const mask = (object: SecretLike, other: SecretLike | undefined, when: string): SecretLike => {
    if (object.data === undefined) return object;
    const hidden = Object.entries(object.data).map(([key, value]) => {
      const twin = other?.data?.[key];
      return [key, twin === undefined || twin === value ? "***" : `*** (${when})`];
    });
    return { ...object, data: Object.fromEntries(hidden) };
  };
  return {
    live: live === undefined ? undefined : mask(live, merged, "before"),
    merged: mask(merged, live, "after"),
  };
}

const NOT_FOUND = 127;

/** Runs the program and removes the folders. @returns its exit code, 0 or 1. @throws KubectlError when it cannot be run, or fails */
export async function compareFolders(
  { client, out }: Invocation,
  { live, merged }: Folders,
): Promise<number> {
  const [program = "", ...args] = programWords(client.shell.env.get("KUBECTL_EXTERNAL_DIFF") ?? "");
  const { stdout, stderr, exitCode } = await client.shell.exec([program, ...args, live, merged].join(" "));
  for (const folder of [live, merged]) await client.shell.remove(folder);
  if (exitCode === NOT_FOUND)
    throw new KubectlError(`failed to run "${program}": executable file not found in $PATH`);
  out.stdout(stdout);
  out.stderr(stderr);
  if (exitCode > 1) throw new KubectlError(`failed to run "${program}": exit status ${exitCode}`);
  return exitCode;
}

/** Words with signs that a shell would act on are left out. */
function programWords(text: string): readonly string[] {
  const [program = "", ...args] = text.split(" ");
  return program === ""
    ? ["diff", "-u", "-N"]
    : [program, ...args.filter((arg) => /^[a-zA-Z0-9\-=]+$/.test(arg))];
}
