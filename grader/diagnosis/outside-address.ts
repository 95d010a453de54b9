/** The addresses that a person wrote, against the hosts that should stand behind the Service. */
import { distance } from "service-bootcamp";
import type { Text } from "../text.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { listed } from "./words.ts";
import { usedAddresses } from "./written-slices.ts";

/** Digits that may differ in a slip of the pen. */
const SLIP_MAX = 4;

export const outsideAddress: Diagnosis = (given) => {
  const { outside } = given.asked;
  const written = [...new Set(usedAddresses(given).map(({ ip }) => ip))];
  if (outside === undefined || !outside.every(isAddress) || written.length === 0) return undefined;
  const missing = outside.filter((ip) => !written.includes(ip));
  const other = written.filter((ip) => !outside.includes(ip));
  const { name } = given.subject;
  for (const wanted of missing) {
    const slip = other.find((ip) => distance(ip, wanted) <= SLIP_MAX);
    if (slip !== undefined) return slipOf(name, slip, wanted);
  }
  if (missing.length > 0)
    return {
      en: `Behind Service ${name} there is only ${listed(written)}. Asked for and not in the list: ${listed(missing)}`,
      ko: `서비스 ${name} 뒤에는 ${listed(written)}만 있습니다. 목록에 없는 것: ${listed(missing)}`,
    };
  if (other.length === 0) return undefined;
  return {
    en: `In the list of Service ${name} stands an address that is not asked for: ${listed(other)}`,
    ko: `서비스 ${name}의 목록에 과제에 없는 주소가 있습니다: ${listed(other)}`,
  };
};

const isAddress = (host: string): boolean => /^\d+(?:\.\d+){3}$/.test(host);

const PLACES = [
  { en: "first", ko: "첫째" },
  { en: "second", ko: "둘째" },
  { en: "third", ko: "셋째" },
  { en: "fourth", ko: "넷째" },
] as const;

function slipOf(name: string, slip: string, wanted: string): Text {
  const given = slip.split(".");
  const differing = wanted
    .split(".")
    .flatMap((part, at) => (part === given[at] ? [] : [{ part, given: given[at], place: PLACES[at] }]));
  const en = differing.map((each) => `its ${each.place?.en} number is ${each.given} instead of ${each.part}`);
  const ko = differing.map((each) => `${each.place?.ko} 수는 ${each.part} 대신 ${each.given}`);
  return {
    en: `The list of Service ${name} has ${slip} where ${wanted} is asked for: ${en.join(", and ")}`,
    ko: `서비스 ${name}의 목록에 ${wanted} 대신 ${slip}이(가) 있습니다: ${ko.join(", ")}입니다`,
  };
}
