/** What `kubectl debug` makes: a container in a Pod, a copy of a Pod, a Pod on a node. Models generate* of kubectl/pkg/cmd/debug. */
import type { Pod } from "../../api/kinds/pod.ts";
import { type Container, container as containerSchema } from "../../api/kinds/pod-spec.ts";
import type { Draft } from "../../api/schema.ts";
import { applyStrategicMergePatch } from "../../api/strategic-merge.ts";
import { KubectlError } from "../verb.ts";
import type { DebugStyle, KeepFlags, Profile } from "./debug-profiles.ts";

/** What the command line says. */
export interface DebugOptions {
  readonly image: string;
  /** Of `-c`; `""`: one is made. */
  readonly container: string;
  /** What stands behind `--`. */
  readonly words: readonly string[];
  readonly argsOnly: boolean;
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly pullPolicy: string;
  readonly stdin: boolean;
  readonly tty: boolean;
  readonly target: string;
  readonly copyTo: string;
  readonly sameNode: boolean;
  /** Undefined when the flag was not given. */
  readonly shareProcesses: boolean | undefined;
  readonly setImages: Readonly<Record<string, string>>;
  readonly keep: KeepFlags;
  readonly profile: Profile;
  /** The partial container of `--custom`. */
  readonly custom: object | undefined;
  /** Informs, unless `--quiet`. */
  readonly say: (text: string) => void;
  /** Five letters that nobody else has. */
  readonly suffix: () => string;
}

export interface DebugPod {
  readonly pod: Draft<Pod>;
  /** `""` when nothing is to be attached to. */
  readonly container: string;
}

type DebugContainer = Draft<Container>;

/** The Pod with one more ephemeral container. */
export function withDebugContainer(pod: Pod, options: DebugOptions): DebugPod {
  const name = nameFor(pod, options);
  const container = { ...newContainer(name, options), targetContainerName: options.target || undefined };
  const copied = copyOf(pod);
  const finished = finish(copied, container, "ephemeral", options);
  const spec = { ...copied.spec, ephemeralContainers: [...(pod.spec.ephemeralContainers ?? []), finished] };
  return { pod: { ...copied, spec } as Draft<Pod>, container: name };
}

export function nodeDebugPod(node: string, options: DebugOptions): DebugPod {
  const name = options.container || "debugger";
  const podName = `node-debugger-${node}-${options.suffix()}`;
  options.say(`Creating debugging pod ${podName} with container ${name} on node ${node}.\n`);
  const pod: Draft<Pod> = {
    metadata: { name: podName },
    spec: { nodeName: node, restartPolicy: "Never", tolerations: [{ operator: "Exists" }] },
  };
  const container = finish(pod, newContainer(name, options), "node", options);
  return { pod: { ...pod, spec: { ...pod.spec, containers: [container] } }, container: name };
}

/** @throws KubectlError */
export function podCopy(original: Pod, options: DebugOptions): DebugPod {
  const { namespace, annotations, labels } = original.metadata;
  const { ephemeralContainers: _, nodeName, ...spec } = copyOf(original).spec ?? {};
  const pod: Draft<Pod> = {
    metadata: { name: options.copyTo, namespace, annotations: { ...annotations }, labels: { ...labels } },
    spec: { ...spec, nodeName: options.sameNode ? nodeName : undefined },
  };
  if (options.shareProcesses !== undefined)
    pod.spec = { ...pod.spec, shareProcessNamespace: options.shareProcesses };
  const containers = (spec.containers ?? []).map((each) => withImage(each, options.setImages));
  pod.spec = { ...pod.spec, containers };
  const { container } = options;
  const all = [...containers, ...(spec.initContainers ?? [])];
  const existing = container === "" ? undefined : all.find(({ name }) => name === container);
  if (existing === undefined && options.image === "") {
    if (Object.keys(options.setImages).length > 0) return { pod, container: "" };
    throw new KubectlError("you must specify image when creating new container");
  }
  const name = container || nameFor(original, options);
  const changed = existing ?? { name, terminationMessagePolicy: "File" };
  if (existing === undefined) containers.push(changed);
  Object.assign(changed, changesTo(changed, options));
  Object.assign(changed, finish(pod, changed, "copy", options));
  return { pod, container: name };
}

function withImage(container: DebugContainer, images: Readonly<Record<string, string>>): DebugContainer {
  const image = images[container.name ?? ""] ?? images["*"];
  return image === undefined ? container : { ...container, image };
}

/** What the flags say of a container that is there already. */
function changesTo({ args }: DebugContainer, options: DebugOptions): DebugContainer {
  const { words, argsOnly, env, image, pullPolicy, stdin, tty } = options;
  return {
    ...(words.length === 0 ? {} : argsOnly ? { args: [...words] } : { command: [...words], args: undefined }),
    ...(words.length === 0 && args !== undefined ? { args } : {}),
    ...(env.length === 0 ? {} : { env: [...env] }),
    ...(image === "" ? {} : { image }),
    ...(pullPolicy === "" ? {} : { imagePullPolicy: pullPolicy }),
    stdin,
    tty,
  };
}

function newContainer(name: string, options: DebugOptions): DebugContainer {
  return { name, terminationMessagePolicy: "File", ...changesTo({}, options) };
}

/** What the profile and `--custom` make of it. */
function finish(
  pod: Draft<Pod>,
  container: DebugContainer,
  style: DebugStyle,
  { profile, keep, custom }: DebugOptions,
): DebugContainer {
  profile(pod, container, style, keep);
  if (custom === undefined) return container;
  return applyStrategicMergePatch(
    container,
    { ...custom, name: container.name },
    containerSchema,
  ) as DebugContainer;
}

function nameFor({ spec }: Pod, { container, say, suffix }: DebugOptions): string {
  if (container !== "") return container;
  const { containers, initContainers = [], ephemeralContainers = [] } = spec;
  const taken = [...containers, ...initContainers, ...ephemeralContainers].map(({ name }) => name);
  let name = `debugger-${suffix()}`;
  while (taken.includes(name)) name = `debugger-${suffix()}`;
  say(`Defaulting debug container name to ${name}.\n`);
  return name;
}

/** What the server gives is frozen. */
const copyOf = (pod: Pod): Draft<Pod> => structuredClone(pod) as Draft<Pod>;
