/** Verbs that make objects: create, run, expose, apply. */
import fc, { type Arbitrary } from "fast-check";
import * as flag from "./flags.ts";
import { exactly, mostlyExactly, toggle, valued, type Words } from "./flags.ts";
import { like } from "./objects.ts";
import type { Phrase } from "./phrase.ts";

const newName = mostlyExactly(
  ["one", "two", "three", "four", "five", "three -- echo hi"],
  ["web", "one two", "Bad_Name", "one --", ""],
);
const creating = [
  ...flag.printing,
  flag.dryRun,
  flag.dryRun,
  flag.fieldManager,
  flag.saveConfig,
  flag.validate,
];
const image = valued(
  "image",
  ["nginx", "nginx:1.27", "gasbugs/http-go", "busybox"],
  ["", "Bad Image", "nginx:", "a/b/c:d@sha256:x", "nginx,busybox"],
);
const port = valued("port", ["80", "8080"], ["http", "-1", "0", "65536", "x", "", "80,443", "0x50"]);
const literals = [
  valued("from-literal", ["a=1", "b=two words", "c=", "d=b=c"], ["a", "=1", "bad key=1", "..=x"]),
  valued(
    "from-file",
    ["columns.txt", "key=columns.txt", "manifests"],
    ["nope.txt", "bad key=columns.txt", "=columns.txt", "a=b=c", ""],
  ),
  valued("from-env-file", ["settings.env"], ["nope.env", "columns.txt"]),
];
const tcp = valued(
  "tcp",
  ["80", "80:8080", "81:http", "443:8443"],
  ["x", "80:x_y", "0", "80:0", "70000", "80:70000", "", "80,443", "80:1:2"],
);

const service = (type: string, ...more: readonly Arbitrary<Words>[]): Phrase => ({
  verb: `create service ${type}`,
  args: newName,
  usual: [tcp],
  flags: [...creating, tcp, ...more],
});

export const create: readonly Phrase[] = [
  {
    verb: "create deployment",
    args: newName,
    usual: [image],
    flags: [
      ...creating,
      image,
      port,
      valued("replicas|r", ["2", "0", "3"], ["-1", "x", "", "1.5", "99999999999"]),
    ],
  },
  { verb: "create deploy", args: newName, usual: [image], flags: creating },
  service("clusterip", valued("clusterip", ["None", "10.96.7.7"], ["1.2.3.4", "x", ""])),
  service("nodeport", valued("node-port", ["30080", "30081"], ["80", "x", "-1"])),
  service("loadbalancer"),
  {
    ...service("externalname"),
    usual: [tcp, valued("external-name", ["example.com"], ["Bad Name", "", "1.2.3.4"])],
  },
  {
    verb: "create svc",
    args: exactly("clusterip one", "nope one", "one", "NodePort one"),
    usual: [tcp],
    flags: creating,
  },
  {
    verb: "create configmap",
    args: newName,
    usual: [fc.oneof(...literals)],
    flags: [...creating, ...literals],
  },
  {
    verb: "create secret generic",
    args: newName,
    usual: [fc.oneof(...literals)],
    flags: [...creating, ...literals, valued("type", ["my/type", "Opaque", ""])],
  },
  { verb: "create namespace", args: newName, flags: creating },
  { verb: "create sa", args: newName, flags: creating },
  {
    verb: "create",
    args: mostlyExactly([""], ["nope", "pod one"]),
    usual: [flag.filename],
    flags: [...creating, flag.recursive, flag.selector],
  },
];

export const run: readonly Phrase[] = [
  {
    verb: "run",
    args: newName,
    usual: [image],
    flags: [
      ...creating,
      port,
      flag.overrides,
      flag.overrideType,
      valued("env", ["A=1", "B=two words", "A=1,B=2"], ["A", "=x", "1A=x"]),
      valued("labels|l", ["app=web", "a=b,c=d"], ["a", "a=b=c", "bad key=x", "a=bad value", ""]),
      valued("annotations", ["a=b", "a=b,c=d"], ["a", "bad key=x"]),
      valued("restart", ["Never", "OnFailure", "Always"], ["nope", ""]),
      valued("image-pull-policy", ["Never", "Always"], ["nope"]),
      toggle("command"),
      toggle("expose"),
      toggle("privileged"),
      toggle("quiet|q"),
      toggle("leave-stdin-open"),
      valued("grace-period", ["5", "-1"], ["x"]),
      exactly("--attach=false", "-i=false", "--rm=false", "--force=false"),
    ],
  },
  // Those that attach only ask what would be done: how fast a client attaches is nobody's promise.
  {
    verb: "run --dry-run=client",
    args: newName,
    usual: [image],
    flags: [
      toggle("stdin|i"),
      toggle("tty|t"),
      toggle("attach"),
      toggle("rm"),
      toggle("force"),
      exactly("-it", "-ti", "-itq", "--rm -it"),
      ...flag.printing,
    ],
    end: fc.constantFrom<Words>([], ["--", "sh", "-c", "echo hi"]),
  },
];

export const expose: Phrase = {
  verb: "expose",
  args: like(
    "deploy/web",
    "deploy web",
    "svc web",
    "pod client",
    "pod/pair",
    "rs nope",
    "cm settings",
    "deploy nope",
    "sts/store",
  ),
  usual: [
    port,
    valued(
      "name",
      ["one", "two", "three", "four"],
      ["web", "Bad_Name", "", "a-name-that-is-longer-than-the-sixty-three-characters-allowed-here"],
    ),
  ],
  flags: [
    ...flag.printing,
    flag.dryRun,
    flag.fieldManager,
    flag.saveConfig,
    flag.overrides,
    flag.overrideType,
    flag.filename,
    valued("target-port", ["8080", "http"], ["x_y", "0", "70000", ""]),
    valued("type", ["NodePort", "LoadBalancer", "ClusterIP"], ["ExternalName", "nope", ""]),
    valued("protocol", ["UDP", "TCP"], ["tcp", "nope"]),
    valued("cluster-ip", ["None", "10.96.8.8"], ["1.2.3.4", "x"]),
    valued("external-ip", ["1.2.3.4"], ["x", "127.0.0.1"]),
    valued("load-balancer-ip", ["1.2.3.4"], ["x"]),
    valued("session-affinity", ["ClientIP", "None"], ["nope"]),
    valued("selector", ["a=b", "a=b,c=d"], ["a", "a in (b)"]),
    valued("labels|l", ["a=b", "a=b,c=d"], ["a", "a=b=c", "bad key=x"]),
  ],
};

export const apply: Phrase = {
  verb: "apply",
  args: mostlyExactly([""], ["svc web", "web"]),
  usual: [flag.filename],
  flags: [
    ...flag.printing,
    flag.dryRun,
    flag.dryRun,
    flag.validate,
    flag.fieldManager,
    flag.selector,
    flag.recursive,
    flag.filename,
    toggle("server-side"),
    toggle("server-side"),
    toggle("force-conflicts"),
    exactly("--force=false", "--force", "--grace-period=1", "--timeout=x"),
  ],
};
