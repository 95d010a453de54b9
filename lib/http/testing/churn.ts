/** What people do to a cluster all day, through the served API: scale, kill, relabel, roll out, make and throw away. */
import * as k8s from "@kubernetes/client-node";
import type { Random } from "../../sim/random.ts";

const APPS = 6;
const REPLICAS_MAX = 12;
const namespace = "default";
const nameOf = (app: number): string => `web-${app}`;

/** Deployments and a Service for each. @returns what makes one change, drawn from `random`. */
export async function startChurn(kubeconfig: string, random: Random): Promise<() => Promise<void>> {
  const config = new k8s.KubeConfig();
  config.loadFromFile(kubeconfig);
  const [core, apps] = [config.makeApiClient(k8s.CoreV1Api), config.makeApiClient(k8s.AppsV1Api)];
  for (let app = 0; app < APPS; app++) {
    await apps.createNamespacedDeployment({ namespace, body: deployment(nameOf(app)) });
    await core.createNamespacedService({ namespace, body: service(nameOf(app)) });
  }
  const replace = (path: string, value: unknown) => [{ op: "add", path, value }];
  const anyApp = (): string => nameOf(random.int(APPS));
  const changes: readonly (() => Promise<unknown>)[] = [
    () =>
      apps.patchNamespacedDeploymentScale({
        namespace,
        name: anyApp(),
        body: replace("/spec/replicas", random.int(REPLICAS_MAX + 1)),
      }),
    () =>
      apps.patchNamespacedDeployment({
        namespace,
        name: anyApp(),
        body: replace("/spec/template/metadata/labels/round", String(random.int(1e6))),
      }),
    () =>
      core.patchNamespacedService({
        namespace,
        name: anyApp(),
        body: replace("/metadata/labels", { tier: `tier-${random.int(9)}` }),
      }),
    () =>
      core.patchNamespacedService({
        namespace,
        name: anyApp(),
        body: replace("/spec/selector", { app: anyApp() }),
      }),
    () => killPod(core, random),
    () => killPod(core, random),
    () => toggleConfigMap(core, `note-${random.int(30)}`, random),
  ];
  return async () => {
    await changes[random.int(changes.length)]?.();
  };
}

async function killPod(core: k8s.CoreV1Api, random: Random): Promise<void> {
  const { items } = await core.listNamespacedPod({ namespace });
  const name = items[random.int(items.length)]?.metadata?.name;
  if (name !== undefined)
    await core.deleteNamespacedPod({ namespace, name, gracePeriodSeconds: random.int(3) }).catch(unlessGone);
}

async function toggleConfigMap(core: k8s.CoreV1Api, name: string, random: Random): Promise<void> {
  const gone = await core.deleteNamespacedConfigMap({ namespace, name }).then(() => true, unlessGone);
  if (gone !== true)
    await core.createNamespacedConfigMap({
      namespace,
      body: { metadata: { name }, data: { text: random.hex(2_000) } },
    });
}

/** Somebody else was faster: the Pod was scaled away, the object is not there yet. */
function unlessGone(error: unknown): void {
  if (!(error instanceof k8s.ApiException && error.code === 404)) throw error;
}

const deployment = (name: string): k8s.V1Deployment => ({
  metadata: { name },
  spec: {
    replicas: 4,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { containers: [{ name: "web", image: "gasbugs/http-go", ports: [{ containerPort: 8080 }] }] },
    },
  },
});

const service = (name: string): k8s.V1Service => ({
  metadata: { name },
  spec: { selector: { app: name }, ports: [{ port: 80, targetPort: 8080 }] },
});
