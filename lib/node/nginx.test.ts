/** nginx with configurations that people mount, in Pods behind Services. */
import { describe, expect, test } from "vitest";
import { configMaps } from "../api/kinds/config-map.ts";
import type { HttpReply } from "../network/http.ts";
import { createWorld, type World } from "./testing/world.ts";

const FOLDER = "/etc/nginx/conf.d";

function place(
  world: World,
  files: Record<string, string>,
  more: Record<string, unknown> = {},
  mountPath = FOLDER,
): void {
  world.api.create(configMaps, "default", { metadata: { name: "conf" }, data: files });
  world.place("web", "node-1", {
    volumes: [{ name: "conf", configMap: { name: "conf" } }],
    containers: [
      { name: "nginx", image: "nginx:1.29.1", volumeMounts: [{ name: "conf", mountPath }], ...more },
    ],
  });
  world.place("client", "node-2", {
    containers: [{ name: "main", image: "busybox", command: ["sleep", "1d"] }],
  });
}

async function serve(conf: string): Promise<World> {
  const world = createWorld();
  place(world, { "web.conf": conf });
  await world.loop.settle();
  return world;
}

async function ask(
  world: World,
  path: string,
  more: Record<string, unknown> = {},
  port = 80,
): Promise<HttpReply> {
  const outcome = await world.send("pod/client", world.pod("web").status.podIP ?? "", port, {
    path,
    headers: { "user-agent": "curl/8", host: "shop.example" },
    ...more,
  });
  if ("error" in outcome) throw new Error(outcome.error.reason);
  return outcome.reply;
}

const logs = (world: World, options = {}) =>
  world.loop.run(() => world.api.pods.logs("default", "web", options));

describe("an nginx as it comes", () => {
  test("serves its folder, says 404 and 405 in its way, and logs", async () => {
    const world = createWorld();
    world.place("web", "node-1", { image: "nginx:1.27-alpine" });
    await world.loop.settle();
    const ip = world.pod("web").status.podIP ?? "";
    const get = (path: string, method = "GET") =>
      world.send("node/node-2", ip, 80, { path, method, headers: { "user-agent": "curl/8" } });
    expect(await get("/")).toMatchObject({
      reply: { status: 200, headers: { Server: "nginx/1.27.5", "Content-Type": "text/html" } },
    });
    expect(await get("/x")).toMatchObject({
      reply: { status: 404, body: expect.stringContaining("<hr><center>nginx/1.27.5</center>\r\n") },
    });
    expect(await get("/", "POST")).toMatchObject({ reply: { status: 405, statusText: "Not Allowed" } });
    const lines = (await logs(world)).trimEnd().split("\n");
    expect(lines[0]).toMatch(
      /^172\.\S+ - - \[05\/Jan\/2026:09:00:\d\d \+0000\] "GET \/ HTTP\/1.1" 200 \d+ "-" "curl\/8" "-"$/,
    );
    expect(lines[1]).toMatch(
      /^2026\/01\/05 09:00:\d\d \[error\] 29#29: \*2 open\(\) "\/usr\/share\/nginx\/html\/x" failed \(2: No such file or directory\), client: \S+, server: localhost, request: "GET \/x HTTP\/1.1", host: "\S+"$/,
    );
  });
});

describe("locations", () => {
  const conf = `
server {
  listen 80;
  default_type text/plain;
  location / { return 200 "prefix $uri\\n"; }
  location = /exact { return 200 "exact\\n"; }
  location /images/ { return 200 "images\\n"; }
  location ^~ /static/ { return 200 "static\\n"; }
  location ~ \\.(png|jpg)$ { return 200 "picture $1\\n"; }
  location ~* \\.TXT$ { return 200 "text\\n"; }
  location /api { rewrite ^/api/(.*)$ /v2/$1 last; return 418; }
  location /v2/ { return 200 "v2 $uri $args\\n"; }
  location /old { return 301 /new; }
  location /away { return https://kubernetes.io/docs; }
  location /gone { return 410; }
  location /cut { return 444; }
  location /vars { return 200 "$request_method $host $http_user_agent $arg_a $is_args$args $request_uri $server_port $scheme\\n"; }
}`;

  test.each([
    ["/", "prefix /\n"],
    ["/exact", "exact\n"],
    ["/exact/more", "prefix /exact/more\n"],
    ["/images/a", "images\n"],
    ["/images/a.png", "picture png\n"],
    ["/static/a.png", "static\n"],
    ["/a.txt", "text\n"],
    ["/api/users?x=1", "v2 /v2/users x=1\n"],
    ["//a/./b/../c", "prefix /a/c\n"],
    ["/vars?a=1&b=2", "GET shop.example curl/8 1 ?a=1&b=2 /vars?a=1&b=2 80 http\n"],
  ])("%s", async (path, body) => {
    expect(await ask(await serve(conf), path)).toMatchObject({ status: 200, body });
  });

  test("redirects and errors", async () => {
    const world = await serve(conf);
    expect(await ask(world, "/old")).toMatchObject({
      status: 301,
      headers: { Location: "http://shop.example/new" },
    });
    expect(await ask(world, "/away")).toMatchObject({
      status: 302,
      headers: { Location: "https://kubernetes.io/docs" },
    });
    expect((await ask(world, "/gone")).body).toContain("<center><h1>410 Gone</h1></center>");
    await expect(ask(world, "/cut")).rejects.toThrow("closed the connection");
    expect(await ask(world, "/../x")).toMatchObject({ status: 400 });
  });
});

test("servers are chosen by port and name, and headers, pages and access follow the configuration", async () => {
  const world = await serve(`
log_format short '$status $request_uri $http_x_none';
server { listen 80 default_server; server_name _; server_tokens off; access_log /dev/stdout short;
  add_header X-Served-By $hostname; add_header X-Always yes always;
  location / { return 200 "default\\n"; }
  location /none { error_page 404 =200 /fallback; return 404; }
  location = /fallback { internal; return 200 "fallback\\n"; }
  location /admin { deny all; }
}
server { listen 80; server_name shop.example *.shop.example; location / { add_header X-Shop 1; return 200 "shop\\n"; } }
server { listen 8080; location / { return 200 "8080 $server_addr:$server_port\\n"; } }`);
  expect(await ask(world, "/")).toMatchObject({ body: "shop\n", headers: { "X-Shop": "1" } });
  expect(await ask(world, "/", { headers: { host: "a.shop.example" } })).toMatchObject({ body: "shop\n" });
  const other = { headers: { host: "other" } };
  expect(await ask(world, "/", other)).toMatchObject({
    body: "default\n",
    headers: { Server: "nginx", "X-Served-By": "web", "X-Always": "yes" },
  });
  expect(await ask(world, "/none", other)).toMatchObject({ status: 200, body: "fallback\n" });
  expect(await ask(world, "/fallback", other)).toMatchObject({ status: 404 });
  const denied = await ask(world, "/admin", other);
  expect([denied.status, denied.headers["X-Served-By"], denied.headers["X-Always"]]).toEqual([
    403,
    undefined,
    "yes",
  ]);
  expect((await ask(world, "/", {}, 8080)).body).toBe(`8080 ${world.pod("web").status.podIP}:8080\n`);
  expect(await logs(world)).toMatch(/^200 \/ -$/m);
});

describe("files", () => {
  test("of volumes, with index, try_files, alias and folders", async () => {
    const world = createWorld();
    place(world, {
      "default.conf": `server { listen 80; root /etc/nginx/conf.d; index start.html;
          location / { try_files $uri $uri/ /start.html; }
          location /files/ { alias /etc/nginx/conf.d/; }
          location /strict { try_files $uri =404; }
          location /named { try_files $uri @app; }
          location @app { return 200 "app\\n"; } }`,
      "start.html": "<h1>start</h1>",
    });
    await world.loop.settle();
    expect(await ask(world, "/")).toMatchObject({
      body: "<h1>start</h1>",
      headers: { "Content-Type": "text/html" },
    });
    expect(await ask(world, "/some/route")).toMatchObject({ body: "<h1>start</h1>" });
    expect(await ask(world, "/files/start.html")).toMatchObject({ status: 200 });
    expect(await ask(world, "/files")).toMatchObject({ status: 200 });
    expect(await ask(world, "/strict")).toMatchObject({ status: 404 });
    expect(await ask(world, "/named")).toMatchObject({ body: "app\n" });
  });
});

describe("proxy_pass", () => {
  /** The Service `app` with one Pod, whose server tells what it is asked. */
  function placeApp(world: World): void {
    world.place("app", "node-2", { image: "traefik/whoami" });
    world.createService("app", { clusterIP: "10.96.5.5", ports: [{ port: 80 }] });
  }

  async function proxied(conf: string): Promise<World> {
    const world = createWorld();
    placeApp(world);
    await world.loop.settle();
    world.setEndpoints("app", 80, [{ ip: world.pod("app").status.podIP ?? "" }]);
    await world.loop.settle();
    place(world, { "web.conf": conf });
    await world.loop.settle();
    return world;
  }

  test.each([
    ["http://app", "/a/b?c=1", "GET /a/b?c=1 HTTP/1.1\r\nHost: app\r\n"],
    ["http://app:80", "/a", "GET /a HTTP/1.1\r\nHost: app:80\r\n"],
    ["http://app/", "/a/b", "GET /b HTTP/1.1\r\n"],
    ["http://app/v1/", "/a/b?c=1", "GET /v1/b?c=1 HTTP/1.1\r\n"],
    ["http://app.default.svc.cluster.local/x", "/a/b", "GET /xb HTTP/1.1\r\n"],
  ])("to %s: %s", async (target, path, line) => {
    const world = await proxied(`server { listen 80; location /a { proxy_pass ${target.replace(/\/$/, "")}; }
      location /a/ { proxy_pass ${target}; } }`);
    const reply = await ask(world, path);
    expect(reply.body).toContain(line);
    expect(reply.headers.Server).toBe("nginx/1.29.1");
    expect(world.hops.at(-1)).toMatchObject({ host: world.pod("web").status.podIP });
  });

  test("with headers for the server behind it, and none for the connection", async () => {
    const world =
      await proxied(`server { listen 80; location / { proxy_pass http://app; proxy_set_header Host $host;
      proxy_set_header X-Real-IP $remote_addr; proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; } }`);
    const { body } = await ask(world, "/");
    const client = world.pod("client").status.podIP;
    expect(body).toContain("Host: shop.example\r\n");
    expect(body).toContain(`X-Forwarded-For: ${client}\r\n`);
    expect(body).toContain(`X-Real-Ip: ${client}\r\n`);
    expect(body).toContain(`RemoteAddr: ${world.pod("web").status.podIP}:`);
  });

  test("to a name in a variable asks the resolver, which has no search list", async () => {
    const world = await proxied(`server { listen 80; resolver 10.96.0.10;
      location /full { set $app app.default.svc.cluster.local; proxy_pass http://$app; }
      location /short { set $app app; proxy_pass http://$app; } }`);
    expect((await ask(world, "/full")).body).toContain("GET /full HTTP/1.1");
    expect(await ask(world, "/short")).toMatchObject({ status: 502 });
    expect(await logs(world)).toContain("app could not be resolved (3: Host not found), client: ");
  });

  test("to nobody is 502, to a silent address 504, and the error log says why", async () => {
    const world = await proxied(`server { listen 80; location /refused { proxy_pass http://app:81; }
      location /silent { proxy_pass http://10.96.77.7; proxy_connect_timeout 2s; } }`);
    const app = world.pod("app").status.podIP;
    expect(await ask(world, "/refused")).toMatchObject({ status: 502 });
    expect((await ask(world, "/silent")).body).toContain("<h1>504 Gateway Time-out</h1>");
    expect(app).toBeDefined();
    expect(await logs(world)).toMatch(
      /\[error\] 29#29: \*2 upstream timed out \(110: Connection timed out\) while connecting to upstream, client: \S+, server: , request: "GET \/silent HTTP\/1\.1", upstream: "http:\/\/10\.96\.77\.7:80\/silent", host: "shop\.example"/,
    );
  });

  test("takes turns in an upstream group, by weight, and passes over those that are down", async () => {
    const world = createWorld();
    for (const name of ["one", "two"])
      world.place(name, "node-2", {
        containers: [{ name: "main", image: "hashicorp/http-echo", args: [`-text=${name}`] }],
      });
    await world.loop.settle();
    const [one, two] = ["one", "two"].map((name) => `${world.pod(name).status.podIP}:5678`);
    place(world, {
      "web.conf": `upstream app { server ${one} weight=2; server ${two}; server 10.244.9.9:1 down; }
        upstream spare { server ${one?.replace("5678", "1")}; server ${two} backup; }
        server { listen 80; location / { proxy_pass http://app; } location /spare { proxy_pass http://spare; } }`,
    });
    await world.loop.settle();
    const answers: string[] = [];
    for (let count = 0; count < 6; count++) answers.push((await ask(world, "/")).body.trim());
    expect(answers).toEqual(["one", "two", "one", "one", "two", "one"]);
    expect((await ask(world, "/spare")).body).toBe("two\n");
    expect(await logs(world)).toContain(
      "connect() failed (111: Connection refused) while connecting to upstream",
    );
  });
});

describe("a configuration that nginx refuses", () => {
  async function failure(files: Record<string, string>, mountPath?: string): Promise<string> {
    const world = createWorld();
    place(world, files, {}, mountPath);
    await world.loop.settle();
    expect(world.pod("web").status.containerStatuses?.[0]).toMatchObject({
      restartCount: 1,
      lastState: { terminated: { exitCode: 1 } },
    });
    return logs(world, { previous: true });
  }

  test.each([
    ["server {\n listen 80;\n lisen 81;\n}", 'unknown directive "lisen" in /etc/nginx/conf.d/web.conf:3'],
    [
      "server {\n listen 80\n server_name a;\n}",
      'invalid parameter "server_name" in /etc/nginx/conf.d/web.conf:3',
    ],
    ["server {\n listen 80;\n", 'unexpected end of file, expecting "}" in /etc/nginx/conf.d/web.conf:3'],
    ["server { listen 80; } }", 'unexpected "}" in /etc/nginx/conf.d/web.conf:1'],
    ["location / { }", '"location" directive is not allowed here in /etc/nginx/conf.d/web.conf:1'],
    ["server { root; }", 'invalid number of arguments in "root" directive in /etc/nginx/conf.d/web.conf:1'],
    [
      "server { location / { proxy_pass http://nosuch; } }",
      'host not found in upstream "nosuch" in /etc/nginx/conf.d/web.conf:1',
    ],
    [
      "upstream a { server nosuch:81; }",
      'host not found in upstream "nosuch:81" in /etc/nginx/conf.d/web.conf:1',
    ],
    ["server { location / { proxy_pass web; } }", "invalid URL prefix in /etc/nginx/conf.d/web.conf:1"],
    ["server { location / { } location / { } }", 'duplicate location "/" in /etc/nginx/conf.d/web.conf:1'],
    ["server { location / { return 200 $nosuch; } }", 'unknown "nosuch" variable'],
    [
      "server { listen 99999; }",
      'invalid port in "99999" of the "listen" directive in /etc/nginx/conf.d/web.conf:1',
    ],
  ])("%j", async (conf, message) => {
    expect(await failure({ "web.conf": conf })).toMatch(
      new RegExp(
        `^2026/01/05 09:00:\\d\\d \\[emerg\\] 1#1: ${escaped(message)}\nnginx: \\[emerg\\] ${escaped(message)}\n$`,
      ),
    );
  });

  test.each([
    [
      "server { listen 443 quic; }",
      'the parameter "quic" of the directive "listen" in /etc/nginx/conf.d/web.conf:1',
    ],
    [
      "server { location / { limit_req zone=a; } }",
      'the directive "limit_req" in /etc/nginx/conf.d/web.conf:1',
    ],
    ["server { if ($host = a) { return 403; } }", 'the directive "if" in /etc/nginx/conf.d/web.conf:1'],
  ])("because the simulation lacks it: %j", async (conf, what) => {
    expect(await failure({ "web.conf": conf })).toBe(
      `nginx: ${what} works in a real nginx and is not part of this simulation\n`,
    );
  });

  test("as nginx.conf by subPath", async () => {
    const world = createWorld();
    place(
      world,
      { "nginx.conf": "events { }\nhttp { server { listen 8080; location / { return 200 mine; } } }\n" },
      { volumeMounts: [{ name: "conf", mountPath: "/etc/nginx/nginx.conf", subPath: "nginx.conf" }] },
    );
    await world.loop.settle();
    expect((await ask(world, "/", {}, 8080)).body).toBe("mine");
    expect(await failure({ "nginx.conf": "http { }\n" }, "/etc/nginx")).toContain(
      'no "events" section in configuration',
    );
  });
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

test("nginx -t checks, and -s reload serves what the files say now", async () => {
  const world = await serve('server { listen 80; location / { return 200 "one\\n"; } }');
  const exec = (...command: string[]) =>
    world.loop.run(() => world.api.pods.exec("default", "web", { command }));
  expect(await exec("nginx", "-t")).toEqual({
    stdout: "",
    stderr:
      "nginx: the configuration file /etc/nginx/nginx.conf syntax is ok\nnginx: configuration file /etc/nginx/nginx.conf test is successful\n",
    exitCode: 0,
  });
  const change = { data: { "web.conf": 'server { listen 80; location / { return 200 "two\\n"; } }' } };
  world.api.patch(configMaps, "default", "conf", { type: "application/merge-patch+json", body: change });
  await world.loop.advance(120_000);
  expect((await ask(world, "/")).body).toBe("one\n");
  await exec("nginx", "-s", "reload");
  expect((await ask(world, "/")).body).toBe("two\n");
});

test.each([
  ["keepalive_requests 3;", ["keep-alive 1", "keep-alive 2", "close 3", "keep-alive 1"]],
  ["keepalive_timeout 0;", ["close 1", "close 1", "close 1", "close 1"]],
  ["", ["keep-alive 1", "keep-alive 2", "keep-alive 3", "keep-alive 4"]],
])("a connection carries as many requests as allowed: %s", async (directive, expected) => {
  const world = await serve(`server { listen 80; ${directive} return 200 $connection_requests; }`);
  const keepAlive = {};
  const seen: string[] = [];
  for (let sent = 0; sent < expected.length; sent++) {
    const { headers, body } = await ask(world, "/", { keepAlive });
    seen.push(`${headers.Connection} ${body}`);
  }
  expect(seen).toEqual(expected);
});
