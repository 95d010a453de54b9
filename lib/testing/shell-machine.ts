/** A simulated machine on a fake network, for tests of the shell and its programs. */
import type { ExecResult } from "../api/api.ts";
import { createShell, type RunOptions, type Shell, type ShellOptions } from "../shell/shell.ts";
import { Loop } from "../sim/loop.ts";
import { type FakeNetwork, type FakeNetworkOptions, fakeNetwork } from "./fake-network.ts";

export interface ShellMachine {
  readonly loop: Loop;
  readonly network: FakeNetwork;
  readonly shell: Shell;
  run(script: string, options?: RunOptions): Promise<ExecResult>;
  /** @throws when there is no such program. */
  exec(argv: readonly string[], options?: RunOptions): Promise<ExecResult>;
}

export type ShellMachineOptions = Partial<ShellOptions> & Omit<FakeNetworkOptions, "loop">;

/** Monday, 5 January 2026, 09:00 UTC. */
export const TEST_EPOCH_MS = Date.UTC(2026, 0, 5, 9);

export function shellMachine({
  names,
  servers,
  records,
  echoes,
  closed,
  ...options
}: ShellMachineOptions = {}): ShellMachine {
  const loop = options.loop ?? new Loop();
  const network = fakeNetwork({
    loop,
    ...(names && { names }),
    ...(servers && { servers }),
    ...(records && { records }),
    ...(echoes && { echoes }),
    ...(closed && { closed }),
  });
  const shell = createShell({
    loop,
    network,
    hostname: "lab",
    flavour: "debian",
    epochMs: TEST_EPOCH_MS,
    ...options,
  });
  return {
    loop,
    network,
    shell,
    run: (script, runOptions) => loop.run(() => shell.run(script, runOptions)),
    async exec(argv, runOptions) {
      const result = await loop.run(() => shell.exec(argv, runOptions));
      if (result === undefined) throw new Error(`no such program: ${argv[0]}`);
      return result;
    },
  };
}
