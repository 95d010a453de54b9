import { expect, test } from "vitest";
import type { Api, WatchEvent } from "../../api/api.ts";
import type { KubeObject } from "../../api/metadata.ts";
import { Loop } from "../../sim/loop.ts";
import { RecordedApi } from "../../testing/recorded-api.ts";
import { runProgram } from "../../testing/run-program.ts";
import { Kubeconfig } from "../config/kubeconfig.ts";
import { createKubectl } from "../kubectl.ts";
import type { ShellCommandContext } from "../verb.ts";

const NOW = Date.parse("2026-01-05T09:05:00Z");
const created = "2026-01-05T09:00:00Z";
const configMap = (name: string) => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name, namespace: "default", uid: name, resourceVersion: "1", creationTimestamp: created },
});
const namespace = {
  apiVersion: "v1",
  kind: "Namespace",
  metadata: { name: "default", uid: "n", resourceVersion: "1", creationTimestamp: created },
  status: { phase: "Active" },
};
const shell: Omit<ShellCommandContext, "print"> = {
  stdin: "",
  cwd: "/",
  env: new Map(),
  tty: false,
  readFile: async () => "",
  writeFile: async () => {},
  readFolder: async () => undefined,
  remove: async () => {},
  exec: async () => ({ stdout: "", stderr: "", exitCode: 0 }),
};

/** A ConfigMap is changed at each of these simulated seconds. */
async function watch(command: string, changesSeconds: readonly number[]) {
  const loop = new Loop();
  const recorded = new RecordedApi({ now: created, objects: [namespace, configMap("settings")] });
  let isWatched = false;
  const api: Api = Object.assign(Object.create(recorded), {
    kinds: recorded.kinds,
    list: recorded.list.bind(recorded),
    get: recorded.get.bind(recorded),
    watch: (_kind: unknown, _options: unknown, onEvent: (event: WatchEvent<KubeObject>) => void) => {
      isWatched = true;
      const timers = changesSeconds.map((seconds) =>
        loop.schedule(seconds * 1000, () => onEvent({ type: "MODIFIED", object: configMap("settings") }), {
          background: true,
        }),
      );
      return () => {
        isWatched = false;
        for (const timer of timers) timer.cancel();
      };
    },
  });
  const config = new Kubeconfig({
    name: "lab",
    user: "learner",
    namespace: "default",
    server: "https://127.0.0.1:6443",
  });
  const kubectl = createKubectl({ api, loop, now: () => NOW + loop.now, config });
  const result = await loop.run(() => runProgram(kubectl, command.split(" "), shell));
  return { ...result, seconds: loop.now / 1000, isWatched };
}

test("a watch prints each change at its simulated time", async () => {
  const { stdout } = await watch("get cm -w --request-timeout=1m", [10, 130]);
  expect(stdout).toBe("NAME       DATA   AGE\nsettings   0      5m\nsettings   0      5m10s\n");
});

test("a watch ends a minute after the last change", async () => {
  const { seconds, isWatched, exitCode } = await watch("get cm -w", [10, 50, 200]);
  expect({ seconds, isWatched, exitCode }).toEqual({ seconds: 110, isWatched: false, exitCode: 0 });
});

test("a watch ends after --request-timeout", async () => {
  expect(await watch("get cm --watch-only --request-timeout=5", [1, 2, 3, 4, 5, 6])).toMatchObject({
    seconds: 5,
    isWatched: false,
  });
});

test("a watch of something that changes all the time ends after an hour", async () => {
  const everyTenSeconds = Array.from({ length: 1000 }, (_, at) => at * 10);
  expect(await watch("get cm -w -o name", everyTenSeconds)).toMatchObject({ seconds: 3600, exitCode: 0 });
});
