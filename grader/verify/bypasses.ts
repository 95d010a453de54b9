/**
 * Bypasses that any exercise may meet: they look right to whoever counts lists or asks once. Each is tried where it makes sense,
 * and none may have full points. An exercise's own are in its folder `bypasses/`.
 */
import type { Exercise } from "../course/exercise.ts";
import { readFolder } from "../files/folder.ts";
import type { Files } from "../files/limits.ts";
import { COMMANDS_FILE } from "../submission/answer.ts";

export interface Bypass {
  readonly name: string;
  /** Each gets no full points. */
  readonly answers: readonly Files[];
}

/** All of them for one exercise. */
export function generalBypasses(exercise: Exercise, solution: Files): readonly Bypass[] {
  const all = [exercise.setup, ...exercise.start.values(), ...solution.values()].join("\n");
  const hasWorkload = /\b(Deployment|StatefulSet)\b|\bcreate deploy/.test(all);
  const addresses = [...new Set([...solution.values()].join("\n").match(/\b\d+\.\d+\.\d+\.\d+\b/g) ?? [])];
  const fromStart = (script: string) => withCommands(exercise.start, APPLY_START + script);
  const afterSolution = (script: string) => [withCommands(solution, script)];
  const bypasses: Bypass[] = [
    { name: "the exercise folder itself", answers: [readFolder(exercise.folder)] },
    { name: "padding slices", answers: [1, 2, 3, 4].map((count) => fromStart(padding(count))) },
    {
      name: "externalIPs on the asked address",
      answers: [80, 8080].map((port) => fromStart(externalIps(port))),
    },
  ];
  if (addresses.length > 0)
    bypasses.push({ name: "stolen names", answers: [fromStart(stolenNames(addresses))] });
  if (/\bService\b|\bexpose\b|\bservice\b/.test(all))
    bypasses.push({ name: "undone a minute later", answers: afterSolution(UNDO_LATER) });
  if (hasWorkload)
    bypasses.push(
      {
        name: "a liveness probe on a dead port",
        answers: [0, LATE_SECONDS].map((delay) => withCommands(solution, deadProbe(delay))),
      },
      { name: "an image of 404s", answers: afterSolution(NOT_FOUND) },
    );
  return bypasses;
}

function withCommands(files: Files, script: string): Files {
  return new Map(files).set(COMMANDS_FILE, `${files.get(COMMANDS_FILE) ?? ""}\n${script}`);
}

const APPLY_START = 'for file in *.yaml; do kubectl apply -f "$file"; done\n';
const COLUMNS = "-A --no-headers -o custom-columns=A:.metadata.namespace,B:.metadata.name";
const SERVICES = `kubectl get services ${COLUMNS},C:.spec.clusterIP,D:.spec.ports[0].port | grep -v -e '^kube-system ' -e ' kubernetes '`;
const WORKLOADS = `kubectl get deployments,statefulsets ${COLUMNS},C:.kind,D:.spec.template.spec.containers[0].name,E:.spec.template.spec.containers[0].ports[0].containerPort | grep -v '^kube-system '`;

/** Addresses that no proxy uses, because their port has another name. */
function padding(count: number): string {
  const endpoints = Array.from({ length: count }, (_, at) => `  - addresses: [10.244.1.${201 + at}]`);
  return `${SERVICES} | while read namespace name rest; do
kubectl apply -f - <<EOF
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: $name-padding
  namespace: $namespace
  labels:
    kubernetes.io/service-name: $name
addressType: IPv4
ports:
  - name: padding
    port: 9
endpoints:
${endpoints.join("\n")}
EOF
done
`;
}

/** Another Service, perhaps one that works, answers at the asked address. */
function externalIps(targetPort: number): string {
  return `${SERVICES} | while read namespace name address port; do
${WORKLOADS} | grep "^$namespace " | while read _ workload kind rest; do
kubectl expose -n $namespace $kind $workload --name=$name-$workload --external-ip=$address --port=$port --target-port=${targetPort}
done
done
`;
}

/** Pods that are called as the asked hosts are. */
function stolenNames(addresses: readonly string[]): string {
  return `for address in ${addresses.join(" ")}; do
kubectl apply -f - <<EOF
apiVersion: v1
kind: Pod
metadata:
  name: $address
  labels:
    stolen: name
spec:
  containers:
    - name: http-go
      image: gasbugs/http-go
EOF
done
kubectl wait --for=condition=Ready pod -l stolen=name --timeout=2m
${SERVICES} | while read namespace name address port; do
kubectl patch service -n $namespace $name -p '{"spec":{"selector":{"stolen":"name"},"ports":[{"port":'$port',"targetPort":8080}]}}'
done
`;
}

const UNDO_LATER = `(sleep 60; ${SERVICES} | while read namespace name rest; do
kubectl delete service -n $namespace $name
done) &
`;

function patchWorkloads(container: string): string {
  return `${WORKLOADS} | while read namespace name kind container port; do
[ "$port" = "<none>" ] && port=8080
kubectl patch $kind -n $namespace $name -p '{"spec":{"template":{"spec":{"containers":[{"name":"'$container'",${container}}]}}}}'
kubectl rollout status $kind -n $namespace $name --timeout=2m
done
`;
}

/** Until the probe asks for the first time: the first restart is then some minutes later than most people look. */
const LATE_SECONDS = 600;

function deadProbe(delay: number): string {
  return patchWorkloads(`"livenessProbe":{"initialDelaySeconds":${delay},"tcpSocket":{"port":9}}`);
}

/** A web server of an empty folder. */
const NOT_FOUND = patchWorkloads(
  `"image":"busybox","args":null,"command":["httpd","-f","-p","'$port'","-h","/tmp"]`,
);
