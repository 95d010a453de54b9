/** What the scripts of one session print, and its background jobs: between two scripts nobody looks, and the next one shows it. */
import type { OnOutput, OutputStream } from "../api/api.ts";

interface OpenOutput {
  /** For a script and what it starts; after the script's end it leads to whoever looks then. */
  readonly onOutput: OnOutput;
  readonly close: () => void;
}

export class SessionOutput {
  /** Of the scripts at work: usually one. */
  readonly #open: OnOutput[] = [];
  readonly #unseen: (readonly [text: string, stream: OutputStream])[] = [];

  /** A script begins: shows first what came since the one before. */
  open(show: OnOutput): OpenOutput {
    let isOpen = true;
    this.#open.push(show);
    for (const [text, stream] of this.#unseen.splice(0)) show(text, stream);
    return {
      onOutput: (text, stream) => {
        if (text !== "") (isOpen ? show : this.#late)(text, stream);
      },
      close: () => {
        isOpen = false;
        this.#open.splice(this.#open.indexOf(show), 1);
      },
    };
  }

  readonly #late: OnOutput = (text, stream) => {
    const show = this.#open.at(-1);
    if (show === undefined) this.#unseen.push([text, stream]);
    else show(text, stream);
  };
}
