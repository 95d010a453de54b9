/** The shell of a running container: the programs of its image, its own files, its Pod's network. */

import type { NetworkClient } from "../network/http.ts";
import type { MainProcess, NodeRules } from "../shell/command.ts";
import type { Mount } from "../shell/engine/index.ts";
import { createShell, type RunOptions, type Shell, type ShellCommand } from "../shell/shell.ts";
import { type ExecResult, execAt, interact, type TerminalConnection } from "../shell/terminal.ts";
import type { Loop } from "../sim/loop.ts";
import type { Random } from "../sim/random.ts";
import type { Image } from "./image.ts";

export type { MainProcess } from "../shell/command.ts";
// Re-exported, because node/ may not import shell/.
export {
  type FolderFile,
  type FolderFiles,
  type Mount,
  mountedAt,
  SharedFolder,
} from "../shell/engine/index.ts";
export type { ShellCommand } from "../shell/shell.ts";

export interface ContainerShell extends Shell {
  /** Reads and runs commands from the terminal until its end. Only inside an actor. @returns the exit code of the shell. */
  interact(terminal: TerminalConnection): Promise<number>;
  /** As `exec`, for a program that Ctrl-C ends. */
  execAt(
    terminal: TerminalConnection,
    argv: readonly string[],
    options: RunOptions,
  ): Promise<ExecResult | undefined>;
}

export interface ContainerShellOptions {
  readonly image: Image;
  readonly loop: Loop;
  readonly random: Random;
  readonly network: NetworkClient;
  readonly hostname: string;
  readonly node?: NodeRules;
  readonly mainProcess: MainProcess;
  readonly nodeProcesses?: Iterable<MainProcess>;
  /** Besides the image's own. */
  readonly files: Readonly<Record<string, string>>;
  /** The Pod's volumes, where the container has them. */
  readonly mounts: readonly Mount[];
  /** The image's own programs. */
  readonly commands: Readonly<Record<string, ShellCommand>>;
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Aborted when the container ends. */
  readonly end: AbortSignal;
  /** Unix milliseconds when the loop stands at 0. */
  readonly epochMs: number;
}

export function createContainerShell({ image, files, ...options }: ContainerShellOptions): ContainerShell {
  const { curlVersion, packaged, busyboxVersion, bindVersion } = image;
  const shell = createShell({
    ...options,
    allowed: image.commands,
    files: { ...image.files, ...files },
    flavour: image.flavour,
    background: true,
    ...(curlVersion === undefined ? {} : { curlVersion }),
    ...(packaged === undefined ? {} : { packaged }),
    ...(busyboxVersion === undefined ? {} : { busyboxVersion }),
    ...(bindVersion === undefined ? {} : { bindVersion }),
  });
  const prompt = (): string =>
    image.flavour === "busybox" ? `${shell.cwd} # ` : `root@${options.hostname}:${shell.cwd}# `;
  return Object.assign(shell, {
    interact: (terminal: TerminalConnection) => interact(shell, prompt, terminal),
    execAt: (terminal: TerminalConnection, argv: readonly string[], options: RunOptions) =>
      execAt(terminal, shell, argv, options),
  });
}
