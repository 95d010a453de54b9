import { expect, test } from "vitest";
import { events } from "../api/kinds/event.ts";
import { startEventExpiry } from "./event-expiry.ts";
import { createControlPlane } from "./testing/control-plane.ts";

test("the ten thousand latest Events are kept, and none is refused", () => {
  const { api } = createControlPlane([startEventExpiry], { nodes: 0, budgets: { objectsMax: 1000 } });
  const involvedObject = { kind: "Pod", namespace: "default", name: "web" };
  for (let at = 0; at <= 10_000; at++)
    api.create(events, "default", { metadata: { name: `web.${at}` }, involvedObject });
  expect(api.list(events).items).toHaveLength(10_000);
  expect(api.find(events, "default", "web.0")).toBeUndefined();
  expect(api.find(events, "default", "web.10000")).toBeDefined();
});
