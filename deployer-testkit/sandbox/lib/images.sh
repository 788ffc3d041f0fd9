# shellcheck shell=bash
# Container images without a Docker daemon: a shared Debian layer, and per image the upper folder of an overlay mount,
# packed as a layer in an OCI image layout. A recipe is a folder below images/:
#   config.json  the "config" of the image      packages  Debian packages      files/  copied into it
#   prepare, build  programs run before and after the packages (ROOT, BASE, RECIPE, WORK, TAG, TRACKER)
#   scratch      no Debian below              ours      in no registry, so it is built everywhere

BASE_PACKAGES=busybox-static,ca-certificates,libssl3t64,zlib1g,tzdata

images_table() { grep -v '^#' "$SANDBOX/images/images.tsv"; }

# layer FOLDER BLOBS — packs a folder as a layer; prints "digest size diff_id".
layer() {
  local folder=$1 blobs=$2 tar=$2/.layer path digest diff
  # What overlayfs calls a whiteout is a device 0:0; in a layer it is an empty file with a prefix.
  while IFS= read -r -d '' path; do
    [[ $(stat -c %t:%T "$path") == 0:0 ]] || continue
    rm "$path"
    : >"$(dirname "$path")/.wh.$(basename "$path")"
  done < <(find "$folder" -type c -print0)
  while IFS= read -r -d '' path; do
    [[ $(getfattr --only-values -n trusted.overlay.opaque "$path" 2>/dev/null) != y ]] || : >"$path/.wh..wh..opq"
  done < <(find "$folder" -mindepth 1 -type d -print0)
  tar --numeric-owner --sort=name -C "$folder" -cf "$tar" .
  diff=$(sha256sum <"$tar" | cut -d' ' -f1)
  zstd -q -T0 -6 -f --rm "$tar" -o "$tar.zst"
  digest=$(sha256sum <"$tar.zst" | cut -d' ' -f1)
  mv "$tar.zst" "$blobs/$digest"
  echo "$digest $(stat -c %s "$blobs/$digest") $diff"
}

base_build() {
  local draft=$1
  debian_root "$draft/root" minbase "$BASE_PACKAGES"
  rm -rf "$draft"/root/var/lib/apt/lists/* "$draft"/root/var/cache/apt/*.bin "$draft"/root/var/log/* "$draft"/root/dev/*
  : >"$draft/root/etc/machine-id"
  mkdir "$draft/blobs"
  layer "$draft/root" "$draft/blobs" >"$draft/layer"
}

base_key() {
  { key_of base_build layer debian_root BASE_PACKAGES SUITE && apt_sources; } | sha256sum | cut -c1-12
}

# image_install PACKAGE... — into $ROOT; the package lists are shared by all images and stay out of every layer.
image_install() {
  local apt=(chroot "$ROOT" apt-get -o APT::Sandbox::User=root -o Dir::Cache::Archives=/tmp/archives)
  export DEBIAN_FRONTEND=noninteractive
  mkdir -p "$WORK/lists/partial" "$ROOT/tmp/archives/partial"
  mount --bind "$WORK/lists" "$ROOT/var/lib/apt/lists"
  mount -t proc proc "$ROOT/proc"
  mount --rbind /dev "$ROOT/dev"
  : >"$WORK/resolv.conf" && cp -L /etc/resolv.conf "$WORK/resolv.conf"
  [[ -e $ROOT/etc/resolv.conf ]] || : >"$ROOT/etc/resolv.conf"
  mount --bind "$WORK/resolv.conf" "$ROOT/etc/resolv.conf"
  printf '#!/bin/sh\nexit 101\n' >"$ROOT/usr/sbin/policy-rc.d"
  chmod +x "$ROOT/usr/sbin/policy-rc.d"
  "${apt[@]}" update
  "${apt[@]}" install -y --no-install-recommends "$@"
  rm -rf "$ROOT/usr/sbin/policy-rc.d" "$ROOT/tmp/archives"
  umount -R "$ROOT/etc/resolv.conf" "$ROOT/dev" "$ROOT/proc" "$ROOT/var/lib/apt/lists"
  rm -rf "$ROOT"/var/cache/apt/*.bin "$ROOT"/var/cache/debconf/*-old "$ROOT"/var/log/* "$ROOT"/var/lib/dpkg/*-old
}

# image_build DRAFT IMAGE RECIPE DESCRIPTION — runs in a mount namespace of its own, so that nothing stays mounted.
image_build() {
  local draft=$1 image=$2 recipe=$3 description=$4 upper=$1/upper layers=() blobs=$1/blobs/sha256
  RECIPE=$SANDBOX/images/$recipe WORK=$draft/work ROOT=$draft/root BASE=$CACHE/base/$(base_key)/root
  TAG=${image#*:}
  export RECIPE WORK ROOT BASE TAG
  mkdir -p "$blobs" "$WORK" "$ROOT" "$upper" "$draft/overlay"
  if [[ -e $RECIPE/scratch ]]; then
    mount --bind "$upper" "$ROOT"
  else
    mount -t overlay overlay -o "lowerdir=$BASE,upperdir=$upper,workdir=$draft/overlay" "$ROOT"
    layers+=("$(<"$CACHE/base/$(base_key)/layer")")
  fi
  [[ ! -x $RECIPE/prepare ]] || "$RECIPE/prepare"
  # shellcheck disable=SC2046
  [[ ! -f $RECIPE/packages ]] || image_install $(<"$RECIPE/packages")
  [[ ! -d $RECIPE/files ]] || cp -r "$RECIPE/files/." "$ROOT/"
  "$RECIPE/build"
  umount "$ROOT"
  layers+=("$(layer "$upper" "$blobs")")
  [[ -e $RECIPE/scratch ]] || ln "$CACHE/base/$(base_key)/blobs/"* "$blobs/"
  rm -rf --one-file-system "$upper" "$draft/overlay" "$ROOT" "$WORK"
  image_describe "$draft" "$image" "$description" "$RECIPE/config.json" "${layers[@]}"
}

# put_blob BLOBS — stores stdin; prints "digest size".
put_blob() {
  local draft=$1/.blob digest
  cat >"$draft"
  digest=$(sha256sum <"$draft" | cut -d' ' -f1)
  mv "$draft" "$1/$digest"
  echo "$digest $(stat -c %s "$1/$digest")"
}

# image_describe FOLDER IMAGE DESCRIPTION CONFIG "digest size diff_id"... — the JSON documents of the layout.
image_describe() {
  local folder=$1 image=$2 description=$3 config_file=$4 blobs=$1/blobs/sha256 layers config manifest
  shift 4
  layers=$(printf '%s\n' "$@" | jq -R 'split(" ") | {digest: .[0], size: (.[1] | tonumber), diff: .[2]}' | jq -s .)
  config=$(jq -n --arg arch "$ARCH" --arg description "$description" --argjson layers "$layers" --slurpfile config "$config_file" '
    {architecture: $arch, os: "linux", created: "1970-01-01T00:00:00Z",
     config: ($config[0] + {Labels: {"org.opencontainers.image.description": $description}}),
     rootfs: {type: "layers", diff_ids: [$layers[] | "sha256:" + .diff]},
     history: [$layers[] | {created: "1970-01-01T00:00:00Z", created_by: "sandbox of the tracker deployer"}]}' | put_blob "$blobs")
  manifest=$(jq -n --argjson layers "$layers" --arg config "${config% *}" --argjson size "${config#* }" '
    {schemaVersion: 2, mediaType: "application/vnd.oci.image.manifest.v1+json",
     config: {mediaType: "application/vnd.oci.image.config.v1+json", digest: ("sha256:" + $config), size: $size},
     layers: [$layers[] | {mediaType: "application/vnd.oci.image.layer.v1.tar+zstd", digest: ("sha256:" + .digest), size: .size}]}' |
    put_blob "$blobs")
  jq -n --arg digest "${manifest% *}" --argjson size "${manifest#* }" --arg name "$image" '
    {schemaVersion: 2, manifests: [{mediaType: "application/vnd.oci.image.manifest.v1+json",
      digest: ("sha256:" + $digest), size: $size,
      annotations: {"io.containerd.image.name": ("docker.io/" + (if $name | contains("/") then $name else "library/" + $name end)),
                    "org.opencontainers.image.ref.name": ($name | split(":")[1])}}]}' >"$folder/index.json"
  echo '{"imageLayoutVersion": "1.0.0"}' >"$folder/oci-layout"
  echo "$image" >"$folder/image"
  echo "$description" >"$folder/description"
}

image_fetch() {
  local draft=$1 image=$2
  skopeo copy --quiet --override-os linux --override-arch "$ARCH" "docker://$image" "oci:$draft:${image#*:}"
  echo "$image" >"$draft/image"
  echo "the real image, from its registry" >"$draft/description"
}

images_reachable() {
  have skopeo || step "Installing skopeo" skopeo packages_install skopeo
  timeout 20 skopeo inspect --no-tags "docker://busybox:1.37.0" >"$LOGS/images-probe.log" 2>&1
}

# image_key RECIPE — over its line in the table as well: another tag is another image.
image_key() {
  {
    images_table | awk -F'\t' -v recipe="$1" '$2 == recipe'
    digest_of "$SANDBOX/images/$1" && base_key && key_of image_build image_install image_describe layer
    [[ $1 != tracker ]] || tracker_key
  } | sha256sum | cut -c1-12
}

# registry_images_key — one word for all the images that are there.
registry_images_key() { (cd "$CACHE/images" && ls -d -- */*) | sha256sum | cut -c1-12; }

images_missing() {
  local image recipe description
  while IFS=$'\t' read -r image recipe description; do
    built "images/$recipe" real || built "images/$recipe" "$(image_key "$recipe")" || echo "$recipe"
  done < <(images_table)
}

base_up() {
  build_once base "$(base_key)" "Building the layer under the container images (Debian 13)" isolated base_build
}

images_up() {
  local image recipe description missing
  missing=$(images_missing)
  [[ -n $missing ]] || return 0
  if images_reachable; then
    while IFS=$'\t' read -r image recipe description; do
      [[ -e $SANDBOX/images/$recipe/ours ]] || build_once "images/$recipe" real "Fetching the image $image" image_fetch "$image"
    done < <(images_table)
  else
    go_up
  fi
  while IFS=$'\t' read -r image recipe description; do
    built "images/$recipe" real || build_once "images/$recipe" "$(image_key "$recipe")" "Building $image ($description)" \
      isolated image_build "$image" "$recipe" "$description"
  done < <(images_table)
}
