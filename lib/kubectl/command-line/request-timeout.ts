/** `--request-timeout`: a duration, or a number of seconds. Models client-go/tools/clientcmd ParseTimeout. */
import { durationMs } from "../../go/duration.ts";
import { type FlagValues, KubectlError } from "../verb.ts";

/** @returns undefined for `0`, which sets no limit. @throws KubectlError */
export function requestTimeoutMs(flags: FlagValues): number | undefined {
  const text = flags.string("request-timeout");
  const ms = durationMs(/^\d+$/.test(text) ? `${text}s` : text);
  if (typeof ms === "object") {
    throw new KubectlError(
      "Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by a corresponding time unit (e.g. 1s | 2m | 3h)",
    );
  }
  return ms === 0 ? undefined : ms;
}
