/**
 * registry.k8s.io/echoserver: nginx with a script that repeats the request. Version 1.4 is known from the answers that
 * tutorials show, 1.10 (which also says its Pod) from memory. Leaves out HTTPS on port 8443.
 */
import type { HttpRequest } from "../network/http.ts";
import { debianCommands } from "./command-sets.ts";
import { httpDate, pathOf, withoutBodyForHead } from "./http-server.ts";
import type { Image, ImageProcess, ProcessContext } from "./image.ts";

const PORT = 8080;
const NO_BODY = "-no body in request-";

/** nginx leaves the client's port away and puts its own. */
const uriOf = ({ headers, path }: HttpRequest): string =>
  `http://${headers.host?.replace(/:\d+$/, "")}:${PORT}${path}`;
const queryOf = ({ path }: HttpRequest): string | undefined => path.split("?")[1];
const headersOf = ({ headers }: HttpRequest): string[] =>
  Object.keys(headers)
    .sort()
    .map((name) => `${name}=${headers[name]}`);

function version4(request: HttpRequest): string {
  const { method, clientIP, body } = request;
  const client = [
    `client_address=${clientIP}`,
    `command=${method}`,
    `real path=${pathOf(request)}`,
    `query=${queryOf(request) ?? "nil"}`,
    "request_version=1.1",
    `request_uri=${uriOf(request)}`,
  ];
  const lines = [
    "CLIENT VALUES:",
    ...client,
    "",
    "SERVER VALUES:",
    "server_version=nginx: 1.10.0 - lua: 10001",
    "",
    "HEADERS RECEIVED:",
    ...headersOf(request),
  ];
  return `${lines.join("\n")}\nBODY:\n${body === "" ? NO_BODY : body}`;
}

function version10(request: HttpRequest, { hostname, env }: ProcessContext): string {
  const { method, clientIP, body } = request;
  const { NODE_NAME = "", POD_NAME = "", POD_NAMESPACE = "", POD_IP = "" } = env;
  const known = [
    `node name:\t${NODE_NAME}`,
    `pod name:\t${POD_NAME}`,
    `pod namespace:\t${POD_NAMESPACE}`,
    `pod IP:\t${POD_IP}`,
  ];
  const sections: Readonly<Record<string, readonly string[]>> = {
    "Pod Information": POD_NAME === "" ? ["-no pod information available-"] : known,
    "Server values": ["server_version=nginx: 1.13.3 - lua: 10008"],
    "Request Information": [
      `client_address=${clientIP}`,
      `method=${method}`,
      `real path=${pathOf(request)}`,
      `query=${queryOf(request) ?? ""}`,
      "request_version=1.1",
      "request_scheme=http",
      `request_uri=${uriOf(request)}`,
    ],
    "Request Headers": headersOf(request),
    "Request Body": [body === "" ? NO_BODY : body],
  };
  const told = Object.entries(sections).map(
    ([title, lines]) => `${title}:\n${lines.map((line) => `\t${line}\n`).join("")}\n`,
  );
  return `\n\nHostname: ${hostname}\n\n${told.join("")}`;
}

function echoserver(context: ProcessContext): ImageProcess {
  const isOld = context.tag === "1.4";
  const handler = withoutBodyForHead((request) => ({
    status: 200,
    headers: {
      Server: isOld ? "nginx/1.10.0" : "echoserver",
      Date: httpDate(context.now()),
      "Content-Type": "text/plain",
      "Transfer-Encoding": "chunked",
      Connection: "keep-alive",
    },
    body: isOld ? version4(request) : version10(request, context),
  }));
  return { listen: { [PORT]: handler } };
}

export const kubernetesEchoserver: Image = {
  repository: "registry.k8s.io/echoserver",
  aliases: ["registry.k8s.io/e2e-test-images/echoserver", "cilium/echoserver"],
  tags: ["1.4", "1.8", "1.9", "1.10", "latest", /^2\.\d{1,2}$/],
  cmd: ["/usr/local/bin/run.sh"],
  programs: { "/usr/local/bin/run.sh": echoserver },
  workingDir: "/",
  commands: [...debianCommands, "curl"],
  curlVersion: "7.47.0",
  flavour: "debian",
  sizeBytes: 42_555_622,
};
