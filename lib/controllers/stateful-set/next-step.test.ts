import { describe, expect, test } from "vitest";
import { nextStep, type Replica } from "./next-step.ts";

/** `+` healthy, `-` not yet, `x` ended, `t` terminating, `o` healthy but of the old template, ` ` missing. */
function replicas(states: string, from = 0): Replica<string>[] {
  return [...states].map((state, at) => ({
    ordinal: from + at,
    pod: state === " " ? undefined : `web-${from + at}`,
    isEnded: state === "x",
    isTerminating: state === "t",
    isHealthy: state === "+" || state === "o",
    isUpdated: state !== "o",
  }));
}

const ordered = { isOrdered: true, updateFrom: 0 };
const parallel = { isOrdered: false, updateFrom: 0 };

describe("in order", () => {
  test.each([
    { why: "the first is created first", wanted: "   ", surplus: "", create: [0], deleted: [] },
    { why: "the second waits until the first is ready", wanted: "-  ", surplus: "", create: [], deleted: [] },
    { why: "the second comes when the first is ready", wanted: "+  ", surplus: "", create: [1], deleted: [] },
    {
      why: "one that was lost comes back before later ones are looked at",
      wanted: "+ -",
      surplus: "",
      create: [1],
      deleted: [],
    },
    { why: "one that terminates is waited for", wanted: "t +", surplus: "", create: [], deleted: [] },
    { why: "one that ended is deleted", wanted: "+x ", surplus: "", create: [], deleted: ["web-1"] },
    { why: "the last of the surplus goes first", wanted: "+", surplus: "++", create: [], deleted: ["web-2"] },
    { why: "the others wait until it is gone", wanted: "+", surplus: "+t", create: [], deleted: [] },
    {
      why: "nothing goes while a Pod that stays is not ready",
      wanted: "-",
      surplus: "++",
      create: [],
      deleted: [],
    },
    {
      why: "a surplus Pod goes although it is the one that is not ready",
      wanted: "+",
      surplus: "+-",
      create: [],
      deleted: ["web-2"],
    },
    {
      why: "a surplus Pod waits for an earlier one that is not ready",
      wanted: "+",
      surplus: "-+",
      create: [],
      deleted: ["web-2"],
    },
    {
      why: "a new template comes to the last first",
      wanted: "ooo",
      surplus: "",
      create: [],
      deleted: ["web-2"],
    },
    { why: "and goes on when that one is ready", wanted: "oo+", surplus: "", create: [], deleted: ["web-1"] },
    { why: "and not before", wanted: "oo-", surplus: "", create: [], deleted: [] },
  ])("$why", ({ wanted, surplus, create, deleted }) => {
    expect(nextStep(replicas(wanted), replicas(surplus, wanted.length), ordered)).toEqual({
      create,
      delete: deleted,
    });
  });

  test("a new template stops at the partition", () => {
    expect(nextStep(replicas("oo+"), [], { isOrdered: true, updateFrom: 2 })).toEqual({
      create: [],
      delete: [],
    });
  });

  test("with OnDelete no Pod goes for a new template", () => {
    expect(nextStep(replicas("ooo"), [], { isOrdered: true, updateFrom: undefined })).toEqual({
      create: [],
      delete: [],
    });
  });
});

describe("in parallel", () => {
  test.each([
    { why: "all are created at once", wanted: "   ", surplus: "", create: [0, 1, 2], deleted: [] },
    {
      why: "all of the surplus go at once",
      wanted: "-",
      surplus: "+-",
      create: [],
      deleted: ["web-2", "web-1"],
    },
    {
      why: "a new template still comes one by one",
      wanted: "ooo",
      surplus: "",
      create: [],
      deleted: ["web-2"],
    },
  ])("$why", ({ wanted, surplus, create, deleted }) => {
    expect(nextStep(replicas(wanted), replicas(surplus, wanted.length), parallel)).toEqual({
      create,
      delete: deleted,
    });
  });
});
