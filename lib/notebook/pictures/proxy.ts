/** The picture of what one node's kube-proxy holds for a Service, in the words of the program that lists it. */
import { services } from "../../api/kinds/service.ts";
import { marksByEndpoint } from "./endpoint-marks.ts";
import { fitted, shorten } from "./measure.ts";
import { listed, MARGIN, type Picture, picture, TOP, WIDTH } from "./picture.ts";
import { commandOf, type RuleLine, ruleLines } from "./rule-lines.ts";
import { rulePanel } from "./rule-panel.ts";
import { clockOf, type Scene } from "./scene.ts";
import { text } from "./shapes.ts";

const LINES_MAX = 26;

const TEXTS = {
  ko: {
    title: (service: string, node: string) => `${node}의 kube-proxy가 서비스 ${service}를 위해 가진 규칙`,
    mode: (mode: string, command: string) => `모드 ${mode} · ${command} 에서 이 서비스의 줄만`,
    none: "이 서비스의 규칙이 없습니다 (헤드리스와 ExternalName에는 규칙이 없습니다)",
    moreLines: (count: number) => `외 ${count}줄`,
    more: (count: number) => `외 ${count}개`,
    alt: (node: string, mode: string, service: string, address: string, endpoints: string) =>
      `${node}의 ${mode} 규칙: 서비스 ${service}(${address})로 가는 연결을 받는 곳은 ${endpoints}입니다.`,
    nobody: "없음(바로 거절)",
  },
  en: {
    title: (service: string, node: string) => `What kube-proxy on ${node} holds for ${service}`,
    mode: (mode: string, command: string) => `mode ${mode} · of ${command} the lines of this Service`,
    none: "no rules for this Service (headless ones and ExternalName have none)",
    moreLines: (count: number) => `and ${count} more lines`,
    more: (count: number) => `and ${count} more`,
    alt: (node: string, mode: string, service: string, address: string, endpoints: string) =>
      `Rules of ${node}, mode ${mode}: connections to Service ${service} (${address}) go to ${endpoints}.`,
    nobody: "nobody: they are refused at once",
  },
} as const;

/**
 * The rules that a node really holds for a Service: `ipvsadm -Ln`, `iptables-save` or `nft list`, as the cluster's mode is.
 * @param options `node`: whose; default `node-1`. `namespace`: the Service's; default `default`.
 */
export function proxy(
  scene: Scene,
  name: string,
  options: { readonly node?: string; readonly namespace?: string } = {},
): Picture {
  const { cluster, language } = scene;
  const { node = "node-1", namespace = "default" } = options;
  const words = TEXTS[language];
  cluster.api.get(services, namespace, name);
  const inspection = cluster.node(node);
  const rules = inspection.rules().filter(({ service }) => service === `${namespace}/${name}`);
  const mode = cluster.proxyMode.name;
  const lines = rules.length === 0 ? [] : ruleLines(mode, inspection.listing(), rules);
  const marks = marksByEndpoint(scene, namespace, name);
  const endpoints = [...new Set(rules.flatMap((rule) => rule.endpoints))];
  const address = rules.map(({ ip, port }) => (ip === "" ? `node:${port}` : `${ip}:${port}`)).join(", ");
  const said = endpoints.map((endpoint) => [marks.get(endpoint)?.letter, endpoint].join(" ").trim());
  const alt = [20, 8, 5, 3].map((max) =>
    words.alt(
      node,
      mode,
      shorten(name, 30),
      shorten(address, 24 + max * 4),
      listed(said, max, words.more) || words.nobody,
    ),
  );
  const more = lines.length > LINES_MAX ? words.moreLines(lines.length - LINES_MAX) : "";
  const shown: readonly RuleLine[] = lines.length === 0 ? [{ text: words.none }] : lines.slice(0, LINES_MAX);
  const panel = rulePanel(shown, TOP + 26, marks, more);
  return picture({
    title: words.title(name, node),
    clock: clockOf(scene),
    height: TOP + 26 + panel.height + 14,
    parts: [
      text(MARGIN, TOP + 13, fitted(words.mode(mode, commandOf(mode)), WIDTH - 2 * MARGIN, { size: 12 }), {
        size: 12,
        tone: "soft",
      }),
      panel.svg,
    ],
    alt: lines.length === 0 ? [`${words.title(name, node)}: ${words.none}.`] : alt,
  });
}
