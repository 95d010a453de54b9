/** The picture of one request's way: who is asked for the name, which rules rewrite its destination, who answers, or where it stops. */
import type { Hop } from "../../network/http.ts";
import { fitted, shorten, widthOf } from "./measure.ts";
import { stepByStep } from "./moving.ts";
import { MARGIN, type Picture, picture, pictureWithoutRequests, TOP, WIDTH } from "./picture.ts";
import { resultBox } from "./result-box.ts";
import { clockOf, type Scene } from "./scene.ts";
import { box, line, numbered, round, text } from "./shapes.ts";
import { type Place, stopOf } from "./stops.ts";

const HEAD_WIDTH = 134;
const HEAD_HEIGHT = 42;
const FIRST = MARGIN + HEAD_WIDTH / 2;
const SPACING = (WIDTH - 2 * MARGIN - HEAD_WIDTH) / 3;
const PITCH = 44;
const CODE = { mono: true, size: 12 } as const;
const PLACES: readonly Place[] = ["client", "names", "rules", "server"];

const TEXTS = {
  ko: {
    title: (url: string) => `요청의 길: ${url}`,
    client: "클라이언트",
    names: "이름 서버",
    rules: (node: string | undefined) => `${node ?? "노드"}의 규칙`,
    server: "서버",
    outside: "밖의 호스트",
    machine: "내 컴퓨터",
    pod: "파드",
    node: "노드",
    notAsked: "묻지 않음",
    notReached: "닿지 못함",
    noRules: "맞는 규칙 없음",
    ask: (name: string) => `${name}?`,
    noSuchName: "없음",
    hosts: "/etc/hosts에서 찾음",
    open: "열려 있던 연결",
    answered: (status: number, name: string) => `${name}이(가) 응답했습니다: HTTP ${status}`,
    stopped: (place: string, sentence: string) => `${place}에서 멈춤: ${sentence}`,
    alt: (url: string, from: string, steps: string, end: string) =>
      `${from}에서 ${url}(으)로 보낸 요청. ${steps}${end}.`,
  },
  en: {
    title: (url: string) => `The way of a request: ${url}`,
    client: "client",
    names: "name server",
    rules: (node: string | undefined) => `rules of ${node ?? "a node"}`,
    server: "server",
    outside: "host outside",
    machine: "your machine",
    pod: "Pod",
    node: "node",
    notAsked: "not asked",
    notReached: "not reached",
    noRules: "no rule matches",
    ask: (name: string) => `${name}?`,
    noSuchName: "no such name",
    hosts: "found in /etc/hosts",
    open: "connection was open",
    answered: (status: number, name: string) => `${name} answered: HTTP ${status}`,
    stopped: (place: string, sentence: string) => `stopped at the ${place}: ${sentence}`,
    alt: (url: string, from: string, steps: string, end: string) =>
      `Request from ${from} to ${url}: ${steps}${end}.`,
  },
} as const;

type Words = (typeof TEXTS)[keyof typeof TEXTS];

interface Step {
  readonly from: Place;
  readonly to: Place;
  readonly label: string;
  readonly isBack?: boolean;
  readonly isBad?: boolean;
}

/** A lane: what somebody is, and who. */
interface Head {
  readonly role: string;
  readonly name: string;
  /** The request did not come this way. */
  readonly isUnused: boolean;
}

/**
 * The way of a request, step by step, and where it stopped if it got no answer.
 * @param options `request`: which of the last `sh`, from 1; default: the last one.
 */
export function path(scene: Scene, options: { readonly request?: number } = {}): Picture {
  const { hops, language } = scene;
  const words = TEXTS[language];
  const clock = clockOf(scene);
  const hop = options.request === undefined ? hops.at(-1) : hops[options.request - 1];
  if (hop === undefined) return pictureWithoutRequests(words.title("-"), language, clock);
  const url = `${hop.host}:${hop.port}`;
  const stop = stopOf(hop, language);
  const heads = headsOf(scene, hop, stop?.place, words);
  const steps = stepsOf(scene, hop, stop?.place, words);
  const place = stop === undefined ? "" : stop.place === "rules" ? heads.rules.role : heads[stop.place].role;
  const end =
    stop === undefined
      ? words.answered(hop.status ?? 0, hop.servedBy ?? "")
      : words.stopped(place, stop.sentence);
  const bottom = TOP + HEAD_HEIGHT + steps.length * PITCH + 18;
  const fixed = PLACES.map((each) => lane(heads[each], xOf(each), bottom, stop?.place === each));
  const drawn = steps.map((step, at) => arrow(step, at));
  const result = resultBox(end, bottom + 8, stop === undefined ? "good" : "bad");
  return picture({
    title: words.title(url),
    clock,
    height: bottom + 8 + result.height + 14,
    parts: [...fixed, ...drawn, result.svg],
    moving: stepByStep(
      fixed,
      [...drawn, result.svg],
      steps.map((step, at) => ends(step, at)),
      language,
    ),
    alt: [40, 20, 12].map((max) =>
      words.alt(
        shorten(url, max + 10),
        shorten(heads.client.name, max),
        inWords(steps, heads, max),
        end.replace(hop.servedBy ?? "", shorten(hop.servedBy ?? "", max)),
      ),
    ),
  });
}

const xOf = (place: Place): number => FIRST + PLACES.indexOf(place) * SPACING;

function headsOf(
  { cluster, history }: Scene,
  hop: Hop,
  stop: Place | undefined,
  words: Words,
): Record<Place, Head> {
  const { from, service, endpoint } = hop;
  const targetIP = endpoint?.split(":")[0] ?? (service === undefined ? hop.ip : undefined);
  const life = history.lives.findLast(
    ({ pod }) => pod.status.podIP === targetIP && pod.spec.hostNetwork !== true,
  );
  const isPod = targetIP !== undefined && (life !== undefined || hop.server?.kind === "pod");
  const isAsked = asksNames(cluster, hop);
  const isByRules = service !== undefined && hop.isReused !== true;
  const isReached = targetIP !== undefined && (stop === undefined || stop === "server");
  const isNowhere = !isReached || /^no \S+ has the address/.test(hop.reason ?? "");
  return {
    client: { role: words.client, name: from.pod?.name ?? from.node ?? words.machine, isUnused: false },
    names: {
      role: words.names,
      name: isAsked ? (from.pod === undefined ? "DNS" : "CoreDNS") : words.notAsked,
      isUnused: !isAsked,
    },
    rules: {
      role: words.rules(hop.node ?? from.node),
      name: isByRules ? (hop.mode ?? "") : isPassedBy(hop, stop) ? words.notAsked : words.noRules,
      isUnused: !isByRules && stop !== "rules",
    },
    server: {
      role: isPod
        ? words.pod
        : hop.server?.kind === "node"
          ? words.node
          : isNowhere
            ? words.server
            : words.outside,
      name: isReached ? (hop.servedBy ?? life?.name ?? targetIP) : words.notReached,
      isUnused: !isReached,
    },
  };
}

/** Whether no packet of the request met a rule: there was no address, no route, or a connection that stood already. */
function isPassedBy({ ip, isReused }: Hop, stop: Place | undefined): boolean {
  return ip === "" || isReused === true || stop === "client";
}

/** Whether a name server was asked: an address needs none, nor what /etc/hosts knows, nor an open connection. */
function asksNames(cluster: Scene["cluster"], hop: Hop): boolean {
  return hop.host !== hop.ip && hop.isReused !== true && !isInHostsFile(cluster, hop);
}

function isInHostsFile(cluster: Scene["cluster"], { from, host }: Hop): boolean {
  const pod = from.pod === undefined ? undefined : cluster.pod(from.pod.namespace, from.pod.name);
  return pod?.hosts.has(host.toLowerCase()) === true || host === "localhost";
}

function stepsOf({ cluster }: Scene, hop: Hop, stop: Place | undefined, words: Words): Step[] {
  const { host, ip, port, service, endpoint } = hop;
  const steps: Step[] = [];
  if (asksNames(cluster, hop)) {
    steps.push({ from: "client", to: "names", label: words.ask(host) });
    steps.push({
      from: "names",
      to: "client",
      label: ip === "" ? words.noSuchName : ip,
      isBack: true,
      isBad: ip === "",
    });
  }
  if (ip === "" || stop === "client") return steps;
  const note =
    hop.isReused === true ? ` (${words.open})` : isInHostsFile(cluster, hop) ? ` (${words.hosts})` : "";
  const destination = `dst ${ip}:${port}${note}`;
  const isAtRules = (service !== undefined && hop.isReused !== true) || stop === "rules";
  if (isAtRules) steps.push({ from: "client", to: "rules", label: destination, isBad: stop === "rules" });
  else steps.push({ from: "client", to: "server", label: destination, isBad: stop === "server" });
  if (endpoint !== undefined && isAtRules)
    steps.push({ from: "rules", to: "server", label: `dst ${endpoint}`, isBad: stop === "server" });
  if (stop === undefined)
    steps.push({ from: "server", to: "client", label: `HTTP ${hop.status}`, isBack: true });
  return steps;
}

function lane({ role, name, isUnused }: Head, x: number, bottom: number, isStop: boolean): string {
  const left = x - HEAD_WIDTH / 2;
  const room = HEAD_WIDTH - 14;
  const tone = isUnused ? { tone: "soft" as const } : {};
  return [
    line(x, TOP + HEAD_HEIGHT, x, bottom, { dashed: true, tone: "soft" }),
    box(left, TOP, HEAD_WIDTH, HEAD_HEIGHT, {
      dashed: isUnused,
      ...(isStop ? { tone: "bad" as const } : {}),
    }),
    text(x, TOP + 17, fitted(role, room, { bold: true, size: 12 }), {
      anchor: "middle",
      bold: true,
      size: 12,
      ...tone,
    }),
    text(x, TOP + 34, fitted(name, room, CODE), { anchor: "middle", ...CODE, ...tone }),
  ].join("");
}

function ends({ from, to, isBad = false }: Step, at: number): { x1: number; x2: number; y: number } {
  const direction = Math.sign(xOf(to) - xOf(from));
  return {
    x1: xOf(from) + direction * 10,
    x2: xOf(to) - direction * (isBad ? 12 : 2),
    y: TOP + HEAD_HEIGHT + 32 + at * PITCH,
  };
}

function arrow(step: Step, at: number): string {
  const { label, isBack = false, isBad = false } = step;
  const { x1, x2, y } = ends(step, at);
  const room = Math.max(Math.abs(x2 - x1) + 4, SPACING + 8);
  const shown = fitted(label, room, CODE);
  const width = widthOf(shown, CODE);
  const middle = (x1 + x2) / 2;
  return [
    `<rect x="${round(middle - width / 2 - 2)}" y="${y - 25}" width="${round(width + 4)}" height="16" fill="var(--bg)"/>`,
    text(middle, y - 13, shown, { anchor: "middle", ...CODE, ...(isBad ? { tone: "bad" as const } : {}) }),
    line(x1, y, x2, y, { arrow: true, dashed: isBack, tone: isBad ? "bad" : "plain" }),
    isBad && !isBack ? cross(xOf(step.to), y) : "",
    numbered(xOf(step.from), y, at + 1),
  ].join("");
}

/** Where it ends. */
function cross(x: number, y: number): string {
  return `<rect class="edge" x="${x - 10}" y="${y - 10}" width="20" height="20" rx="4" fill="#D55E00"/>${text(x, y + 4.5, "✕", { anchor: "middle", bold: true, tone: "ink" })}`;
}

function inWords(steps: readonly Step[], heads: Record<Place, Head>, max: number): string {
  if (steps.length === 0) return "";
  const said = steps.map(
    ({ to, label }, at) =>
      `${at + 1} ${shorten(label, max + 8)} → ${shorten(heads[to].name || heads[to].role, max)}`,
  );
  return `${said.join(", ")}. `;
}
