// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what looks like a template is bash.
/** Scripts and manifests that never end, print without end, or ask for more than there is. Each budget ends them by its name. */
import { type Attack, manifestOf, RIGHT, SCALE, scriptOf } from "./attack.ts";

const right = RIGHT[SCALE];

function bomb(entry: string, what: string, script: string, more: Partial<Attack> = {}): Attack {
  return { entry, what, make: scriptOf(script), outcomes: [0, 10, "-"], ...more };
}

const endless: readonly Attack[] = [
  bomb("loops", "a loop that does nothing", "while :; do :; done", { reads: ["(budget: commands)"] }),
  bomb("loops-with-kubectl", "a loop that asks the cluster", "until false; do kubectl get pods; done", {
    reads: ["(budget: commands)"],
  }),
  bomb("waits", "a sleep without end", "sleep infinity", { reads: ["(budget: simulatedMs)"] }),
  bomb("follows", "a file that is followed", "tail -f /dev/null"),
  bomb("watches", "a watch without end", "kubectl get pods -w"),
  bomb(
    "waits-for-never",
    "a Pod that never gets ready",
    "kubectl run never --image=nosuch/image:9\nkubectl wait pod/never --for=condition=Ready --timeout=-1s",
    { reads: ["the condition did not come", "(budget: simulatedMs)"] },
  ),
  bomb("reads-its-input", "input that never comes is empty", `read line; cat; ${right}`, {
    outcomes: [10, 10, "-"],
  }),
  bomb("timers", "ten thousand timers", "for i in {1..10000}; do (sleep $i; kubectl get pods) & done", {
    reads: ["(budget: arrayElements)"],
  }),
  bomb(
    "regex",
    "a pattern that backtracks",
    `printf 'a%.0s' {1..40} | grep -E '^(a+)+$x'; printf 'a%.0s' {1..40} | sed -E 's/(a|aa)+$x//'`,
  ),
  bomb("recurses", "a function that calls itself", "f() { f; }; f", { reads: ["(budget: callDepth)"] }),
];

const output: readonly Attack[] = [
  bomb("prints", "output without end", "yes", { reads: ["There is no program yes here"] }),
  bomb("prints-errors", "errors without end", "while :; do echo x >&2; done", {
    reads: ["(budget: commands)"],
  }),
  bomb("prints-zeros", "a device that never ends", "cat /dev/zero"),
  bomb("one-long-line", "a line of many megabytes", "printf '%0999999999d' 1", {
    reads: ["(budget: textBytes)"],
  }),
  bomb(
    "Pod-prints",
    "a Pod that prints without end, beside a right answer",
    `kubectl run noisy --image=busybox -- sh -c 'while :; do echo x; sleep 0.2; done'\n${right}`,
    { outcomes: [10, 10, "-"] },
  ),
];

const memory: readonly Attack[] = [
  bomb("doubles", "a variable that doubles", "a=x; while :; do a=$a$a; done", {
    reads: ["(budget: textBytes)"],
  }),
  bomb("expands", "a brace expansion of a hundred million words", "echo {1..99999999}", {
    reads: ["(budget: arrayElements)"],
  }),
  bomb("counts", "a sequence of a hundred million lines", "seq 1 100000000 | sort | tail -1", {
    reads: ["(budget: loopIterations)"],
  }),
  bomb(
    "buffers",
    "two gigabytes of zeros",
    "head -c 2G /dev/zero > big; dd if=/dev/zero of=big2 bs=1M count=2048",
    { reads: ["There is no program dd here"] },
  ),
  bomb("million-Pods", "a million Pods", "kubectl scale deploy http-go --replicas=1000000", {
    reads: ["the cluster is so full", "(objectsMax)", "Look for a number that is far too large"],
  }),
  bomb(
    "many-Services",
    "five hundred Services beside a right answer",
    `for i in {1..500}; do kubectl create svc clusterip s$i --tcp=80; done\n${right}`,
    { outcomes: [10, 10, "-"] },
  ),
  bomb(
    "large-ConfigMap",
    "objects of many megabytes",
    "head -c 900000 /dev/zero | tr '\\0' x > x; for i in {1..200}; do kubectl create cm c$i --from-file=x; done",
  ),
  bomb("forks", "a fork bomb", ":(){ :|:& };:", { reads: ["(budget: callDepth)"] }),
  bomb(
    "hides",
    "children that outlive the script",
    `nohup sh -c 'while :; do :; done' & disown; (while :; do sleep 1; kubectl scale deploy http-go --replicas=1; done) &\n${right}`,
    { reads: ["There is no program nohup here"] },
  ),
  bomb("fills-the-disk", "files without end", "i=0; while :; do echo x > f$((i++)); done", {
    reads: ["(budget: commands)"],
  }),
];

const aliases = Array.from({ length: 30 }, (_, at) =>
  at === 0 ? "a0: &a0 [x, x]" : `a${at}: &a${at} [*a${at - 1}, *a${at - 1}]`,
).join("\n");
const SERVICE = "apiVersion: v1\nkind: Service\nmetadata: {name: http-go-svc}\n";

function yaml(entry: string, what: string, text: string | Buffer, more: Partial<Attack> = {}): Attack {
  return { entry, what, make: manifestOf(text), outcomes: [0, 10, "-"], ...more };
}

const manifests: readonly Attack[] = [
  yaml("yaml-laughs", "a billion of leaves from thirty lines", `${aliases}\n`, { reads: ["yamlNodesMax"] }),
  yaml("yaml-cycle", "a list that holds itself", "&a [*a]\n", {
    reads: ["anchor 'a' value contains itself"],
  }),
  yaml("yaml-deep", "a hundred thousand brackets", "[".repeat(100_000), { reads: ["(yamlDepthMax)"] }),
  yaml("yaml-key", "a key of half a megabyte", `${SERVICE}spec: {${"k".repeat(500_000)}: 1}\n`),
  yaml(
    "yaml-scalar",
    "a value of nearly a megabyte",
    `${SERVICE}spec: {selector: {run: ${"v".repeat(1_000_000)}}}\n`,
  ),
  yaml("yaml-tags", "tags of other languages", `${SERVICE}spec: !!js/function "function () { return 1 }"\n`, {
    reads: ["unknown scalar tag"],
  }),
  yaml(
    "yaml-pollution",
    "keys that are properties of every object",
    `${SERVICE}__proto__: {spec: {replicas: 5}}\nconstructor: {prototype: {replicas: 5}}\nspec: {__proto__: {a: 1}, selector: {run: http-go, __proto__: x}, ports: [{port: 80}]}\n`,
    { reads: ["unknown field"] },
  ),
  yaml(
    "yaml-merge",
    "keys that are merged, and keys that are there twice",
    `${SERVICE}x: &x {a: 1}\nspec: {<<: *x, ports: [{port: 80}], ports: [{port: 81}]}\n`,
    { reads: ["A Service has no field spec.a, x"] },
  ),
  yaml("yaml-tabs", "tabs", `${SERVICE}spec:\n\tports: []\n`, { reads: ["never with tabs"] }),
  yaml("yaml-empty", "nothing between the marks", "---\n---\n\n---\n# nothing\n---\n", {
    reads: ["no objects passed to apply"],
  }),
  yaml(
    "yaml-Windows",
    "a mark, line ends of Windows and empty documents, around the right answer",
    Buffer.from(
      "\ufeff---\r\n---\r\napiVersion: apps/v1\r\nkind: Deployment\r\nmetadata: {name: http-go, labels: {run: http-go}}\r\nspec:\r\n  replicas: 5\r\n  selector: {matchLabels: {run: http-go}}\r\n  template:\r\n    metadata: {labels: {run: http-go}}\r\n    spec: {containers: [{name: http-go, image: gasbugs/http-go, ports: [{containerPort: 8080}]}]}\r\n---\r\n",
    ),
    { outcomes: [10, 10, "-"] },
  ),
  yaml("yaml-noise", "bytes that are no text", Buffer.from([0, 1, 2, 255, 254, 0]), {
    outcomes: ["-", 10, "-"],
    noted: ["It is not text"],
  }),
];

export const budgets: readonly Attack[] = [...endless, ...output, ...memory, ...manifests];
