/** Any other error, in the words of the command. */
import type { Reading } from "./message.ts";

const ERROR = /^(?:error:|Error|bash:|sh:|curl:|wget:)/;

export const failedCommand: Reading = ({ text }) => {
  if (!ERROR.test(text)) return undefined;
  const said = text.replaceAll(/\s*\n\s*/g, " ");
  return { en: `A command answered "${said}"`, ko: `명령의 응답: "${said}"` };
};
