/** What a script prints, gathered: a kernel sends each piece as a message of its own, and a loop prints thousands. */
import type { OnOutput, OutputStream } from "../api/api.ts";

/** A learner who watches sees no difference. */
const GATHERED_MS = 50;
const GATHERED_LENGTH = 64 * 1024;

/** Passes text on in the order of printing, in fewer pieces; whoever uses it flushes at the end. */
export class GatheredOutput {
  readonly #show: OnOutput;
  #text = "";
  #stream: OutputStream = "stdout";
  #since = 0;

  constructor(show: OnOutput) {
    this.#show = show;
  }

  readonly add: OnOutput = (text, stream) => {
    if (stream !== this.#stream) this.flush();
    if (this.#text === "") this.#since = performance.now();
    this.#stream = stream;
    this.#text += text;
    if (this.#text.length > GATHERED_LENGTH || performance.now() - this.#since > GATHERED_MS) this.flush();
  };

  flush(): void {
    const text = this.#text;
    this.#text = "";
    if (text !== "") this.#show(text, this.#stream);
  }
}
