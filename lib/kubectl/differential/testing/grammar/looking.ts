/**
 * Verbs that look: get, describe, logs, exec, wait. Left out: `get -w` and `logs -f`, which would never end, and
 * `--server-print=false`, whose ages come from the clock of the client's host.
 */
import fc from "fast-check";
import * as flag from "./flags.ts";
import { exactly, mostlyExactly, toggle, valued } from "./flags.ts";
import { like, objects } from "./objects.ts";
import type { Phrase } from "./phrase.ts";

const container = valued("container|c", ["main", "main", "side"], ["nope", "busybox", ""]);
/** No Deployment and no Service: where they have no Pod, kubectl waits for one. */
const somePod = mostlyExactly(
  ["client", "pair", "store-0", "pod/pair", "pods/client"],
  ["pod client", "cm/settings", "nope", "deploy/nope", "svc/web,db"],
);
const podRunningTimeout = valued("pod-running-timeout", ["1s"], ["x", "0s"]);

export const get: Phrase = {
  verb: "get",
  args: objects,
  flags: [
    ...flag.printing,
    flag.getOutputs,
    flag.getOutputs,
    flag.selector,
    flag.selector,
    flag.fieldSelector,
    flag.allNamespaces,
    flag.allNamespaces,
    flag.ignoreNotFound,
    toggle("no-headers"),
    toggle("show-labels"),
    toggle("show-kind"),
    valued("label-columns|L", ["app", "app,tier", "nope", ""]),
    valued(
      "sort-by",
      [".metadata.name", "{.metadata.creationTimestamp}", "metadata.name", ".spec.clusterIP"],
      [".nope", "{", "", ".metadata", ".spec.replicas"],
    ),
    valued("chunk-size", ["1", "0"], ["-1", "x"]),
    flag.subresource,
    flag.filename,
    flag.recursive,
    exactly("--watch=false", "--output-watch-events", "--server-print"),
  ],
};

/** But for ConfigMaps, whose keys come in the order of a Go map. */
const describable = objects.filter((words) => !words.some((word) => /(^|,)(cm|configmap)/.test(word)));

export const describe: Phrase = {
  verb: "describe",
  args: describable,
  flags: [
    flag.selector,
    flag.allNamespaces,
    toggle("show-events"),
    toggle("show-events"),
    valued("chunk-size", ["1"], ["x"]),
    flag.filename,
    flag.recursive,
  ],
};

export const logs: Phrase = {
  verb: "logs",
  args: fc.oneof(
    { weight: 8, arbitrary: somePod },
    { weight: 1, arbitrary: exactly("client main", "pair side", "pair nope", "") },
  ),
  flags: [
    container,
    toggle("all-containers"),
    toggle("all-pods"),
    toggle("previous|p"),
    toggle("prefix"),
    toggle("timestamps"),
    toggle("ignore-errors"),
    flag.selector,
    valued("tail", ["1", "0", "-1"], ["-2", "x"]),
    valued("since", ["1s", "1h", "0s"], ["-1s", "x", "5"]),
    valued("since-time", ["2026-01-05T09:00:00Z"], ["yesterday"]),
    valued("limit-bytes", ["5", "0"], ["-1", "x"]),
    valued("max-log-requests", ["1", "0", "5"]),
    podRunningTimeout,
    exactly("--follow=false", "-f=false"),
  ],
};

export const exec: Phrase = {
  verb: "exec",
  args: fc.oneof({ weight: 8, arbitrary: somePod }, { weight: 1, arbitrary: exactly("client ls", "") }),
  flags: [
    container,
    toggle("stdin|i"),
    toggle("tty|t"),
    toggle("quiet|q"),
    exactly("-it", "-ti", "-itq", "-iZ"),
    podRunningTimeout,
  ],
  end: mostlyExactly(
    ["-- echo hi", "-- hostname", "-- sh -c exit", "-- false", "-- ls -l -n /nope", "-- cat /etc/hostname"],
    ["-- nosuch", "--", ""],
  ),
};

/** Looks once: other time-outs run on the clock of the client's host. Without -A, which with -n takes all objects for misplaced. */
export const wait: Phrase = {
  verb: "wait --timeout=0",
  args: like(
    "deploy/web",
    "pod/client",
    "pods --all",
    "svc web",
    "pod client",
    "pods",
    "pod/nope",
    "deploy,sts --all",
  ),
  usual: [
    valued(
      "for",
      [
        "condition=Available",
        "condition=ready",
        "condition=Ready=false",
        "delete",
        "create",
        "jsonpath={.spec.replicas}=2",
        "jsonpath={.metadata.name}",
      ],
      [
        "condition=nope",
        "condition",
        "nope",
        "",
        "jsonpath={.nope}=1",
        "jsonpath={",
        "jsonpath={.a}=",
        "jsonpath=",
        "jsonpath={.spec}=1",
      ],
    ),
  ],
  flags: [...flag.printing, flag.selector, flag.all, flag.fieldSelector, flag.filename],
};
