import { expect, test } from "vitest";
import { exerciseMeant } from "./exercise-meant.ts";

const exercises = [
  "01-expose",
  "01-scale-to-five",
  "02-manifest",
  "06-session-affinity",
  "06-session-timeout",
  "10-detective",
].map((id) => ({ id }));
const meant = (name: string) => exerciseMeant(exercises, name);

test.each([
  ["06-session-affinity", "06-session-affinity"],
  ["session-affinity", "06-session-affinity"],
  ["Session-Affinity ", "06-session-affinity"],
  ["session-t", "06-session-timeout"],
  ["02", "02-manifest"],
  ["2", "02-manifest"],
  ["02-m", "02-manifest"],
  ["exp", "01-expose"],
  ["10", "10-detective"],
])("%j means one exercise", (name, id) => {
  expect(meant(name)).toEqual({ exercise: { id } });
});

test.each([["1"], ["01"], ["001"]])("%j means a chapter with several", (name) => {
  expect(meant(name)).toEqual({ chapter: [{ id: "01-expose" }, { id: "01-scale-to-five" }] });
});

test.each([
  // A beginning that several have.
  ["session", ["06-session-affinity", "06-session-timeout"]],
  ["06-sess", ["06-session-affinity", "06-session-timeout"]],
  // A slip of the fingers, and a part of the name.
  ["sesion-afinity", ["06-session-affinity", "06-session-timeout"]],
  ["scale-to-fiev", ["01-scale-to-five"]],
  ["6-session-affinty", ["06-session-affinity", "06-session-timeout"]],
  ["five", ["01-scale-to-five"]],
  ["99", []],
  ["", []],
  ["xyz", []],
])("%j means none, and may have meant %j", (name, near) => {
  expect(meant(name)).toEqual({ near });
});
