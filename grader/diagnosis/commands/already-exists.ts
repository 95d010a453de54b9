/** A command that creates what is there already. */
import { kindOfResource, koreanKind } from "./kinds.ts";
import type { Reading } from "./message.ts";

export const alreadyExists: Reading = ({ text, cluster }) => {
  const [, resource = "", name = ""] = /([a-z]+(?:\.[a-z0-9.]+)?) "([^"]+)" already exists/.exec(text) ?? [];
  if (name === "") return undefined;
  const kind = kindOfResource(cluster, resource)?.kind ?? resource;
  return {
    en: `${kind} ${name} existed already, and create makes only new objects: what is there is changed with apply, edit, patch or scale`,
    ko: `${koreanKind(kind)} ${name}은(는) 이미 있었습니다. create는 새 오브젝트만 만듭니다. 있는 것은 apply, edit, patch, scale로 바꿉니다`,
  };
};
