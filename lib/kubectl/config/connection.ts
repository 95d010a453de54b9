/**
 * Whether the kubeconfig and the flags of a command lead to this cluster, and into which namespace. Models
 * client-go/tools/clientcmd, and what discovery says of a server that it cannot reach.
 */
import type { Api } from "../../api/api.ts";
import { durationMs } from "../../go/duration.ts";
import { quoted } from "../../go/strconv.ts";
import { klogError } from "../klog.ts";
import { type FlagValues, type KubectlClient, KubectlError, KubectlExit, type Output } from "../verb.ts";
import type { Kubeconfig, Stanza } from "./kubeconfig.ts";

const DEFAULT_SERVER = "http://localhost:8080";
/** Discovery tries so often before it gives up. */
const ATTEMPTS = 5;

export interface Connection {
  /** Of the context. */
  readonly namespace: string;
  /** Where the server cannot be reached, or lets nobody in, its first use says so. */
  readonly api: Api;
}

/** @throws KubectlError, KubectlExit with the real texts, for names that are not in the kubeconfig */
export function connect(
  { api, config, now }: Pick<KubectlClient, "api" | "config" | "now">,
  flags: FlagValues,
  out: Output,
): Connection {
  checkTimeout(flags);
  const named = flags.string("context") || config.currentContext;
  const context = config.find("contexts", named);
  if (context === undefined && named !== "")
    throw new KubectlExit(`Error in configuration: context was not found for specified context: ${named}`, 1);
  const cluster = config.find("clusters", flags.string("cluster") || String(context?.cluster ?? ""));
  const user = config.find("users", flags.string("user") || String(context?.user ?? ""));
  if (flags.string("cluster") !== "" && cluster === undefined)
    throw new KubectlError(`no server found for cluster ${quoted(flags.string("cluster"))}`);
  if (flags.string("user") !== "" && user === undefined)
    throw new KubectlError(`auth info ${quoted(flags.string("user"))} does not exist`);
  const server = String(cluster?.server || DEFAULT_SERVER);
  const refuse =
    server === config.server ? refusal(config, user, out) : () => unreachable(server, now(), out);
  return {
    namespace: String(context?.namespace || "default"),
    api: refuse === undefined ? api : refusingApi(api, refuse),
  };
}

function refusingApi(api: Api, refuse: () => Error): Api {
  return new Proxy(api, {
    get: () => {
      throw refuse();
    },
  });
}

function checkTimeout(flags: FlagValues): void {
  const timeout = flags.string("request-timeout");
  if (/^\d+$/.test(timeout) || typeof durationMs(timeout) !== "object") return;
  throw new KubectlError(
    "Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by a corresponding time unit (e.g. 1s | 2m | 3h)",
  );
}

/** Nobody listens on the learner's machine, and other addresses do not answer. */
function unreachable(server: string, now: number, out: Output): KubectlExit {
  const { hostname, host, port, protocol } = new URL(server);
  const isHere = hostname === "localhost" || hostname.startsWith("127.");
  const address = `${hostname === "localhost" ? "127.0.0.1" : hostname}:${port || (protocol === "https:" ? "443" : "80")}`;
  const why = `dial tcp ${address}: ${isHere ? "connect: connection refused" : "i/o timeout"}`;
  const complaint = `couldn't get current server API group list: Get \\"${server}/api?timeout=32s\\": ${why}`;
  out.stderr(klogError(now, "memcache.go:265", `"Unhandled Error" err="${complaint}"`).repeat(ATTEMPTS));
  return new KubectlExit(
    isHere
      ? `The connection to the server ${host} was refused - did you specify the right host or port?`
      : `Unable to connect to the server: ${why}`,
    1,
  );
}

/** Who has no credentials at all is asked for a name, and nobody answers. */
function refusal(config: Kubeconfig, user: Stanza | undefined, out: Output): (() => Error) | undefined {
  if (config.token === undefined || user?.token === config.token) return undefined;
  if (user !== undefined && Object.keys(user).length > 0)
    return () => new KubectlError("You must be logged in to the server (Unauthorized)");
  return () => {
    out.stdout("Please enter Username: ");
    return new KubectlError("EOF");
  };
}
