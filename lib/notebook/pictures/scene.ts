/** What a picture is drawn from. */
import type { Api } from "../../api/api.ts";
import type { Hop } from "../../network/http.ts";
import type { Language } from "../language.ts";

export interface Scene {
  /** The cluster as it is now. */
  readonly api: Api;
  /** The requests of the last `sh`, in order. */
  readonly hops: readonly Hop[];
  /** Who could have answered them, then who else did: Pods by name, hosts outside by address. Their order gives their letters. */
  readonly backends: readonly string[];
  readonly language: Language;
}
