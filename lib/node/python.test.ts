/** `python -m http.server` in Pods, and what else people start Python for. */
import { expect, test } from "vitest";
import { serve } from "./testing/served-image.ts";

test("serves a folder at the port and address that it is told", async () => {
  const { ask, log, clientIP } = await serve("python:3.12-slim", 8080, {
    command: ["python3", "-m", "http.server", "8080", "--directory", "/etc"],
    env: [{ name: "PYTHONUNBUFFERED", value: "1" }],
  });
  expect(await ask("/hostname")).toMatchObject({
    status: 200,
    body: "web\n",
    headers: { Server: "SimpleHTTP/0.6 Python/3.12.12", "Content-type": "application/octet-stream" },
  });
  expect((await ask("/")).body).toContain("<title>Directory listing for /</title>");
  expect((await ask("/")).body).toContain('<li><a href="hosts">hosts</a></li>\n');
  expect(await ask("/nope")).toMatchObject({ status: 404, statusText: "File not found" });
  expect(await ask("/", { method: "POST" })).toMatchObject({ status: 501 });
  const lines = (await log()).split("\n").map((line) => line.replace(/09:00:\d\d/, "09:00:00"));
  const client = `::ffff:${clientIP} - - [05/Jan/2026 09:00:00]`;
  expect(lines.slice(0, 2)).toEqual([
    "Serving HTTP on :: port 8080 (http://[::]:8080/) ...",
    `${client} "GET /hostname HTTP/1.1" 200 -`,
  ]);
  expect(lines.slice(4, 6)).toEqual([
    `${client} code 404, message File not found`,
    `${client} "GET /nope HTTP/1.1" 404 -`,
  ]);
});

test("from a script, with an index page, at loopback alone", async () => {
  const script = "mkdir /www; cd /www; echo hello > index.html; python -m http.server --bind 127.0.0.1";
  const { world, ip } = await serve("python:3", 8000, { command: ["sh", "-c", script] });
  expect(await world.send("pod/client", ip, 8000)).toMatchObject({ error: { code: "ECONNREFUSED" } });
  expect(await world.send("pod/web", "127.0.0.1", 8000)).toMatchObject({ reply: { body: "hello\n" } });
});

test.each([
  [["python", "--version"], "Python 3.13.11\n0"],
  [
    ["python3", "-m", "http.server", "http"],
    "usage: server.py [-h] [--cgi] [-b ADDRESS] [-d DIRECTORY] [-p VERSION] [port]\nserver.py: error: argument port: invalid int value: 'http'\n2",
  ],
  [
    ["python3", "-c", "print(1)"],
    "programs in Python are not part of this simulation; its python runs -m http.server [PORT] [--bind ADDRESS] [--directory FOLDER]\n1",
  ],
])("%j", async (command, told) => {
  const { world } = await serve("python:3.13-alpine", 80, { command: ["sleep", "1d"] });
  const { stdout, stderr, exitCode } = await world.loop.run(() =>
    world.api.pods.exec("default", "web", { command }),
  );
  expect(`${stdout}${stderr}${exitCode}`).toBe(told);
});
