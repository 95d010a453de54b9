import { expect, test } from "vitest";
import { anotherVariant } from "./another-variant.ts";

const exercise = {
  variants: { service: ["http-svc", "http-svc-a", "http-svc-b"], port: ["80", "8081"] },
  variant: { service: "http-svc-a", port: "8081" },
  start: new Map([["web.yaml", "kind: Service\nname: http-svc-a\nport: 80\n"]]),
};
const told = (files: Record<string, string>) => anotherVariant(exercise, new Map(Object.entries(files)));

test("the values of another learner are told, beside one's own", () => {
  const text = told({ "commands.sh": "kubectl expose deploy web --name=http-svc-b --port=8081" });
  expect(text?.en).toBe(
    "The answer uses http-svc-b, and yours is http-svc-a: these are the values of another learner. npx bootcamp task shows yours",
  );
  expect(text?.ko).toContain("내 값 http-svc-a 대신 http-svc-b");
});

test("the values of nobody are told with the way to say who one is", () => {
  const text = told({ "commands.sh": "kubectl expose deploy web --name=http-svc --port=80" });
  expect(text?.en).toContain("http-svc, and yours is http-svc-a; 80, and yours is 8081");
  expect(text?.en).toContain("npx bootcamp progress --learner ID");
});

test.each([
  ["one's own values", "kubectl expose deploy web --name=http-svc-a --port=8081"],
  [
    "one's own among others",
    "kubectl delete svc http-svc-b; kubectl expose web --name=http-svc-a --port=8081",
  ],
  ["no value at all", "kubectl get pods"],
  [
    "a number with a value in it",
    "kubectl expose deploy web --name=http-svc-a --port=18081 --target-port=8080",
  ],
  ["a comment", "# like http-svc-b\nkubectl get pods"],
])("nothing is told of %s", (_, commands) => {
  expect(told({ "commands.sh": commands })).toBeUndefined();
});

test("what a learner began with says nothing about them, nor does the name of a file", () => {
  expect(told({ "web.yaml": "kind: Service\nname: http-svc-a\nport: 80\n" })).toBeUndefined();
  expect(told({ "http-svc-b.yaml": "", "commands.sh": "kubectl apply -f http-svc-b.yaml" })).toBeUndefined();
});
