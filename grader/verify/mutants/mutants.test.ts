import { expect, test } from "vitest";
import { mutantsOf, spread } from "./mutants.ts";

const none = new Map<string, string>();
const names = (path: string, text: string, harmless: readonly string[] = []) =>
  mutantsOf(new Map([[path, text]]), none, harmless).map(({ name }) => name.slice(path.length + 1));

const SERVICE = `kind: Service
metadata:
  name: web
  labels: { app: web }
spec:
  selector: { app: web }
  ports:
    - port: 80
      targetPort: 8080
      protocol: TCP
`;

test("a manifest is mutated field by field: missing, one more or less, or another", () => {
  expect(names("a.yaml", SERVICE)).toEqual([
    "Service/web dropped",
    "Service/web metadata.name dropped",
    "Service/web metadata.name web -> web-x",
    "Service/web spec dropped",
    "Service/web spec.selector dropped",
    "Service/web spec.selector.app dropped",
    "Service/web spec.selector.app web -> web-x",
    "Service/web spec.ports dropped",
    "Service/web spec.ports[0] dropped",
    "Service/web spec.ports[0] port and targetPort swapped",
    "Service/web spec.ports[0].port dropped",
    "Service/web spec.ports[0].port 80 -> 81",
    "Service/web spec.ports[0].port 80 -> 79",
    "Service/web spec.ports[0].targetPort dropped",
    "Service/web spec.ports[0].targetPort 8080 -> 8081",
    "Service/web spec.ports[0].targetPort 8080 -> 8079",
  ]);
  expect(names("a.yaml", SERVICE, ["ports", "spec"])).toEqual([
    "Service/web dropped",
    "Service/web metadata.name dropped",
    "Service/web metadata.name web -> web-x",
  ]);
});

test("an address is mutated in its last part, and with its last parts swapped", () => {
  expect(names("a.yaml", "ip: 10.0.7.255\n")).toEqual([
    "document 1 dropped",
    "document 1 ip dropped",
    "document 1 ip 10.0.7.255 -> 10.0.7.0",
    "document 1 ip 10.0.7.255 -> 10.0.255.7",
  ]);
});

test("names of containers, declared ports and slices' own names decide nothing", () => {
  const pod =
    "kind: Pod\nspec: { containers: [{ name: a, image: nginx, ports: [{ containerPort: 80 }] }] }\n";
  const slice =
    "kind: EndpointSlice\nmetadata: { name: web-1, labels: { kubernetes.io/service-name: web } }\n";
  expect(names("a.yaml", pod).filter((name) => /name|ports/.test(name))).toEqual([]);
  expect(names("a.yaml", slice)).toEqual([
    "EndpointSlice/web-1 dropped",
    "EndpointSlice/web-1 metadata.labels dropped",
    "EndpointSlice/web-1 metadata.labels.kubernetes.io/service-name dropped",
    "EndpointSlice/web-1 metadata.labels.kubernetes.io/service-name web -> web-x",
  ]);
});

test("a script is mutated by commands that do something, their options, numbers, fields and names", () => {
  expect(names("commands.sh", "# five\nkubectl get pods\nkubectl scale deploy a --replicas=5\n")).toEqual([
    "line 3 dropped",
    "line 3 --replicas=5 dropped",
    "line 3 --replicas=5 -> 6",
    "line 3 --replicas=5 -> 4",
    "line 3 deploy a -> a-x",
  ]);
  expect(names("commands.sh", `kubectl patch svc web -p '{"spec":{"selector":{"app":"web"}}}'`)).toEqual([
    "line 1 dropped",
    'line 1 "app":"web -> web-x',
    "line 1 svc web -> web-x",
  ]);
});

test("a here-document is mutated as a manifest, and a command with all its lines", () => {
  const script = "kubectl apply -f - <<EOF\nkind: A\nspec: { size: 1 }\nEOF\nkubectl label pod x \\\n  a=b\n";
  const mutants = mutantsOf(new Map([["commands.sh", script]]), none);
  expect(mutants.map(({ name }) => name)).toEqual([
    "commands.sh line 1 dropped",
    "commands.sh line 1 document 1 dropped",
    "commands.sh line 1 document 1 spec dropped",
    "commands.sh line 1 document 1 spec.size dropped",
    "commands.sh line 1 document 1 spec.size 1 -> 2",
    "commands.sh line 1 document 1 spec.size 1 -> 0",
    "commands.sh line 5 dropped",
    "commands.sh line 5 a=b -> b-x",
    "commands.sh line 5 pod x -> x-x",
  ]);
  expect(mutants[4]?.files.get("commands.sh")).toBe(
    "kubectl apply -f - <<EOF\nkind: A\nspec:\n  size: 2\nEOF\nkubectl label pod x \\\n  a=b\n",
  );
  expect(mutants[6]?.files.get("commands.sh")).not.toContain("a=b");
});

test("what the learner was given is not mutated, and other files stay", () => {
  const files = new Map([
    ["a.yaml", "n: 1\n"],
    ["b.yaml", "n: 1\n"],
  ]);
  const mutants = mutantsOf(files, new Map([["b.yaml", "n: 1\n"]]));
  expect(mutants.map(({ name }) => name)).toEqual([
    "a.yaml document 1 dropped",
    "a.yaml document 1 n dropped",
    "a.yaml document 1 n 1 -> 2",
    "a.yaml document 1 n 1 -> 0",
  ]);
  expect(mutants.every(({ files: mutated }) => mutated.get("b.yaml") === "n: 1\n")).toBe(true);
});

test("of many, so many are taken from everywhere", () => {
  expect(spread([1, 2, 3], 5)).toEqual([1, 2, 3]);
  expect(spread([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 4)).toEqual([0, 2, 5, 7]);
});
