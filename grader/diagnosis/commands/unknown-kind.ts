/** A kind or an apiVersion that the cluster does not have. */
import { isNear } from "../words.ts";
import type { Reading } from "./message.ts";

export const unknownKind: Reading = ({ text, cluster }) => {
  const [, kind = "", version = ""] = /no matches for kind "([^"]+)" in version "([^"]+)"/.exec(text) ?? [];
  if (kind === "") return undefined;
  const meant = cluster.api.kinds.find((each) => isNear(each.kind, kind));
  const is =
    meant && `${meant.kind} (apiVersion: ${meant.group === "" ? "" : `${meant.group}/`}${meant.version})`;
  return {
    en: `This cluster has no kind ${kind} in ${version}${is === undefined ? "" : `. Did you mean ${is}?`}`,
    ko: `이 클러스터의 ${version}에는 ${kind}라는 종류가 없습니다${is === undefined ? "" : `. ${is}을(를) 뜻했나요?`}`,
  };
};
