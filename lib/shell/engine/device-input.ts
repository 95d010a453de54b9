/**
 * Who reads a connection to its end waits until the other side closes it. The engine hands a program all that there is to
 * read at once, so that waiting comes behind the program, and behind what it printed.
 */
import type { EngineResult, Input } from "./interpreter.ts";
import { type Device, deviceAt, type Redirected } from "./redirections.ts";

/** What reads its standard input to the end, when no file is named. */
const READS_ALL: ReadonlySet<string> = new Set(
  "awk base64 cat cut egrep fgrep fold grep jq mapfile md5sum nl od readarray rev sed sha1sum sha256sum sort tail tee tr uniq wc".split(
    " ",
  ),
);

/** A client that waits for a server that waits for it would do so for ever; the simulation ends that after a minute. */
const IDLE_LIMIT_MS = 60_000;
const IDLE_SENTENCE =
  "bash: this simulation ends the reading here, for both sides of the connection wait for each other for ever: ask for Connection: close, or read with timeout 2 cat\n";
/** Of `read` whose time is over: SIGALRM. */
const TIMED_OUT = 142;

/** What one script reads. */
export class DeviceInput {
  /** What the present command reads, when that is a device. */
  present: Device | undefined;
  readonly #context: Redirected;
  readonly #around: Device | undefined;
  readonly #wait: (ms: number) => Promise<void>;
  /** Which one the present command has read to where it may go on. */
  #unended: Device | undefined;

  /** @param around what the script itself reads. @param wait in simulated time. */
  constructor(context: Redirected, around: Device | undefined, wait: (ms: number) => Promise<void>) {
    this.#context = context;
    this.#around = around;
    this.#wait = wait;
  }

  async read(
    name: string,
    args: readonly string[],
    input: Input,
    call: () => Promise<EngineResult>,
  ): Promise<EngineResult> {
    const device = this.#deviceBehind(name, args, input);
    if (device === undefined) return call();
    const before = this.present;
    this.present = device;
    try {
      const result = await call();
      if (readsAll(name, args)) this.#unended = device;
      return name === "read" && result.exitCode !== 0 ? await this.#untilLine(device, args, result) : result;
    } finally {
      this.present = before;
    }
  }

  /** After a command's output is out. @returns with a sentence where the simulation's patience has ended. */
  async untilEnd(result: EngineResult): Promise<EngineResult> {
    const device = this.#unended;
    this.#unended = undefined;
    if (device === undefined || device.endsAfterMs === 0) return result;
    await this.#wait(Math.min(device.endsAfterMs, IDLE_LIMIT_MS));
    return device.endsAfterMs > IDLE_LIMIT_MS ? { ...result, stderr: result.stderr + IDLE_SENTENCE } : result;
  }

  #deviceBehind(name: string, args: readonly string[], input: Input): Device | undefined {
    const { descriptor, isRedirected } = input;
    const named = name === "read" || name === "mapfile" ? optionOf(args, "u") : undefined;
    const own = named === undefined ? descriptor : Number(named);
    if (own >= 0) return deviceAt(this.#context, own);
    if (isRedirected) return undefined;
    const ofGroup = this.#context.state.groupStdinSourceFd ?? -1;
    return ofGroup >= 0 ? deviceAt(this.#context, ofGroup) : this.#around;
  }

  /** `read` that found nothing waits for more, no longer than it was told to. */
  async #untilLine(device: Device, args: readonly string[], result: EngineResult): Promise<EngineResult> {
    const limitMs = Number(optionOf(args, "t") ?? Number.POSITIVE_INFINITY) * 1_000;
    if (limitMs < Math.min(device.endsAfterMs, IDLE_LIMIT_MS)) {
      await this.#wait(limitMs);
      return { ...result, exitCode: TIMED_OUT };
    }
    this.#unended = device;
    return result;
  }
}

function readsAll(name: string, args: readonly string[]): boolean {
  return READS_ALL.has(name) && (name !== "cat" || args.every((arg) => arg.startsWith("-")));
}

/** Of `-t 2`, `-t2` and `-rt 2`. */
function optionOf(args: readonly string[], letter: string): string | undefined {
  const option = args.findIndex((arg) => new RegExp(`^-[a-z]*${letter}`).test(arg));
  return option === -1 ? undefined : args[option]?.split(letter)[1] || args[option + 1];
}
