/** Ports of a Service and of the addresses that a person wrote for it belong together by name, and the names differ. */
import type { Diagnosis } from "./diagnosis.ts";
import { listed } from "./words.ts";
import { askedPorts, isSamePort, writtenSlices } from "./written-slices.ts";

export const portNames: Diagnosis = (given) => {
  const slices = writtenSlices(given) ?? [];
  const written = slices.flatMap(({ ports = [] }) => ports);
  const lost = askedPorts(given).find((port) => !written.some((each) => isSamePort(port, each)));
  if (slices.length === 0 || lost === undefined || given.service.spec.clusterIP === "None") return undefined;
  const { name } = given.subject;
  const own = { en: called(lost.name, lost.protocol).en, ko: called(lost.name, lost.protocol).ko };
  const theirs = written.map((each) => called(each.name, each.protocol));
  const there = {
    en: listed(theirs.map(({ en }) => en)) || "there is none",
    ko: listed(theirs.map(({ ko }) => ko)) || "없습니다",
  };
  return {
    en: `Ports belong together by their names. Port ${lost.port} of Service ${name}: ${own.en}. In the list of its addresses: ${there.en}. Give both the same name`,
    ko: `포트는 이름으로 짝을 짓습니다. 서비스 ${name}의 ${lost.port}번 포트: ${own.ko}. 주소 목록의 포트: ${there.ko}. 이름을 똑같이 맞추세요`,
  };
};

function called(name = "", protocol = "TCP"): { readonly en: string; readonly ko: string } {
  return name === ""
    ? { en: `no name (${protocol})`, ko: `이름 없음(${protocol})` }
    : { en: `name ${name} (${protocol})`, ko: `이름 ${name}(${protocol})` };
}
