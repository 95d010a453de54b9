/** The Pod that `kubectl run` makes. Models kubectl/pkg/generate/versioned/run.go. */
import { parseInteger, quoted } from "../../go/strconv.ts";
import { arrayFlag, boolFlag, stringFlag } from "../command-line/flag-sets.ts";
import { type Flag, type FlagValues, type Invocation, KubectlError, usageError } from "../verb.ts";
import { environmentNameFaults } from "./environment-names.ts";
import { parsePairs } from "./pairs.ts";

export const podFlags: readonly Flag[] = [
  arrayFlag("annotations", "Annotation of the Pod: key=value."),
  boolFlag("command", "What stands behind -- is the program itself and not its arguments."),
  arrayFlag("env", "Environment variable of the container: NAME=value."),
  stringFlag("image", "Image to run.", { required: true }),
  stringFlag("image-pull-policy", "Always, IfNotPresent or Never; decided by the image's tag when empty."),
  stringFlag("labels", "Labels of the Pod: key=value,key2=value2; run=NAME when empty.", { short: "l" }),
  stringFlag("port", "Port that the container names as its own."),
  boolFlag("privileged", "Run the container in privileged mode."),
  stringFlag("restart", "What happens when the program ends: Always, OnFailure or Never.", {
    default: "Always",
  }),
];

const RESTART_POLICIES = ["Always", "OnFailure", "Never"];
export const PULL_POLICIES = ["", "Always", "IfNotPresent", "Never"];

/** Name with registry, path, tag and digest. Models distribution/reference. */
const PART = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
const DOMAIN =
  "(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*(?::[0-9]+)?";
const IMAGE = new RegExp(
  `^(?:${DOMAIN}/)?${PART}(?:/${PART})*(?::[\\w][\\w.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?$`,
);

export const isImageName = (text: string): boolean => IMAGE.test(text);

/** @throws KubectlError */
export function checkImage(flags: FlagValues): void {
  const image = flags.string("image");
  if (image === "") throw new KubectlError("--image is required");
  if (!isImageName(image))
    throw new KubectlError(`Invalid image name ${quoted(image)}: invalid reference format`);
}

/** @throws KubectlError */
export function restartPolicy(invocation: Invocation): "Always" | "OnFailure" | "Never" {
  const policy = invocation.flags.string("restart");
  if (policy !== "" && !RESTART_POLICIES.includes(policy))
    throw usageError(invocation, `invalid restart policy: ${policy}`);
  return policy === "" ? "Always" : (policy as "Always");
}

/** @throws KubectlError */
export function checkPullPolicy(invocation: Invocation): void {
  const policy = invocation.flags.string("image-pull-policy");
  if (!PULL_POLICIES.includes(policy)) throw usageError(invocation, `invalid image pull policy: ${policy}`);
}

/** With Go's empty leftovers, as `--dry-run=client -o yaml` prints it. @throws KubectlError */
export function podFromFlags(invocation: Invocation, name: string) {
  const { flags } = invocation;
  const annotations = keyValues(flags.list("annotations"), "annotations format");
  return {
    kind: "Pod",
    apiVersion: "v1",
    metadata: {
      name,
      creationTimestamp: null,
      labels: flags.string("labels") === "" ? { run: name } : parsePairs(flags.string("labels")),
      ...(annotations.length === 0 ? {} : { annotations: Object.fromEntries(annotations) }),
    },
    spec: {
      containers: [container(invocation, name)],
      restartPolicy: restartPolicy(invocation),
      dnsPolicy: "ClusterFirst",
    },
    status: {},
  };
}

function container({ flags, args }: Invocation, name: string) {
  const words = args.slice(1);
  const env = keyValues(flags.list("env"), "env").map(([key, value]) => {
    if (environmentNameFaults(key).length > 0) throw new KubectlError(`invalid env: ${key}=${value}`);
    return { name: key, value };
  });
  const policy = flags.string("image-pull-policy");
  const stdin = flags.bool("stdin");
  return {
    name,
    image: flags.string("image"),
    ...(words.length === 0 ? {} : { [flags.bool("command") ? "command" : "args"]: words }),
    ...(flags.string("port") === "" ? {} : { ports: [{ containerPort: port(flags.string("port")) }] }),
    ...(env.length === 0 ? {} : { env }),
    resources: {},
    ...(policy === "" ? {} : { imagePullPolicy: policy }),
    ...(flags.bool("privileged") ? { securityContext: { privileged: true } } : {}),
    ...(stdin ? { stdin: true } : {}),
    ...(stdin && !flags.bool("leave-stdin-open") ? { stdinOnce: true } : {}),
    ...(flags.bool("tty") ? { tty: true } : {}),
  };
}

function port(text: string): number {
  const number = parseInteger(text, 64, { decimal: true, called: "Atoi" });
  if (typeof number === "object") throw new KubectlError(number.error);
  return number;
}

function keyValues(words: readonly string[], what: string): [string, string][] {
  return words.map((word) => {
    const equals = word.indexOf("=");
    if (equals <= 0) throw new KubectlError(`invalid ${what}: ${word}`);
    return [word.slice(0, equals), word.slice(equals + 1)];
  });
}
