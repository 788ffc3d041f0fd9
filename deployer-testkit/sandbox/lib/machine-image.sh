# shellcheck shell=bash
# The LXD images: a plain Debian 13 with systemd, sshd and cloud-init, and one with Docker and all images loaded.

MACHINE_IMAGE=torrust-sandbox/debian-13
DOCKER_MACHINE_IMAGE=torrust-sandbox/debian-13-docker
MACHINE_PACKAGES=systemd,systemd-sysv,systemd-resolved,libnss-resolve,udev,openssh-server,sudo,python3,python3-apt
MACHINE_PACKAGES+=,ca-certificates,iproute2,dbus,cloud-init,cron,curl,gnupg,procps,netbase

machine_image_key() {
  {
    digest_of "$SANDBOX/machine" && apt_sources
    key_of machine_image_build machine_image_metadata debian_root MACHINE_PACKAGES SUITE REGISTRY
  } | sha256sum | cut -c1-12
}

machine_image_build() {
  local draft=$1 root=$1/root
  debian_root "$root" minbase "$MACHINE_PACKAGES"
  install -D -m 644 "$SANDBOX/machine/10-eth0.network" "$root/etc/systemd/network/10-eth0.network"
  # Docker, whoever installs it, asks the sandbox's registry first.
  mkdir -p "$root/etc/docker"
  jq -n --arg mirror "http://$REGISTRY" '{"registry-mirrors": [$mirror]}' >"$root/etc/docker/daemon.json"
  chroot "$root" systemctl enable systemd-networkd.service systemd-resolved.service ssh.service
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
  mksquashfs "$root" "$draft/rootfs.squashfs" -comp zstd -Xcompression-level 6 -noappend -no-progress
  rm -rf --one-file-system "$root"
  machine_image_metadata "$draft" plain
}

# machine_image_metadata FOLDER KIND — what LXD has to know about the root file system beside it.
machine_image_metadata() {
  local meta=$1/meta
  mkdir "$meta"
  sed -e "s/@ARCH@/$(uname -m)/" -e "s/@CREATED@/$(date +%s)/" -e "s/@KIND@/$2/" \
    "$SANDBOX/machine/metadata.yaml" >"$meta/metadata.yaml"
  cp -r "$SANDBOX/machine/templates" "$meta/templates"
  tar -C "$meta" -cJf "$1/metadata.tar.xz" metadata.yaml templates
  rm -r "$meta"
}

# An image in LXD's store is taken for good when its fingerprint is that of the files in the cache.
image_fingerprint() { cat "$1/metadata.tar.xz" "$1/rootfs.squashfs" | sha256sum | cut -d' ' -f1; }

image_in_lxd() {
  local target
  target=$(lxc query "/1.0/images/aliases/${1//\//%2F}" 2>/dev/null | jq -r .target) || return 1
  [[ $target == "$2" ]]
}

# image_name ALIAS FINGERPRINT — moves the name to another image, which is there at every moment but one. Instances keep
# what they were made from, so the image that lost its name is removed.
image_name() {
  local old
  old=$(lxc query "/1.0/images/aliases/${1//\//%2F}" 2>/dev/null | jq -r .target || true)
  [[ $old != "$2" ]] || return 0
  [[ -z $old ]] || lxc image alias delete "$1"
  lxc image alias create "$1" "$2"
  [[ -z $old ]] || lxc image delete "$old"
}

image_import() {
  local alias=$1 folder=$2 fingerprint=$3
  lxc query "/1.0/images/$fingerprint" >/dev/null 2>&1 ||
    lxc image import "$folder/metadata.tar.xz" "$folder/rootfs.squashfs"
  image_name "$alias" "$fingerprint"
}

machine_image_up() {
  local key fingerprint folder
  key=$(machine_image_key)
  folder=$CACHE/machine-image/$key
  build_once machine-image "$key" "Building the machine image (Debian 13, systemd, sshd, cloud-init)" isolated machine_image_build
  [[ -f $folder/fingerprint ]] || image_fingerprint "$folder" >"$folder/fingerprint"
  fingerprint=$(<"$folder/fingerprint")
  image_in_lxd "$MACHINE_IMAGE" "$fingerprint" ||
    step "Importing the machine image into LXD as $MACHINE_IMAGE" image-import image_import "$MACHINE_IMAGE" "$folder" "$fingerprint"
}

# The image with Docker is made by a machine of the first image that installs it and pulls from the registry; it lives
# in LXD only, under a key of everything that went into it.
docker_machine_key() {
  { machine_image_key && registry_images_key && key_of docker_machine_build; } | sha256sum | cut -c1-12
}

docker_machine_is_current() {
  [[ $(lxc query "/1.0/images/aliases/${DOCKER_MACHINE_IMAGE//\//%2F}" 2>/dev/null | jq -r .target |
    xargs -r -I{} lxc query '/1.0/images/{}' | jq -r '.properties["torrust-sandbox-key"]') == "$1" ]]
}

docker_machine_build() {
  local key=$1 builder=torrust-sandbox-builder fingerprint image
  remove_instance "$builder"
  lxc init "$MACHINE_IMAGE" "$builder" --config security.nesting=true --config boot.autostart=false --config "$OWNER_KEY=-" \
    --config "user.user-data=$(printf '#cloud-config\nusers: []\n')" </dev/null
  lxc start "$builder"
  wait_for 60 cloud_init_done "$builder"
  lxc exec "$builder" -- sh -ec '
    export DEBIAN_FRONTEND=noninteractive
    apt-get update
    apt-get install -y --no-install-recommends docker.io docker-cli docker-compose
    apt-get clean
    rm -rf /var/lib/apt/lists/*'
  while IFS= read -r image; do
    lxc exec "$builder" -- docker pull --quiet "$image" </dev/null
  done < <(images_table | cut -f1)
  # What the first start of a machine makes must not be the same on all of them.
  lxc exec "$builder" -- sh -ec '
    systemctl stop docker.socket docker containerd
    rm -rf /var/lib/docker/network /var/lib/docker/engine-id /etc/ssh/ssh_host_*
    cloud-init clean --logs --seed
    : >/etc/machine-id'
  lxc stop --force "$builder"
  lxc publish "$builder" --compression zstd torrust-sandbox=docker "torrust-sandbox-key=$key" \
    description="Debian 13 with Docker and images for the sandbox of the tracker deployer"
  remove_instance "$builder"
  fingerprint=$(lxc query '/1.0/images?recursion=1' |
    jq -r --arg key "$key" '[.[] | select(.properties["torrust-sandbox-key"] == $key)][0].fingerprint')
  image_name "$DOCKER_MACHINE_IMAGE" "$fingerprint"
}

docker_machine_up() {
  local key
  key=$(docker_machine_key)
  docker_machine_is_current "$key" ||
    step "Making the machine image with Docker and all images ($DOCKER_MACHINE_IMAGE)" docker-machine docker_machine_build "$key"
}
