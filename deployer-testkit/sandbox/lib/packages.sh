# shellcheck shell=bash
# Packages of the control machine.

# Without an empty answer to every question, an installation on a machine without a terminal would wait for ever.
apt_install() {
  export DEBIAN_FRONTEND=noninteractive
  apt-get install -y --no-install-recommends "$@"
}

packages_wanted() {
  local package
  local wanted=(mmdebstrap squashfs-tools zstd attr uidmap iptables dnsmasq-base curl ca-certificates jq git
    openssh-client ansible-core ansible-lint python3 util-linux iproute2 procps openssl shellcheck strace)
  # shellcheck source=/dev/null
  if [[ $(. /etc/os-release && echo "$ID") == ubuntu ]]; then
    # Ubuntu ships LXD as a snap; see lxd.sh.
    wanted+=(snapd debian-archive-keyring)
  else
    wanted+=(lxd lxd-client)
  fi
  for package in "${wanted[@]}"; do
    dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null | grep -q '^ii' || echo "$package"
  done
}

packages_install() {
  # A killed dpkg leaves packages half configured; nothing else installs until that is finished.
  dpkg --configure -a
  apt-get update
  apt_install "$@"
}

packages_up() {
  local missing
  [[ $EUID -eq 0 ]] || die "needs root: it runs LXD, builds root file systems and installs packages"
  have apt-get || die "needs a Debian or Ubuntu machine (no apt-get here)"
  mapfile -t missing < <(packages_wanted)
  ((${#missing[@]} == 0)) || step "Installing ${missing[*]}" packages packages_install "${missing[@]}"
}
