/** nicolaka/netshoot: network tools on alpine, for looking into a cluster from inside. */
import { alpineCommands, packages } from "./command-sets.ts";
import type { Image } from "./image.ts";

/** What its Dockerfile installs beside busybox's applets. */
const tools = [
  ...packages.bash,
  ...packages["bind-tools"],
  ...packages.curl,
  ...packages.iproute2,
  ...packages.iptables,
  ...packages.iputils,
  ...packages["netcat-openbsd"],
  ...packages.python3,
  ...packages["apache2-utils"],
  ...packages["util-linux"],
  ...`bird birdc brctl calicoctl conntrack conntrackd ctop dhcping drill dumpcap ethtool file fortio fping git grpcurl
    http https httpie iftop iperf iperf3 ipset iptraf-ng ipvsadm jq ltrace mtr mtr-packet ncat nft ngrep nmap noping nping
    oping openssl perl scapy scp snmpget snmpwalk socat speedtest-cli ssh sshd ssh-keygen strace swaks tcpdump tcptraceroute
    termshark trip tshark vim websocat zsh`.split(/\s+/),
];

export const netshoot: Image = {
  repository: "nicolaka/netshoot",
  aliases: ["ghcr.io/nicolaka/netshoot"],
  tags: ["latest", /^v0\.(?:\d|1\d)(?:\.\d)?$/],
  cmd: ["zsh"],
  workingDir: "/root",
  commands: [...alpineCommands, ...packages["busybox-extras"], ...tools],
  packaged: tools,
  curlVersion: "8.14.1",
  flavour: "busybox",
  sizeBytes: 193_842_711,
};
