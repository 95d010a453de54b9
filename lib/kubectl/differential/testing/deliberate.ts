/** Calls whose answers are not those of the real kubectl, each with its reason. README.md of lib/kubectl explains them. */

interface Difference {
  readonly command: RegExp;
  readonly reason: string;
  /** Ours says in a sentence that this kubectl does not have it. */
  readonly isRefused?: boolean;
}

const differences: readonly Difference[] = [
  {
    command: /^kubectl (auth reconcile|completion|proxy|autoscale|cp|certificate|kustomize)\b/,
    reason: "a verb that the course does not need",
    isRefused: true,
  },
  {
    command: /^kubectl create (job|cronjob|(cluster)?role(binding)?|ingress|quota|pdb|priorityclass|token)\b/,
    reason: "objects that the course does not need, most of them of kinds that the cluster lacks",
    isRefused: true,
  },
  {
    command: /^kubectl (?!config|get).* --raw\b| --(edit|prune)\b/,
    reason: "a flag that the course does not need",
    isRefused: true,
  },
  {
    command: /^kubectl( -n kube-system| help nope| config| set| rollout| top| auth| plugin| create secret)?$/,
    reason: "a page of help lists what this kubectl has, in our own words",
  },
  {
    command: /^kubectl get services --user=stranger$/,
    reason: "a user with a name and a password is nobody to the server, and this kubectl knows one user",
  },
  { command: /^kubectl (apply|get) -k /, reason: "kustomizations are left out" },
  {
    command: /^kubectl run again .* --rm -i /,
    reason: "whether a client attaches before a short container ends is a race",
  },
  { command: / --sort-by=\.spec\.ports$/, reason: "Go's sorter gives up on lists with an entry in its log" },
  {
    command: /^kubectl describe pod full$/,
    reason: "Go sorts more than twelve events of one second in no order",
  },
];

export function deliberateDifference(command: string): Difference | undefined {
  return differences.find((difference) => difference.command.test(command));
}
