/** A field that the kind does not have: a strict decoding error, or the warning of a patch, which leaves the field out. */
import type { AnyKind, Cluster } from "service-bootcamp";
import type { Text } from "../../text.ts";
import { isNear, listed } from "../words.ts";
import { fieldsOf, pathsTo } from "./fields.ts";
import { koreanKind } from "./kinds.ts";
import type { Reading } from "./message.ts";

/** Kinds in which a misplaced field is looked for, nearest to the course first. */
const KINDS = ["Service", "Deployment", "Pod", "EndpointSlice", "Endpoints"];

export const unknownField: Reading = ({ text, command, cluster }) => {
  const fields = [...text.matchAll(/unknown field "([^"]+)"/g)].map(([, field = ""]) => field);
  const [first] = fields;
  if (first === undefined) return undefined;
  const [, refused] = /(\w+) in version "[^"]*" cannot be handled/.exec(text) ?? [];
  const kind = refused ?? patchedKind(command, cluster);
  const place = placeOf(cluster, kind, first);
  const names = listed(fields);
  const who =
    kind === undefined
      ? { en: `There is no field ${names}`, ko: `${names} 필드는 없습니다` }
      : {
          en: `${aKind(kind)} has no field ${names}`,
          ko: `${koreanKind(kind)}에는 ${names} 필드가 없습니다`,
        };
  const effect =
    refused === undefined
      ? { en: "so it was left out and changed nothing", ko: "그래서 무시되었고 바뀐 것이 없습니다" }
      : { en: "so the API refused the object", ko: "그래서 API가 오브젝트를 받지 않았습니다" };
  return {
    en: `${who.en}, ${effect.en}${place.en}`,
    ko: `${who.ko}. ${effect.ko}${place.ko}`,
  };
};

/** `Endpoints` is a plural already. */
function aKind(kind: string): string {
  return kind === "Endpoints" ? "An Endpoints object" : `${/^[AEIOU]/.test(kind) ? "An" : "A"} ${kind}`;
}

/** What all patches of a script change, where it is one kind. */
function patchedKind(command: string, cluster: Cluster): string | undefined {
  const names = [...command.matchAll(/\bpatch\s+(?:-\S+\s+\S+\s+)*([a-z]+)(?:\/|\s)/g)].map(
    ([, name = ""]) => name,
  );
  const kinds = names.map(
    (name) =>
      cluster.api.kinds.find(({ plural, kind, shortNames = [] }) =>
        [plural, kind.toLowerCase(), ...shortNames].includes(name),
      )?.kind,
  );
  return new Set(kinds).size === 1 ? kinds[0] : undefined;
}

/** Where the field belongs, or which one was meant. */
function placeOf({ api }: Cluster, kindName: string | undefined, field: string): Text {
  const name = field.split(".").at(-1) ?? "";
  const kinds: readonly (AnyKind | undefined)[] = [kindName, ...KINDS].map((each) =>
    api.kinds.find(({ kind }) => kind === each),
  );
  const own = kinds[0];
  const meant = own && fieldsOf(own.schema, field)?.find((other) => isNear(other, name));
  if (meant !== undefined) return { en: `. Did you mean ${meant}?`, ko: `. ${meant}을(를) 뜻했나요?` };
  for (const kind of kinds) {
    const [path] = kind === undefined ? [] : pathsTo(kind.schema, name);
    if (kind === undefined || path === undefined) continue;
    return {
      en: `. ${aKind(kind.kind)} has it as ${path}`,
      ko: `. ${koreanKind(kind.kind)}에 ${path} 필드가 있습니다`,
    };
  }
  return { en: "", ko: "" };
}
