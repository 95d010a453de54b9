/**
 * Whether the kubeconfig and the flags of a command lead to this cluster, and into which namespace. Models
 * client-go/tools/clientcmd, and what discovery says of a server that it cannot reach.
 */
import type { Api } from "../../api/api.ts";
import { quoted } from "../../go/strconv.ts";
import { requestTimeoutMs } from "../command-line/request-timeout.ts";
import { klogError } from "../klog.ts";
import { type FlagValues, type KubectlClient, KubectlError, KubectlExit, type Output } from "../verb.ts";
import type { Kubeconfig, Stanza } from "./kubeconfig.ts";
import { warnedApi } from "./warned-api.ts";

const DEFAULT_SERVER = "http://localhost:8080";
/** Discovery tries so often before it gives up. */
const ATTEMPTS = 5;

export interface Connection {
  /** Of the context. */
  readonly namespace: string;
  /** Where the server cannot be reached, or refuses the user, its first use says so. */
  readonly api: Api;
}

/** @throws KubectlError, KubectlExit with the real texts, for names that are not in the kubeconfig */
export function connect(
  { api, config, now }: Pick<KubectlClient, "api" | "config" | "now">,
  flags: FlagValues,
  out: Output,
): Connection {
  requestTimeoutMs(flags);
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
    api: refuse === undefined ? warnedApi(api, out.warn) : refusingApi(api, refuse),
  };
}

function refusingApi(api: Api, refuse: () => Error): Api {
  return new Proxy(api, {
    get: () => {
      throw refuse();
    },
  });
}

/** No server listens on the learner's machine, and other addresses do not answer. */
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

/** A user without credentials is asked for a name, and standard input is at its end. */
function refusal(config: Kubeconfig, user: Stanza | undefined, out: Output): (() => Error) | undefined {
  if (config.token === undefined || user?.token === config.token) return undefined;
  if (user !== undefined && Object.keys(user).length > 0)
    return () => new KubectlError("You must be logged in to the server (Unauthorized)");
  return () => {
    out.stdout("Please enter Username: ");
    return new KubectlError("EOF");
  };
}
