/** The picture of kube-proxy's three modes side by side: the rules for the same Service in each, and whom the same number of connections would get. */
import { services } from "../../api/kinds/service.ts";
import { type ProxyModeName, proxyModes } from "../../node/proxy-modes/index.ts";
import { marksByEndpoint } from "./endpoint-marks.ts";
import { FAILED, type Mark } from "./letters.ts";
import { fitted, shorten } from "./measure.ts";
import { MARGIN, type Picture, picture, sentencePicture, TOP, WIDTH } from "./picture.ts";
import { commandOf, ruleLines } from "./rule-lines.ts";
import { rulePanel } from "./rule-panel.ts";
import { clockOf, type Scene } from "./scene.ts";
import { chip, text } from "./shapes.ts";

const CONNECTIONS = 20;
const PITCH = (WIDTH - 2 * MARGIN) / CONNECTIONS;
const LINES_MAX = 7;
const NAMES: readonly ProxyModeName[] = ["iptables", "ipvs", "nftables"];

const TEXTS = {
  ko: {
    title: (name: string) => `모드마다 새 연결 ${CONNECTIONS}개: 서비스 ${name}`,
    turns: "차례대로 (라운드-로빈)",
    random: "무작위, 모두 같은 확률",
    here: "이 클러스터의 모드",
    supposed: "이 모드라면",
    more: (count: number) => `외 ${count}줄`,
    none: "엔드포인트가 없습니다: 어느 모드에서나 바로 거절됩니다.",
    noRules: "이 서비스에는 클러스터 IP가 없어, 어느 모드에도 규칙이 없습니다.",
    alt: (name: string, parts: string) => `서비스 ${name}에 새 연결 ${CONNECTIONS}개를 보내면: ${parts}.`,
  },
  en: {
    title: (name: string) => `${CONNECTIONS} new connections in each mode: ${name}`,
    turns: "in turn (round robin)",
    random: "at random, all alike",
    here: "this cluster's mode",
    supposed: "if it were this mode",
    more: (count: number) => `and ${count} more lines`,
    none: "No endpoints: in each mode connections are refused at once.",
    noRules: "This Service has no cluster IP, so no mode has rules for it.",
    alt: (name: string, parts: string) => `${CONNECTIONS} new connections to Service ${name}: ${parts}.`,
  },
} as const;

/**
 * The same Service in each mode of kube-proxy: its rules as the node's program lists them, and who gets 20 new connections.
 * The cluster works in one of them; the others are what its kube-proxy would write.
 * @param options `node`: whose rules; default `node-1`. `namespace`: the Service's; default `default`.
 */
export function modes(
  scene: Scene,
  name: string,
  options: { readonly node?: string; readonly namespace?: string } = {},
): Picture {
  const { cluster, language } = scene;
  const { node = "node-1", namespace = "default" } = options;
  const words = TEXTS[language];
  const clock = clockOf(scene);
  cluster.api.get(services, namespace, name);
  const rules = cluster
    .node(node)
    .rules()
    .filter(({ service, kind }) => service === `${namespace}/${name}` && kind === "ClusterIP");
  const [rule] = rules;
  if (rule === undefined) return sentencePicture(words.title(name), words.noRules, clock);
  if (rule.endpoints.length === 0) return sentencePicture(words.title(name), words.none, clock);
  const marks = marksByEndpoint(scene, namespace, name);
  const parts: string[] = [];
  const said: (readonly [string, string, string])[] = [];
  let y = TOP;
  for (const mode of NAMES) {
    const supposed = cluster.node(node).supposed(mode);
    const chosen = supposed.choices(rule, CONNECTIONS).map((key) => marks.get(key) ?? FAILED);
    const how = proxyModes[mode].takesTurns ? words.turns : words.random;
    const isHere = cluster.proxyMode.name === mode;
    const lines = ruleLines(mode, supposed.listing, [rule]);
    const panel = rulePanel(
      lines.slice(0, LINES_MAX),
      y + 76,
      marks,
      lines.length > LINES_MAX ? words.more(lines.length - LINES_MAX) : "",
    );
    parts.push(
      text(MARGIN, y + 14, mode, { bold: true }),
      text(MARGIN + 84, y + 14, how, { size: 12 }),
      text(WIDTH - MARGIN, y + 14, isHere ? `● ${words.here}` : words.supposed, {
        anchor: "end",
        size: 12,
        bold: isHere,
        ...(isHere ? {} : { tone: "soft" as const }),
      }),
      ...chosen.map(({ letter, colour }, at) => chip(MARGIN + at * PITCH, y + 22, letter, colour, 24)),
      text(MARGIN, y + 66, commandOf(mode), { mono: true, size: 12, tone: "soft" }),
      text(WIDTH - MARGIN, y + 66, fitted(countsOf(chosen), 360, { size: 12, bold: true }), {
        anchor: "end",
        size: 12,
        bold: true,
      }),
      panel.svg,
    );
    const letters = chosen.map(({ letter }) => letter).join("");
    said.push([
      `${mode} (${how}) ${letters}, ${countsOf(chosen)}`,
      `${mode} (${how}) ${countsOf(chosen)}`,
      `${mode} ${letters}`,
    ]);
    y += 76 + panel.height + 16;
  }
  return picture({
    title: words.title(name),
    clock,
    height: y,
    parts,
    alt: [0, 1, 2].map((at) => words.alt(shorten(name, 30), said.map((each) => each[at]).join("; "))),
  });
}

function countsOf(chosen: readonly Mark[]): string {
  const counts = new Map<string, number>();
  for (const { letter } of chosen) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  const isMany = counts.size > 6;
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([letter, count]) => `${letter}${isMany ? "" : " "}${count}`)
    .join(isMany ? " " : " · ");
}
