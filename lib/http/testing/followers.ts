/** Clients as k9s and its like are: each has a picture of every kind, and keeps it in step with what the server tells. */
import * as k8s from "@kubernetes/client-node";
import type { AnyKind } from "../../api/kind.ts";
import { type ApiClient, RefusedRequest } from "./api-client.ts";

/** `kind namespace/name` -> resourceVersion: equal pictures are equal objects. */
export type Picture = ReadonlyMap<string, string>;

export interface Follower {
  readonly name: string;
  picture(): Picture | Promise<Picture>;
  stop(): void | Promise<void>;
}

interface Item {
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly resourceVersion: string };
}

interface List {
  readonly metadata: { readonly resourceVersion: string; readonly continue?: string };
  readonly items?: readonly Item[];
  readonly rows?: readonly { readonly object: Item }[];
}

const JSON_TYPE = "application/json";
const TABLE_TYPE = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";
const PAGE_LENGTH = 100;
const RETRY_MS = 50;

export const pathOf = ({ group, version, plural }: AnyKind): string =>
  group === "" ? `/api/${version}/${plural}` : `/apis/${group}/${version}/${plural}`;

const keyOf = (kind: AnyKind, { metadata }: Item): string =>
  `${kind.plural} ${metadata.namespace ?? ""}/${metadata.name}`;

export function pictureOf(kinds: readonly AnyKind[], items: (kind: AnyKind) => Iterable<unknown>): Picture {
  const entries = kinds.flatMap((kind) =>
    [...(items(kind) as Iterable<Item>)].map(
      (item) => [keyOf(kind, item), item.metadata.resourceVersion] as const,
    ),
  );
  return new Map(entries);
}

/** What two pictures do not share, a line each; `[]` when they are equal. */
export function differences(wanted: Picture, found: Picture): string[] {
  return [...new Set([...wanted.keys(), ...found.keys()])]
    .filter((key) => wanted.get(key) !== found.get(key))
    .map((key) => `${key}: ${found.get(key) ?? "absent"} instead of ${wanted.get(key) ?? "absent"}`);
}

/** Informers of @kubernetes/client-node; one that is told of an error starts again, as its users do. */
export async function startInformers(
  kubeconfig: string,
  client: ApiClient,
  kinds: readonly AnyKind[],
): Promise<Follower> {
  const config = new k8s.KubeConfig();
  config.loadFromFile(kubeconfig);
  const watch = new k8s.Watch(config);
  const informers = new Map<AnyKind, k8s.ListWatch<k8s.KubernetesObject>>();
  let isOpen = true;
  for (const kind of kinds) {
    const list = async () =>
      (await client.getJson(pathOf(kind))) as k8s.KubernetesListObject<k8s.KubernetesObject>;
    const informer = new k8s.ListWatch<k8s.KubernetesObject>(pathOf(kind), watch, list, false);
    informer.on("error", () => setTimeout(() => void (isOpen && informer.start()), RETRY_MS));
    informers.set(kind, informer);
    await informer.start();
  }
  return {
    name: "informers of @kubernetes/client-node",
    picture: () => pictureOf(kinds, (kind) => informers.get(kind)?.list() ?? []),
    async stop() {
      isOpen = false;
      for (const informer of informers.values()) await informer.stop();
    },
  };
}

/**
 * A list and a watch of each kind, of plain objects or Tables. Each watch is cut again and again, and goes on from the
 * last version that it heard of; when the server has forgotten that one, it lists anew.
 * @param cutEveryMs how long a connection lasts, of the host's time.
 */
export async function startWatches(
  client: ApiClient,
  kinds: readonly AnyKind[],
  form: "objects" | "Tables",
  cutEveryMs: number,
): Promise<Follower> {
  const watches = await Promise.all(
    kinds.map((kind) => startWatch(client, kind, form === "Tables" ? TABLE_TYPE : JSON_TYPE, cutEveryMs)),
  );
  return {
    name: `watches of ${form}`,
    picture: () => new Map(watches.flatMap(({ objects }) => [...objects])),
    stop() {
      for (const watch of watches) watch.stop();
    },
  };
}

interface Watch {
  readonly objects: Map<string, string>;
  stop(): void;
}

async function startWatch(
  client: ApiClient,
  kind: AnyKind,
  accept: string,
  cutEveryMs: number,
): Promise<Watch> {
  const objects = new Map<string, string>();
  let version = "";
  let isOpen = true;
  let cut = (): void => {};
  const relist = async (): Promise<void> => {
    const list = (await client.getJson(pathOf(kind), accept)) as List;
    objects.clear();
    for (const item of itemsOf(list)) objects.set(keyOf(kind, item), item.metadata.resourceVersion);
    version = list.metadata.resourceVersion;
  };
  const hear = (line: string): void => {
    const { type, object } = JSON.parse(line) as { type: string; object: Item & List };
    if (type === "ERROR") version = "";
    else if (type === "BOOKMARK") version = object.metadata.resourceVersion;
    else {
      for (const item of object.rows === undefined ? [object] : itemsOf(object)) {
        if (type === "DELETED") objects.delete(keyOf(kind, item));
        else objects.set(keyOf(kind, item), item.metadata.resourceVersion);
        version = item.metadata.resourceVersion;
      }
    }
  };
  const connect = async (): Promise<void> => {
    if (!isOpen) return;
    if (version === "") await relist();
    const again = (): void => void setTimeout(() => connect().catch(again), RETRY_MS);
    cut = client.follow(
      `${pathOf(kind)}?watch=true&allowWatchBookmarks=true&resourceVersion=${version}`,
      accept,
      hear,
      again,
    );
  };
  await connect();
  const timer = setInterval(() => cut(), cutEveryMs);
  return {
    objects,
    stop() {
      isOpen = false;
      clearInterval(timer);
      cut();
    },
  };
}

const itemsOf = ({ items, rows }: List): readonly Item[] => items ?? (rows ?? []).map(({ object }) => object);

/** Reads everything again and again, in pages, with a pause between. */
export function startPager(client: ApiClient, kinds: readonly AnyKind[], pauseMs: number): Follower {
  let isOpen = true;
  const readAll = async (): Promise<Picture> => {
    const lists = new Map<AnyKind, Item[]>();
    for (const kind of kinds) lists.set(kind, await readPages(client, kind));
    return pictureOf(kinds, (kind) => lists.get(kind) ?? []);
  };
  const readOn = async (): Promise<void> => {
    while (isOpen) {
      await readAll();
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  };
  const failure = readOn().catch((error: unknown) => error);
  return {
    name: `lists in pages of ${PAGE_LENGTH}`,
    picture: readAll,
    async stop() {
      isOpen = false;
      const error = await failure;
      if (error !== undefined) throw error;
    },
  };
}

/** Begins anew when the server has forgotten the moment that the first page was of. */
async function readPages(client: ApiClient, kind: AnyKind): Promise<Item[]> {
  try {
    return await readOnce(client, kind);
  } catch (error) {
    if (error instanceof RefusedRequest && error.status === 410) return readPages(client, kind);
    throw error;
  }
}

async function readOnce(client: ApiClient, kind: AnyKind): Promise<Item[]> {
  const items: Item[] = [];
  let next = "";
  do {
    const page = (await client.getJson(
      `${pathOf(kind)}?limit=${PAGE_LENGTH}&continue=${encodeURIComponent(next)}`,
    )) as List;
    items.push(...itemsOf(page));
    next = page.metadata.continue ?? "";
  } while (next !== "");
  return items;
}
