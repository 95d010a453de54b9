/** What learners often believe about Services, and what is so: an exercise names those that it tests, and its debrief tells them. */
import type { Text } from "../text.ts";

export interface Misconception {
  readonly belief: Text;
  readonly truth: Text;
}

export const misconceptions: Readonly<Record<string, Misconception>> = {
  "service-is-a-process": {
    belief: {
      en: "A Service is a process that receives my packets.",
      ko: "서비스는 패킷을 받는 프로세스입니다.",
    },
    truth: {
      en: "No process stands behind a cluster IP. Each node has rules that replace it by the address of a Pod.",
      ko: "클러스터 IP 뒤에는 프로세스가 없습니다. 노드마다 클러스터 IP를 파드의 주소로 바꾸는 규칙이 있습니다.",
    },
  },
  "service-points-at-deployment": {
    belief: { en: "A Service points at a Deployment.", ko: "서비스는 디플로이먼트를 가리킵니다." },
    truth: {
      en: "A Service selects Pods by their labels, and does not know who made them.",
      ko: "서비스는 레이블로 파드를 고르며, 그 파드를 누가 만들었는지 모릅니다.",
    },
  },
  "any-label-will-do": {
    belief: { en: "Any label will do.", ko: "레이블은 아무것이나 붙이면 됩니다." },
    truth: {
      en: "A Pod is on the list when it has every label of the selector, with the same key and the same value.",
      ko: "셀렉터의 모든 레이블이 키와 값까지 같은 파드만 목록에 들어갑니다.",
    },
  },
  "requests-take-turns": {
    belief: { en: "Requests always take turns.", ko: "요청은 언제나 파드를 번갈아 갑니다." },
    truth: {
      en: "Only kube-proxy's ipvs mode takes turns. In iptables and nftables chance chooses, and the shares are uneven.",
      ko: "kube-proxy의 ipvs 모드만 번갈아 고릅니다. iptables와 nftables에서는 무작위로 골라 몫이 고르지 않습니다.",
    },
  },
  "balanced-per-request": {
    belief: { en: "Every request is balanced.", ko: "요청마다 새로 나눕니다." },
    truth: {
      en: "Connections are balanced. All requests on one open connection go to the same Pod.",
      ko: "연결마다 나눕니다. 열려 있는 연결 하나로 보낸 요청은 모두 같은 파드로 갑니다.",
    },
  },
  "container-port-opens": {
    belief: { en: "`containerPort` opens the port.", ko: "`containerPort`가 포트를 엽니다." },
    truth: {
      en: "The process in the container opens it. `containerPort` is a note for people, and `targetPort` must name the port that the process listens on.",
      ko: "포트는 컨테이너의 프로세스가 엽니다. `containerPort`는 사람을 위한 기록이고, `targetPort`에는 프로세스가 듣는 포트를 적어야 합니다.",
    },
  },
  "running-gets-traffic": {
    belief: { en: "A Pod that is Running gets traffic.", ko: "Running인 파드는 트래픽을 받습니다." },
    truth: {
      en: "Only a Pod that is Ready gets new traffic from its Services.",
      ko: "Ready인 파드만 서비스에서 새 트래픽을 받습니다.",
    },
  },
  "no-backend-times-out": {
    belief: {
      en: "A Service without endpoints times out, or its name is unknown.",
      ko: "엔드포인트가 없는 서비스는 시간 초과가 나거나 이름을 찾지 못합니다.",
    },
    truth: {
      en: "The name is known, and the connection is refused at once. A timeout or an unknown name has another cause.",
      ko: "이름은 찾을 수 있고, 연결은 바로 거절됩니다. 시간 초과나 모르는 이름은 원인이 다릅니다.",
    },
  },
  "cluster-ip-from-anywhere": {
    belief: {
      en: "The cluster IP works from my own computer.",
      ko: "클러스터 IP는 내 컴퓨터에서도 통합니다.",
    },
    truth: {
      en: "A cluster IP works where kube-proxy's rules are: on the nodes and in their Pods.",
      ko: "클러스터 IP는 kube-proxy의 규칙이 있는 곳, 곧 노드와 그 안의 파드에서만 통합니다.",
    },
  },
  "affinity-is-a-session": {
    belief: {
      en: "Session affinity is a login session with a fixed end, the same in the whole cluster.",
      ko: "세션 어피니티는 끝나는 시각이 정해진 로그인 세션이고, 클러스터 전체에서 같습니다.",
    },
    truth: {
      en: "It remembers a client's IP, on each node by itself, until that client has been silent for the timeout, or its Pod is gone.",
      ko: "클라이언트의 IP를 노드마다 따로 기억합니다. 그 클라이언트의 요청이 제한 시간 동안 없거나 파드가 사라지면 끝납니다.",
    },
  },
  "short-name-everywhere": {
    belief: { en: "The short name works everywhere.", ko: "짧은 이름은 어디서나 통합니다." },
    truth: {
      en: "A Pod looks for a short name in its own namespace. From another one, add the namespace: `web.shop`.",
      ko: "파드는 짧은 이름을 자기 네임스페이스에서 찾습니다. 다른 네임스페이스에서 부를 때는 `web.shop`처럼 네임스페이스를 붙입니다.",
    },
  },
  "updates-lose-nothing": {
    belief: {
      en: "A rolling update loses no requests by itself.",
      ko: "롤링 업데이트는 저절로 요청을 하나도 잃지 않습니다.",
    },
    truth: {
      en: "It needs a readiness probe, so that a Pod gets traffic when it can answer, and a Pod that ends must go on answering until the rules have changed.",
      ko: "응답할 수 있을 때 트래픽을 받도록 준비성 프로브(readiness probe)가 있어야 하고, 끝나는 파드도 규칙이 바뀔 때까지 응답해야 합니다.",
    },
  },
};
