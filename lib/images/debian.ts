/** debian and ubuntu: bash and coreutils, and nothing for the network until `apt-get install` brings it, for which there is no network here. */
import { debianCommands } from "./command-sets.ts";
import type { Image } from "./image.ts";

const shared = { cmd: ["bash"], workingDir: "/", commands: debianCommands, flavour: "debian" } as const;

const DEBIAN_NAMES =
  "trixie|bookworm|bullseye|buster|stretch|jessie|sid|forky|testing|unstable|stable|oldstable|oldoldstable";
const UBUNTU_NAMES =
  "rolling|devel|resolute|questing|plucky|oracular|noble|mantic|lunar|kinetic|jammy|focal|bionic|xenial|trusty";

export const debian: Image = {
  ...shared,
  repository: "debian",
  tags: [
    new RegExp(
      String.raw`^(?:latest|(?:${DEBIAN_NAMES}|[7-9]|1[0-3])(?:\.\d{1,2})?(?:-20\d{6})?(?:-slim|-backports)?)$`,
    ),
  ],
  files: {
    "/etc/debian_version": "13.1\n",
    "/etc/os-release":
      'PRETTY_NAME="Debian GNU/Linux 13 (trixie)"\nNAME="Debian GNU/Linux"\nVERSION_ID="13"\nVERSION="13 (trixie)"\nVERSION_CODENAME=trixie\nID=debian\nHOME_URL="https://www.debian.org/"\nSUPPORT_URL="https://www.debian.org/support"\nBUG_REPORT_URL="https://bugs.debian.org/"\n',
  },
  sizeBytes: 49_279_530,
};

export const ubuntu: Image = {
  ...shared,
  repository: "ubuntu",
  aliases: ["public.ecr.aws/ubuntu/ubuntu", "public.ecr.aws/lts/ubuntu"],
  tags: [
    new RegExp(
      String.raw`^(?:latest|(?:1[4-9]|2[0-6])\.(?:04|10)|(?:${UBUNTU_NAMES})(?:-20\d{6}(?:\.\d)?)?)$`,
    ),
  ],
  files: {
    "/etc/os-release":
      'PRETTY_NAME="Ubuntu 24.04.3 LTS"\nNAME="Ubuntu"\nVERSION_ID="24.04"\nVERSION="24.04.3 LTS (Noble Numbat)"\nVERSION_CODENAME=noble\nID=ubuntu\nID_LIKE=debian\nHOME_URL="https://www.ubuntu.com/"\nSUPPORT_URL="https://help.ubuntu.com/"\nBUG_REPORT_URL="https://bugs.launchpad.net/ubuntu/"\nPRIVACY_POLICY_URL="https://www.ubuntu.com/legal/terms-and-policies/privacy-policy"\nUBUNTU_CODENAME=noble\nLOGO=ubuntu-logo\n',
  },
  sizeBytes: 29_724_688,
};
