#!/bin/sh
# Says what condition the machine is in: one line for each piece, its name and a digest of what was found. Changes nothing, starts
# nothing, and takes no lock. The deployer compares the answer with what it was when the playbook had ended well: whatever a
# task of the playbook brings about is asked here as it is in force, so that a difference is found whoever made it.
# Run as root.
set -u
export LC_ALL=C

# For whom: the account that logs in, the stack's Compose project, what the names of its bridges begin with.
read -r account
read -r project
read -r bridge_prefix

# piece NAME COMMAND…: a digest of everything that the command says, and of how it ended
piece() {
  name=$1
  shift
  printf '%s %s\n' "$name" "$({ "$@"; echo "ended with $?"; } 2>/dev/null | sha256sum | cut -d ' ' -f 1)"
}

file() {
  for path in "$@"; do
    stat -L -c '%n %F %U %G %a' "$path"
    [ ! -f "$path" ] || cat "$path"
  done
}

# Also which machine it is: another one under the same address was never configured.
system() { cat /etc/machine-id /etc/os-release; }

packages() {
  dpkg-query --show --showformat '${db:Status-Status} ${Package}\n' \
    docker.io docker-cli docker-compose docker-compose-v2 docker-ce docker-ce-cli docker-compose-plugin \
    apparmor ca-certificates cron nftables ufw unattended-upgrades
  # Another program may do the work of cron.
  dpkg-query --show --showformat '${db:Status-Status} [${Provides}] ${Package}\n' | grep '^installed \[.*cron-daemon'
  dpkg-query --show --showformat '${db:Status-Status} ${Package}\n' | grep -Ev '^(installed|config-files|not-installed) '
}

updates() {
  file /etc/apt/apt.conf.d/52torrust-tracker
  apt-config dump APT::Periodic
}

# The values, not the file alone: some name of a setting is written with slashes, because it holds a dot.
kernel() {
  file /etc/sysctl.d/60-torrust-tracker.conf
  sed -n 's/^-\([a-z0-9_./-]*\) *=.*/\1/p' /etc/sysctl.d/60-torrust-tracker.conf | while read -r setting; do
    case $setting in
      */*) ;;
      *) setting=$(printf '%s' "$setting" | tr . /) ;;
    esac
    echo "$setting $(cat "/proc/sys/$setting")"
  done
  # Links that learn their way out from a router, which Docker's forwarding would stop.
  ip -6 route show default | sed -n 's/.* dev \([^ ]*\).*/\1/p' | sort -u
}

ssh_daemon() {
  file /etc/ssh/sshd_config.d/00-torrust-tracker.conf
  sshd -T -C user=root,host=localhost,addr=127.0.0.1
  sshd -T -C user="$account",host=localhost,addr=127.0.0.1
}

users() {
  id -un -- "$account"
  id -Gn -- "$account" | tr ' ' '\n' | sort
  getent group docker
}

folders() { file /opt/torrust /etc/torrust-tracker; }

services() {
  systemctl show --property=Id,LoadState,ActiveState,UnitFileState,NeedDaemonReload docker.service docker.socket \
    containerd.service torrust-firewall.service firewalld.service netfilter-persistent.service nftables.service \
    unattended-upgrades.service cron.service ufw.service apt-daily.timer apt-daily-upgrade.timer
}

# Without counters and without who came: both change by themselves.
firewall() {
  file /etc/systemd/system/torrust-firewall.service /etc/torrust-tracker/firewall.nft /etc/torrust-tracker/firewall-clients.nft
  nft --stateless --terse list table inet torrust_tracker
  for protocol in tcp udp sctp; do
    nft --stateless list set inet torrust_tracker "open_$protocol"
  done
  nft --stateless --terse list table inet torrust_clients
}

ufw_rules() {
  file /etc/ufw/applications.d/torrust-tracker
  command -v ufw || return
  timeout 20 ufw status verbose
  timeout 20 ufw show added
  for program in iptables ip6tables; do
    "$program" --wait 5 -S | grep -E '^-P INPUT|ufw'
  done
}

docker_runs() { kill -0 "$(cat /run/docker.pid)"; }

# A stopped Docker is not asked: its socket would start it.
docker_daemon() {
  file /etc/docker/daemon.json
  command -v docker
  docker_runs || return
  tr '\0' '\n' <"/proc/$(cat /run/docker.pid)/cmdline"
  find -L /etc/docker/daemon.json -newer /run/docker.pid
  iptables --wait 5 -t nat -n -L DOCKER >/dev/null || nft list table ip docker-bridges >/dev/null || echo 'no rules'
  timeout 60 docker info --format '{{.ServerVersion}} {{.LiveRestoreEnabled}} {{.MemoryLimit}} {{json .SecurityOptions}}
    {{json .DefaultAddressPools}} {{range .ClientInfo.Plugins}}{{.Name}} {{.Version}} {{end}}'
}

# What others publish and which bridges are not Docker's: the firewall leaves room for them.
others() {
  docker_runs || return
  timeout 60 docker ps --format '{{.Label "com.docker.compose.project"}} {{.Ports}}' |
    grep -v -e "^$project " -e '^torrust ' | sort
  networks=" $(timeout 60 docker network ls --quiet | tr '\n' ' ')"
  for bridge in /sys/class/net/br-*/bridge; do
    [ -e "$bridge" ] || continue
    bridge=${bridge%/bridge} bridge=${bridge##*/}
    case $networks in
      *" ${bridge#br-} "*) ;;
      *) case $bridge in "$bridge_prefix"*) ;; *) echo "$bridge" ;; esac ;;
    esac
  done
}

mark() { file /etc/ansible/facts.d/torrust_tracker.fact; }

piece system system
piece packages packages
piece updates updates
piece kernel kernel
piece ssh ssh_daemon
piece users users
piece folders folders
piece services services
piece firewall firewall
piece ufw ufw_rules
piece docker docker_daemon
piece others others
piece mark mark
