/** Which programs an image has: here, in reality only, or not at all. */
import { describe, expect, test } from "vitest";
import { shellMachine } from "../testing/shell-machine.ts";
import { createImageRegistry } from "./index.ts";

const registry = createImageRegistry();

async function tryIn(name: string, script: string) {
  const found = registry.find(name);
  if (!("image" in found)) throw new Error(`no image ${name}`);
  const { commands, flavour, packaged = [] } = found.image;
  return shellMachine({ allowed: commands, flavour, packaged }).exec(["sh", "-c", script]);
}

describe.each([
  [
    "busybox",
    "wget nc telnet ip ifconfig ps netstat nslookup",
    "traceroute arping brctl vi",
    "bash curl ss dig",
  ],
  ["alpine", "wget nc ip ps netstat nslookup", "traceroute apk top", "telnet httpd bash curl ss dig"],
  ["curlimages/curl", "curl wget", "traceroute openssl", "telnet bash dig"],
  [
    "nicolaka/netshoot",
    "bash zsh curl dig host nc telnet ss ip jq",
    "tcpdump mtr nmap iperf3",
    "wireshark htop",
  ],
  ["nginx", "bash curl getent hostname ls", "apt-get openssl", "wget ps ip ping nc nslookup vi"],
  ["nginx:alpine", "sh curl wget", "apk", "bash apt-get"],
  ["httpd", "bash getent", "ab apt-get", "curl wget ps ip ping"],
  ["registry.k8s.io/e2e-test-images/agnhost:2.39", "bash curl dig nc ss", "iperf", "telnet"],
] as const)("%s", (image, here, inReality, nowhere) => {
  test.each(here.split(" "))("%s runs", async (program) => {
    expect((await tryIn(image, `type ${program}`)).exitCode).toBe(0);
    expect((await tryIn(image, `${program} --no-such-option </dev/null`)).stderr).not.toContain("real image");
  });

  test.each(inReality.split(" "))("%s is known to be missing here", async (program) => {
    const { stderr, exitCode } = await tryIn(
      image,
      `${program} -x 2>&1 | cat >&2; which ${program} >/dev/null`,
    );
    expect(stderr).toMatch(
      `${program}: the real image has this program, but it is not part of this simulation`,
    );
    expect(exitCode).toBe(0);
  });

  test.each(nowhere.split(" "))("%s is not found", async (program) => {
    const { stderr, exitCode } = await tryIn(image, program);
    expect(stderr).toMatch(new RegExp(`^sh: (?:1: )?${program}: not found\n$`));
    expect(exitCode).toBe(127);
  });
});
