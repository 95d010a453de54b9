/** A kind or an apiVersion that the simulated cluster does not have. */
import { isNear } from "../words.ts";
import type { Reading } from "./message.ts";

export const unknownKind: Reading = ({ text, cluster }) => {
  const [, kind = "", version = ""] = /no matches for kind "([^"]+)" in version "([^"]+)"/.exec(text) ?? [];
  if (kind === "") return undefined;
  const meant = cluster.api.kinds.find((each) => isNear(each.kind, kind));
  const is =
    meant && `${meant.kind} (apiVersion: ${meant.group === "" ? "" : `${meant.group}/`}${meant.version})`;
  return {
    en: `The simulation has no kind ${kind} in ${version}${is === undefined ? "" : `. Did you mean ${is}?`}`,
    ko: `시뮬레이션의 ${version}에는 ${kind} 종류가 없습니다${is === undefined ? "" : `. ${is}을(를) 뜻했나요?`}`,
  };
};
