/** What a check gets: the learner's cluster after the replay, the check's own clients in it, and short ways to ask it things. */
import { type AnyKind, type Cluster, type Node, type Pod, pods, type Service } from "service-bootcamp";
import type { Variant } from "../course/variants.ts";
import type { Text } from "../text.ts";
import { type AnswerSubject, answersOf } from "./answers.ts";
import { because } from "./because.ts";
import { addFalseAlarm } from "./chance.ts";
import { FailedLater } from "./failed-later.ts";
import { podsBehind } from "./forwarding.ts";
import { type PodChange, updateKeepers } from "./keepers.ts";
import { rollOut, scale } from "./perturb.ts";
import { restartedSince, restartsIn } from "./restarts.ts";
import { type Client, Route, ServiceSubject } from "./subjects.ts";
import { CheckWorld, type ClientOptions } from "./world.ts";

export { podsBehind } from "./forwarding.ts";
export { type Client, Route, ServiceSubject } from "./subjects.ts";
export { CHECK_LABEL } from "./world.ts";

export interface CheckContext {
  /** Asked through its API. Its shell is the learner's, with what they defined in it, and no check runs commands there. */
  readonly cluster: Cluster;
  /** chai's, with the questions of grader/expect. */
  readonly expect: Chai.ExpectStatic;
  /** The Service of that name, in namespace default unless told. */
  service(name: string, namespace?: string): ServiceSubject;
  /** The same as it was after setup.sh, before the learner's first command; undefined when there was none. */
  serviceBefore(name: string, namespace?: string): Service | undefined;
  /** The same questions to the cluster as it was before the learner's first command: a second one, with the same names and uids. */
  atStart(): Promise<Omit<CheckContext, "part" | "atStart">>;
  /** The Pods that get traffic of a Service, in whichever namespace. */
  podsBehind(service: ServiceSubject): readonly Pod[];
  /** Deletes Pods at once and waits until the cluster has come to rest. */
  deletePods(doomed: readonly Pod[]): Promise<void>;
  /** Sets how many Pods a workload keeps: `scale(deployments, "web", 7)`. @returns whether there is such a workload. */
  scale(kind: AnyKind, name: string, replicas: number, namespace?: string): Promise<boolean>;
  /** Replaces all Pods of a Deployment, as a new version does. @returns whether there is such a Deployment. */
  rollOut(name: string, namespace?: string): Promise<boolean>;
  /** Deletes one of the Pods behind a Service and waits until all nodes know, not until another one has taken its place. */
  deleteOnePod(service: ServiceSubject): Promise<void>;
  /** Changes the template of whatever keeps the Pods behind a Service, as an update does, and does not wait. */
  updatePods(service: ServiceSubject, change: PodChange): void;
  /** A client Pod of the check's own; the same name gives the same Pod, and others stand on other nodes. */
  client(name: string, options?: ClientOptions): Promise<Client>;
  /** One such client on every node. */
  clientOnEveryNode(options?: ClientOptions): Promise<readonly Client[]>;
  /** The ways from every node itself; a node knows no cluster DNS, so give the URL an address. */
  fromEveryNode(url: string): readonly Route[];
  /** The way from a machine outside the cluster, which knows no cluster DNS. */
  fromOutside(url: string): Route;
  /** The learner's own value of a name in `variants` of exercise.yaml. */
  variant(name: string): string;
  /** What the learner wrote into answer.yaml for a key, where the exercise asks to explain. */
  answer(key: string): AnswerSubject;
  /**
   * Asks now, and once more after so much simulated time: an answer has to stay right. No Pod that a Service selects restarts meanwhile.
   *
   * @example
   * await staysSo("30m", () => expect(service("web")).to.have.endpoints(5));
   */
  staysSo(duration: string, ask: () => Promise<void>): Promise<void>;
  /** Gives plain assertions of chai a reason, and perhaps a hint, in a check that has several: else the check's own are taken. */
  because(why: Text, ask: () => void | Promise<void>, hint?: Text): Promise<void>;
  /**
   * Of a check that counts answers itself, where chance chooses among endpoints: how likely it is at most that chance makes it call
   * a right answer wrong.
   */
  byChance(bound: number): void;
  /** Asks for one of several things, which has points of its own: those of all parts are the points of the check. */
  part(points: number, ask: () => void | Promise<void>): Promise<void>;
}

/** From a write until controllers and nodes have followed it: more than all of their pauses. */
const FOLLOWED_AFTER = "1s";

export interface ContextOptions {
  readonly cluster: Cluster;
  readonly expect: Chai.ExpectStatic;
  readonly seed: number;
  /** As they were after setup.sh. */
  readonly servicesBefore: readonly Service[];
  readonly nodesBefore: readonly Node[];
  /** The cluster as setup.sh leaves it; the same one each time. */
  readonly clusterAtStart?: () => Promise<Cluster>;
  /** The text of answer.yaml. */
  readonly answers?: string | undefined;
  /** The learner's own values; none where nothing differs. */
  readonly variant?: Variant;
}

/** `part` belongs to one check, and comes from whoever runs it. */
export function createContext(options: ContextOptions): Omit<CheckContext, "part"> {
  const { cluster, expect, seed, servicesBefore, nodesBefore } = options;
  const world = new CheckWorld(cluster, seed, nodesBefore);
  let start: Promise<Omit<CheckContext, "part">> | undefined;
  const visitor = async (): Promise<string> =>
    (await world.client("visitor")).to("http://visitor").sender.from;
  return {
    cluster,
    expect,
    service: (name, namespace = "default") => new ServiceSubject(cluster, namespace, name, visitor),
    serviceBefore: (name, namespace = "default") =>
      servicesBefore.find(({ metadata }) => metadata.name === name && metadata.namespace === namespace),
    async atStart() {
      if (options.clusterAtStart === undefined) throw new Error("nobody knows how this cluster began");
      // One context, for there is one cluster, and the check's own world is made in it once.
      start ??= options
        .clusterAtStart()
        .then((beginning) => createContext({ ...options, cluster: beginning }));
      return start;
    },
    podsBehind,
    async deletePods(doomed) {
      for (const { metadata } of doomed)
        cluster.api.delete(pods, metadata.namespace ?? "", metadata.name, { gracePeriodSeconds: 0 });
      await cluster.settle();
    },
    scale: (kind, name, replicas, namespace = "default") => scale(cluster, kind, name, replicas, namespace),
    rollOut: (name, namespace = "default") => rollOut(cluster, name, namespace),
    async deleteOnePod(service) {
      for (const { metadata } of podsBehind(service).slice(0, 1))
        cluster.api.delete(pods, metadata.namespace ?? "", metadata.name, { gracePeriodSeconds: 0 });
      await cluster.advance(FOLLOWED_AFTER);
    },
    updatePods: (service, change) => updateKeepers(cluster, podsBehind(service), change),
    client: (name, asked) => world.client(name, asked),
    clientOnEveryNode: (asked) => world.clientOnEveryNode(asked),
    fromEveryNode: (url) => world.nodeRoutes(url),
    fromOutside: (url) =>
      new Route(cluster, { from: "outside", label: "outside", namespace: "default" }, url),
    variant: (name) => drawn(options.variant ?? {}, name),
    answer: answersOf(options.answers),
    because,
    byChance: (bound) => addFalseAlarm(cluster, bound),
    async staysSo(duration, ask) {
      await ask();
      const restarts = restartsIn(cluster);
      await cluster.advance(duration);
      try {
        await ask();
        const restarted = restartedSince(restarts, cluster);
        if (restarted !== undefined) throw restarted;
      } catch (error) {
        throw new FailedLater(duration, error);
      }
    },
  };
}

/** @throws Error for a name that exercise.yaml does not have: a fault of the check. */
function drawn(variant: Variant, name: string): string {
  const value = variant[name];
  if (value === undefined)
    throw new Error(
      `variants of exercise.yaml have no ${name}: they have ${Object.keys(variant).join(", ")}`,
    );
  return value;
}
