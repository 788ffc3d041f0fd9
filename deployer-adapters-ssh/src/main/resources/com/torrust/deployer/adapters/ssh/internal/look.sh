# Read by "/bin/sh -s -- MARKER SECONDS" on any machine with a POSIX shell: looks at it and changes nothing.
# An answer is a line "MARKER NAME", with values after tabs; everything else on the way is somebody else's. The last
# answer is "end" with the status of the look, 124 when the time was up.
LC_ALL=C
PATH=${PATH:-/bin}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export LC_ALL PATH
marker=$1

# A greeting may have left its line open.
printf '\n%s begin\n' "$marker"

refusal=
become=
if [ "$(id -u)" = 0 ]; then
  elevation=root
elif refusal=$(sudo -n true 2>&1 </dev/null); then
  elevation=sudo
  become='sudo -n'
  refusal=
else
  elevation=none
fi
limit=
! command -v timeout >/dev/null 2>&1 || limit="timeout $2"

# shellcheck disable=SC2086
$limit $become /bin/sh -s -- "$marker" "$elevation" "$(id -un)" "${SHELL:-}" "$refusal" <<'LOOK'
LC_ALL=C
PATH=${PATH:-/bin}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export LC_ALL PATH
marker=$1
tab=$(printf '\t')
newline='
'
folder=/opt/torrust

has() { command -v "$1" >/dev/null 2>&1; }

# tell NAME [VALUE]...
tell() {
  line="$marker $1"
  shift
  for value; do
    case $value in *"$tab"* | *"$newline"*) value=$(printf '%s' "$value" | tr '\n\t\r' '   ') ;; esac
    line=$line$tab$value
  done
  printf '%.1500s\n' "$line"
}

# Each line on standard input as an answer: tell_all NAME MOST. What is too long is cut off by a program of its own: an
# expression that counts to a thousand costs sed a tenth of a second.
tell_all() { cut -b -1000 | sed -n "s/^/$marker $1$tab/; p; ${2}q"; }

# A program that may wait for something that never comes.
ask() {
  if has timeout; then timeout "$@" </dev/null; else shift && "$@" </dev/null; fi
}

tell account "$3" "$4" "$2" "$5"

# ---- system
os() { sed -n "s/^$1=//p" /etc/os-release 2>/dev/null | sed "\$!d; s/[\"']//g"; }
virtualization=$(systemd-detect-virt 2>/dev/null)
tell system "$(os ID)" "$(os VERSION_ID)" "$(os PRETTY_NAME)" "$(uname -m)" "$(dpkg --print-architecture 2>/dev/null)" \
  "$(uname -r)" "$virtualization" "$(cat /proc/1/comm 2>/dev/null)" \
  "$(/usr/bin/python3 --version 2>/dev/null </dev/null | sed 's/^Python //')"
tell memory "$(sed -n 's/^MemTotal: *\([0-9]*\) kB$/\1/p' /proc/meminfo 2>/dev/null)"

# ---- folders and the file systems below them
for path in / /etc /etc/logrotate.d /etc/cron.d /usr/local /opt /opt/torrust /tmp /var /var/lib/docker; do
  there=$path
  while [ ! -d "$there" ]; do
    there=${there%/*}
    there=${there:-/}
  done
  exists=yes
  [ "$there" = "$path" ] || exists=no
  writable=yes
  [ -w "$there" ] || writable=no
  mounted=$(findmnt -nro OPTIONS,FSTYPE -T "$there" 2>/dev/null </dev/null)
  case ",${mounted%% *}," in *,noexec,*) executable=no ;; *) executable=yes ;; esac
  tell folder "$path" "$exists" "$writable" "$executable" "${mounted##* }" \
    "$(stat --file-system --format '%a %S %d %c' "$there" 2>/dev/null)"
done

# ---- the stack's own folder
if [ -L $folder ] && [ ! -e $folder ]; then
  kind=obstacle
elif [ ! -e $folder ]; then
  kind=absent
elif [ ! -d $folder ]; then
  kind=obstacle
elif [ -d $folder/.releases ]; then
  kind=released
elif [ -z "$(ls -A $folder 2>/dev/null | grep -vx 'lost+found')" ]; then
  kind=empty
else
  kind=foreign
fi
target=
[ ! -L $folder ] || target=$(readlink -f $folder 2>/dev/null)
tell stack "$kind" "$target"
ls -A $folder 2>/dev/null | tell_all entry 30
[ ! -f $folder/.environment ] || tell_all mark 20 <$folder/.environment

# ---- Docker
info() {
  ask 20 docker info --format "{{.ServerVersion}}$tab{{.LoggingDriver}}$tab{{.Driver}}$tab{{.CgroupVersion}}$tab\
{{.LiveRestoreEnabled}}$tab{{.DockerRootDir}}$tab{{range .SecurityOptions}}{{.}} {{end}}$tab\
{{range .DefaultAddressPools}}{{.Base}},{{.Size}} {{end}}$tab\
{{range .ClientInfo.Plugins}}{{if eq .Name \"compose\"}}{{.Version}}{{end}}{{end}}"
}
# What the first boot is still installing is not there yet.
ahead=no
[ "$(ask 5 systemctl show --property=ActiveState --value torrust-packages.service 2>/dev/null)" != activating ] || ahead=yes
if ! has docker || [ $ahead = yes ]; then
  tell docker absent
else
  snap=no
  case $(readlink -f "$(command -v docker)" 2>/dev/null) in */snap*) snap=yes ;; esac
  client=$(ask 5 docker --version 2>&1 | grep -i version | head -n 1)
  case $client in
    *[Pp]odman*) tell docker imitated "$client" ;;
    *)
      if found=$(info 2>/dev/null) && [ -n "${found%%"$tab"*}" ]; then
        tell docker running "$client" "$snap" ''
        printf '%s\n' "$found" | tell_all daemon 1
        ask 20 docker ps --all --format "{{.Names}}$tab{{.State}}$tab{{.Label \"com.docker.compose.project\"}}$tab\
{{.Label \"com.docker.compose.project.working_dir\"}}$tab{{.Image}}$tab{{.Ports}}" 2>/dev/null | tell_all container 100
        tell networks "$(ask 20 docker network ls --quiet --filter driver=bridge 2>/dev/null | wc -l)"
      else
        tell docker silent "$client" "$snap" "$(info 2>&1 >/dev/null)"
      fi
      # The running daemon's own options, and what it has put into the kernel.
      forbidden=no
      six=
      grep -Eqs '"iptables"[[:space:]]*:[[:space:]]*false' /etc/docker/daemon.json && forbidden=yes
      grep -Eqs '"ip6tables"[[:space:]]*:[[:space:]]*true' /etc/docker/daemon.json && six=yes
      grep -Eqs '"ip6tables"[[:space:]]*:[[:space:]]*false' /etc/docker/daemon.json && six=no
      for process in $(pidof dockerd 2>/dev/null); do
        options=$(tr '\0' '\n' <"/proc/$process/cmdline" 2>/dev/null)
        printf '%s\n' "$options" | grep -Eiqx -e '--?iptables=(false|f|0)' && forbidden=yes
        printf '%s\n' "$options" | grep -Eiqx -e '--?ip6tables(=(true|t|1))?' && six=yes
        printf '%s\n' "$options" | grep -Eiqx -e '--?ip6tables=(false|f|0)' && six=no
      done
      rules=
      if has iptables && ask 5 iptables -t nat -S >/dev/null 2>&1; then
        rules=no
        ask 5 iptables -t nat -S DOCKER >/dev/null 2>&1 && rules=yes
      fi
      tell docker_firewall "$forbidden" "$rules" "$six"
      ;;
  esac
fi

# ---- who listens
ask 5 ss -Hltnup 2>/dev/null | awk '{
  port = $5; sub(/.*:/, "", port)
  address = $5; sub(/:[^:]*$/, "", address)
  process = ""
  if (match($0, /\(\("[^"]*"/)) process = substr($0, RSTART + 3, RLENGTH - 4)
  print $1 "\t" address "\t" port "\t" process }' | tell_all listener 200

# ---- firewall
active() { systemctl is-active --quiet "$1" 2>/dev/null </dev/null && echo yes || echo no; }
ufw=no
! has ufw || case $(ask 5 ufw status 2>/dev/null) in *'Status: active'*) ufw=yes ;; esac
persistent=no
[ ! -e /usr/share/netfilter-persistent ] && [ ! -e /usr/sbin/netfilter-persistent ] || persistent=$(active netfilter-persistent)
flushes=no
grep -Eqs '^[[:space:]]*flush ruleset' /etc/nftables.conf && flushes=yes
nftables=no
[ "$(systemctl is-enabled nftables 2>/dev/null </dev/null)" != enabled ] || nftables=yes
tell firewall "$ufw" "$(active firewalld)" "$persistent" "$nftables" "$flushes"
! has nft || ask 5 nft list tables 2>/dev/null | sed -n 's/^table \([a-z0-9]* [^ ]*\).*/\1/p' | tell_all table 50

# ---- SSH daemon
tell sshd "$(active ssh.socket)"
! has sshd || ask 5 sshd -T 2>/dev/null |
  grep -E '^(port|permitrootlogin|passwordauthentication|pubkeyauthentication|authenticationmethods|allowusers|allowgroups|denyusers|denygroups|forcecommand|maxsessions|maxstartups|allowtcpforwarding|usepam) ' |
  sed "s/ /$tab/" | tell_all setting 60

# ---- packages and units
if has dpkg-query; then
  dpkg-query --show --showformat '${db:Status-Abbrev}\t${Package}\n' 2>/dev/null </dev/null |
    awk -F '\t' -v ahead=$ahead '$1 ~ /^h/ { print "held\t" $2; next }
      ahead == "no" && $1 !~ /^(ii|rc|un|pn) ?$/ { print "unfinished\t" $2 }' |
    tell_all package 60
fi
# Asked by name: a list of all unit files takes systemd half a second.
systemctl show --property=Id,LoadState ssh.service ssh.socket sshd.service docker.service docker.socket \
  containerd.service ufw.service nftables.service cron.service apt-daily.service apt-daily.timer \
  apt-daily-upgrade.service apt-daily-upgrade.timer unattended-upgrades.service systemd-timesyncd.service \
  2>/dev/null </dev/null |
  awk -F = '$1 == "Id" { unit = $2 } $1 == "LoadState" { state = $2 }
    unit != "" && state != "" { if (state == "masked") print unit; unit = state = "" }' |
  tell_all masked 20

# ---- names, addresses, time
name=$(uname -n)
resolves=no
ask 3 getent ahosts "$name" >/dev/null 2>&1 && resolves=yes
# A container's time is its host's, and the question wakes a service.
time=
case $virtualization in
  lxc | docker | podman | systemd-nspawn) ;;
  *) time=$(ask 5 timedatectl show --property=NTPSynchronized --value 2>/dev/null) ;;
esac
tell network "$name" "$resolves" "$(cat /proc/sys/net/ipv6/conf/all/disable_ipv6 2>/dev/null)" "$time"
ask 5 ip -o address show scope global 2>/dev/null | awk '{ sub(/\/.*/, "", $4); print $4 }' | tell_all address 50
# Those by which others reach the machine: first those of the interface that leads out, then the rest, but none of networks
# that only containers and virtual machines are in, and none that will soon be another one.
for family in 4 6; do
  out=$(ask 5 ip -o "-$family" route show default 2>/dev/null | sed -n 's/.* dev \([^ ]*\).*/\1/p' | head -n 1)
  ask 5 ip -o "-$family" address show scope global 2>/dev/null | awk -v out="$out" '
    { name = $2; address = $4; sub(/@.*/, "", name); sub(/\/.*/, "", address) }
    / (temporary|deprecated|tentative|dadfailed)( |$)/ { next }
    name != out && name ~ /^(docker|veth|virbr|vnet|lxcbr|lxdbr|cni|podman|flannel|cali|tailscale|zt|wg|tun|tap)|^br-[0-9a-f]+$|^tt[0-9a-f]+-/ { next }
    name == out { print address; next }
    { rest[++count] = address }
    END { for (at = 1; at <= count; at++) print rest[at] }' | tell_all reachable 50
done

tell whole
LOOK
status=$?
printf '%s end\t%s\n' "$marker" "$status"
