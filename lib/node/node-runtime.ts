/** What the kubelet of a node hands to everything that runs there. */
import type { Api } from "../api/api.ts";
import type { EventRecorder } from "../api/event-recorder.ts";
import type { Pod } from "../api/kinds/pod.ts";
import type { Container } from "../api/kinds/pod-spec.ts";
import type { MainProcess, Mount, SharedFolder } from "../images/container-shell.ts";
import type { NetworkClient, Source } from "../network/http.ts";
import type { IpPool } from "../network/ip-pool.ts";
import type { ListeningSockets } from "../network/listening-sockets.ts";
import type { Network } from "../network/network.ts";
import type { Loop } from "../sim/loop.ts";
import type { Random } from "../sim/random.ts";
import type { ClusterDns } from "./cluster-dns.ts";
import type { Environment } from "./environment.ts";
import type { ImagePuller } from "./image-puller.ts";
import type { ServiceEnvironment } from "./service-environment.ts";
import type { WallClock } from "./wall-clock.ts";

export interface NodeRuntime {
  readonly name: string;
  readonly ip: string;
  /** What its kube-proxy has told the kernel. */
  readonly rules: { readonly mode: string; listing(): string };
  /** Requests of the node itself. */
  readonly source: Source;
  /** What listens on the node itself, and in its Pods that share its network. */
  readonly sockets: ListeningSockets;
  readonly pool: IpPool;
  readonly api: Api;
  readonly loop: Loop;
  readonly clock: WallClock;
  /** Unix milliseconds when the loop stands at 0. */
  readonly epochMs: number;
  readonly random: Random;
  readonly network: Network;
  readonly dns: ClusterDns;
  readonly puller: ImagePuller;
  readonly recorder: EventRecorder;
  readonly serviceEnvironment: ServiceEnvironment;
  /** The first processes of all containers that run here. */
  readonly processes: Set<MainProcess>;
  /** Folders of the node itself that Pods have mounted, by path. */
  readonly hostFolders: Map<string, SharedFolder>;
}

export interface ContainerVolumes {
  /** Makes those files that stay as they are now. */
  readonly files: () => Readonly<Record<string, string>>;
  readonly mounts: readonly Mount[];
}

/** What the containers of one Pod share. */
export interface PodRuntime {
  readonly node: NodeRuntime;
  /** As last heard from the API. */
  readonly pod: Pod;
  readonly podIP: string;
  readonly hostname: string;
  /** What listens in its network namespace. */
  readonly sockets: ListeningSockets;
  /** What a container mounts of the Pod's volumes. */
  volumesOf(container: Container, env: Environment): ContainerVolumes;
  /** Whether its network namespace is there: from soon after the start to the end of the Pod. */
  readonly hasNetwork: boolean;
  readonly client: () => NetworkClient;
  /** To be called when the state of a container has changed. */
  readonly changed: () => void;
}
