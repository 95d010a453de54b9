/** What a person can do after the course: an exercise names those that it practises. In the order of the chapters. */
import type { Text } from "../text.ts";

export const objectives: Readonly<Record<string, Text>> = {
  "expose-a-workload": {
    en: "Give a workload a name and an address that stay.",
    ko: "워크로드에 바뀌지 않는 이름과 주소를 줍니다.",
  },
  "scale-behind-a-name": {
    en: "Change the number of Pods behind a name without touching the Service.",
    ko: "서비스를 건드리지 않고 이름 뒤의 파드 수를 바꿉니다.",
  },
  "say-what-a-service-is": {
    en: "Say what brings a request from a cluster IP to a Pod, and what has no part in it.",
    ko: "클러스터 IP로 보낸 요청이 무엇을 거쳐 파드에 가는지, 무엇을 거치지 않는지 말합니다.",
  },
  "write-a-service": {
    en: "Write the manifest of a Service.",
    ko: "서비스의 매니페스트를 씁니다.",
  },
  "match-labels": {
    en: "Make a selector and labels match.",
    ko: "셀렉터와 레이블을 맞춥니다.",
  },
  "edit-membership": {
    en: "Let single Pods join and leave the list of a Service.",
    ko: "파드를 하나씩 서비스의 목록에 넣고 뺍니다.",
  },
  "find-silent-endpoint": {
    en: "Find the one endpoint that does not answer.",
    ko: "응답하지 않는 엔드포인트 하나를 찾아냅니다.",
  },
  "spread-connections": {
    en: "Spread clients that keep their connections open over all Pods.",
    ko: "연결을 열어 두는 클라이언트를 모든 파드에 고르게 나눕니다.",
  },
  "judge-by-chance": {
    en: "Tell what random balancing promises, and what it does not.",
    ko: "무작위로 고르는 로드 밸런싱이 보장하는 것과 보장하지 않는 것을 구분합니다.",
  },
  "map-ports": {
    en: "Map the port of a Service to the port on which a process listens.",
    ko: "서비스의 포트를 프로세스가 듣는 포트에 연결합니다.",
  },
  "name-ports": {
    en: "Name ports, so that Pods of different versions stand behind one Service.",
    ko: "포트에 이름을 붙여 버전이 다른 파드를 한 서비스 뒤에 둡니다.",
  },
  "tell-failures-apart": {
    en: "Tell an unknown name, a refusal and a timeout apart, and say what each means.",
    ko: "모르는 이름, 거절, 시간 초과를 구분하고 각각의 뜻을 말합니다.",
  },
  "call-across-namespaces": {
    en: "Call a Service of another namespace.",
    ko: "다른 네임스페이스의 서비스를 호출합니다.",
  },
  "shadowed-names": {
    en: "Find out why a Pod takes a name for its own.",
    ko: "파드가 어떤 이름을 자기 이름으로 아는 이유를 찾아냅니다.",
  },
  "service-environment": {
    en: "Tell when a Pod knows a Service by its environment variables.",
    ko: "파드가 환경 변수로 서비스를 아는 때를 말합니다.",
  },
  "keep-a-client": {
    en: "Let each client stay with one Pod.",
    ko: "클라이언트마다 한 파드에 고정합니다.",
  },
  "set-an-affinity-timeout": {
    en: "Set how long a silent client is remembered.",
    ko: "요청이 없는 클라이언트를 얼마나 기억할지 정합니다.",
  },
  "end-affinity": {
    en: "End session affinity, and know from when on it shows.",
    ko: "세션 어피니티(Affinity)를 끄고, 언제부터 달라지는지 압니다.",
  },
  "write-a-readiness-probe": {
    en: "Write a readiness probe that keeps traffic away until a Pod can answer.",
    ko: "파드가 응답할 수 있을 때까지 트래픽을 막는 준비성 프로브(readiness probe)를 씁니다.",
  },
  "read-probe-failures": {
    en: "Read why a probe fails.",
    ko: "프로브가 실패한 이유를 읽어 냅니다.",
  },
  "probe-yourself-only": {
    en: "Keep shared dependencies out of a readiness probe.",
    ko: "함께 쓰는 의존 대상을 준비성 프로브(readiness probe)에 넣지 않습니다.",
  },
  "update-without-loss": {
    en: "Update a workload without losing a request.",
    ko: "요청을 하나도 잃지 않고 워크로드를 업데이트합니다.",
  },
  "undo-a-rollout": {
    en: "Undo a bad rollout while traffic goes on.",
    ko: "트래픽이 흐르는 동안 잘못된 롤아웃을 되돌립니다.",
  },
  "list-outside-hosts": {
    en: "Put hosts outside the cluster behind a Service.",
    ko: "클러스터 밖의 호스트를 서비스 뒤에 둡니다.",
  },
  "write-endpoint-slices": {
    en: "Write EndpointSlices by hand instead of Endpoints.",
    ko: "엔드포인트(Endpoints) 대신 엔드포인트슬라이스(EndpointSlice)를 직접 씁니다.",
  },
  "use-external-name": {
    en: "Give an outside name a name in the cluster, and know the limits of that.",
    ko: "밖의 이름에 클러스터 안의 이름을 붙이고, 그 한계를 압니다.",
  },
  "reach-from-outside": {
    en: "Open a Service to clients outside the cluster.",
    ko: "서비스를 클러스터 밖의 클라이언트에게 엽니다.",
  },
  "keep-the-client-address": {
    en: "Let a Pod see the address of a client outside.",
    ko: "파드가 밖에 있는 클라이언트의 주소를 보게 합니다.",
  },
  "name-each-pod": {
    en: "Reach each Pod by a name of its own.",
    ko: "파드마다 자기 이름으로 부를 수 있게 합니다.",
  },
  "diagnose-a-service": {
    en: "Walk from a failed request to its cause, and make the smallest repair.",
    ko: "실패한 요청에서 원인까지 따라가, 가장 작은 수정으로 고칩니다.",
  },
};
