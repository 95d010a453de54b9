/** agnhost connect: whether a connection stands, in one word that tests can look for. */
import { durationMs } from "../../go/duration.ts";
import { goFlag } from "../http-server.ts";
import type { ImageProcess, ProcessContext } from "../image.ts";

const FLAGS_WITH_VALUE = ["--timeout", "--protocol", "--udp-data", "--sctp-data"];

export function connect(context: ProcessContext): ImageProcess {
  const { argv, log } = context;
  const words = argv
    .slice(2)
    .filter((word, at, all) => !word.startsWith("-") && !FLAGS_WITH_VALUE.includes(all[at - 1] ?? ""));
  const fail = (text: string): ImageProcess => {
    log(`${text}\n`, "stderr");
    return { work: async () => 1 };
  };
  if (words.length !== 1) return fail(`Error: accepts 1 arg(s), received ${words.length}`);
  const protocol = goFlag(argv, "protocol") ?? "tcp";
  if (protocol !== "tcp" && protocol !== "")
    return fail(`the protocol ${protocol} of the real agnhost is not part of this simulation`);
  const timeout = goFlag(argv, "timeout");
  const timeoutMs = timeout === undefined ? 0 : durationMs(timeout);
  if (typeof timeoutMs !== "number")
    return fail(
      `Error: invalid argument "${timeout}" for "--timeout" flag: time: invalid duration "${timeout}"`,
    );
  const [target = ""] = words;
  const [, host, port] = /^(.*):(\d+)$/.exec(target) ?? [];
  if (host === undefined) return fail(`UNKNOWN: address ${target}: missing port in address`);
  return { work: () => tryToConnect(context, host, Number(port), timeoutMs) };
}

async function tryToConnect(
  { network, log }: ProcessContext,
  host: string,
  port: number,
  timeoutMs: number,
): Promise<number> {
  const connected =
    timeoutMs > 0 ? await network.connect(host, port, timeoutMs) : await network.connect(host, port);
  if (!("error" in connected)) return 0;
  const { code, ip } = connected.error;
  const told: Readonly<Record<string, string>> = {
    ENOTFOUND: `DNS: lookup ${host} on ${network.nameServer}:53: no such host`,
    ETIMEDOUT: "TIMEOUT",
    ECONNREFUSED: "REFUSED",
    EHOSTUNREACH: `OTHER: dial tcp ${ip}:${port}: connect: no route to host`,
  };
  log(`${told[code] ?? `OTHER: dial tcp ${ip}:${port}: ${code}`}\n`, "stderr");
  return 1;
}
