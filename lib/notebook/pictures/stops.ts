/** Where a request that got no reply came to its end, and why, in a learner's words. */
import type { Hop } from "../../network/http.ts";
import type { Language } from "../language.ts";

/** Whose part of the way it is: the client itself, the name server, the rules of the node, or the server at the end. */
export type Place = "client" | "names" | "rules" | "server";

interface Stop {
  /** The reasons of the network that mean it. */
  readonly reason: RegExp;
  readonly place: Place;
  readonly ko: string;
  readonly en: string;
}

const STOPS: readonly Stop[] = [
  {
    reason: /^no name server knows/,
    place: "names",
    ko: "그런 이름이 없습니다. 이름과 네임스페이스를 확인해 봅시다",
    en: "there is no such name: look at the name and the namespace",
  },
  {
    reason: /^no name server told/,
    place: "names",
    ko: "이름 서버가 답하지 않습니다",
    en: "no name server answers",
  },
  {
    reason: /has no endpoints$/,
    place: "rules",
    ko: "엔드포인트가 없어 바로 거절됩니다",
    en: "the Service has no endpoints: refused at once",
  },
  {
    reason: /does not list port|for UDP alone$/,
    place: "rules",
    ko: "서비스에 없는 포트입니다",
    en: "the Service does not list this port",
  },
  {
    reason: /traffic policy is Local$/,
    place: "rules",
    ko: "트래픽 폴리시가 Local인데 이 노드에는 엔드포인트가 없습니다",
    en: "the traffic policy is Local, and this node has no endpoint",
  },
  {
    reason: /accepts only clients from/,
    place: "rules",
    ko: "loadBalancerSourceRanges에 없는 클라이언트입니다",
    en: "the client is not in loadBalancerSourceRanges",
  },
  {
    reason: /the reply is lost$/,
    place: "rules",
    ko: "다른 노드로 넘어가 응답이 돌아오지 못합니다",
    en: "it went to another node, and the reply is lost",
  },
  {
    reason: /^no Service has the address/,
    place: "rules",
    ko: "이 IP를 가진 서비스가 없어, 아무도 답하지 않습니다",
    en: "no Service has this IP: nobody answers",
  },
  {
    reason: /exist only inside the cluster/,
    place: "client",
    ko: "클러스터 안에서만 쓰는 IP라, 밖에서는 길이 없습니다",
    en: "this IP exists only inside the cluster: no route from outside",
  },
  {
    reason: /^no (?:Pod|node|Node) has the address|^no \S+ has the address/,
    place: "server",
    ko: "이 IP를 가진 파드가 더는 없습니다",
    en: "no Pod has this IP (any more)",
  },
  {
    reason: /^nothing listens on/,
    place: "server",
    ko: "이 포트에서 기다리는 프로그램이 없어 거절됩니다",
    en: "nothing listens on this port there: refused",
  },
  {
    reason: /^NetworkPolicy/,
    place: "server",
    ko: "네트워크폴리시(NetworkPolicy)가 막아, 답 없이 시간이 지납니다",
    en: "a NetworkPolicy drops it: no answer until the time is over",
  },
  {
    reason: /^no host answers at/,
    place: "server",
    ko: "이 주소에서 답하는 호스트가 없어, 시간이 다 될 때까지 기다립니다",
    en: "no host answers at this address: it hangs until the time is over",
  },
  {
    reason: /^the server (?:took longer|accepted)/,
    place: "server",
    ko: "연결은 되었지만 서버가 제때 응답하지 않았습니다",
    en: "connected, but the server did not answer in time",
  },
  {
    reason: /^the server (?:closed|broke)/,
    place: "server",
    ko: "서버가 응답하지 않고 연결을 끊었습니다",
    en: "the server ended the connection without an answer",
  },
  {
    reason: /TLS|certificate/,
    place: "server",
    ko: "TLS 연결이 맺어지지 않았습니다",
    en: "no TLS connection came about",
  },
];

/** @returns undefined for a request that was answered. */
export function stopOf(
  { error, reason = "", ip }: Hop,
  language: Language,
): { readonly place: Place; readonly sentence: string } | undefined {
  if (error === undefined) return undefined;
  const stop = STOPS.find((each) => each.reason.test(reason));
  if (stop !== undefined) return { place: stop.place, sentence: stop[language] };
  return {
    place: ip === "" ? "names" : "server",
    sentence: language === "ko" ? "응답이 없었습니다" : "there was no answer",
  };
}
