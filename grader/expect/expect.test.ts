import { describe, expect, test } from "vitest";
import { type Scene, sceneWith, withoutSelector, workload } from "../testing/scene.ts";
import { QuestionFailed } from "./question.ts";
import { FALSE_ALARM_RATE, requestsToMeetAll, requestsToTellApart } from "./sample-size.ts";

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
    expect(message).toBe(
      "8 requests to http://http-go-svc were answered by 5 servers in uneven numbers, not in turn by 4",
    );
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
    ).toContain("with pauses of 4h");
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

describe("the number of requests", () => {
  test.each([2, 3, 5, 10, 100])(
    "is the least with which chance misses none of %i endpoints, but for the stated rate",
    (endpoints) => {
      const missed = (requests: number) => endpoints * (1 - 1 / endpoints) ** requests;
      expect(missed(requestsToMeetAll(endpoints))).toBeLessThanOrEqual(FALSE_ALARM_RATE);
      expect(missed(requestsToMeetAll(endpoints) - 1)).toBeGreaterThan(FALSE_ALARM_RATE);
    },
  );

  test("tells a loose client from a sticky one, but for the stated rate", () => {
    expect((1 / 2) ** (requestsToTellApart(2) - 1)).toBeLessThanOrEqual(FALSE_ALARM_RATE);
  });
});
