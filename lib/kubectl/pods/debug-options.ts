/** The flags of `kubectl debug`, read and checked in the order of the real one. Models Complete and Validate of kubectl/pkg/cmd/debug. */
import { quoted } from "../../go/strconv.ts";
import { isRecord } from "../../go/value.ts";
import { parseYaml, YamlError } from "../../go/yaml/read.ts";
import { Random } from "../../sim/random.ts";
import { hasManifests } from "../targets/manifest-files.ts";
import { type Invocation, KubectlError } from "../verb.ts";
import { isImageName, PULL_POLICIES } from "../writing/pod-from-flags.ts";
import type { DebugOptions } from "./debug-pods.ts";
import { profileNamed } from "./debug-profiles.ts";

export const informs = ({ flags }: Invocation): boolean => !flags.bool("quiet");

/** @throws KubectlError */
export async function debugOptions(invocation: Invocation): Promise<DebugOptions> {
  const { args, dash, flags, client, out } = invocation;
  const env = Object.entries(pairsOf(invocation, "env")).map(([name, value]) => ({ name, value }));
  // The real one draws from the host's entropy; here the same command at the same moment gives the same name.
  const random = new Random(`kubectl-debug/${client.now()}/${args.join(" ")}`);
  return {
    image: flags.string("image"),
    container: flags.string("container"),
    words: dash === undefined ? [] : args.slice(dash),
    argsOnly: flags.bool("arguments-only"),
    env,
    pullPolicy: flags.string("image-pull-policy"),
    stdin: flags.bool("stdin"),
    tty: flags.bool("tty"),
    target: flags.string("target"),
    copyTo: flags.string("copy-to"),
    sameNode: flags.bool("same-node"),
    shareProcesses: flags.changed("share-processes") ? flags.bool("share-processes") : undefined,
    setImages: pairsOf(invocation, "set-image"),
    keep: {
      labels: flags.bool("keep-labels"),
      annotations: flags.bool("keep-annotations"),
      liveness: flags.bool("keep-liveness"),
      readiness: flags.bool("keep-readiness"),
      startup: flags.bool("keep-startup"),
      initContainers: flags.bool("keep-init-containers"),
    },
    profile: profileNamed(flags.string("profile")),
    custom: await customContainer(invocation),
    say: (text) => informs(invocation) && out.stdout(text),
    suffix: () => random.suffix(),
  };
}

function pairsOf({ flags, path }: Invocation, name: string): Record<string, string> {
  return Object.fromEntries(
    flags.list(name).map((word) => {
      const equals = word.indexOf("=");
      if (equals === -1)
        throw new KubectlError(
          `invalid argument ${quoted(word)} for "--${name}" flag: ${word} must be formatted as key=value\nSee '${path} --help' for usage.`,
        );
      return [word.slice(0, equals), word.slice(equals + 1)];
    }),
  );
}

async function customContainer({ flags, client }: Invocation): Promise<object | undefined> {
  const file = flags.string("custom");
  if (file === "") return undefined;
  let text: string;
  try {
    text = await client.shell.readFile(file);
  } catch {
    throw new KubectlError(
      `must pass a container spec json file for custom profile: open ${file}: no such file or directory`,
    );
  }
  try {
    const custom = parseYaml(text) ?? {};
    if (isRecord(custom)) return custom;
    throw new YamlError("it is no object");
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    throw new KubectlError(`${file} does not contain a valid container spec: ${error.message}`);
  }
}

/** @throws KubectlError for flags that do not go together. Says what is worth knowing of those that do. */
export function checkDebugFlags(
  invocation: Invocation,
  options: DebugOptions,
  names: readonly string[],
): void {
  const { flags, out } = invocation;
  const { image, container, words, copyTo, setImages, target, custom } = options;
  if (flags.changed("attach") && flags.bool("attach") && image === "" && container === "")
    refuse("you must specify --container or create a new container using --image in order to attach.");
  if (copyTo === "") checkWithoutCopy(invocation, options);
  else if (image === "" && Object.keys(setImages).length === 0 && words.length === 0)
    refuse("you must specify --image, --set-image or command arguments.");
  else if (words.length > 0 && container === "" && image === "")
    refuse("you must specify an existing container or a new image when specifying args.");
  if (image !== "" && !isImageName(image))
    refuse(`invalid image name ${quoted(image)}: invalid reference format`);
  if (names.length === 0 && !hasManifests(flags)) refuse("NAME or filename is required for debug");
  if (!PULL_POLICIES.includes(options.pullPolicy)) refuse(`invalid image pull policy: ${options.pullPolicy}`);
  for (const [name, each] of Object.entries(setImages))
    if (!isImageName(each))
      refuse(`invalid image name ${quoted(each)} for container ${quoted(name)}: invalid reference format`);
  if (target !== "") {
    if (copyTo !== "") refuse("--target is incompatible with --copy-to. Use --share-processes instead.");
    options.say(
      `Targeting container ${quoted(target)}. If you don't see processes from this container it may be because the container runtime doesn't support this feature.\n`,
    );
  }
  if (options.tty && !options.stdin) refuse("-i/--stdin is required for containers with -t/--tty=true");
  if (custom !== undefined && FIXED.some((field) => field in custom))
    refuse("name, command, image, lifecycle and volume devices are not modifiable via custom profile");
  if (flags.string("profile") === "legacy")
    out.stderr(
      '--profile=legacy is deprecated and will be removed in the future. It is recommended to explicitly specify a profile, for example "--profile=general".\n',
    );
}

const FIXED = ["name", "command", "image", "lifecycle", "volumeDevices"];

function checkWithoutCopy({ flags }: Invocation, { image, setImages }: DebugOptions): void {
  if (flags.bool("replace")) refuse("--replace may only be used with --copy-to.");
  if (flags.bool("same-node")) refuse("--same-node may only be used with --copy-to.");
  if (Object.keys(setImages).length > 0) refuse("--set-image may only be used with --copy-to.");
  if (image === "") refuse("you must specify --image when not using --copy-to.");
}

function refuse(why: string): never {
  throw new KubectlError(why);
}
