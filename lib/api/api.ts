/**
 * The one interface between the components of the cluster, as the API server is in Kubernetes:
 * controllers, kubelets, kube-proxy, our kubectl, and the served API for the real one.
 *
 * It is synchronous: the server is in this process, and a request takes no simulated time. What comes back is frozen;
 * to change an object, build a new one from it. Failures are thrown as ApiError.
 */
import type { DecodeOptions } from "./decode.ts";
import type { AnyKind, Kind } from "./kind.ts";
import type { KubeObject } from "./metadata.ts";
import type { Scale } from "./scale.ts";
import type { Manifest } from "./schema.ts";

export interface WriteOptions extends Pick<DecodeOptions, "fieldValidation" | "warn"> {
  /**
   * Who writes. What a client writes (the default) is decoded, defaulted and validated. What a component of the cluster
   * writes is whole and right: it is stored as it is, becomes the server's own, and may bring its uid.
   */
  readonly by?: "client" | "component";
  /** The same draft is created many times, as Pods of a template are: it is decoded, defaulted and validated once. */
  readonly isRepeated?: boolean;
  /** Who owns the fields that are set; without, they have no owner. */
  readonly fieldManager?: string;
  /** Does everything except storing. */
  readonly dryRun?: boolean;
  /** `finalize` is the namespace controller's, `ephemeralcontainers` of Pods. For `scale` see `getScale`. */
  readonly subresource?: "status" | "finalize" | "ephemeralcontainers";
  /** Server-side apply: take over the fields of other managers. */
  readonly force?: boolean;
}

export type PatchType =
  | "application/strategic-merge-patch+json"
  | "application/merge-patch+json"
  | "application/json-patch+json"
  | "application/apply-patch+yaml";

export const APPLY = "application/apply-patch+yaml" satisfies PatchType;

export interface Patch {
  readonly type: PatchType;
  readonly body: unknown;
}

export interface DeleteOptions {
  readonly gracePeriodSeconds?: number;
  readonly propagationPolicy?: "Background" | "Foreground" | "Orphan";
  readonly preconditions?: { readonly uid?: string; readonly resourceVersion?: string };
  readonly dryRun?: boolean;
}

export interface Selection {
  /** Absent or `""`: all namespaces. */
  readonly namespace?: string;
  /** As kubectl's `-l`: `run=http-go,tier in (a, b),!old`. */
  readonly labelSelector?: string;
  /** As kubectl's `--field-selector`: `spec.nodeName=node-1`. */
  readonly fieldSelector?: string;
}

export interface ListOptions extends Selection {
  readonly limit?: number;
  readonly continue?: string;
  /** A version that the list is not to be older than, or with `Exact` the one that it is to be of. */
  readonly resourceVersion?: string;
  readonly resourceVersionMatch?: "Exact" | "NotOlderThan";
}

export interface ObjectList<T> {
  readonly items: readonly T[];
  readonly resourceVersion: string;
  readonly continue?: string;
  readonly remainingItemCount?: number;
}

export interface WatchEvent<T> {
  readonly type: "ADDED" | "MODIFIED" | "DELETED";
  readonly object: T;
  /** The object before, for MODIFIED. */
  readonly old?: T;
}

export interface WatchOptions extends Selection {
  /** Only what happened after it; absent: first an ADDED for everything there is. @throws ApiError 410 Expired when it is too old. */
  readonly resourceVersion?: string;
}

export interface Api {
  /** All kinds, in the order of discovery. */
  readonly kinds: readonly AnyKind[];

  get<T extends KubeObject>(kind: Kind<T>, namespace: string, name: string): T;
  /** Like get, but undefined instead of NotFound. */
  find<T extends KubeObject>(kind: Kind<T>, namespace: string, name: string): T | undefined;
  list<T extends KubeObject>(kind: Kind<T>, options?: ListOptions): ObjectList<T>;
  create<T extends KubeObject>(
    kind: Kind<T>,
    namespace: string,
    object: Manifest<T>,
    options?: WriteOptions,
  ): T;
  update<T extends KubeObject>(kind: Kind<T>, object: T | Manifest<T>, options?: WriteOptions): T;
  patch<T extends KubeObject>(
    kind: Kind<T>,
    namespace: string,
    name: string,
    patch: Patch,
    options?: WriteOptions,
  ): T;
  /** @returns the object as deleted, or as it is while it still terminates. */
  delete<T extends KubeObject>(kind: Kind<T>, namespace: string, name: string, options?: DeleteOptions): T;
  /** The `scale` sub-resource of anything that counts Pods. */
  getScale(kind: AnyKind, namespace: string, name: string): Scale;
  updateScale(kind: AnyKind, scale: Manifest<Scale>, options?: WriteOptions): Scale;
  patchScale(kind: AnyKind, namespace: string, name: string, patch: Patch, options?: WriteOptions): Scale;
  /** Events come in the order of the writes, within the write; a handler may write. @returns what ends the watch. */
  watch<T extends KubeObject>(
    kind: Kind<T>,
    options: WatchOptions,
    onEvent: (event: WatchEvent<T>) => void,
  ): () => void;

  /** Sub-resources of running Pods, answered by the kubelet of the Pod's node. */
  readonly pods: PodConnections;
}

export interface ExecRequest {
  readonly container?: string;
  readonly command: readonly string[];
  readonly stdin?: string;
  readonly tty?: boolean;
  /** A person types at the other end: a shell then works line by line instead of all at once. Goes with `tty`. */
  readonly terminal?: TerminalConnection;
  /**
   * Receives everything that the program prints, in order, at the simulated time at which it is printed; the texts of the
   * result are then empty. What a shell writes to `terminal` goes there alone.
   */
  readonly onOutput?: OnOutput;
  /** Of attach: ends it before the container does. Of exec: ends the program. */
  readonly signal?: AbortSignal;
}

export type OutputStream = "stdout" | "stderr";

export type OnOutput = (text: string, stream: OutputStream) => void;

/** A terminal with a person, or a program that behaves like one. */
export interface TerminalConnection {
  write(text: string): void;
  /** The keys typed next; undefined when there will be no more. Only inside an actor, whom it parks. */
  read(): Promise<string | undefined>;
  /** From now on each Ctrl-C while nobody reads calls `call`, as a terminal interrupts a program; undefined: no more. */
  onInterrupt?(call: (() => void) | undefined): void;
  /** What was typed at it, oldest first; `history -c` empties it. */
  readonly history?: string[];
  /** Opens a file in an editor of the person's computer until it is closed; undefined: it has none. Only inside an actor. */
  edit?(file: LentFile): Promise<EditedFile | undefined>;
}

/** A file of the simulation as an editor outside is given it. */
export interface LentFile {
  readonly path: string;
  /** Absent: a new file. */
  readonly text: string | undefined;
  /** Command lines of editors, the best first; `editor` is whichever the person has chosen on their computer. */
  readonly editors: readonly string[];
  /** The program that was typed, and the options of it alone. */
  readonly name: string;
  readonly options: readonly string[];
}

export interface EditedFile {
  /** Absent: nothing was saved. */
  readonly text: string | undefined;
  readonly exitCode: number;
}

/** What a process printed and its exit code; the shape of every command in this product. */
export interface ExecResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

export interface LogOptions {
  readonly container?: string;
  readonly previous?: boolean;
  readonly tailLines?: number;
  readonly sinceSeconds?: number;
  readonly timestamps?: boolean;
  /** Bytes of UTF-8 after which the log ends, followed or not; a character that would be cut in two is left out. */
  readonly limitBytes?: number;
  /** Called with each further piece of output until the container ends; makes `logs` wait for that. */
  readonly follow?: (text: string) => void;
  /** Ends following before the container does. */
  readonly signal?: AbortSignal;
}

/** A request to what listens on a port of a Pod. */
export interface PortRequest {
  readonly method: string;
  /** Path with query, as in the request line. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface PortReply {
  readonly status: number;
  /** The reason phrase, when it is not the usual one of the status. */
  readonly statusText?: string;
  /** Names as the server writes them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A connection that stands. Servers in this cluster speak HTTP, so requests are the smallest thing that goes over it. */
export interface PortConnection {
  /** Only inside an actor. @returns undefined when the other end closed the connection instead of answering. */
  send(request: PortRequest): Promise<PortReply | undefined>;
}

/** The ports of a Pod as a program in it reaches them, at localhost. */
export interface PortForward {
  /** @throws Error in the words of the container runtime, when nothing listens or the Pod is gone. */
  connect(port: number): PortConnection;
}

export interface PodConnections {
  /** The `binding` sub-resource: what the scheduler writes. @throws ApiError Conflict when the Pod has a node. */
  bind(namespace: string, name: string, node: string): void;
  /** @throws ApiError NotFound, BadRequest (no such container), or InternalError when the program cannot start. */
  exec(namespace: string, name: string, request: ExecRequest): Promise<ExecResult>;
  /** Sends `stdin` to the container's first process and waits for its end when it was created with stdin. */
  attach(namespace: string, name: string, request: Omit<ExecRequest, "command">): Promise<ExecResult>;
  logs(namespace: string, name: string, options: LogOptions): Promise<string>;
  /** @throws ApiError NotFound, BadRequest (no node yet), or InternalError when the Pod does not run. */
  portForward(namespace: string, name: string): PortForward;
  /** The container that a connection goes to: the one named, or the only one. @throws ApiError NotFound, BadRequest. */
  containerOf(namespace: string, name: string, wanted: string | undefined): string;
}

/** How the API server reaches the kubelet of a node. The container of a request is always named. */
export type KubeletConnection = Omit<PodConnections, "bind" | "containerOf">;
