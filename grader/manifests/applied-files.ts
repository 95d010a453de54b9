/** A fresh cluster to which files were applied, one after the other, and what kubectl said to each. */
import { type Cluster, createCluster, LoopError } from "service-bootcamp";
import { quoted, runScript } from "../script.ts";

export interface ManifestFile {
  /** As the person named it. */
  readonly path: string;
  readonly text: string;
}

export interface Answer {
  readonly path: string;
  readonly command: string;
  readonly stderr: string;
  readonly exitCode: number;
}

export interface AppliedFiles {
  /** Settled; the caller closes it. */
  readonly cluster: Cluster;
  readonly answers: readonly Answer[];
  /** Namespaces that the files are for and do not create, by the file that needs them first. */
  readonly missingNamespaces: readonly { readonly path: string; readonly namespace: string }[];
}

/** What a namespace that is not there is called in an error. */
const NO_NAMESPACE = /namespaces "([^"]+)" not found/;
/** How many namespaces that do not exist one file may name (namespacesMax). */
const NAMESPACES_MAX = 20;

export async function applyFiles(files: readonly ManifestFile[], seed = 1): Promise<AppliedFiles> {
  const cluster = await createCluster({ seed, pace: 0 });
  const answers: Answer[] = [];
  const missingNamespaces: { path: string; namespace: string }[] = [];
  for (const { path, text } of files) {
    let answer = await apply(cluster, path, text);
    for (let made = 0; made < NAMESPACES_MAX; made++) {
      const [, namespace] = NO_NAMESPACE.exec(answer.stderr) ?? [];
      if (namespace === undefined) break;
      missingNamespaces.push({ path, namespace });
      await cluster.run(`kubectl create namespace ${quoted(namespace)}`);
      answer = await apply(cluster, path, text);
    }
    answers.push(answer);
  }
  await settle(cluster);
  return { cluster, answers, missingNamespaces };
}

async function apply(cluster: Cluster, path: string, text: string): Promise<Answer> {
  const name = nameOf(path);
  const command = `kubectl apply -f ${quoted(name)}`;
  let stderr = "";
  const onOutput = (piece: string, stream: string): void => {
    if (stream === "stderr") stderr += piece;
  };
  const exitCode = await runScript(cluster, command, { files: { [name]: text }, onOutput });
  return { path, command, stderr, exitCode };
}

/** Files of one name in two folders are applied one after the other, so that they do not meet. */
function nameOf(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return /\.(ya?ml|json)$/i.test(name) ? name : `${name}.yaml`;
}

/** A cluster that never comes to rest can be looked at all the same. */
async function settle(cluster: Cluster): Promise<void> {
  try {
    await cluster.settle();
  } catch (error) {
    if (!(error instanceof LoopError)) throw error;
  }
}
