import { expect, test } from "vitest";
import { type NodeDaemons, planUpdate } from "./rolling-update.ts";

const old = (node: string, isAvailable = true): NodeDaemons<string> => ({
  node,
  young: undefined,
  old: { pod: `old-${node}`, isAvailable },
});
const young = (node: string, isAvailable = true): NodeDaemons<string> => ({
  node,
  young: { pod: `young-${node}`, isAvailable },
  old: undefined,
});
const both = (node: string, isAvailable: boolean): NodeDaemons<string> => ({
  ...old(node),
  young: { pod: `young-${node}`, isAvailable },
});
const none = (node: string): NodeDaemons<string> => ({ node, young: undefined, old: undefined });

test.each([
  { why: "one node may be without", nodes: [old("a"), old("b"), old("c")], deleted: ["old-a"] },
  {
    why: "nothing goes while a new daemon is not available",
    nodes: [young("a", false), old("b"), old("c")],
    deleted: [],
  },
  { why: "nothing goes while a node has none", nodes: [none("a"), old("b")], deleted: [] },
  {
    why: "the next goes when the new one is available",
    nodes: [young("a"), old("b"), old("c")],
    deleted: ["old-b"],
  },
  {
    why: "broken ones go at once, all of them",
    nodes: [old("a", false), old("b", false), old("c")],
    deleted: ["old-a", "old-b"],
  },
])("with maxUnavailable 1, $why", ({ nodes, deleted }) => {
  expect(planUpdate(nodes, 1, 0)).toEqual({ delete: deleted, surgeOn: [] });
});

test.each([
  { why: "one node gets a second daemon", nodes: [old("a"), old("b")], deleted: [], surgeOn: ["a"] },
  {
    why: "nothing moves while it is not available",
    nodes: [both("a", false), old("b")],
    deleted: [],
    surgeOn: [],
  },
  {
    why: "the old one goes when the new one is available",
    nodes: [both("a", true), old("b")],
    deleted: ["old-a"],
    surgeOn: ["b"],
  },
  {
    why: "a broken daemon gets a second one beyond the limit",
    nodes: [old("a", false), old("b")],
    deleted: [],
    surgeOn: ["a", "b"],
  },
])("with maxSurge 1, $why", ({ nodes, deleted, surgeOn }) => {
  expect(planUpdate(nodes, 0, 1)).toEqual({ delete: deleted, surgeOn });
});
