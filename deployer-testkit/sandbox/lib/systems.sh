# shellcheck shell=bash
# LXD images of other systems than the sandbox's own, made when a machine of one is asked for: "machine create --system".
# They come from the archives of their distributions, with the packages and the defaults that servers get.

UBUNTU_ARCHIVE=${TORRUST_SANDBOX_UBUNTU_ARCHIVE:-http://archive.ubuntu.com/ubuntu}
UBUNTU_SECURITY=${TORRUST_SANDBOX_UBUNTU_SECURITY:-http://security.ubuntu.com/ubuntu}
SYSTEMS='debian-12 ubuntu-22.04 ubuntu-24.04 ubuntu-26.04'

SYSTEM_PACKAGES=systemd,systemd-sysv,udev,openssh-server,sudo,python3,python3-apt,ca-certificates,iproute2,dbus,cloud-init,cron
SYSTEM_PACKAGES+=,curl,gnupg,procps,netbase
# What Ubuntu's images for servers have as well: a firewall that is off, updates, and a program that asks after each installation.
UBUNTU_PACKAGES=ubuntu-minimal,ufw,unattended-upgrades,apparmor,rsyslog,needrestart,netplan.io

system_suite() {
  case $1 in
    debian-12) echo bookworm ;;
    ubuntu-22.04) echo jammy ;;
    ubuntu-24.04) echo noble ;;
    ubuntu-26.04) echo resolute ;;
    *) die "the sandbox has no system '$1'; it has: $SYSTEMS" ;;
  esac
}

system_packages() {
  case $1 in
    debian-*) echo "$SYSTEM_PACKAGES,systemd-resolved,libnss-resolve" ;;
    # There the resolver is part of systemd.
    ubuntu-22.04) echo "$SYSTEM_PACKAGES,$UBUNTU_PACKAGES" ;;
    ubuntu-*) echo "$SYSTEM_PACKAGES,$UBUNTU_PACKAGES,systemd-resolved" ;;
  esac
}

# ubuntu_keyring FOLDER — what Ubuntu signs its archives with, as Debian hands it on.
ubuntu_keyring() {
  local file=/usr/share/keyrings/ubuntu-archive-keyring.gpg
  if [[ -f $file ]]; then
    cp "$file" "$1/keyring.gpg"
    return
  fi
  debian_root "$1/keys" extract ubuntu-archive-keyring
  cp "$1/keys$file" "$1/keyring.gpg"
  rm -rf --one-file-system "$1/keys"
}

# machine_root_settings ROOT — what a root file system needs to be a machine here. machine_image_build does the same for the
# sandbox's own system; its text is part of the key of an image that takes minutes to make.
machine_root_settings() {
  local root=$1
  install -D -m 644 "$SANDBOX/machine/10-eth0.network" "$root/etc/systemd/network/10-eth0.network"
  # Docker, whoever installs it, asks the sandbox's registry first.
  mkdir -p "$root/etc/docker"
  jq -n --arg mirror "http://$REGISTRY" '{"registry-mirrors": [$mirror]}' >"$root/etc/docker/daemon.json"
  # How SSH is listened for is left to the system's own packages.
  chroot "$root" systemctl enable systemd-networkd.service systemd-resolved.service
  # A container cannot do these; each one would only make "is-system-running" say "degraded".
  chroot "$root" systemctl mask systemd-journald-audit.socket sys-kernel-debug.mount sys-kernel-tracing.mount \
    sys-kernel-config.mount dev-hugepages.mount systemd-modules-load.service
  printf 'datasource_list: [ NoCloud, None ]\n' >"$root/etc/cloud/cloud.cfg.d/90-sandbox.cfg"
  # cloud-init would render a netplan or ifupdown file for eth0 beside ours.
  printf 'network: {config: disabled}\n' >"$root/etc/cloud/cloud.cfg.d/91-network.cfg"
  apt_checks >"$root/etc/apt/apt.conf.d/90-sandbox"
  rm -f "$root"/etc/ssh/ssh_host_* "$root/etc/hostname"
  : >"$root/etc/machine-id"
  ln -sf /run/systemd/resolve/stub-resolv.conf "$root/etc/resolv.conf"
}

system_image_build() {
  local draft=$1 system=$2 root=$1/root suite packages options check
  suite=$(system_suite "$system")
  packages=$(system_packages "$system")
  if [[ $system == debian-* ]]; then
    SUITE=$suite debian_root "$root" minbase "$packages"
  else
    ubuntu_keyring "$draft"
    options=(--mode=root --variant=minbase "--include=$packages" "--keyring=$draft/keyring.gpg" "--components=main,universe"
      --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/doc/*')
    while IFS= read -r check; do
      [[ -z $check ]] || options+=("--aptopt=${check%;}")
    done < <(apt_checks)
    mmdebstrap "${options[@]}" "$suite" "$root" - <<TEXT
deb $UBUNTU_ARCHIVE $suite main universe
deb $UBUNTU_ARCHIVE $suite-updates main universe
deb $UBUNTU_SECURITY $suite-security main universe
TEXT
    rm "$draft/keyring.gpg"
  fi
  machine_root_settings "$root"
  mksquashfs "$root" "$draft/rootfs.squashfs" -comp zstd -Xcompression-level 6 -noappend -no-progress
  rm -rf --one-file-system "$root"
  machine_image_metadata "$draft" "$system"
}

system_image() { echo "torrust-sandbox/$1"; }

system_image_up() {
  local system=$1 key folder fingerprint suite
  suite=$(system_suite "$system")
  key=$({
    digest_of "$SANDBOX/machine"
    system_packages "$system"
    key_of system_image_build machine_root_settings suite UBUNTU_ARCHIVE REGISTRY
  } | sha256sum | cut -c1-12)
  folder=$CACHE/systems/$system/$key
  mkdir -p "$CACHE/systems"
  build_once "systems/$system" "$key" "Building the machine image of $system" isolated system_image_build "$system"
  [[ -f $folder/fingerprint ]] || image_fingerprint "$folder" >"$folder/fingerprint"
  fingerprint=$(<"$folder/fingerprint")
  image_in_lxd "$(system_image "$system")" "$fingerprint" ||
    step "Importing the machine image of $system" "import-$system" image_import "$(system_image "$system")" "$folder" "$fingerprint"
}
