/**
 * registry.k8s.io/coredns/coredns: the DNS server of the cluster. It follows its Corefile for the plug-ins errors, log,
 * hosts, kubernetes and forward, and says which others it leaves out. Known from its source and from logs of CoreDNS 1.12.
 *
 * Leaves out caching, metrics, and the second block of a Corefile. A changed Corefile is read at the next question.
 */
import type { DnsAnswer, DnsQuestion } from "../network/http.ts";
import { messageSize } from "../shell/dns/dig-text.ts";
import { Random } from "../sim/random.ts";
import { type Plugin, parseCorefile } from "./corefile.ts";
import { goError, goText, pathOf } from "./http-server.ts";
import type { ClusterNames, Image, ImageProcess, ProcessContext } from "./image.ts";

const COREFILE = "/etc/coredns/Corefile";
/** Plug-ins that do here what they do there, or nothing that a client could tell. */
const FOLLOWED = new Set(
  "errors log hosts kubernetes forward health ready prometheus cache loop reload loadbalance debug pprof".split(
    " ",
  ),
);
const EPHEMERAL = { first: 32_768, count: 28_232 };
const SERVED: DnsAnswer["status"][] = ["NOERROR", "NXDOMAIN"];

/** What the server does with questions, read from a Corefile. */
interface Behaviour {
  readonly text: string;
  readonly plugins: ReadonlyMap<string, Plugin>;
  /** Name -> address of the plug-in hosts. */
  readonly hosts: ReadonlyMap<string, string>;
}

class CoreDns {
  readonly #context: ProcessContext;
  readonly #random: Random;
  #behaviour: Behaviour;
  /** What was told of a Corefile that cannot be read. */
  #refused = "";

  constructor(context: ProcessContext, behaviour: Behaviour) {
    this.#context = context;
    this.#random = new Random(`coredns/${context.hostname}`);
    this.#behaviour = behaviour;
    context.log(`${behaviour.text === "" ? "" : ".:53\n"}${running(behaviour.text)}`);
    context.log("CoreDNS-1.12.0\nlinux/amd64, go1.23.3, 51e11f1\n");
    this.#admitLimits();
  }

  answer(question: DnsQuestion, clientIP: string, names: ClusterNames): DnsAnswer {
    this.#reload();
    const answer = this.#find(question, names);
    if (this.#behaviour.plugins.has("log")) this.#log(question, clientIP, answer);
    if (answer.status === "SERVFAIL" && this.#behaviour.plugins.has("errors"))
      this.#context.log(
        `[simulation] ${question.name.replace(/\.$/, "")} is a name of the world outside, which this cluster cannot ask; mockHost("${question.name.replace(/\.$/, "")}") describes such a host\n`,
      );
    return answer;
  }

  #find(asked: DnsQuestion, names: ClusterNames): DnsAnswer {
    const { plugins, hosts } = this.#behaviour;
    const question = normalised(asked);
    const { name } = question;
    const ip = hosts.get(name);
    if (ip !== undefined)
      return {
        status: "NOERROR",
        records: question.type === "A" ? [{ name, type: "A", value: ip, ttl: 3600 }] : [],
        isAuthoritative: true,
      };
    const isOwn = names.isOwn(name) && plugins.has("kubernetes");
    if (isOwn) return names.query(question);
    return plugins.has("forward") ? names.forward(question) : { status: "SERVFAIL", records: [] };
  }

  /** As the plug-in reload does: a Corefile with a mistake changes nothing. */
  #reload(): void {
    const text = this.#context.readFile(COREFILE);
    if (typeof text !== "string" || text === this.#behaviour.text || text === this.#refused) return;
    if (!this.#behaviour.plugins.has("reload")) return;
    const next = behaviourOf(text);
    if ("error" in next) {
      this.#refused = text;
      this.#context.log(
        `[ERROR] Restart failed: ${next.error}\n[ERROR] plugin/reload: Corefile changed but reload failed: ${next.error}\n`,
      );
      return;
    }
    this.#behaviour = next;
    this.#context.log(`[INFO] Reloading\n${running(text)}[INFO] Reloading complete\n`);
    this.#admitLimits();
  }

  #admitLimits(): void {
    for (const name of this.#behaviour.plugins.keys())
      if (!FOLLOWED.has(name))
        this.#context.log(
          `[simulation] the plug-in ${name} of the Corefile is left out here: it changes nothing\n`,
        );
  }

  /** `10.244.1.5:41234 - 7 "A IN web.default.svc.cluster.local. udp 51 false 512" NOERROR qr,aa,rd 100 0.000078471s` */
  #log(question: DnsQuestion, clientIP: string, answer: DnsAnswer): void {
    const name = question.name.endsWith(".") ? question.name : `${question.name}.`;
    const id = this.#random.int(65_536);
    const port = EPHEMERAL.first + this.#random.int(EPHEMERAL.count);
    const message = { question, answer, id, cookie: "" };
    const size = messageSize({ ...message, answer: { status: "NOERROR", records: [] } }, false);
    const flags = answer.isAuthoritative === true ? "qr,aa,rd" : "qr,rd,ra";
    const seconds = `0.000${String(50_000 + this.#random.int(150_000)).padStart(6, "0")}s`;
    const rcode = SERVED.includes(answer.status) ? answer.status : "SERVFAIL";
    this.#context.log(
      `[INFO] ${clientIP}:${port} - ${id} "${question.type} IN ${name} udp ${size} false 512" ${rcode} ${flags} ${messageSize(message, false)} ${seconds}\n`,
    );
  }
}

/** Its name in lower case, without the last dot. */
function normalised(question: DnsQuestion): DnsQuestion {
  const lower = question.name.toLowerCase();
  const name = lower.endsWith(".") ? lower.slice(0, -1) : lower;
  return name === question.name ? question : { ...question, name };
}

/** The sum that CoreDNS prints is one of its parsed form; here it is drawn from the text. */
function running(text: string): string {
  return `[INFO] plugin/reload: Running configuration SHA512 = ${new Random(`corefile/${text}`).hex(128)}\n`;
}

function behaviourOf(text: string): Behaviour | { readonly error: string } {
  const blocks = parseCorefile(text);
  if ("error" in blocks) return blocks;
  const plugins = new Map((blocks[0]?.plugins ?? []).map((plugin) => [plugin.name, plugin]));
  const entries = (plugins.get("hosts")?.lines ?? []).filter(([ip = ""]) => /^\d+\./.test(ip));
  const hosts = new Map(
    entries.flatMap(([ip = "", ...names]) => names.map((name): [string, string] => [name.toLowerCase(), ip])),
  );
  return { text, plugins, hosts };
}

function coredns(context: ProcessContext): ImageProcess {
  const text = context.readFile(COREFILE);
  const behaviour = behaviourOf(typeof text === "string" ? text : "");
  if ("error" in behaviour) {
    context.log(`${behaviour.error}\n`);
    return { exits: { afterMs: 0, code: 1 } };
  }
  const server = new CoreDns(context, behaviour);
  const { now } = context;
  const only = (path: string) => (request: Parameters<typeof pathOf>[0]) =>
    pathOf(request) === path ? goText(now(), "OK") : goError(now(), 404, "404 page not found");
  return {
    answerName: (question, clientIP, names) => server.answer(question, clientIP, names),
    // At port 53 what is no question for a name gets no answer.
    listen: { 53: () => ({ failure: "empty" }), 8080: only("/health"), 8181: only("/ready") },
    // The plug-in health waits for five seconds before it lets the server end.
    stopsAfterMs: 5_000,
  };
}

export const corednsImage: Image = {
  repository: "registry.k8s.io/coredns/coredns",
  tags: ["v1.11.1", "v1.11.3", "v1.12.0", "v1.12.1"],
  entrypoint: ["/coredns"],
  programs: { "/coredns": coredns },
  workingDir: "/",
  commands: [],
  flavour: "debian",
  sizeBytes: 20_939_036,
};
