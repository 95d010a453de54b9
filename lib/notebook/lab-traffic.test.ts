import { afterEach, beforeEach, expect, test } from "vitest";
import { type Lab, openLab } from "./lab.ts";
import { keepPrinted } from "./testing/printed.ts";

const printed = keepPrinted();

let lab: Lab;
beforeEach(async () => {
  const choices = {
    a: { text: "none", why: "", when: "none-lost" },
    b: { text: "some", why: "", when: "some-lost" },
  } as const;
  const lesson = { id: "08", title: "", sections: {}, questions: { lost: { choices, answer: "a" } } };
  lab = await openLab({ lang: "en", lesson });
  await lab.sh`kubectl create deployment web --image=gasbugs/http-go --port=8080 --replicas=2
    kubectl expose deploy web --port=80 --target-port=8080
    kubectl run client --image=busybox -- sleep 1d
    kubectl wait pod --all --for=condition=Ready`;
  printed.stdout = "";
});
afterEach(() => lab.close());

const send = () => lab.traffic({ from: "pod/client", url: "http://web", every: "500ms", for: "20s" });
const lastLine = () => printed.stdout.trimEnd().split("\n").at(-1);

test("runs while later commands act, and tells what became of it", async () => {
  const traffic = send();
  await lab.sh`kubectl scale deploy web --replicas=0`;
  expect(traffic.isEnded).toBe(false);
  await traffic.done();
  const refused = traffic.hops.filter(({ error }) => error === "ECONNREFUSED").length;
  expect(refused).toBeGreaterThan(10);
  expect(lastLine()).toBe(
    `Traffic: 40 requests in 20 s. ${40 - refused} were answered, ${refused} failed (${refused} refused).`,
  );
});

test("pictures and reveal wait for its end and are about its requests, until a command sends others", async () => {
  send();
  await lab.sh`kubectl get pods`;
  expect(lab.hops.length).toBeLessThan(40);
  await lab.reveal("lost");
  expect(lab.predictions[0]?.happened).toBe("a");
  expect(lab.hops).toHaveLength(40);
  printed.stdout = "";
  await lab.sh`kubectl get pods`;
  await lab.show.whoAnswered();
  expect(printed.stdout).toContain("Who answered 40 requests");
  await lab.sh`kubectl exec client -- wget -qO- web`;
  expect(lab.hops).toHaveLength(1);
});

test("a picture that nobody waits for is drawn when the traffic has ended", async () => {
  send();
  void lab.show.whoAnswered();
  await lab.sh`echo behind`;
  expect(printed.stdout.indexOf("Who answered 40 requests")).toBeLessThan(printed.stdout.indexOf("behind"));
});

test("advance lets it go on, and says what passed", async () => {
  const traffic = send();
  await lab.advance("1m");
  expect(traffic.isEnded).toBe(true);
  expect(lastLine()).toBe("1 min went by in the cluster.");
  expect(() => lab.advance("3 hours")).toThrow('"3 hours" is not a duration');
});

test("a client that is not there is kubectl's sentence about it", () => {
  expect(() => lab.traffic({ from: "pod/nobody", url: "http://web", for: "1s" })).toThrow(
    'Error from server (NotFound): pods "nobody" not found',
  );
});
