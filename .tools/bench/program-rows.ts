/** What `npm run bench` measures of the programs, as they were built, one row of its table each. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { browserBundle } from "../browser-bundle.ts";
import { builtGrader } from "./built-grader.ts";
import { BENCH, cpuOf, cpuOfProgram, type Measurement, quick, ROOT, type Rows } from "./table.ts";

export const programRows: Rows = {
  "seed-lab": {
    title: "bootcamp run of the whole seed lab, cold",
    unit: "s CPU",
    target: 0.22,
    measure: seedLab,
  },
  "run-pods-1000": {
    title: "bootcamp run of 1,000 Pods + Service, cold, the whole process",
    unit: "s CPU",
    target: 0.45,
    measure: runPods,
  },
  "run-memory-1000": {
    title: "most memory of bootcamp run with 1,000 Pods",
    unit: "MB",
    target: 97,
    measure: async () => ({ value: mostMemoryOf(THOUSAND_PODS), note: "" }),
  },
  exercise: { title: "one exercise graded, warm", unit: "ms CPU", target: 30, measure: exercise },
  class: { title: "a class of 100 learners x 10 exercises", unit: "s CPU", target: 30, measure: gradedClass },
  "browser-bundle": {
    title: "the library as a script for browsers, gzipped",
    unit: "MB",
    target: 1,
    measure: bundleSize,
  },
};

async function seedLab(): Promise<Measurement> {
  const names = ["http-go-svc.yaml", "my-service-endpoints.yaml"];
  const files = names.map(
    (name) => `cat > ${name} <<'END'\n${readFileSync(`${ROOT}/notebooks/files/${name}`, "utf8")}\nEND\n`,
  );
  const tenTimes = `kubectl run -i --rm --image=busybox bash <<END\nfor i in 1 2 3 4 5 6 7 8 9 10; do wget -O- -q $IP:80; done\nEND\n`;
  const script = `${files.join("")}
kubectl create -f http-go-svc.yaml
kubectl describe svc http-go-svc
kubectl scale deploy http-go --replicas=5
kubectl rollout status deploy/http-go
IP=$(kubectl get svc http-go-svc -o jsonpath='{.spec.clusterIP}')
${tenTimes}
KUBE_EDITOR="sed -i 's/sessionAffinity: None/sessionAffinity: ClientIP/'" kubectl edit svc http-go-svc
${tenTimes}
kubectl apply -f my-service-endpoints.yaml
for i in 1 2 3 4; do kubectl exec deploy/http-go -- curl -s my-service; done
`;
  const times = Array.from({ length: 7 }, () => {
    const { milliseconds, stdout } = cpuOfProgram([`${ROOT}/grader/bootcamp.js`, "run", "-"], script);
    if (stdout.split("Welcome!").length !== 21)
      throw new Error(`the lab did not run as it should:\n${stdout}`);
    return milliseconds / 1000;
  });
  return { value: quick(times), note: "7 processes" };
}

const THOUSAND_PODS = `kubectl create deployment web --image=gasbugs/http-go --replicas=1000
kubectl expose deployment web --port=80 --target-port=8080
kubectl rollout status deployment/web
`;
const RUN = [`${ROOT}/grader/bootcamp.js`, "run", "--nodes", "11", "-"];

async function runPods(): Promise<Measurement> {
  const times = Array.from({ length: 5 }, () => {
    const { milliseconds, stdout } = cpuOfProgram(RUN, THOUSAND_PODS);
    if (!stdout.includes("successfully rolled out")) throw new Error(`not all Pods are ready:\n${stdout}`);
    return milliseconds / 1000;
  });
  return { value: quick(times), note: "5 processes" };
}

/** @returns megabytes. */
function mostMemoryOf(script: string): number {
  const tell = `process.on("exit", () => process.stderr.write(String(process.resourceUsage().maxRSS)))`;
  const { stderr } = spawnSync(process.execPath, ["--import", `data:text/javascript,${tell}`, ...RUN], {
    input: script,
    encoding: "utf8",
  });
  return Number(stderr) / 1024;
}

async function exercise(): Promise<Measurement> {
  const { loadCourse } = await builtGrader.course();
  const { loadChecks } = await builtGrader.checkModule();
  const { readSample } = await builtGrader.exercise();
  const { judge } = await builtGrader.judge();
  const rounds = 8;
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const all = await cpuOf(async () => {
      for (const each of loadCourse().exercises) {
        await judge(each, await loadChecks(each), readSample(each, "solution"), { seed: 2, lang: "en" });
      }
    });
    if (round > 2) times.push(all / loadCourse().exercises.length);
  }
  return { value: quick(times), note: "the mean of all exercises, after three rounds" };
}

/** Ten learners stand for a hundred. */
async function gradedClass(): Promise<Measurement> {
  const { milliseconds } = cpuOfProgram([`${BENCH}/class-of-ten.js`]);
  return { value: milliseconds / 100, note: "ten of the learners, times ten" };
}

async function bundleSize(): Promise<Measurement> {
  const bundle = await browserBundle(`${ROOT}/lib`);
  return {
    value: gzipSync(bundle).length / 1e6,
    note: `minified ${(Buffer.byteLength(bundle) / 1e6).toFixed(1)} MB`,
  };
}
