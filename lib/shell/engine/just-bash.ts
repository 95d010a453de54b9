/** just-bash, the bash of all simulated machines, as we patch it; loaded when a first script needs it. */
import { type JustBash, load } from "./load.ts";

let loaded: JustBash | undefined;

export function justBash(): JustBash {
  loaded ??= load();
  return loaded;
}
