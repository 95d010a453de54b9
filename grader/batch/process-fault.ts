/** A learner's process that does not run here: a fault of the grader or of its Node, which no learner pays for. */
import type { Text } from "../text.ts";

/** Characters of what the process said. */
const SAID_MAX = 300;

export class ProcessFault extends Error {
  override readonly name = "ProcessFault";
  readonly text: Text;
  /** What the process said, in one line. */
  readonly said: string;

  /** @param stderr what the process wrote to standard error. */
  constructor(stderr: string) {
    const { version } = process;
    const said = stderr.trim().replaceAll(/\s+/g, " ").slice(0, SAID_MAX) || "-";
    const text: Text = {
      en: `a process that grades a learner does not run on Node ${version}, so no report was written; it said: ${said}`,
      ko: `학습자를 채점하는 프로세스가 Node ${version}에서 돌지 않아 보고서를 쓰지 않았습니다. 프로세스의 말: ${said}`,
    };
    super(text.en);
    this.text = text;
    this.said = said;
  }
}
