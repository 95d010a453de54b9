/**
 * The programs that families of images have on their path, whether they run here or not: what a real image has and this
 * simulation has not says so, and only what the real one lacks is "not found". From the images' own lists: busybox 1.37
 * (its default configuration), Alpine 3.22, Debian 12 and the packages that the Dockerfiles name.
 */

/** Both in `busybox`, which has all applets, and in Alpine's busybox, which has fewer. */
const BUSYBOX_COMMON = `
  [ [[ acpid add-shell addgroup adduser adjtimex arch arp arping ash awk base64 basename bc beep blkdiscard blkid blockdev
  brctl bunzip2 busybox bzcat bzip2 cal cat chattr chgrp chmod chown chpasswd chroot chvt cksum clear cmp comm cp cpio crond
  crontab cryptpw cut date dc dd deallocvt delgroup deluser depmod df diff dirname dmesg dnsdomainname dos2unix du dumpkmap
  echo egrep eject env ether-wake expand expr factor fallocate false fatattr fbset fbsplash fdflush fdisk fgrep find findfs
  flock fold free fsck fstrim fsync fuser getopt getty grep groups gunzip gzip halt hd head hexdump hostid hostname hwclock id
  ifconfig ifdown ifenslave ifup init insmod install ionice iostat ip ipaddr ipcalc ipcrm ipcs iplink ipneigh iproute iprule
  iptunnel kbd_mode kill killall killall5 klogd last less link linux32 linux64 ln loadfont loadkmap logger login logread
  losetup ls lsattr lsmod lsof lsusb lzcat lzma lzop makemime md5sum mdev mesg microcom mkdir mkdosfs mkfifo mkfs.vfat mknod
  mkpasswd mkswap mktemp modinfo modprobe more mount mountpoint mpstat mv nameif nanddump nandwrite nbd-client nc netstat
  nice nl nmeter nohup nologin nproc nsenter nslookup ntpd od openvt partprobe passwd paste pgrep pidof ping ping6 pipe_progress
  pivot_root pkill pmap poweroff printenv printf ps pscan pstree pwd pwdx raidautorun rdate rdev readlink realpath
  reboot reformime remove-shell renice reset resize rev rm rmdir rmmod route run-parts sed sendmail seq setconsole setfont
  setkeycodes setlogcons setpriv setserial setsid sh sha1sum sha256sum sha3sum sha512sum showkey shred shuf slattach sleep
  sort split ssl_client stat strings stty su sum swapoff swapon switch_root sync sysctl syslogd tac tail tar tee test time
  timeout top touch tr traceroute traceroute6 tree true truncate tty ttysize tunctl udhcpc udhcpc6 umount uname unexpand uniq
  unix2dos unlink unlzma unshare unxz unzip uptime usleep uudecode uuencode vconfig vi vlock volname watch watchdog wc wget
  which who whoami whois xargs xxd xzcat yes zcat zcip`;

/** Alpine has these in its package busybox-extras. */
const BUSYBOX_EXTRAS = `
  dnsd dumpleases fakeidentd ftpd ftpget ftpput httpd inetd readahead telnet telnetd tftp tftpd udhcpd`;

const BUSYBOX_ONLY = `
  ar ascii base32 bootchartd chpst chrt conspy crc32 cttyhack devmem dhcprelay dpkg dpkg-deb ed envdir envuidgid fdformat
  fgconsole freeramdisk fsck.minix fsfreeze getfattr hdparm hexedit hush i2cdetect i2cdump i2cget i2cset i2ctransfer ifplugd
  linuxrc logname lpd lpq lpr lspci lsscsi makedevs man mim mke2fs mkfs.ext2 mkfs.minix mt patch popmaildir powertop
  readprofile resume rpm rpm2cpio rtcwake run-init runlevel runsv runsvdir rx script scriptreplay seedrng setarch setfattr
  setuidgid smemcap softlimit start-stop-daemon sulogin sv svc svlogd svok taskset tc tcpsvd ts tsort ubiattach ubidetach
  ubimkvol ubirename ubirmvol ubirsvol ubiupdatevol udpsvd uevent users w wall xz`;

const ALPINE_ONLY = `
  apk bbconfig getconf getent iconv inotifyd ldconfig ldd lzopcat rfkill scanelf unlzop`;

/** The packages that Debian and Ubuntu call essential, and what else is in their base images. */
const DEBIAN = `
  [ arch b2sum base32 base64 basename basenc cat chcon chgrp chmod chown chroot cksum comm cp csplit cut date dd df dir
  dircolors dirname du echo env expand expr factor false fmt fold groups head hostid id install join link ln logname ls md5sum
  mkdir mkfifo mknod mktemp mv nice nl nohup nproc numfmt od paste pathchk pinky pr printenv printf ptx pwd readlink realpath rm
  rmdir runcon seq sha1sum sha224sum sha256sum sha384sum sha512sum shred shuf sleep sort split stat stdbuf stty sum sync tac tail
  tee test timeout touch tr true truncate tsort tty uname unexpand uniq unlink users vdir wc who whoami yes
  bash rbash dash sh cmp diff diff3 sdiff find xargs egrep fgrep grep rgrep gunzip gzexe gzip uncompress zcat zcmp zdiff
  zegrep zfgrep zforce zgrep zless zmore znew dnsdomainname domainname hostname nisdomainname ypdomainname
  faillog lastlog login newgrp nologin sg losetup mount swapoff swapon umount chage chfn chgpasswd chpasswd chsh expiry gpasswd
  groupadd groupdel groupmems groupmod newusers passwd useradd userdel usermod vipw perl sed killall5 pidof tar
  dmesg fallocate findmnt flock getopt hardlink ionice ipcmk ipcrm ipcs last logger lsblk lscpu lsipc lslocks lsmem lsns mcookie
  mesg more mountpoint namei nsenter prlimit renice rev script scriptreplay setarch setpriv setsid su taskset unshare wall wdctl whereis
  getconf getent iconv ldconfig ldd locale localedef apt apt-cache apt-config apt-get apt-key apt-mark dpkg dpkg-deb dpkg-query
  start-stop-daemon update-alternatives awk mawk run-parts savelog tempfile which clear infocmp reset tabs tic toe tput tset
  adduser addgroup deluser delgroup tzselect zdump zic`;

const words = (...texts: readonly string[]): readonly string[] => texts.join(" ").trim().split(/\s+/);

/** busybox: one program with many names. */
export const busyboxCommands = words(BUSYBOX_COMMON, BUSYBOX_EXTRAS, BUSYBOX_ONLY);

/** alpine: busybox's most wanted applets under a real libc. */
export const alpineCommands = words(BUSYBOX_COMMON, ALPINE_ONLY);

/** Debian with bash and coreutils, nothing for the network. */
export const debianCommands = words(DEBIAN);

/** What packages add, by the name that Alpine or Debian gives them. */
export const packages = {
  "apache2-utils": words("ab htdbm htdigest htpasswd logresolve rotatelogs"),
  bash: words("bash bashbug"),
  /** In Debian: dnsutils. */
  "bind-tools": words("delv dig dnssec-keygen host mdig nslookup nsupdate"),
  "busybox-extras": words(BUSYBOX_EXTRAS),
  curl: words("curl"),
  iproute2: words("bridge ctstat devlink genl ifstat ip lnstat nstat routel rtacct rtmon ss tc tipc vdpa"),
  iptables:
    words(`arptables ebtables ip6tables ip6tables-restore ip6tables-save iptables iptables-restore iptables-save
    iptables-legacy iptables-legacy-save iptables-nft iptables-nft-save xtables-monitor xtables-nft-multi`),
  iputils: words("arping clockdiff ping ping6 tracepath tracepath6"),
  "netcat-openbsd": words("nc netcat"),
  procps: words(
    "free kill pgrep pidwait pkill pmap ps pwdx skill slabtop snice sysctl tload top uptime vmstat w watch",
  ),
  python3: words("pip pip3 pydoc3 python python3"),
  "util-linux": words("hexdump ipcs lsblk lscpu lsns mount nsenter setsid unshare uuidgen"),
  wget: words("wget"),
} as const;
