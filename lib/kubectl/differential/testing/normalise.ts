/** The one place where two outputs are made alike: what cannot be equal however good the simulation, with the reason. */
import type { ExecResult } from "../../../api/api.ts";

interface Rule {
  readonly reason: string;
  readonly pattern: RegExp;
  readonly put: string;
}

const rules: readonly Rule[] = [
  {
    reason: "the file of an editing session gets a random name",
    pattern: /\/tmp\/kubectl-edit-\d+\.yaml/g,
    put: "/tmp/kubectl-edit-N.yaml",
  },
  {
    reason: "the folders that diff compares get random numbers",
    pattern: /\/tmp\/(LIVE|MERGED)-\d+/g,
    put: "/tmp/$1-N",
  },
  {
    reason: "diff heads its output with the times of its files, which the host's clock gave them",
    pattern: /^((?:---|\+\+\+) \/tmp\/(?:LIVE|MERGED)-N\/\S+\t).*$/gm,
    put: "$1TIME",
  },
  {
    reason: "what debug makes gets a random name",
    pattern: /\b((?:node-)?debugger-(?:node-\d+-)?)[bcdfghjklmnpqrstvwxz2456789]{5}\b/g,
    put: "$1xxxxx",
  },
  {
    reason: "a served cluster listens on any free port",
    pattern: /https:\/\/127\.0\.0\.1:\d+/g,
    put: "https://127.0.0.1:PORT",
  },
  {
    reason: "the kubeconfig of the real kubectl stands in a folder of the host",
    pattern: /(?:\/[\w.-]+)+\/kubectl-\w+\/kubeconfig|\/home\/learner\/\.kube\/config/g,
    put: "KUBECONFIG",
  },
  {
    reason: "and so do the files of its learner",
    pattern: /(?:\/[\w.-]+)+\/kubectl-\w+\/learner/g,
    put: "/home/learner",
  },
  {
    reason: "each served cluster has a certificate and a token of its own",
    pattern:
      /((?:"?certificate-authority-data"?|"?token"?): ?"?)(?:[A-Za-z0-9+/]{40,}=*|[\w-]{32}$|learner-token)/gm,
    put: "$1OWN",
  },
  {
    reason: "klog heads its lines with the host's clock and the number of the process",
    pattern: /^([IWEF])\d{4} \d\d:\d\d:\d\d\.\d{6} +\d+ (?=\w+\.go:\d+\] )/gm,
    put: "$1MMDD hh:mm:ss.uuuuuu PID ",
  },
  {
    reason:
      "describe computes the ages of events from the clock of its own host, which does not know simulated time",
    pattern: /^( {2,})(Type {2,}Reason {2,})Age {2,}From {2,}Message$/gm,
    put: "$1$2Age  From  Message",
  },
  {
    reason: "the same, in the rows below: the age and the width of its column",
    pattern:
      /^( {2,}(?:Normal|Warning) +\w+ +)(?:\d+[smhdy]|<unknown>|<invalid>)\S*(?: \(x\d+ over \S+\))? +(\S+) +(?=\S)/gm,
    put: "$1AGE  $2  ",
  },
  {
    reason: "the underline of that column's head has its width",
    pattern: /^( {2,}-{4} +-{6} +)-{4} +-{4} +-{7}$/gm,
    put: "$1----  ----  -------",
  },
  {
    reason: "so is the time since when a Pod should have ended",
    pattern: /^(Status: +Terminating \(lasts )[^)]+(?=\)$)/gm,
    put: "$1AGE",
  },
  {
    reason: "the ages of Pods in the description of a node come from the same clock",
    pattern: /^( {2}\S+ +\S+ +(?:\S+ \(\d+%\) +){4})(?:\d+[smhdy])+$/gm,
    put: "$1AGE",
  },
];

export function normalise({ stdout, stderr, exitCode }: ExecResult): ExecResult {
  return { stdout: replaced(stdout), stderr: replaced(stderr), exitCode };
}

function replaced(text: string): string {
  return rules.reduce((result, { pattern, put }) => result.replaceAll(pattern, put), text);
}
