/** `kubectl cluster-info dump`. Models kubectl/pkg/cmd/clusterinfo clusterinfo_dump.go. */
import type { AnyKind } from "../../api/kind.ts";
import { daemonSets } from "../../api/kinds/daemon-set.ts";
import { deployments } from "../../api/kinds/deployment.ts";
import { events } from "../../api/kinds/event.ts";
import { namespaces as namespaceKind } from "../../api/kinds/namespace.ts";
import { nodes } from "../../api/kinds/node.ts";
import { pods } from "../../api/kinds/pod.ts";
import { replicaSets } from "../../api/kinds/replica-set.ts";
import { replicationControllers } from "../../api/kinds/replication-controller.ts";
import { services } from "../../api/kinds/service.ts";
import type { KubeObject } from "../../api/metadata.ts";
import { any, list, object, string } from "../../api/schema.ts";
import {
  allNamespacesFlag,
  durationFlag,
  printFlags,
  sliceFlag,
  stringFlag,
} from "../command-line/flag-sets.ts";
import { createPrinter } from "../output/index.ts";
import { type Invocation, KubectlError, type Verb } from "../verb.ts";

const SYSTEM_NAMESPACE = "kube-system";

export const clusterInfoDump: Verb = {
  name: "dump",
  short: "Dump relevant information for debugging and diagnosis",
  long: "Print the objects of some namespaces and what their Pods printed, to look for what is wrong. Without a choice these are kube-system and the current namespace.",
  usage: "kubectl cluster-info dump",
  examples: "# Everything, into a folder\nkubectl cluster-info dump --all-namespaces --output-directory=dump",
  flags: [
    allNamespacesFlag,
    sliceFlag("namespaces", "The namespaces to take, separated by commas."),
    stringFlag("output-directory", "Folder for a file of each kind; - prints everything."),
    durationFlag("pod-running-timeout", "20s", "How long to wait until a Pod runs."),
    ...printFlags.map((flag) => (flag.name === "output" ? { ...flag, default: "json" } : flag)),
  ],
  run,
};

/** What is taken of a namespace, in this order, each with the name of its file. */
const TAKEN: readonly (readonly [string, AnyKind])[] = [
  ["events", events],
  ["replication-controllers", replicationControllers],
  ["services", services],
  ["daemonsets", daemonSets],
  ["deployments", deployments],
  ["replicasets", replicaSets],
  ["pods", pods],
];

/** Where a piece goes: into a file below the folder, or to standard output. */
type Put = (file: string, text: string) => Promise<void>;

async function run(invocation: Invocation): Promise<void> {
  const { flags, out } = invocation;
  const folder = flags.string("output-directory");
  const isPrinted = folder === "" || folder === "-";
  const put: Put = isPrinted ? async (_, text) => out.stdout(text) : filePutter(invocation, folder);
  const isYaml = flags.string("output") === "yaml";
  await putList(invocation, put, "nodes", nodes, "");
  for (const namespace of namespaceNames(invocation)) {
    for (const [file, kind] of TAKEN)
      await putList(invocation, put, `${namespace}/${file}`, kind, namespace, isYaml ? "---\n" : "");
    await putLogs(invocation, put, namespace);
  }
  if (!isPrinted) out.stdout(`Cluster info dumped to ${folder}\n`);
}

function filePutter({ client, flags }: Invocation, folder: string): Put {
  const extension = flags.string("output") === "yaml" ? "yaml" : "json";
  return async (file, text) => {
    const path = `${folder}/${file}${file.endsWith(".txt") ? "" : `.${extension}`}`;
    await client.shell.exec(`mkdir -p '${path.slice(0, path.lastIndexOf("/"))}'`);
    const before = file.endsWith(".txt") ? await client.shell.readFile(path).catch(() => "") : "";
    await client.shell.writeFile(path, before + text);
  };
}

function namespaceNames({ client, flags, namespace }: Invocation): readonly string[] {
  if (flags.bool("all-namespaces"))
    return client.api.list(namespaceKind).items.map(({ metadata }) => metadata.name);
  return flags.list("namespaces").length > 0 ? flags.list("namespaces") : [SYSTEM_NAMESPACE, namespace];
}

/** A list as a typed client holds it: its items do not say what they are. @param before what parts it from the list before */
async function putList(
  invocation: Invocation,
  put: Put,
  file: string,
  kind: AnyKind,
  namespace: string,
  before = "",
): Promise<void> {
  const found = invocation.client.api.list<KubeObject>(kind, namespace === "" ? {} : { namespace });
  const items = found.items.map(({ apiVersion: _version, kind: _kind, ...rest }) => rest);
  if (invocation.flags.string("output") === "name")
    throw new KubectlError(
      `list types are not supported by name printing: *${kind.version}.${kind.kind}List`,
    );
  const schema = object(`${kind.kind}List`, {
    kind: string,
    apiVersion: string,
    metadata: any,
    items: list(kind.schema),
  });
  const print = await createPrinter(invocation, "", schema);
  await put(
    file,
    before +
      print({
        kind: `${kind.kind}List`,
        apiVersion: kind.apiVersion,
        metadata: { resourceVersion: found.resourceVersion },
        items,
      }),
  );
}

async function putLogs({ client }: Invocation, put: Put, namespace: string): Promise<void> {
  for (const { metadata, spec } of client.api.list(pods, { namespace }).items) {
    for (const { name: container } of [...(spec.initContainers ?? []), ...spec.containers]) {
      const called = `container ${container} of pod ${namespace}/${metadata.name}`;
      const text = await client.api.pods
        .logs(namespace, metadata.name, { container })
        .catch((error: Error) => `Request log error: ${error.message}\n`);
      await put(
        `${namespace}/${metadata.name}/logs.txt`,
        `==== START logs for ${called} ====\n${text}==== END logs for ${called} ====\n`,
      );
    }
  }
}
