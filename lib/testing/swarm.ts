/**
 * A seeded swarm: people and accidents change a small cluster at random while clients keep asking, and every answer is
 * judged. One seed is one story: the same changes, the same requests, the same answers.
 */
import { deployments } from "../api/kinds/deployment.ts";
import { pods } from "../api/kinds/pod.ts";
import { services } from "../api/kinds/service.ts";
import { type Cluster, createCluster } from "../cluster.ts";
import type { Image } from "../images/image.ts";
import type { ProxyModeName } from "../node/proxy-modes/index.ts";
import { Random } from "../sim/random.ts";
import { type Tally, talliesOf, wayTo } from "./swarm-batch.ts";
import { SwarmJudge } from "./swarm-judge.ts";

export const SERVICES = ["web", "shop"] as const;
export type ServiceName = (typeof SERVICES)[number];

const PORT = 8080;
const PORT_OF_NOBODY = 9999;
const CHANGES = 10;
const BATCH = 12;
const SERVERS_MAX = 14;

export interface SwarmHistory {
  /** Every request with its end, in order. */
  readonly hops: string;
  /** How often each endpoint was taken, for each batch of requests without a change in between. */
  readonly tallies: readonly Tally[];
}

/** @throws Error that tells the seed, the changes so far and the rule that was broken. */
export async function runSwarm(seed: number, proxyMode: ProxyModeName): Promise<SwarmHistory> {
  const unready = new Set<string>();
  const cluster = await createCluster({ seed, proxyMode, images: [serverImage(unready)] });
  const swarm = new Swarm(new Random(`swarm/${seed}`), cluster, new SwarmJudge(cluster), unready);
  try {
    return await swarm.run();
  } catch (error) {
    const story = swarm.changes.map((change, at) => `  ${at + 1}. ${change}`).join("\n");
    throw new Error(
      `SEED=${seed} with kube-proxy in mode ${proxyMode}: ${String(error)}\n${story}\nreplay: SEED=${seed} npx vitest run lib/swarm`,
    );
  } finally {
    await cluster.close();
  }
}

/** Tells its Pod's name. `v2` goes on serving for a moment after SIGTERM, as a server that drains. */
function serverImage(unready: ReadonlySet<string>): Image {
  const answer = (status: number, body: string) => ({ status, headers: {}, body });
  return {
    repository: "swarm/server",
    tags: ["v1", "v2"],
    entrypoint: ["/server"],
    programs: {
      "/server": ({ hostname, tag }) => ({
        listen: {
          [PORT]: ({ path }) =>
            path === "/ready" && unready.has(hostname) ? answer(503, "") : answer(200, hostname),
        },
        ...(tag === "v2" ? { stopsAfterMs: 700 } : {}),
      }),
    },
    workingDir: "/",
    commands: [],
    flavour: "busybox",
    sizeBytes: 1_000,
  };
}

class Swarm {
  readonly changes: string[] = [];
  readonly #random: Random;
  readonly #cluster: Cluster;
  readonly #judge: SwarmJudge;
  /** Pods that say they are not ready. */
  readonly #unready: Set<string>;
  readonly #tallies: Tally[] = [];

  constructor(random: Random, cluster: Cluster, judge: SwarmJudge, unready: Set<string>) {
    this.#random = random;
    this.#cluster = cluster;
    this.#judge = judge;
    this.#unready = unready;
  }

  async run(): Promise<SwarmHistory> {
    this.#arrange();
    await this.#comeToRest();
    await this.#askAtRest();
    for (let step = 0; step < CHANGES; step++) {
      const change = this.#pick(this.#possibleChanges);
      this.changes.push(change.call(this));
      await this.#askInUnrest();
      await this.#comeToRest();
      await this.#askAtRest();
    }
    return { hops: JSON.stringify(this.#cluster.hops), tallies: this.#tallies };
  }

  #arrange(): void {
    const { api } = this.#cluster;
    for (const [at, name] of SERVICES.entries()) {
      const labels = { app: name };
      const readinessProbe = {
        httpGet: { path: "/ready", port: PORT },
        periodSeconds: 1,
        failureThreshold: 1,
      };
      const template = {
        metadata: { labels },
        spec: { containers: [{ name: "main", image: "swarm/server:v1", readinessProbe }] },
      };
      api.create(deployments, "default", {
        metadata: { name },
        spec: { replicas: 3 - at, selector: { matchLabels: labels }, template },
      });
      api.create(services, "default", {
        metadata: { name },
        spec: { selector: labels, ports: [{ port: 80, targetPort: PORT }] },
      });
    }
    for (const node of ["node-1", "node-2"]) {
      const containers = [{ name: "main", image: "registry.k8s.io/pause" }];
      api.create(pods, "default", {
        metadata: { name: `client-on-${node}` },
        spec: { nodeName: node, containers },
      });
    }
  }

  readonly #possibleChanges = [
    this.#scale,
    this.#scale,
    this.#killPod,
    this.#killPod,
    this.#relabel,
    this.#flipReadiness,
    this.#flipReadiness,
    this.#changeImage,
    this.#changeTrafficPolicy,
    this.#changeType,
    this.#changeAffinity,
    this.#changeAffinity,
    this.#changeTargetPort,
    this.#letTimePass,
  ];

  #scale(): string {
    const name = this.#pick(SERVICES);
    const replicas = this.#random.int(5);
    this.#cluster.api.patch(deployments, "default", name, merge({ spec: { replicas } }));
    return `scale ${name} to ${replicas}`;
  }

  #killPod(): string {
    const name = this.#pickServer();
    if (name === undefined) return "kill nobody";
    const isSudden = this.#random.int(2) === 0;
    this.#cluster.api.delete(pods, "default", name, isSudden ? { gracePeriodSeconds: 0 } : {});
    return `kill ${name}${isSudden ? " without grace" : ""}`;
  }

  #relabel(): string {
    const name = this.#pickServer();
    const isCrowded = this.#serverNames().length >= SERVERS_MAX;
    if (name === undefined || isCrowded) return this.#killPod();
    const app = this.#pick([...SERVICES, "nothing"]);
    this.#cluster.api.patch(pods, "default", name, merge({ metadata: { labels: { app } } }));
    return `label ${name} app=${app}`;
  }

  #flipReadiness(): string {
    const name = this.#pickServer();
    if (name === undefined) return "flip nobody";
    if (!this.#unready.delete(name)) this.#unready.add(name);
    return `${name} says it is ${this.#unready.has(name) ? "not " : ""}ready`;
  }

  #changeImage(): string {
    const name = this.#pick(SERVICES);
    const image = `swarm/server:${this.#pick(["v1", "v2"])}`;
    const body = { spec: { template: { spec: { containers: [{ name: "main", image }] } } } };
    this.#cluster.api.patch(deployments, "default", name, {
      type: "application/strategic-merge-patch+json",
      body,
    });
    return `image of ${name}: ${image}`;
  }

  #changeTrafficPolicy(): string {
    const name = this.#pick(SERVICES);
    const policy = this.#pick(["Local", "Cluster"]);
    const { type } = this.#cluster.api.get(services, "default", name).spec;
    const field =
      type === "ClusterIP" || this.#random.int(2) === 0 ? "internalTrafficPolicy" : "externalTrafficPolicy";
    return this.#patchService(name, { [field]: policy });
  }

  #changeType(): string {
    return this.#patchService(this.#pick(SERVICES), {
      type: this.#pick(["ClusterIP", "NodePort", "LoadBalancer"]),
    });
  }

  #changeAffinity(): string {
    const isOn = this.#random.int(4) > 0;
    const timeoutSeconds = this.#pick([2, 30, 10_800]);
    const spec = isOn
      ? { sessionAffinity: "ClientIP", sessionAffinityConfig: { clientIP: { timeoutSeconds } } }
      : { sessionAffinity: "None" };
    return this.#patchService(this.#pick(SERVICES), spec);
  }

  #changeTargetPort(): string {
    const targetPort = this.#random.int(3) === 0 ? PORT_OF_NOBODY : PORT;
    return this.#patchService(this.#pick(SERVICES), { ports: [{ port: 80, targetPort }] });
  }

  #letTimePass(): string {
    return "nothing happens";
  }

  #patchService(name: ServiceName, spec: object): string {
    this.#cluster.api.patch(services, "default", name, merge({ spec }));
    return `${name}: ${JSON.stringify(spec)}`;
  }

  /** Requests while controllers and nodes still follow the change. */
  async #askInUnrest(): Promise<void> {
    for (let at = 0; at < BATCH; at++) {
      await this.#cluster.advance(this.#random.int(200));
      const service = this.#pick(SERVICES);
      const way = { from: `pod/client-on-${this.#pick(["node-1", "node-2"])}`, url: `http://${service}` };
      const before = this.#cluster.hops.length;
      const reply = await this.#cluster.request({ ...way, timeout: 500 });
      this.#judge.judgeInUnrest(service, reply, this.#cluster.hops[before]);
    }
  }

  /** Until nothing changes for three rounds of probes. */
  async #comeToRest(): Promise<void> {
    let calm = 0;
    let before = "";
    for (let round = 0; calm < 2; round++) {
      if (round > 100) throw new Error(`the cluster does not come to rest: ${before}`);
      await this.#cluster.advance("3s");
      await this.#cluster.settle();
      const now = this.#judge.look();
      calm = now === before ? calm + 1 : 0;
      before = now;
    }
    this.#judge.judgeTables();
  }

  async #askAtRest(): Promise<void> {
    for (const service of SERVICES) {
      for (const way of wayTo(this.#cluster, service)) {
        const expected = this.#judge.expect(service, way);
        const answers: string[] = [];
        for (let at = 0; at < way.count; at++) {
          const before = this.#cluster.hops.length;
          const reply = await this.#cluster.request({ from: way.from, url: way.url, timeout: 500 });
          this.#judge.judgeAtRest(service, way, expected, reply, this.#cluster.hops[before]);
          if (reply.servedBy !== undefined) answers.push(reply.servedBy);
        }
        if (expected.isFree) this.#tallies.push(talliesOf(answers, expected.servers));
        this.#judge.judgeTurns(expected, way, answers);
      }
    }
  }

  #serverNames(): string[] {
    const { items } = this.#cluster.api.list(pods, { namespace: "default", labelSelector: "app" });
    return items
      .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
      .map(({ metadata }) => metadata.name);
  }

  #pickServer(): string | undefined {
    const names = this.#serverNames();
    return names.length === 0 ? undefined : this.#pick(names);
  }

  #pick<T>(choices: readonly T[]): T {
    return choices[this.#random.int(choices.length)] as T;
  }
}

const merge = (body: object) => ({ type: "application/merge-patch+json", body }) as const;
