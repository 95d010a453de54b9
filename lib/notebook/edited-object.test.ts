import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Lab, openLab } from "./lab.ts";
import { keepPrinted } from "./testing/printed.ts";

const printed = keepPrinted();

let lab: Lab;
let editFolder: string;
beforeEach(async () => {
  editFolder = mkdtempSync(join(tmpdir(), "edited-object-"));
  lab = await openLab({ lang: "en", editFolder });
  await lab.sh`kubectl create deployment web --image=gasbugs/http-go --port=8080; kubectl expose deploy web --port=80 --target-port=8080`;
  printed.stdout = "";
});
afterEach(async () => {
  await lab.close();
  rmSync(editFolder, { recursive: true });
});

const change = (file: string, from: string | RegExp, to: string) => {
  const path = join(editFolder, file);
  writeFileSync(path, readFileSync(path, "utf8").replace(from, to));
};

test("what was saved is given to kubectl edit before the next command", async () => {
  await lab.edit("svc/web");
  expect(printed.stdout).toBe(
    "Open svc-web.yaml, change it and save it (Ctrl+S). The next sh gives it to the cluster.\n",
  );
  expect(readFileSync(join(editFolder, "svc-web.yaml"), "utf8")).toMatch(
    /^# Please edit the object below\..*\n[\s\S]*\nkind: Service\n/,
  );
  printed.stdout = "";
  await lab.sh`echo not yet`;
  expect(printed.stdout).toBe("$ echo not yet\nnot yet\n");
  change("svc-web.yaml", "sessionAffinity: None", "sessionAffinity: ClientIP");
  printed.stdout = "";
  await lab.sh`kubectl get svc web -o jsonpath='{.spec.sessionAffinity}{"\n"}'`;
  expect(printed.stdout).toMatch(
    /^\$ kubectl edit svc\/web\nservice\/web edited\n\$ kubectl get svc .*\nClientIP\n/,
  );
  expect(printed.stderr).toBe("");
});

test("only what the learner changed is changed, also when the cluster went on, and the file can be saved again", async () => {
  await lab.edit("deploy web");
  await lab.sh`kubectl set env deploy/web A=1; kubectl rollout status deploy/web`;
  change("deploy-web.yaml", "replicas: 1", "replicas: 3");
  await lab.sh`echo`;
  change("deploy-web.yaml", "replicas: 3", "replicas: 2");
  await lab.sh`echo`;
  expect(printed.stdout.match(/deployment\.apps\/web edited\n/g)).toHaveLength(2);
  expect(await lab.read`kubectl get deploy web -o jsonpath='{.spec.replicas} {..env[0].name}'`).toBe("2 A");
});

test("what the server refuses stands in the file, with its complaint on top", async () => {
  await lab.edit("svc/web");
  change("svc-web.yaml", "sessionAffinity: None", "sessionAffinity: Clientip");
  await lab.sh`echo on`;
  expect(printed.stderr).toMatch(
    /^error: services "web" is invalid\n[\s\S]*error: Edit cancelled, no valid changes were saved\.\n$/,
  );
  expect(printed.stdout).toContain("$ echo on\non\n");
  expect(readFileSync(join(editFolder, "svc-web.yaml"), "utf8")).toContain(
    '# * spec.sessionAffinity: Unsupported value: "Clientip"',
  );
  change("svc-web.yaml", "sessionAffinity: Clientip", "sessionAffinity: ClientIP");
  await lab.sh`echo on`;
  expect(printed.stdout).toContain("service/web edited\n");
});

test("lines that the cluster has changed, too, are left alone", async () => {
  await lab.edit("deploy/web");
  await lab.sh`kubectl scale deploy web --replicas=5`;
  change("deploy-web.yaml", "replicas: 1", "replicas: 3");
  await lab.sh`echo`;
  expect(printed.stdout).toContain('Run edit("deploy/web") again, and make your change there.\n');
  expect(await lab.read`kubectl get deploy web -o jsonpath='{.spec.replicas}'`).toBe("5");
});

test("an object that is not there is kubectl's sentence about it", async () => {
  await expect(lab.edit("svc/nothing")).rejects.toThrow(
    'Error from server (NotFound): services "nothing" not found',
  );
});
