import { describe, expect, test } from "vitest";
import type { EchoReply } from "../../network/http.ts";
import { shellMachine } from "../../testing/shell-machine.ts";

describe("programs of the engine, as GNU has them", () => {
  test.each([
    ["printf 'a\\na\\nb\\n' | uniq -c", "      2 a\n      1 b\n"],
    ["printf 'a\\na\\nb\\n' | uniq", "a\nb\n"],
    ["printf '1 x\\n1 x\\n' | uniq --count", "      2 1 x\n"],
    ["echo a b c | xargs -n1 echo -", "- a\n- b\n- c\n"],
    ["echo a b | xargs -I{} echo x{}y", "xa by\n"],
    ["printf 'a\\nb\\n' | xargs -I {} echo x{}", "xa\nxb\n"],
    ["echo a b | xargs -n 1 sh -c 'echo $0' -n1", "-n1\n-n1\n"],
    ["seq 3 | paste -sd,", "1,2,3\n"],
    ["seq 3 | paste -sd+ -", "1+2+3\n"],
    ["seq 4 | head -n -1", "1\n2\n3\n"],
    ["seq 4 > f; head -n-3 f; head -n 1 f; head -2 f", "1\n1\n1\n2\n"],
    ["seq 1 2 7; seq -s, 3; seq -w 8 10", "1\n3\n5\n7\n1,2,3\n08\n09\n10\n"],
    [
      "env FOO=1 printenv FOO; FOO=2 env | grep FOO; env -i A=1; env -u HOME printenv HOME || echo gone",
      "1\nFOO=2\nA=1\ngone\n",
    ],
    ["hostname; hostname -i; which cat; type cd", "lab\n10.244.1.9\n/usr/bin/cat\ncd is a shell builtin\n"],
    ["id -u; id -un; id", "0\nroot\nuid=0(root) gid=0(root) groups=0(root)\n"],
    ["echo '{\"a\":[1,2]}' | jq -c '.a | map(. + 1)'", "[2,3]\n"],
  ])("%s", async (script, stdout) => {
    expect(await shellMachine().run(script)).toMatchObject({ stdout });
  });
});

describe("what is not simulated says so, and what to do instead", () => {
  test.each([
    ["vi f.yaml", /^vi: this program is not part of this simulation: .*KUBE_EDITOR/],
    ["watch kubectl get pods", /^watch: this program is not part of this simulation: use a loop/],
    [
      "trap 'echo bye' EXIT",
      /^trap: this program is not part of this simulation: signals are not simulated\n$/,
    ],
    [
      "python3 -c 'print(1)' | cat; exit $PIPESTATUS",
      /^python3: this program is not part of .*: write it for/,
    ],
  ])("%s", async (script, stderr) => {
    expect(await shellMachine().run(script)).toMatchObject({
      stderr: expect.stringMatching(stderr),
      exitCode: 1,
    });
  });

  test("a machine without a network has no network tools", async () => {
    const { stderr } = await (await import("../shell.ts"))
      .createShell({ loop: shellMachine().loop, hostname: "x", flavour: "debian", epochMs: 0 })
      .run("curl x");
    expect(stderr).toBe("bash: curl: command not found\n");
  });
});

describe("ping", () => {
  const echoes: Readonly<Record<string, EchoReply>> = {
    "10.99.129.175": { kind: "reply" },
    "10.96.7.7": { kind: "unreachable", what: "Port", from: "10.244.1.1" },
    "10.244.1.77": { kind: "unreachable", what: "Host", from: "10.244.1.1" },
  };
  const machine = (flavour: "busybox" | "debian") =>
    shellMachine({ flavour, names: { "http-go-svc": "10.99.129.175" }, echoes });

  test("an address that answers", async () => {
    const { exec, loop } = machine("busybox");
    expect(await exec(["ping", "-c", "2", "http-go-svc"])).toEqual({
      stdout:
        "PING http-go-svc (10.99.129.175): 56 data bytes\n64 bytes from 10.99.129.175: seq=0 ttl=64 time=0.100 ms\n64 bytes from 10.99.129.175: seq=1 ttl=64 time=0.100 ms\n\n--- http-go-svc ping statistics ---\n2 packets transmitted, 2 packets received, 0% packet loss\nround-trip min/avg/max = 0.100/0.100/0.100 ms\n",
      stderr: "",
      exitCode: 0,
    });
    expect(loop.now).toBe(1000);
  });

  test("one that does not", async () => {
    expect(await machine("busybox").exec(["ping", "-c", "1", "-W", "1", "10.0.0.9"])).toEqual({
      stdout:
        "PING 10.0.0.9 (10.0.0.9): 56 data bytes\n\n--- 10.0.0.9 ping statistics ---\n1 packets transmitted, 0 packets received, 100% packet loss\n",
      stderr: "",
      exitCode: 1,
    });
    expect((await machine("debian").exec(["ping", "-c1", "-W1", "10.0.0.9"])).stdout).toBe(
      "PING 10.0.0.9 (10.0.0.9) 56(84) bytes of data.\n\n--- 10.0.0.9 ping statistics ---\n1 packets transmitted, 0 received, 100% packet loss, time 0ms\n\n",
    );
  });

  test("one that is said to be unreachable: iputils tells it if it still waits, busybox never does", async () => {
    expect((await machine("debian").exec(["ping", "-c2", "10.96.7.7"])).stdout).toBe(
      "PING 10.96.7.7 (10.96.7.7) 56(84) bytes of data.\nFrom 10.244.1.1 icmp_seq=1 Destination Port Unreachable\nFrom 10.244.1.1 icmp_seq=2 Destination Port Unreachable\n\n--- 10.96.7.7 ping statistics ---\n2 packets transmitted, 0 received, +2 errors, 100% packet loss, time 1000ms\n\n",
    );
    expect((await machine("debian").exec(["ping", "-c1", "10.244.1.77"])).stdout).toContain(
      "From 10.244.1.1 icmp_seq=1 Destination Host Unreachable\n",
    );
    expect((await machine("debian").exec(["ping", "-c1", "-W1", "10.244.1.77"])).stdout).not.toContain(
      "From",
    );
    expect((await machine("busybox").exec(["ping", "-c1", "10.96.7.7"])).stdout).toBe(
      "PING 10.96.7.7 (10.96.7.7): 56 data bytes\n\n--- 10.96.7.7 ping statistics ---\n1 packets transmitted, 0 packets received, 100% packet loss\n",
    );
  });

  test("a name that nobody knows", async () => {
    expect(await machine("busybox").exec(["ping", "nosuch"])).toEqual({
      stdout: "",
      stderr: "ping: bad address 'nosuch'\n",
      exitCode: 1,
    });
    expect(await machine("debian").exec(["ping", "nosuch"])).toEqual({
      stdout: "",
      stderr: "ping: nosuch: Name or service not known\n",
      exitCode: 2,
    });
  });
});

test("texts are in the order of their bytes, as in the locale C", async () => {
  const { run } = shellMachine();
  const sorted = "printf 'a_b\\na=b\\na-b\\nA\\nab\\nB\\n_\\n=\\n1\\n가\\n' | sort | tr '\\n' ' '";
  expect((await run(sorted)).stdout).toBe("1 = A B _ a-b a=b a_b ab 가 ");
  expect((await run("mkdir d; touch d/b d/A d/_x d/a; ls d | tr '\\n' ' '; echo d/*")).stdout).toBe(
    "A _x a b d/A d/_x d/a d/b\n",
  );
});

test("help and the kernel name no library", async () => {
  const { stdout } = await shellMachine().run("help; cat /proc/version");
  expect(stdout).toMatch(/^GNU bash, version 5\.2\.15\(1\)-release \(x86_64-pc-linux-gnu\)\n/);
  expect(stdout).not.toMatch(/just-bash/i);
});

test("a job of a script ignores what Ctrl-C sends, unless it listens for it", async () => {
  const { run, loop } = shellMachine();
  expect((await run("sleep 5 & kill -INT $!; wait $!; echo $?")).stdout).toBe("0\n");
  expect(loop.now).toBe(5_000);
  expect((await run("sleep 5 & kill $!; wait $!; echo $?")).stdout).toBe("143\n");
});
