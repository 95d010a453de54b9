import { expect, test } from "vitest";
import { endpointSlices } from "../../api/kinds/endpoint-slice.ts";
import { endpoints } from "../../api/kinds/endpoints.ts";
import { nodes } from "../../api/kinds/node.ts";
import { pods } from "../../api/kinds/pod.ts";
import { services } from "../../api/kinds/service.ts";
import { Random } from "../../sim/random.ts";
import { startEndpointSliceController } from "../endpoint-slice.ts";
import { startEndpointsController } from "../endpoints.ts";
import { isPodReady } from "../pod-state.ts";
import { type ControlPlane, createControlPlane, setReady } from "../testing/control-plane.ts";
import { barePod, service } from "../testing/manifests.ts";

const LOOK_AT_ALL = "topology.kubernetes.io/zone";
const OF_NO_INTEREST = "example.com/rack";
const type = "application/merge-patch+json";

/** Plays with the Pods of a Service. @param label the label of an empty node that changes before each step. */
async function play(seed: number, label: string, seen: (plane: ControlPlane) => void): Promise<void> {
  const start = [startEndpointSliceController, startEndpointsController];
  const plane = createControlPlane(start, {
    nodes: 2,
    becomesReady: ({ metadata }) => !metadata.name.endsWith("7"),
  });
  const { api, loop, context } = plane;
  const random = new Random(`history ${seed}`);
  const any = <T>(list: readonly T[]): T => list[random.int(list.length)] as T;
  plane.apply(services, service());
  let made = 0;
  const create = () => plane.apply(pods, barePod(`pod-${made++}`, { nodeName: "node-1" }));
  const relabel = (name: string, app: string) =>
    api.patch(pods, "default", name, { type, body: { metadata: { labels: { app } } } });
  for (let at = 0; at < 120; at++) create();
  for (let step = 0; step < 25; step++) {
    api.patch(nodes, "", "node-2", { type, body: { metadata: { labels: { [label]: `step-${step}` } } } });
    for (let change = random.int(4); change >= 0; change--) {
      const all = api.list(pods).items;
      const pod = any(all);
      const slice = any(api.list(endpointSlices).items);
      const [what] = [random.int(10)];
      if (what < 3) create();
      else if (what < 5) api.delete(pods, "default", pod.metadata.name);
      else if (what < 7) setReady(context, pod, !isPodReady(pod));
      else if (what < 9)
        relabel(pod.metadata.name, pod.metadata.labels?.app === "other" ? "http-go" : "other");
      else if (slice !== undefined) api.delete(endpointSlices, "default", slice.metadata.name);
    }
    if (step === 12)
      api.patch(services, "default", "http-go", { type, body: { spec: { publishNotReadyAddresses: true } } });
    await loop.advance(random.int(3000));
    seen(plane);
  }
  await loop.settle();
  seen(plane);
}

test.each([1, 2])(
  "what is written is the same as when each pass looks at all Pods, history %i",
  async (seed) => {
    const written = async (label: string) => {
      const states: string[] = [];
      await play(seed, label, ({ api }) => {
        states.push(JSON.stringify([api.list(endpointSlices).items, api.list(endpoints).items]));
      });
      return states;
    };
    expect(await written(OF_NO_INTEREST)).toEqual(await written(LOOK_AT_ALL));
  },
);

test("in the end each Pod of the Service is an endpoint once, and nothing else is", async () => {
  let plane: ControlPlane | undefined;
  await play(4, OF_NO_INTEREST, (last) => {
    plane = last;
  });
  const api = (plane as ControlPlane).api;
  const expected = api
    .list(pods, { labelSelector: "app=http-go" })
    .items.filter(({ status }) => status.podIP !== undefined)
    .map(({ metadata }) => metadata.name)
    .sort();
  const inSlices = api
    .list(endpointSlices)
    .items.flatMap((slice) => slice.endpoints.map(({ targetRef }) => targetRef?.name));
  const inEndpoints = api
    .list(endpoints)
    .items.flatMap(({ subsets = [] }) =>
      subsets.flatMap(({ addresses = [], notReadyAddresses = [] }) => [...addresses, ...notReadyAddresses]),
    );
  expect(expected.length).toBeGreaterThan(50);
  expect(inSlices.sort()).toEqual(expected);
  expect(inEndpoints.map(({ targetRef }) => targetRef?.name).sort()).toEqual(expected);
});
