import { describe, expect, test } from "vitest";
import type { NetworkClient } from "../../network/http.ts";
import { ListeningSockets } from "../../network/listening-sockets.ts";
import { Loop } from "../../sim/loop.ts";
import { fakeNetwork, welcome } from "../../testing/fake-network.ts";
import { type ShellMachineOptions, shellMachine } from "../../testing/shell-machine.ts";

const options: ShellMachineOptions = {
  flavour: "busybox",
  names: { web: "10.96.0.7" },
  servers: {
    "10.96.0.7:80": welcome("hi\n"),
    "10.96.0.8:80": { ...welcome("hi\n"), idleTimeoutMs: 5_000 },
    "10.0.0.1:80": { code: "ETIMEDOUT" },
    "10.0.0.2:80": { code: "EHOSTUNREACH", afterMs: 3_070 },
  },
};
const PACKAGED = ["nc", "netcat"];
const busybox = () => shellMachine(options);
const openbsd = () => shellMachine({ ...options, packaged: PACKAGED });

describe("busybox", () => {
  test.each([
    ["nc -zv web 80", 0, "web (10.96.0.7:80) open\n"],
    ["nc -z web 80", 0, ""],
    ["nc -v -z -w 2 web 81", 1, ""],
    ["nc -zvv web 81", 1, "nc: web (10.96.0.7:81): Connection refused\nsent 0, rcvd 0\n"],
    ["nc -zv -w 3 10.0.0.1 80", 1, "nc: 10.0.0.1 (10.0.0.1:80): Connection timed out\n"],
    ["nc -zv 10.0.0.2 80", 1, "nc: 10.0.0.2 (10.0.0.2:80): No route to host\n"],
    ["nc -z nosuch 80", 1, "nc: bad address 'nosuch'\n"],
    ["nc web http4", 1, "nc: bad port 'http4'\n"],
    ["nc -zuv web 53", 1, "nc: -u: UDP is not part of this simulation; nslookup asks the name server\n"],
    ["nc -o f web 80", 1, "nc: -o: this option is not part of this simulation\n"],
    ["nc -l -p x", 1, "nc: bad local port 'x'\n"],
  ])("%s", async (line, exitCode, stderr) => {
    expect(await busybox().exec(line.split(" "))).toEqual({ stdout: "", stderr, exitCode });
  });

  test("gives up at the time that -w names", async () => {
    const { exec, loop } = busybox();
    await exec(["nc", "-w", "3", "10.0.0.1", "80"]);
    expect(loop.now).toBe(3_000);
  });

  test("does not know the options of others", async () => {
    const { stderr, exitCode } = await shellMachine({ ...options, busyboxVersion: "1.28.4" }).exec([
      "nc",
      "-q",
      "1",
    ]);
    expect([stderr.split("\n").slice(0, 4).join("|"), exitCode]).toEqual([
      "nc: invalid option -- 'q'|BusyBox v1.28.4 (2018-05-22 17:00:17 UTC) multi-call binary.||Usage: nc [OPTIONS] HOST PORT  - connect",
      1,
    ]);
  });
});

describe("OpenBSD", () => {
  test.each([
    ["nc -zv web 80", 0, "Connection to web (10.96.0.7) 80 port [tcp/http] succeeded!\n"],
    ["nc -vz 10.96.0.7 80", 0, "Connection to 10.96.0.7 80 port [tcp/http] succeeded!\n"],
    ["nc -z web 81", 1, ""],
    ["nc -zv web 81", 1, "nc: connect to web (10.96.0.7) port 81 (tcp) failed: Connection refused\n"],
    [
      "nc -zv web 79-80",
      0,
      "nc: connect to web (10.96.0.7) port 79 (tcp) failed: Connection refused\nConnection to web (10.96.0.7) 80 port [tcp/http] succeeded!\n",
    ],
    ["nc -zvw 2 10.0.0.1 80", 1, "nc: connect to 10.0.0.1 port 80 (tcp) timed out: Operation in progress\n"],
    ["nc -zv 10.0.0.1 80", 1, "nc: connect to 10.0.0.1 port 80 (tcp) failed: Operation timed out\n"],
    ["nc -zv nosuch 80", 1, 'nc: getaddrinfo for host "nosuch" port 80: Name does not resolve\n'],
    ["nc -zvn web 80", 1, 'nc: getaddrinfo for host "web" port 80: Name does not resolve\n'],
    ["nc -zu web 53", 1, "nc: -u: UDP is not part of this simulation; dig asks the name server\n"],
    ["nc web", 1, "nc: missing port number\n"],
    ["nc web abc", 1, "nc: port number invalid: abc\n"],
    ["nc -w x web 80", 1, "nc: timeout invalid: x\n"],
    ["nc -x 10.0.0.9 web 80", 1, "nc: -x: this option is not part of this simulation\n"],
  ])("%s", async (line, exitCode, stderr) => {
    expect(await openbsd().exec(line.split(" "))).toEqual({ stdout: "", stderr, exitCode });
  });

  test.each([
    ["nc -N 10.96.0.8 80", 0, ""],
    ["nc -q 2 10.96.0.8 80", 2_000, ""],
    ["nc -w 3 10.96.0.8 80", 3_000, ""],
    ["nc 10.96.0.8 80", 5_000, ""],
    ["nc web 80", 60_000, "nc: this simulation ends nc here"],
  ])("%s waits for the end of the server or an option", async (line, untilMs, said) => {
    const { exec, loop } = openbsd();
    const { stderr } = await exec(line.split(" "), { stdin: "GET / HTTP/1.1\r\nHost: web\r\n\r\n" });
    expect([loop.now, stderr.slice(0, said.length)]).toEqual([untilMs, said]);
  });
});

describe.each([
  ["busybox", busybox],
  ["OpenBSD", openbsd],
] as const)("HTTP by hand: %s", (_, machine) => {
  const OK =
    "Date: Sun, 22 Nov 2026 00:00:00 GMT\r\nContent-Length: 3\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n";
  test.each([
    ["printf 'GET / HTTP/1.0\\r\\n\\r\\n' | nc web 80", `HTTP/1.0 200 OK\r\n${OK}hi\n`],
    [
      "printf 'HEAD / HTTP/1.1\\nHost: web\\nConnection: close\\n\\n' | nc web 80",
      `HTTP/1.1 200 OK\r\n${OK}`,
    ],
    ["echo hello | nc web 80 | head -1", "HTTP/1.1 400 Bad Request\r\n"],
  ])("%s", async (script, stdout) => {
    expect(await machine().run(script)).toEqual({ stdout, stderr: "", exitCode: 0 });
  });
});

/** A client and a server on one machine. */
function pair(line: string, stdin = "", packaged: readonly string[] = []) {
  const loop = new Loop();
  const sockets = new ListeningSockets();
  const network: NetworkClient = { ...fakeNetwork({ loop }), sockets };
  const { run } = shellMachine({ loop, network, flavour: "busybox", packaged });
  const printed: string[] = [];
  const ended = run(line, { stdin, onOutput: (text) => printed.push(text) });
  const port = () => sockets.all[0]?.handler;
  const request = {
    method: "GET",
    path: "/x",
    headers: { host: "web:8080", accept: "*/*" },
    body: "",
    clientIP: "10.244.2.7",
  };
  return { sockets, printed, ended, port, request };
}

describe("nc -l", () => {
  test("answers one client with its input and ends", async () => {
    const { sockets, printed, ended, port, request } = pair("nc -lv -p 8080", "HTTP/1.1 200 OK\r\n\r\nhi\n");
    await Promise.resolve();
    for (let turns = 0; sockets.all.length === 0 && turns < 10_000; turns++) await Promise.resolve();
    expect(sockets.all[0]).toMatchObject({ address: "*", port: 8080, program: "nc" });
    expect(await port()?.(request)).toMatchObject({ status: 200, body: "hi\n" });
    expect((await ended).exitCode).toBe(0);
    expect(sockets.all).toEqual([]);
    expect(printed.join("")).toBe(
      "listening on [::]:8080 ...\nconnect to [::ffff:10.244.1.9]:8080 from [::ffff:10.244.2.7]:32768 ([::ffff:10.244.2.7]:32768)\nGET /x HTTP/1.1\r\nHost: web:8080\r\nAccept: */*\r\n\r\n",
    );
  });

  test("OpenBSD's takes raw text, and with -k one client after the other", async () => {
    const { sockets, printed, port, ended } = pair("nc -lkv 127.0.0.1 9000", "", PACKAGED);
    for (let turns = 0; sockets.all.length === 0 && turns < 10_000; turns++) await Promise.resolve();
    expect(sockets.all[0]).toMatchObject({ address: "127.0.0.1", port: 9000 });
    for (const text of ["a\n", "b\n"]) port()?.raw?.(text, "127.0.0.1");
    const received = "Connection received on 127.0.0.1 32768\n";
    expect(printed.join("")).toBe(`Listening on 127.0.0.1 9000\n${received}a\n${received}b\n`);
    expect(sockets.all).toHaveLength(1);
    await expect(ended).rejects.toThrow("nothing is left to happen");
  });
});

describe("telnet", () => {
  test.each([
    ["telnet web 80", "Connected to web\n", "", 0],
    ["telnet web 81", "", "telnet: can't connect to remote host (10.96.0.7): Connection refused\n", 1],
    ["telnet nosuch 80", "", "telnet: bad address 'nosuch'\n", 1],
  ])("busybox: %s", async (line, stdout, stderr, exitCode) => {
    expect(await busybox().exec(line.split(" "))).toEqual({ stdout, stderr, exitCode });
  });

  test.each([
    [
      "telnet web 80",
      "Trying 10.96.0.7...\nConnected to web.\nEscape character is '^]'.\n",
      "Connection closed by foreign host.\n",
    ],
    [
      "telnet web 81",
      "Trying 10.96.0.7...\n",
      "telnet: Unable to connect to remote host: Connection refused\n",
    ],
    ["telnet nosuch 80", "", "Server lookup failure:  nosuch:80, Name or service not known\n"],
  ])("inetutils: %s", async (line, stdout, stderr) => {
    const machine = shellMachine({ ...options, flavour: "debian" });
    expect(await machine.exec(line.split(" "))).toEqual({ stdout, stderr, exitCode: 1 });
  });
});

test("a client that is stopped waits no longer", async () => {
  const { run, loop } = busybox();
  expect((await run("timeout 2 nc -z 10.0.0.1 80")).exitCode).toBe(143);
  expect(loop.now).toBe(2_000);
});
