/** The programs that families of images have on their path, as far as the simulated shell knows them. */

const POSIX =
  "basename cat chmod clear comm cp cut date dirname du echo env expand expr false find fold grep egrep fgrep head hostname ln ls md5sum mkdir mv nl od paste printenv printf pwd readlink rm rmdir sed seq sha1sum sha256sum sh sleep sort split stat tac tail tee test timeout touch tr true uniq wc which whoami xargs yes";

/** busybox: one program with many names. */
export const busyboxCommands: readonly string[] =
  `${POSIX} ash awk base64 diff gunzip gzip nslookup ping rev strings tar time tree unexpand wget zcat`.split(
    " ",
  );

/** Debian with bash and coreutils, nothing for the network. */
export const debianCommands: readonly string[] =
  `${POSIX} awk base64 bash diff getent gunzip gzip join rev sha512sum tar unexpand zcat`.split(" ");

/** alpine: busybox under a real libc. */
export const alpineCommands: readonly string[] = busyboxCommands;

/** The programs of BIND for who asks name servers. */
export const bindCommands: readonly string[] = ["dig", "host", "nslookup"];
