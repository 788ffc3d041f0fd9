# shellcheck shell=bash
# The real tracker from its crate. It is built inside Debian 13, where it runs later: whatever compiler this machine
# has, or has not, does not matter.

TRACKER_VERSION=3.0.0
TRACKER_PACKAGES=cargo,gcc,g++,make,cmake,pkg-config,libssl-dev,zlib1g-dev,libsqlite3-dev,ca-certificates

tracker_build() {
  local draft=$1 root=$1/root
  debian_root "$root" minbase "$TRACKER_PACKAGES"
  # The certificates that this machine trusts, and its way to the outside.
  cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/ca-certificates.crt"
  cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
  mount -t proc proc "$root/proc"
  mount --rbind /dev "$root/dev"
  mkdir "$root/out"
  # Only speed of the build differs from the release profile of the project: no debug information, no whole-program
  # optimisation.
  chroot "$root" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin \
    http_proxy="${http_proxy:-}" https_proxy="${https_proxy:-}" \
    CARGO_PROFILE_RELEASE_DEBUG=0 CARGO_PROFILE_RELEASE_STRIP=symbols CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
    CARGO_TERM_PROGRESS_WHEN=never \
    cargo install torrust-tracker --version "$TRACKER_VERSION" --locked --root /out \
    --bin torrust-tracker --bin http_health_check --bin udp_tracker_client --bin http_tracker_client
  mv "$root/out/bin" "$draft/bin"
  umount -R "$root/dev" "$root/proc"
  rm -rf --one-file-system "$root"
}

tracker_key() { key_of tracker_build debian_root TRACKER_VERSION TRACKER_PACKAGES SUITE; }

tracker_up() {
  build_once tracker "$(tracker_key)" "Building the tracker $TRACKER_VERSION from its crate (about 8 minutes)" isolated tracker_build
  TRACKER=$CACHE/tracker/$(tracker_key)
  export TRACKER
}
