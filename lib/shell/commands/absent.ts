/** Programs that real machines have and the simulation has not: they say so, and which program to use instead. */
import { fail, type ShellCommand } from "../command.ts";
import { quote } from "../quote.ts";

/** What to do instead, by the names that it is for. */
const ADVICE: readonly (readonly [names: string, instead: string])[] = [
  ["bg", "a job that & started goes on by itself"],
  ["disown", "a job outlives the script that started it anyway"],
  ["fg", "a job stays in the background; wait %1 waits for its end, kill %1 ends it"],
  [
    "editor vi vim nvim nano pico emacs micro hx code ed",
    'nobody types into it here; write the file with cat <<EOF, or give kubectl edit a program: KUBE_EDITOR="sed -i s/a/b/" kubectl edit ...',
  ],
  ["nohup", "leave it out, for what & starts outlives the script anyway"],
  ["top htop", "see ps, or kubectl get pods"],
  ["trap", "signals are not simulated"],
  ["watch", "use a loop, such as: for i in 1 2 3; do kubectl get pods; sleep 2; done"],
  [
    "traceroute traceroute6 tracepath tracepath6 mtr tcptraceroute trip arping",
    "the simulated network has no hops between two hosts; ping and nc -zv show whether one answers",
  ],
  [
    "tcpdump tshark termshark dumpcap ngrep wireshark",
    "there are no packets to catch; curl -v shows an exchange, kubectl logs what the server saw of it",
  ],
  ["drill delv", "use dig"],
  ["nmap nping ncat socat websocat", "use nc"],
  ["http https httpie", "use curl"],
  [
    "ab fortio hey siege wrk iperf iperf3",
    "nothing has a speed here; use a loop, such as: for i in $(seq 100); do curl -s web; done",
  ],
  [
    "apk apt apt-get apt-cache dpkg pip pip3 npm yum dnf brew",
    "nothing can be installed here; kubectl debug or kubectl run with an image that has the program, such as nicolaka/netshoot",
  ],
  ["python python3 perl node ruby java go", "write it for bash, awk, sed or jq"],
  ["docker crictl ctr nerdctl podman", "containers are seen through kubectl"],
  ["kustomize", "name the manifests with kubectl apply -f"],
  ["systemctl journalctl service", "nodes have no services to look at; see kubectl describe node"],
];

const INSTEAD: ReadonlyMap<string, string> = new Map(
  ADVICE.flatMap(([names, instead]) => names.split(" ").map((name) => [name, instead] as const)),
);

/** Built into bash, so there wherever bash is. */
export const absentBuiltins: readonly string[] = ["bg", "disown", "fg", "trap"];

/** What people try on a machine that has no list of its own. */
export const absentEverywhere: readonly string[] = `
  vi vim nano emacs ed nohup top htop watch traceroute tracepath mtr tcpdump nmap socat http ab hey wrk iperf3 apk apt apt-get
  dpkg pip pip3 npm yum brew python python3 perl node ruby java go docker crictl podman kustomize helm kubeadm kind minikube
  k9s istioctl calicoctl systemctl journalctl ssh scp git make openssl sudo su man less more vmstat lsof strace conntrack`
  .trim()
  .split(/\s+/);

/** @param isShipped whether the machine is one that has it in reality. @returns what it says. */
export function absentSentence(name: string, isShipped: boolean): string {
  const instead = INSTEAD.get(name);
  const sentence = isShipped
    ? "the real image has this program, but it is not part of this simulation"
    : "this program is not part of this simulation";
  return `${name}: ${sentence}${instead === undefined ? "" : `: ${instead}`}`;
}

export function absent(name: string, isShipped = false): ShellCommand {
  return async () => fail(1, absentSentence(name, isShipped));
}

/** Of all machines: each of them has dozens. */
const scripts = new Map<string, string>();

/** The same as a file on the path: an engine with hundreds of programs that only say so would take long to make. */
export function absentScript(name: string, isShipped: boolean): string {
  const sentence = absentSentence(name, isShipped);
  const script = scripts.get(sentence) ?? `echo ${quote(sentence)} >&2\nexit 1\n`;
  scripts.set(sentence, script);
  return script;
}
