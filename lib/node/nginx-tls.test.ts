/** nginx with a certificate of a Secret. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { configMaps } from "../api/kinds/config-map.ts";
import { createWorld, type World } from "./testing/world.ts";

const pem = readFileSync(join(import.meta.dirname, "../network/testdata/certificates.pem"), "utf8");
const KEY = "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n";
const SERVER = `server {
  listen 80;
  listen 443 ssl default_server;
  ssl_certificate ssl/tls.crt;
  ssl_certificate_key /etc/nginx/ssl/tls.key;
  ssl_protocols TLSv1.2 TLSv1.3;
  location / { return 200 "$scheme $https $server_port\\n"; }
  location /old { return 301 /new; }
}
`;

async function serve(conf: string, files: Readonly<Record<string, string>>): Promise<World> {
  const world = createWorld();
  world.api.create(configMaps, "default", { metadata: { name: "conf" }, data: { "web.conf": conf } });
  world.api.create(configMaps, "default", { metadata: { name: "ssl" }, data: files });
  world.place("web", "node-1", {
    restartPolicy: "Never",
    volumes: ["conf", "ssl"].map((name) => ({ name, configMap: { name } })),
    containers: [
      {
        name: "nginx",
        image: "nginx:1.29.1",
        volumeMounts: [
          { name: "conf", mountPath: "/etc/nginx/conf.d" },
          { name: "ssl", mountPath: "/etc/nginx/ssl" },
        ],
      },
    ],
  });
  await world.loop.settle();
  return world;
}

const ask = (world: World, port: number, scheme: "http" | "https", path = "/") =>
  world.send("node/node-2", world.pod("web").status.podIP ?? "", port, {
    path,
    scheme,
    headers: { host: "my-nginx" },
  });

test("a server speaks TLS where it listens for it, and plain HTTP where it does not", async () => {
  const world = await serve(SERVER, { "tls.crt": pem, "tls.key": KEY });
  expect(await ask(world, 443, "https")).toMatchObject({ reply: { body: "https on 443\n" } });
  expect(await ask(world, 80, "http")).toMatchObject({ reply: { body: "http  80\n" } });
  expect(await ask(world, 80, "https")).toMatchObject({ error: { code: "EPROTO", connected: true } });
  expect(await ask(world, 443, "https", "/old")).toMatchObject({
    reply: { headers: { Location: "https://my-nginx/new" } },
  });
  expect(await ask(world, 443, "http")).toMatchObject({
    reply: {
      status: 400,
      body: expect.stringContaining("<center>The plain HTTP request was sent to HTTPS port</center>\r\n"),
    },
  });
});

const FOPEN =
  "BIO_new_file() failed (SSL: error:80000002:system library::No such file or directory:calling fopen(/etc/nginx/ssl/tls.crt, r) error:10000080:BIO routines::no such file)";

test.each([
  ["no file", SERVER, {}, `cannot load certificate "/etc/nginx/ssl/tls.crt": ${FOPEN}`],
  [
    "a file without a certificate",
    SERVER,
    { "tls.crt": KEY, "tls.key": KEY },
    'cannot load certificate "/etc/nginx/ssl/tls.crt": PEM_read_bio_X509_AUX() failed (SSL: error:0480006C:PEM routines::no start line:Expecting: TRUSTED CERTIFICATE)',
  ],
  [
    "no directive",
    "server { listen 443 ssl; }",
    {},
    'no "ssl_certificate" is defined for the "listen ... ssl" directive in /etc/nginx/conf.d/web.conf:1',
  ],
])("with %s it does not start", async (_, conf, files, message) => {
  const world = await serve(conf, files);
  expect(await world.loop.run(() => world.api.pods.logs("default", "web", {}))).toContain(
    `nginx: [emerg] ${message}\n`,
  );
});
