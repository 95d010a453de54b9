import { describe, expect, test } from "vitest";
import { answersOf } from "../check/answers.ts";
import { FALSE_ALARM_RATE } from "../check/chance.ts";
import { type Scene, sceneWith, withoutSelector, workload } from "../testing/scene.ts";
import { expect as courseExpect } from "./index.ts";
import { QuestionFailed } from "./question.ts";
import { chanceToMeetOne, chanceToMissOne, requestsToMeetAll, requestsToTellApart } from "./sample-size.ts";
import type { RightAnswer } from "./the-answer.ts";

const SITE = "http://http-go-svc";
const sticky = `kubectl patch svc http-go-svc -p '{"spec":{"sessionAffinity":"ClientIP"}}'`;

async function failure(asked: Promise<void>): Promise<QuestionFailed> {
  const error = await asked.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(QuestionFailed);
  return error as QuestionFailed;
}

async function visitor(scene: Scene) {
  return (await scene.client("visitor")).to(SITE);
}

describe("endpoints", () => {
  test("counts those that are ready", async () => {
    const scene = await sceneWith(workload(3));
    const service = scene.service("http-go-svc");
    await scene.expect(service).to.have.endpoints(3);
    await scene.expect(service).to.have.endpoints({ atLeast: 2 });
    await scene.expect(service).not.to.have.endpoints(2);
    const { why, expected, actual } = await failure(scene.expect(service).to.have.endpoints(5));
    expect(why.en).toBe("Service http-go-svc has 3 ready endpoints, and 5 are asked for");
    expect(why.ko).toBe("서비스 http-go-svc의 준비된 엔드포인트가 3개입니다. 5개여야 합니다");
    expect([expected, actual]).toEqual([5, 3]);
  });

  test("is not asked of something else", async () => {
    const scene = await sceneWith("");
    await expect(scene.expect("http-go-svc").to.have.endpoints(1)).rejects.toThrow(
      "asks about a ServiceSubject",
    );
  });
});

describe("servers behind a Service", () => {
  const sentence = async (scene: Scene, count = 5) =>
    (await failure(scene.expect(scene.service("http-go-svc")).to.have.endpoints(count))).why.en;

  test("are none that nobody forwards to, whatever slices list", async () => {
    const slice = (name: string, more: string) => `---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: ${name}, labels: {kubernetes.io/service-name: http-go-svc}}
${more}
`;
    const padding = [
      slice(
        "other-port",
        "addressType: IPv4\nports: [{name: other, port: 8080}]\nendpoints: [{addresses: [10.9.9.1]}, {addresses: [10.9.9.2]}]",
      ),
      slice(
        "other-family",
        "addressType: IPv6\nports: [{port: 8080}]\nendpoints: [{addresses: ['fd00::1']}, {addresses: ['fd00::2']}]",
      ),
    ].join("");
    expect(await sentence(await sceneWith(`${workload(1)}${padding}`))).toBe(
      "Service http-go-svc has 1 ready endpoint, and 5 are asked for",
    );
  });

  test("are none that do not answer, or that answer with an error", async () => {
    const dead = withoutSelector(["10.244.1.200", "10.244.1.201"]);
    expect(await sentence(await sceneWith(dead), 2)).toMatch(
      /^Of 2 endpoints of Service http-go-svc, 2 gave no good answer: 10\.244\.1\.200:80, /,
    );
    const wrong = workload(2).replace(
      "gasbugs/http-go",
      'busybox, command: [httpd, -f, -p, "8080", -h, /tmp]',
    );
    expect(await sentence(await sceneWith(wrong), 2)).toContain("the answer had the status 404");
  });

  test("are as many for a client on each node", async () => {
    const local = `kubectl patch svc http-go-svc -p '{"spec":{"internalTrafficPolicy":"Local"}}'`;
    expect(await sentence(await sceneWith(workload(5), local))).toMatch(
      /^a client on node-1 reaches [0-4] of the 5 endpoints of Service http-go-svc$/,
    );
  });

  test("are counted by who they are, not by addresses and names", async () => {
    const scene = await sceneWith(workload(1));
    const ip = scene.podsBehind(scene.service("http-go-svc"))[0]?.status.podIP;
    await scene.cluster.run(`kubectl apply -f - <<EOF
apiVersion: v1
kind: Service
metadata: {name: twice}
spec: {ports: [{port: 80}]}
---
apiVersion: v1
kind: Endpoints
metadata: {name: twice}
subsets: [{addresses: [{ip: ${ip}}], ports: [{port: 8080}]}, {addresses: [{ip: ${ip}}], ports: [{port: 8081}]}]
EOF`);
    await scene.cluster.settle();
    await failure(scene.expect(scene.service("twice")).to.have.endpoints(2));
  });
});

describe("a way to a Service", () => {
  test("is none through another Service that has taken its address", async () => {
    const scene = await sceneWith(workload(2));
    const ip = scene.service("http-go-svc").object?.spec.clusterIP;
    await scene.cluster.run(
      `kubectl scale deploy http-go --replicas=0; kubectl run thief --image=gasbugs/http-go --labels=run=thief; kubectl apply -f - <<EOF
apiVersion: v1
kind: Service
metadata: {name: thief}
spec: {selector: {run: thief}, externalIPs: [${ip}], ports: [{port: 80, targetPort: 8080}]}
EOF`,
    );
    await scene.cluster.settle();
    const { why } = await failure(scene.expect(await visitor(scene)).to.be.reachable());
    expect(why.en).toMatch(/did not go through Service http-go-svc, but through default\/thief|refused/);
  });

  test("leads to hosts outside, not to Pods that bear their addresses as names", async () => {
    const scene = await sceneWith(workload(2));
    const { why } = await failure(
      scene.expect(await visitor(scene)).to.alternateBetween(["223.130.195.200", "199.201.110.204"]),
    );
    expect(why.en).toMatch(/^requests to .* were answered by the Pod http-go-\S+ inside the cluster/);
  });

  test("has a good answer at its end, of the status that is asked for", async () => {
    const scene = await sceneWith(
      workload(1).replace("gasbugs/http-go", 'busybox, command: [httpd, -f, -p, "8080", -h, /tmp]'),
    );
    const { why } = await failure(scene.expect(await visitor(scene)).to.be.reachable());
    expect(why.en).toBe("request 1 to http://http-go-svc failed: the answer had the status 404");
    await scene.expect(await visitor(scene)).to.be.reachable({ status: 404 });
  });
});

describe("reachable", () => {
  test.each([
    [
      "a Service without Pods",
      workload(0),
      "request 1 to http://http-go-svc failed: the connection was refused",
    ],
    ["a Service whose Pods do not listen there", workload(2, 80), "the connection was refused"],
    ["a name that nobody has", "", "the name could not be resolved"],
  ])("is not %s", async (_, manifests, sentence) => {
    const scene = await sceneWith(manifests);
    expect((await failure(scene.expect(await visitor(scene)).to.be.reachable())).message).toContain(sentence);
  });

  test("is a Service with Pods that listen", async () => {
    const scene = await sceneWith(workload(2));
    await scene.expect(await visitor(scene)).to.be.reachable();
  });
});

describe("roundRobin", () => {
  test("under ipvs wants each endpoint as often as the others", async () => {
    const scene = await sceneWith(workload(5));
    await scene.expect(await visitor(scene)).to.be.roundRobin(5);
    const { message, actual } = await failure(scene.expect(await visitor(scene)).to.be.roundRobin(4));
    expect(message).toBe("8 requests to http://http-go-svc were answered by 5 servers, not in turn by 4");
    expect(Object.keys(actual as object)).toHaveLength(5);
  });

  test.each(["iptables", "nftables"] as const)(
    "under %s wants each endpoint to be met",
    async (proxyMode) => {
      for (const seed of [1, 2, 3]) {
        const scene = await sceneWith(workload(5), "", { proxyMode, seed });
        await scene.expect(await visitor(scene)).to.be.roundRobin(5);
        await failure(scene.expect(await visitor(scene)).to.be.roundRobin(6));
      }
    },
  );
});

describe("sticky", () => {
  test.each(["ipvs", "iptables", "nftables"] as const)(
    "under %s is a Service with affinity, and none without",
    async (proxyMode) => {
      const loose = await sceneWith(workload(2), "", { proxyMode });
      expect((await failure(loose.expect(await visitor(loose)).to.be.sticky())).message).toContain(
        "answered by 2 servers, not by one",
      );
      const firm = await sceneWith(workload(2), sticky, { proxyMode });
      await firm.expect(await visitor(firm)).to.be.sticky();
    },
  );

  test("with pauses is one that remembers for longer", async () => {
    const scene = await sceneWith(workload(3), sticky);
    await scene.expect(await visitor(scene)).to.be.sticky({ pause: "2h" });
    expect(
      (await failure(scene.expect(await visitor(scene)).to.be.sticky({ pause: "4h" }))).why.en,
    ).toContain("with pauses of 4 hours");
  });
});

describe("forgotten", () => {
  test("is a client after a pause that is longer than the Service remembers", async () => {
    const minute = `kubectl patch svc http-go-svc -p '{"spec":{"sessionAffinity":"ClientIP","sessionAffinityConfig":{"clientIP":{"timeoutSeconds":60}}}}'`;
    const scene = await sceneWith(workload(3), minute);
    const route = await visitor(scene);
    await scene.expect(route).to.be.forgotten({ after: "61s" });
    await scene.expect(route).to.be.sticky({ pause: "59s" });
    const { why, finding } = await failure(scene.expect(route).to.be.forgotten({ after: "50s" }));
    expect(why.en).toBe(
      "a client (visitor) that was silent for 50 seconds each time still met the same server, 3 times in a row",
    );
    expect(finding?.cause).toBe("affinity-remembers");
  });
});

describe("alternateBetween", () => {
  const twoHosts = withoutSelector(["223.130.195.200", "199.201.110.204"]);

  test.each(["ipvs", "iptables"] as const)("under %s wants exactly these servers", async (proxyMode) => {
    const scene = await sceneWith(twoHosts, "", { proxyMode });
    await scene.expect(await visitor(scene)).to.alternateBetween(["199.201.110.204", "223.130.195.200"]);
    await failure(scene.expect(await visitor(scene)).to.alternateBetween(["223.130.195.200"]));
    await failure(scene.expect(await visitor(scene)).to.alternateBetween(["223.130.195.200", "192.0.2.1"]));
  });
});

test("a name for another Service leads to that one, which is no detour", async () => {
  const alias = `---
apiVersion: v1
kind: Service
metadata: {name: alias}
spec: {type: ExternalName, externalName: http-go-svc.default.svc.cluster.local}
`;
  const scene = await sceneWith(`${workload(2)}${alias}`);
  await scene.expect((await scene.client("visitor")).to("http://alias")).to.be.roundRobin(2);
});

describe("theAnswer", () => {
  const answer = answersOf("one: WEB \nmany: [b, a]\nline: 3, 1\nempty:\nyes: true\n");

  test.each<[string, RightAnswer]>([
    ["one", "web"],
    ["many", ["a", "b"]],
    ["line", [1, 3]],
    ["yes", true],
  ])("of %s is right", async (key, right) => {
    await courseExpect(answer(key)).to.be.theAnswer(right);
  });

  test.each<[string, RightAnswer, string]>([
    ["one", "shop", 'one: "WEB" is not right for this cluster'],
    ["many", ["a"], 'many: ["b","a"] is not right for this cluster'],
    ["many", "a", 'many: ["b","a"] is not right for this cluster. One answer is asked for'],
    ["line", 3, 'line: "3, 1" is not right for this cluster. One answer is asked for'],
    ["empty", "x", "answer.yaml has no answer for empty"],
    ["nope", 1, "answer.yaml has no answer for nope"],
  ])("of %s is wrong, and what is right is not told", async (key, right, sentence) => {
    const { why, expected } = await failure(courseExpect(answer(key)).to.be.theAnswer(right));
    expect([why.en, expected]).toEqual([sentence, null]);
  });

  test("in a file that is no YAML is none", async () => {
    const { why } = await failure(courseExpect(answersOf("a: [")("a")).to.be.theAnswer("x"));
    expect(why.en).toContain("answer.yaml cannot be read");
  });
});

describe("the number of requests", () => {
  test.each([2, 3, 5, 10, 100])(
    "is the least with which chance misses none of %i endpoints, but for the stated rate",
    (endpoints) => {
      const missed = (requests: number) => chanceToMissOne(requests, endpoints);
      expect(missed(requestsToMeetAll(endpoints))).toBeLessThanOrEqual(FALSE_ALARM_RATE);
      expect(missed(requestsToMeetAll(endpoints) - 1)).toBeGreaterThan(FALSE_ALARM_RATE);
    },
  );

  test("tells a loose client from a sticky one, but for the stated rate", () => {
    expect(chanceToMeetOne(requestsToTellApart(2), 2)).toBeLessThanOrEqual(FALSE_ALARM_RATE);
  });
});
