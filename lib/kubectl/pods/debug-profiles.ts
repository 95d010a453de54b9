/** What `--profile` of `kubectl debug` grants to the debugging container. Models kubectl/pkg/cmd/debug/profiles.go. */
import type { Pod } from "../../api/kinds/pod.ts";
import type { Container } from "../../api/kinds/pod-spec.ts";
import type { Draft } from "../../api/schema.ts";
import { KubectlError } from "../verb.ts";

/** How a target is debugged: a container added to a Pod, a copy of a Pod, a Pod on a node. */
export type DebugStyle = "ephemeral" | "copy" | "node";

/** What a copy keeps of its original. */
export interface KeepFlags {
  readonly labels: boolean;
  readonly annotations: boolean;
  readonly liveness: boolean;
  readonly readiness: boolean;
  readonly startup: boolean;
  readonly initContainers: boolean;
}

type DebugPod = Draft<Pod>;
type DebugContainer = Draft<Container>;

/** Changes the Pod and its debugging container in place. */
export type Profile = (pod: DebugPod, container: DebugContainer, style: DebugStyle, keep: KeepFlags) => void;

/** @throws KubectlError for a name that no profile has */
export function profileNamed(name: string): Profile {
  const profile = profiles[name];
  if (profile === undefined) throw new KubectlError(`unknown profile: ${name}`);
  return profile;
}

const profiles: Readonly<Record<string, Profile>> = {
  legacy(pod, container, style) {
    if (style === "copy") delete pod.metadata?.labels;
    if (style === "node") enterNode(pod, container);
  },
  general(pod, container, style, keep) {
    if (style === "node") {
      delete container.securityContext;
      enterNode(pod, container);
      return;
    }
    if (style === "copy") {
      strip(pod, keep);
      shareProcesses(pod);
    }
    addCapabilities(container, "SYS_PTRACE");
  },
  baseline(pod, container, style, keep) {
    delete container.securityContext;
    ofCopy(pod, style, keep);
  },
  restricted(pod, container, style, keep) {
    container.securityContext = {
      capabilities: { drop: ["ALL"] },
      runAsNonRoot: true,
      allowPrivilegeEscalation: false,
      seccompProfile: { type: "RuntimeDefault" },
    };
    ofCopy(pod, style, keep);
  },
  netadmin(pod, container, style, keep) {
    addCapabilities(container, "NET_ADMIN", "NET_RAW");
    if (style === "node") useHostNamespaces(pod);
    ofCopy(pod, style, keep);
  },
  sysadmin(pod, container, style, keep) {
    container.securityContext = { ...container.securityContext, privileged: true };
    if (style === "node") enterNode(pod, container);
    ofCopy(pod, style, keep);
  },
};

function ofCopy(pod: DebugPod, style: DebugStyle, keep: KeepFlags): void {
  if (style !== "copy") return;
  strip(pod, keep);
  shareProcesses(pod);
}

function strip({ metadata, spec }: DebugPod, keep: KeepFlags): void {
  if (!keep.labels) delete metadata?.labels;
  if (!keep.annotations) delete metadata?.annotations;
  for (const container of spec?.containers ?? []) {
    if (!keep.liveness) delete container.livenessProbe;
    if (!keep.readiness) delete container.readinessProbe;
    if (!keep.startup) delete container.startupProbe;
  }
  if (!keep.initContainers) delete spec?.initContainers;
}

function shareProcesses({ spec = {} }: DebugPod): void {
  spec.shareProcessNamespace ??= true;
}

function addCapabilities(container: DebugContainer, ...added: string[]): void {
  const { capabilities = {}, ...rest } = container.securityContext ?? {};
  const add = [...(capabilities.add ?? []), ...added];
  container.securityContext = { ...rest, capabilities: { ...capabilities, add } };
}

function useHostNamespaces({ spec = {} }: DebugPod): void {
  Object.assign(spec, { hostNetwork: true, hostPID: true, hostIPC: true });
}

/** The node's namespaces, and its files below /host. */
function enterNode(pod: DebugPod, container: DebugContainer): void {
  const { spec = {} } = pod;
  spec.volumes = [...(spec.volumes ?? []), { name: "host-root", hostPath: { path: "/" } }];
  container.volumeMounts = [...(container.volumeMounts ?? []), { name: "host-root", mountPath: "/host" }];
  useHostNamespaces(pod);
}
