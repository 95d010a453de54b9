/** Verbs that change objects: delete, scale, rollout, label, annotate, patch, set. */
import fc, { type Arbitrary } from "fast-check";
import * as flag from "./flags.ts";
import { exactly, mostlyExactly, toggle, valued, type Words } from "./flags.ts";
import { like, objects } from "./objects.ts";
import type { Phrase } from "./phrase.ts";

const resourceVersion = valued("resource-version", [""], ["1", "x"]);

export const deletion: Phrase = {
  // Time stands still, so nothing that takes a while to go is waited for.
  verb: "delete --wait=false",
  args: fc.oneof(
    {
      weight: 3,
      arbitrary: like("svc web", "svc/db", "cm settings", "pod client", "deploy web", "secret token"),
    },
    { weight: 1, arbitrary: objects },
  ),
  flags: [
    flag.dryRun,
    flag.dryRun,
    flag.selector,
    flag.fieldSelector,
    flag.all,
    flag.allNamespaces,
    flag.ignoreNotFound,
    flag.filename,
    flag.recursive,
    valued("output|o", ["name"], ["yaml", "json", "wide", ""]),
    fc.oneof(
      valued("cascade", ["orphan", "foreground", "background"], ["nope", "true", "false"]),
      exactly("--cascade"),
    ),
    valued("grace-period", ["0", "1", "5", "-1"], ["-5", "x"]),
    toggle("force"),
    toggle("now"),
    valued("timeout", ["0s"], ["-1s", "x"]),
  ],
};

export const scale: Phrase = {
  verb: "scale",
  args: like(
    "deploy/web",
    "deploy web",
    "sts/store",
    "deploy web nope",
    "deploy/web deploy/nope",
    "svc web",
    "rs nope",
    "deploy",
  ),
  usual: [valued("replicas", ["3", "1", "0", "2"], ["-1", "x", "", "99999999999"])],
  flags: [
    ...flag.printing,
    flag.dryRun,
    flag.dryRun,
    flag.selector,
    flag.all,
    flag.filename,
    flag.recursive,
    valued("current-replicas", ["2", "-1", "3"], ["9", "x", "0"]),
    resourceVersion,
    valued("timeout", ["0s"], ["x"]),
  ],
};

const workload = like(
  "deploy/web",
  "deploy web",
  "deploy",
  "deploy/nope",
  "sts/store",
  "svc/web",
  "deploy/web sts/store",
);
const rollingOut = [flag.selector, flag.filename, flag.recursive];
const revisions: readonly [string[], string[]] = [
  ["1", "2", "0"],
  ["99", "-1", "x"],
];
const revision = valued("revision", ...revisions);

export const rollout: readonly Phrase[] = [
  { verb: "rollout status -w=false", args: workload, flags: [...rollingOut, revision] },
  { verb: "rollout history", args: workload, flags: [...rollingOut, ...flag.printing, revision, revision] },
  {
    verb: "rollout undo",
    args: workload,
    flags: [...rollingOut, ...flag.printing, flag.dryRun, valued("to-revision", ...revisions)],
  },
  {
    verb: "rollout restart",
    // What can be restarted would get the time of the client's host into its template.
    args: exactly("svc/web", "deploy/nope", "pods", "svc web", "ds", "cm/settings", ""),
    flags: [...flag.printing, flag.fieldManager],
  },
  { verb: "rollout pause", args: workload, flags: [...rollingOut, ...flag.printing, flag.fieldManager] },
  { verb: "rollout resume", args: workload, flags: [...rollingOut, ...flag.printing, flag.fieldManager] },
  { verb: "rollout", args: exactly("nope", "nope deploy/web"), flags: rollingOut },
];

const named = like(
  "svc web",
  "svc/web",
  "pod client",
  "deploy/web",
  "cm settings",
  "ns shop",
  "svc",
  "svc web db",
  "node node-1",
);
/** Two wrong ones in one call would be told of in the order of a Go map. */
const pairs = mostlyExactly(
  ["a=b", "tier=back", "app=web", "tier-", "nope-", "a=b c=d", "a=", "x/y=1"],
  ["a=b a-", "a=b a=c", "a", "=b", "x=bad,value", "a=b=c", "x/y/z=1", "-", ""],
);
const withPairs = (target: Arbitrary<Words>): Arbitrary<Words> =>
  fc.tuple(target, pairs).map((words) => words.flat());
/** Without `--list`, which prints in the order of a Go map. */
const metadata = [
  ...flag.printing,
  flag.dryRun,
  flag.selector,
  flag.fieldSelector,
  flag.all,
  flag.allNamespaces,
  flag.filename,
  flag.fieldManager,
  toggle("overwrite"),
  toggle("overwrite"),
  toggle("local"),
  resourceVersion,
];

export const label: Phrase = { verb: "label", args: withPairs(named), flags: metadata };
export const annotate: Phrase = { verb: "annotate", args: withPairs(named), flags: metadata };

const patches = valued(
  "patch|p",
  [
    ...[
      '{"metadata":{"labels":{"a":"b"}}}',
      '{"spec":{"type":"NodePort"}}',
      '{"spec":{"replicas":3}}',
      "spec: {replicas: 2}",
      "{}",
    ],
    ...[
      '{"spec":{"ports":[{"port":80,"name":"http"}]}}',
      '{"spec":{"selector":null}}',
      '{"metadata":{"annotations":{"note":null}}}',
    ],
  ],
  [
    ...[
      "[]",
      "",
      "x",
      "a: [",
      '{"spec":{"nope":1}}',
      '{"spec":{"ports":[{"name":"x"}]}}',
      '{"spec":{"type":1}}',
      '{"metadata":{"name":"other"}}',
    ],
    ...[
      '{"spec":{"clusterIP":"1.2.3.4"}}',
      '[{"op":"replace","path":"/metadata/labels","value":{"x":"y"}}]',
      '[{"op":"remove","path":"/nope"}]',
    ],
    '[{"op":"nope","path":"/"}]',
  ],
);
const patching = [
  ...flag.printing,
  flag.dryRun,
  flag.dryRun,
  flag.subresource,
  flag.filename,
  flag.fieldManager,
];

export const patch: readonly Phrase[] = [
  {
    verb: "patch",
    args: named,
    usual: [patches],
    flags: [...patching, valued("type", ["merge", "strategic", "Merge"], ["json", "nope", ""])],
  },
  {
    verb: "patch",
    args: named,
    usual: [valued("patch-file", ["patch.yaml"], ["nope.yaml"])],
    flags: patching,
  },
  {
    verb: "patch --type=json",
    args: named,
    usual: [
      valued(
        "patch|p",
        [
          '[{"op":"replace","path":"/metadata/labels","value":{"x":"y"}}]',
          '[{"op":"add","path":"/metadata/labels","value":{}}]',
          "[]",
        ],
        ["{}"],
      ),
    ],
    flags: patching,
  },
];

const setting = [...flag.printing, flag.dryRun, flag.fieldManager, flag.selector, flag.all, flag.filename];
const target = like(
  "deploy/web",
  "deploy web",
  "deploy",
  "sts/store",
  "pod/client",
  "svc/web",
  "deploy/nope",
);
const withChanges = (
  of: Arbitrary<Words>,
  right: readonly string[],
  wrong: readonly string[],
): Arbitrary<Words> => fc.tuple(of, mostlyExactly(right, wrong)).map((words) => words.flat());

export const set: readonly Phrase[] = [
  {
    verb: "set image",
    args: withChanges(
      target,
      ["nginx=nginx:1.27", "*=nginx:1.27", "nginx=nginx:1.26"],
      ["nope=x", "nginx", "nginx=", "=x", "a=b *=c", ""],
    ),
    flags: setting,
  },
  {
    verb: "set env",
    args: withChanges(target, ["A=1", "A=1 B=2", "A-", "--list"], ["A", "=x", "1A=x", "A=1 A-", "A=1 B", ""]),
    flags: [
      ...setting,
      toggle("list"),
      toggle("overwrite"),
      valued("containers|c", ["*", "nginx", "n*"], ["nope"]),
      valued("env|e", ["C=3", "D-"], ["C"]),
    ],
  },
  {
    verb: "set selector",
    args: withChanges(
      like("svc web", "svc/web"),
      ["app=web", "a=b,c=d", ""],
      ["a", "a in (b)", "app=x,", "a!=b"],
    ),
    flags: [...flag.printing, flag.dryRun, flag.fieldManager, flag.all, flag.filename, resourceVersion],
  },
];
