import { readFileSync } from "node:fs";
import { get } from "node:https";
import { expect, test, vi } from "vitest";
import { NotebookRoom } from "../testing/notebook-room.ts";
import { labKubeconfig, servedNow } from "./kubeconfig.ts";
import { serve } from "./serve.ts";
import { openLab, sh, start } from "./session.ts";

const room = new NotebookRoom();

/** Where the terminals' kubectl goes. */
function opened(): { server: string; token: string; ca: string } {
  const config = readFileSync(labKubeconfig(), "utf8");
  const field = (key: string): string => new RegExp(`\\b${key}: "?([^"\\s]+)`).exec(config)?.[1] ?? "";
  const ca = Buffer.from(field("certificate-authority-data"), "base64").toString();
  return { server: field("server"), token: field("token"), ca };
}

function servicesAt({ server, token, ca }: ReturnType<typeof opened>): Promise<string[]> {
  const headers = { authorization: `Bearer ${token}` };
  return new Promise((resolve, reject) => {
    get(`${server}/api/v1/namespaces/default/services`, { headers, ca, agent: false }, (reply) => {
      let body = "";
      reply.setEncoding("utf8").on("data", (piece: string) => {
        body += piece;
      });
      reply.on("end", () => {
        const { items } = JSON.parse(body) as { items: { metadata: { name: string } }[] };
        resolve(items.map(({ metadata }) => metadata.name));
      });
    }).on("error", reject);
  });
}

test("the lab's terminals reach the notebook's cluster until it makes room for a new one", async () => {
  await openLab("01-why", { lang: "en" });
  await sh`kubectl create service clusterip web --tcp=80`;
  await serve();
  expect(room.printed()).toContain(`In a terminal: \`export KUBECONFIG=${labKubeconfig()}\``);
  const served = opened();
  expect(served.server).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
  expect(await servicesAt(served)).toEqual(["kubernetes", "web"]);
  expect(servedNow()).toEqual({ lesson: "01-why", pid: process.pid });
  await serve();
  expect(opened()).toEqual(served); // a cell that is run again
  await start("2");
  expect(servedNow()).toBeUndefined();
  expect(opened().server).toBe("https://no-cluster-yet.run-serve-in-a-notebook.invalid");
  await expect(servicesAt(served)).rejects.toThrow("ECONNREFUSED");
});

test("says in Korean what to do in a terminal that has the kubeconfig already", async () => {
  vi.stubEnv("KUBECONFIG", labKubeconfig());
  await openLab("01-why", { lang: "ko" });
  await serve();
  expect(room.printed()).toContain(
    "터미널을 열고(File > New > Terminal) `kubectl get pods`를 입력해 보세요.",
  );
  await openLab("01-why", { lang: "ko" });
  expect(servedNow()).toBeUndefined();
});
