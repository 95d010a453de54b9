/** A manifest that is no YAML, or a file that is not there. */
import type { Text } from "../../text.ts";
import type { Reading } from "./message.ts";

export const unreadableManifest: Reading = ({ text }) => {
  const [, missing] = /the path "([^"]+)" does not exist/.exec(text) ?? [];
  if (missing !== undefined)
    return {
      en: `A command names the file ${missing}, and there is none`,
      ko: `명령이 가리킨 파일 ${missing}이(가) 없습니다`,
    };
  const [, file, line, reason = ""] =
    /error parsing (\S+): error converting YAML to JSON: yaml: (?:line (\d+): )?([\s\S]*)$/.exec(text) ?? [];
  if (file === undefined) return undefined;
  const at =
    line === undefined ? { en: "", ko: "" } : { en: `, near line ${line}`, ko: `, ${line}번째 줄 근처` };
  const { en, ko } = adviceOn(reason);
  return {
    en: `${file} is no YAML${at.en}: ${reason}${en}`,
    ko: `${file}이(가) YAML 형식에 맞지 않습니다${at.ko}: "${reason}"${ko}`,
  };
};

/** What such a message mostly comes from. */
function adviceOn(reason: string): Text {
  if (/mapping values are not allowed|did not find expected|could not find expected ':'/.test(reason))
    return {
      en: ". Compare the indentation of this line with the lines above it",
      ko: ". 이 줄의 들여쓰기를 윗줄과 비교해 보세요",
    };
  if (/cannot start any token/.test(reason))
    return {
      en: ". YAML is indented with blanks, never with tabs",
      ko: ". YAML은 탭이 아니라 공백으로 들여 씁니다",
    };
  return { en: "", ko: "" };
}
