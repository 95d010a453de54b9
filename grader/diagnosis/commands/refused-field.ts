/** A value of a wrong type in a manifest: the decoder names the field. */
import { koreanKind } from "./kinds.ts";
import type { Reading } from "./message.ts";

export const refusedField: Reading = ({ text }) => {
  const [, kind = "", reason] =
    /(\w+) in version "[^"]*" cannot be handled as an? \w+: ([\s\S]*)$/.exec(text) ?? [];
  if (reason === undefined) return undefined;
  const [, value, path = "", type] =
    /json: cannot unmarshal (\w+) into Go struct field \w+\.(\S+) of type (\S+)/.exec(reason) ?? [];
  if (value === undefined)
    return {
      en: `The API could not read the ${kind}: ${reason}`,
      ko: `API가 ${koreanKind(kind)} 매니페스트를 읽지 못했습니다: "${reason}"`,
    };
  return {
    en: `The API could not read the ${kind}: the field ${path} is given a ${value}, and it takes the type ${type}`,
    ko: `API가 ${koreanKind(kind)} 매니페스트를 읽지 못했습니다. ${path} 필드의 값이 ${value}인데 타입은 ${type}이어야 합니다`,
  };
};
