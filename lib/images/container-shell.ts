/** The shell of a running container: the programs of its image, its own files, its Pod's network. */
import type { NetworkClient } from "../network/http.ts";
import { createShell, type Shell } from "../shell/shell.ts";
import type { Loop } from "../sim/loop.ts";
import type { Random } from "../sim/random.ts";
import type { Image } from "./image.ts";

export type ContainerShell = Shell;

export interface ContainerShellOptions {
  readonly image: Image;
  readonly loop: Loop;
  readonly random: Random;
  readonly network: NetworkClient;
  readonly hostname: string;
  /** Besides the image's own. */
  readonly files: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Unix milliseconds when the loop stands at 0. */
  readonly epochMs: number;
}

export function createContainerShell({ image, files, ...options }: ContainerShellOptions): Shell {
  const { curlVersion } = image;
  return createShell({
    ...options,
    allowed: image.commands,
    files: { ...image.files, ...files },
    flavour: image.flavour,
    background: true,
    ...(curlVersion === undefined ? {} : { curlVersion }),
  });
}
