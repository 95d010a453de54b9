/** Why a request got no answer, as a learner reads it: the network says it in English, and names the check's own client. */
import type { Text } from "../text.ts";

type Words = (parts: readonly string[]) => string;

const KOREAN: readonly (readonly [RegExp, Words])[] = [
  [/^"(.*)" has no endpoints$/, ([service]) => `서비스 ${service}에 엔드포인트가 없습니다`],
  [
    /^"(.*)" has endpoints, but none on (\S+), and its traffic policy is Local$/,
    ([service, node]) => `서비스 ${service}의 트래픽 폴리시가 Local인데 ${node}에는 엔드포인트가 없습니다`,
  ],
  [/^"(.*)" does not list port (\d+)$/, ([service, port]) => `서비스 ${service}에 ${port}번 포트가 없습니다`],
  [
    /^"(.*)" lists port (\d+) for UDP alone$/,
    ([service, port]) => `서비스 ${service}의 ${port}번 포트는 UDP용입니다`,
  ],
  [
    /^"(.*)" accepts only clients from (.*)$/,
    ([service, ranges]) => `서비스 ${service}은(는) ${ranges}에서 온 클라이언트만 받습니다`,
  ],
  [
    /^"(.*)" sent it to (\S+) on another node, and the reply is lost$/,
    ([service, endpoint]) =>
      `서비스 ${service}이(가) 다른 노드의 ${endpoint}(으)로 보내 응답이 돌아오지 못했습니다`,
  ],
  [
    /^nothing listens on (\S+), outside the cluster$/,
    ([address]) => `클러스터 밖의 ${address}에서 듣는 것이 없습니다`,
  ],
  [
    /^nothing listens on (\S+) \((.*)\)$/,
    ([address, name]) => `${address}에서 듣는 것이 없습니다. ${name}의 주소입니다`,
  ],
  [/^nothing listens on (\S+)$/, ([address]) => `${address}에서 듣는 것이 없습니다`],
  [
    /^NetworkPolicy \((.*)\): traffic from \S+ to (\S+) on port (\S+) may not (?:leave|enter)$/,
    ([names, to, port]) => `네트워크폴리시 ${names}이(가) ${to}의 ${port} 포트로 가는 트래픽을 막았습니다`,
  ],
  [
    /^no host answers at (\S+), outside the cluster$/,
    ([address]) => `클러스터 밖의 ${address}에서는 아무도 응답하지 않습니다`,
  ],
  [/^no name server knows "(.*)"$/, ([name]) => `네임 서버가 이름 ${name}을(를) 모릅니다`],
  [
    /^no name server told whether there is "(.*)"$/,
    ([name]) => `이름 ${name}이(가) 있는지 답해 준 네임 서버가 없습니다`,
  ],
  [
    /^no (Pod|Service|\w+) has the address (\S+)$/,
    ([owner, address]) => `주소 ${address}은(는) 아무 ${OWNERS[owner ?? ""] ?? owner}의 것도 아닙니다`,
  ],
  [
    /^(?:\w+) addresses exist only inside the cluster: (\S+) has no route from outside$/,
    ([address]) => `${address}은(는) 클러스터 안에만 있는 주소여서 바깥에서 갈 길이 없습니다`,
  ],
  [/^the server closed the connection without an answer$/, () => "서버가 응답 없이 연결을 닫았습니다"],
  [
    /^the server accepted the connection and never answered/,
    () => "서버가 연결을 받고도 응답하지 않았습니다",
  ],
  [/^the server broke the connection$/, () => "서버가 연결을 끊었습니다"],
  [/^the server took longer than (\d+) ms to answer$/, ([ms]) => `서버가 ${ms}ms 안에 응답하지 않았습니다`],
  [
    /^the server at port (\d+) does not speak TLS$/,
    ([port]) => `${port}번 포트의 서버는 TLS를 쓰지 않습니다`,
  ],
  [
    /^the client does not trust the certificate of (.*)$/,
    ([subject]) => `클라이언트가 ${subject}의 인증서를 믿지 않습니다`,
  ],
];

const OWNERS: Readonly<Record<string, string>> = { Pod: "파드", Service: "서비스", node: "노드" };

/** @param reason of a failed reply. One that is not known here stands in quotes in Korean. */
export function connectReason(reason: string): Text {
  // Who asks has a drawn name, which says nothing to a learner.
  return {
    en: reason.replace(/^(NetworkPolicy \(.*\): traffic from )\S+ /, "$1the client "),
    ko: korean(reason),
  };
}

function korean(reason: string): string {
  for (const [form, words] of KOREAN) {
    const match = form.exec(reason);
    if (match !== null) return words(match.slice(1));
  }
  return `"${reason}"`;
}
