import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Lab, type LabOptions, openLab } from "./lab.ts";
import type { Lesson } from "./lesson.ts";
import { keepPrinted } from "./testing/printed.ts";

const printed = keepPrinted();

let lab: Lab;
const open = async (options: LabOptions = {}) => {
  lab = await openLab({ lang: "en", ...options });
};
beforeEach(() => open());
afterEach(() => lab.close());

test("each command stands before what it printed, as it was typed", async () => {
  await lab.sh`printf one; echo two   # said
    for i in 1 2; do
      echo $i
    done
    cat <<END
\${HOME} ${3} \`echo ticks\`
END`;
  expect(printed.stdout).toBe(
    `$ printf one
one
$ echo two
two
$ for i in 1 2; do
      echo $i
    done
1
2
$ cat <<END
\${HOME} 3 \`echo ticks\`
END
/home/learner 3 ticks
`,
  );
});

test("a plain string does as well, and the commands can be left out", async () => {
  await lab.close();
  await open({ echo: false });
  await lab.sh("echo $((1 + 1))");
  expect(printed.stdout).toBe("2\n");
});

test("what a command that succeeds says beside its output is no failure", async () => {
  await lab.sh`echo warning >&2; echo done
    echo broken >&2; false
    (echo lost >&2; echo found; false)
    cat nothing || true`;
  expect(printed.stderr).toBe("lost\n");
  expect(printed.stdout).toBe(`$ echo warning >&2
warning
$ echo done
done
$ echo broken >&2
broken
$ false
$ (echo lost >&2; echo found; false)
found
$ cat nothing || true
cat: nothing: No such file or directory
`);
});

test("what the shell says of a script that it cannot read is a failure", async () => {
  await lab.sh("echo a\nif then");
  expect(printed.stdout).toBe("$ echo a\na\n");
  expect(printed.stderr).toMatch(/^bash: .*syntax error/);
});

test("read returns what is printed, and shows only what failed", async () => {
  const text = await lab.read`echo a; echo b; echo c >&2`;
  expect(text).toBe("a\nb");
  expect(printed).toEqual({ stdout: "c\n", stderr: "" });
  expect(await lab.read("cat nothing")).toBe("");
  expect(printed.stderr).toBe("cat: nothing: No such file or directory\n");
});

test.each([
  [
    "kubectl get pods -w",
    "Nothing changed for 1 min, so the watch ended here. The real kubectl goes on until Ctrl+C.",
  ],
  [
    "kubectl get events --watch=true",
    "Nothing changed for 1 min, so the watch ended here. The real kubectl goes on until Ctrl+C.",
  ],
  ["kubectl get pods -w --request-timeout=90s", undefined],
  ["sleep 12000", "3 h 20 min went by in the cluster."],
  ["sleep 60; echo kubectl get pods -w", undefined],
  [
    "sleep 100000; echo never",
    "24 h went by in the cluster. One cell may take no longer (simulatedMs), so the command was stopped.",
  ],
  [
    "while true; do sleep 1000; done",
    "24 h went by in the cluster. One cell may take no longer (simulatedMs), so the command was stopped.",
  ],
])("%s", async (command, note) => {
  await lab.sh(command);
  expect(printed.stdout.split("\n").at(-2)).toBe(note ?? printed.stdout.split("\n").at(-2));
  expect(/went by|ended here/.test(printed.stdout)).toBe(note !== undefined);
  expect(printed.stderr).not.toMatch(/./);
});

test("a watch whose objects change all the time says how long it went on", async () => {
  await lab.sh`(while true; do kubectl label node node-1 n=$RANDOM --overwrite; sleep 30; done) >/dev/null &
    kubectl get nodes -w >/dev/null
    kill %1`;
  expect(printed.stdout).toMatch(/\n1 h went by, so the watch ended here\. .*\n\$ kill %1\n/);
});

test("a command that was not waited for is done before what is asked later", async () => {
  void lab.sh`kubectl create service clusterip web --tcp=80`;
  const ip = lab.read`kubectl get svc web -o jsonpath='{.spec.clusterIP}'`;
  expect(await ip).toMatch(/^10\./);
});

test("requests stay those of the last sh, also when something is read afterwards", async () => {
  await lab.sh`curl -s http://10.96.9.9 -m 1`;
  await lab.read`kubectl get pods`;
  expect(lab.hops).toHaveLength(1);
  await lab.read`curl -s http://10.96.9.9 -m 1; curl -s http://10.96.9.9 -m 1`;
  expect(lab.hops).toHaveLength(2);
  await lab.sh`kubectl get pods`;
  expect(lab.hops).toEqual([]);
});

describe("start", () => {
  const lesson: Lesson = {
    id: "01-why",
    title: "Why",
    cluster: { seed: 3, nodes: 2 },
    questions: { who: { choices: { a: { text: "me", why: "yes" } }, answer: "a" } },
    sections: {
      "1": "",
      "2": "kubectl create deployment web --image=nginx --replicas=2; ls",
      broken: "kubectl get svc nothing",
    },
  };

  test("brings a new cluster to where a section begins, with the files and predictions that there are", async () => {
    await lab.close();
    await open({ lesson, home: { "web.yaml": "kind: Service\n" } });
    lab.predict("who", "a");
    await lab.sh("kubectl create service clusterip old --tcp=80; rm web.yaml; curl -m 1 10.96.9.9");
    const before = lab.cluster;
    printed.stdout = "";
    await lab.start("2", { proxyMode: "iptables", nodes: 1 });
    expect(printed.stdout).toBe(
      "A new cluster, as it is where section 2 begins. It has 1 node, kube-proxy works in iptables mode, and the seed is 3.\n",
    );
    expect(lab.cluster).not.toBe(before);
    expect(lab.hops).toEqual([]);
    expect(lab.predictions).toEqual([{ question: "who", expected: "a" }]);
    expect(await lab.read`kubectl get svc -o name; kubectl get pods | grep -c Running; cat web.yaml`).toBe(
      "service/kubernetes\n2\nkind: Service",
    );
  });

  test("knows its sections, and keeps the cluster when one is not there or fails", async () => {
    await lab.close();
    await open({ lesson });
    const before = lab.cluster;
    expect(() => lab.start(4)).toThrow(
      'start cannot bring a cluster to "4". It can to the sections 1, 2, broken.',
    );
    await expect(lab.start("broken")).rejects.toThrow('services "nothing" not found');
    expect(lab.cluster).toBe(before);
  });
});

test("TAB offers what kubectl takes there, else the learner's files", async () => {
  await lab.close();
  const folder = mkdtempSync(join(tmpdir(), "lab-"));
  writeFileSync(join(folder, "web.yaml"), "kind: Service\n");
  await open({ folder });
  expect(lab.complete("kubectl get po")).toEqual(["po", "pods"]);
  expect(lab.complete("kubectl get svc ku")).toEqual(["kubernetes"]);
  expect(lab.complete("kubectl apply -f we")).toEqual(["web.yaml"]);
  expect(lab.complete("cat we")).toEqual(["web.yaml"]);
  expect(lab.complete("cat x")).toEqual([]);
  rmSync(folder, { recursive: true });
});

test("a lab says on wish that its cluster is new", async () => {
  const { cluster } = await openLab({ announce: true, seed: 2 });
  expect(printed.stdout).toBe("새 클러스터를 시작했습니다. 노드 3개, kube-proxy 모드 ipvs, 시드 2.\n");
  await cluster.close();
});

test("says it in Korean", async () => {
  await lab.close();
  await open({ lang: "ko" });
  await lab.sh("kubectl get pods -w; sleep 4000");
  expect(printed.stdout).toContain("1분 동안 바뀐 것이 없어 여기서 멈췄습니다.");
  expect(printed.stdout).toContain("클러스터에서 1시간 6분이 지났습니다.");
});
