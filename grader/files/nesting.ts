/** Whether a place in a cell is run once, as it stands, or as often as a loop, a condition or a caller wants. */
import type { Token } from "./tokens.ts";

const HEADS = new Set(["for", "while", "if", "switch", "catch"]);
const ALONE = new Set(["else", "do"]);

export class Nesting {
  /** What is open: whether its inside is conditional, and the word before a round bracket. */
  readonly #open: { readonly isConditional: boolean; readonly head: string }[] = [];
  #conditional = 0;
  /** How many tokens ago a head without braces ended: `for (...) sh...`, `n => sh...`; undefined when none did. */
  #sinceHead: number | undefined;

  get isConditional(): boolean {
    return this.#conditional > 0 || this.#sinceHead !== undefined;
  }

  /** @param before the token before this one. */
  pass(token: Token, before: Token | undefined): void {
    if (this.#sinceHead !== undefined && token.startsLine && this.#sinceHead > 0) this.#sinceHead = undefined;
    if (this.#sinceHead !== undefined) this.#sinceHead++;
    if (token.kind === "name" && ALONE.has(token.text)) this.#sinceHead = 0;
    if (token.kind !== "sign") return;
    if (token.text === "=>") this.#sinceHead = 0;
    else if (token.text === ";") this.#sinceHead = undefined;
    else if ("([{".includes(token.text)) this.#enter(token.text, before);
    else if (")]}".includes(token.text)) this.#leave();
  }

  #enter(bracket: string, before: Token | undefined): void {
    const isBody = bracket === "{" && (before?.text === ")" || this.#sinceHead !== undefined);
    if (isBody) this.#conditional++;
    if (bracket === "{") this.#sinceHead = undefined;
    this.#open.push({ isConditional: isBody, head: before?.kind === "name" ? before.text : "" });
  }

  #leave(): void {
    const left = this.#open.pop();
    if (left?.isConditional) this.#conditional--;
    this.#sinceHead = left !== undefined && HEADS.has(left.head) ? 0 : undefined;
  }
}
