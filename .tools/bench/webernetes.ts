/** webernetes, the one other Kubernetes whose Services carry requests without containers: installed for `npm run bench -- --peer` alone. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

const VERSION = "0.3.5";
export const PEER = `webernetes ${VERSION}`;

/** As much of it as is measured. */
export interface Webernetes {
  readonly BaseImage: new () => Image;
  readonly Cluster: new (options: { readonly nodes: number }) => PeerCluster;
}

export interface Image {
  readonly defaultCommand: readonly string[];
  exec(context: ProcessContext, argv: readonly string[]): Promise<number>;
}

export interface ProcessContext {
  listenHttp(port: number, answer: () => Promise<{ readonly status: number; readonly body: string }>): void;
  fetch(url: string): Promise<{ readonly status: number }>;
  waitUntilKilled(): Promise<number>;
}

export interface PeerCluster {
  readonly api: {
    readonly corev1: { listNamespacedService(options: { readonly namespace: string }): Promise<unknown> };
  };
  init(): Promise<void>;
  registerImage(image: new () => Image): void;
  apply(objects: readonly object[]): Promise<unknown>;
  informer(resource: "endpointslices", onEvent: (type: string, slice: PeerSlice) => void): unknown;
}

export interface PeerSlice {
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
  readonly endpoints?: readonly { readonly conditions?: { readonly ready?: boolean } }[];
}

/** Outside the project, which knows nothing of it. */
const folder = join(
  process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"),
  "service-bootcamp",
  PEER.replace(" ", "-"),
);
const bundle = join(folder, "webernetes.mjs");

/** Fetches it unless it is there, and puts it into one script: its imports lack the endings that Node asks for. */
export async function installWebernetes(): Promise<void> {
  if (existsSync(bundle)) return;
  mkdirSync(folder, { recursive: true });
  const { status, stderr } = spawnSync(
    "npm",
    [
      "install",
      "--prefix",
      folder,
      "--ignore-scripts",
      "--no-audit",
      "--no-fund",
      "--fetch-retries=0",
      `@ngrok/webernetes@${VERSION}`,
    ],
    { encoding: "utf8" },
  );
  if (status !== 0) {
    const code = /npm error code (\S+)/.exec(stderr ?? "")?.[1] ?? "npm did not start";
    throw new PeerMissing(
      `${PEER} is not installed, and npm could not fetch it (${code}): is the registry reachable?`,
    );
  }
  const { build } = await import("esbuild");
  await build({
    stdin: { contents: 'export * from "@ngrok/webernetes";', resolveDir: folder },
    outfile: bundle,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    logLevel: "warning",
  });
}

/** Its message says what to do. */
export class PeerMissing extends Error {}

export async function loadWebernetes(): Promise<Webernetes> {
  return (await import(bundle)) as Webernetes;
}
