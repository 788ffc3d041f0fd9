# shellcheck shell=bash
# Programs of Debian 13 that run on this machine whatever its own libraries are: the tracker with its clients, and the
# readers that the tests give rendered files to, where the machine has none of its own.

READER_PACKAGES=docker-cli,docker-compose,prometheus,caddy

# Nothing is installed: a Prometheus or Caddy of this machine would be started as a service.
readers_build() {
  local draft=$1 root=$1/root
  debian_root "$root" extract "$READER_PACKAGES"
  mkdir "$draft/bin"
  mv "$root/usr/bin/docker" "$root/usr/bin/promtool" "$root/usr/bin/caddy" \
    "$root/usr/libexec/docker/cli-plugins/docker-compose" "$draft/bin/"
  rm -rf --one-file-system "$root"
}

readers_key() { key_of readers_build debian_root READER_PACKAGES SUITE; }

# program FOLDER FILE — a command in the folder that runs the file with the loader and libraries of Debian 13.
program() {
  local root loader
  mkdir -p "$1"
  if grep -q 'ld-linux' "$2"; then
    root=$CACHE/base/$(base_key)/root
    loader=$(cd "$root" && echo usr/lib*/ld-linux-*.so.*)
    printf '#!/bin/sh\nexec %q --library-path %q %q "$@"\n' "$root/$loader" "$(echo "$root"/usr/lib/*-linux-gnu)" "$2"
  else
    printf '#!/bin/sh\nexec %q "$@"\n' "$2"
  fi >"$1/.new"
  chmod +x "$1/.new"
  mv "$1/.new" "$1/${2##*/}"
}

# The path without our own programs: what the machine has by itself.
machine_has() { PATH=$(tr ':' '\n' <<<"$PATH" | grep -vxF "$CACHE/programs" | paste -sd:) "$@" >/dev/null 2>&1; }

programs_up() {
  local file readers reader missing=()
  for file in "$TRACKER"/bin/*; do program "$CACHE/programs" "$file"; done
  machine_has promtool --version || missing+=(promtool)
  machine_has caddy version || missing+=(caddy)
  machine_has docker compose version || missing+=(docker)
  for reader in promtool caddy docker; do rm -f "$CACHE/programs/$reader"; done
  ((${#missing[@]} > 0)) || return 0

  readers=$CACHE/readers/$(readers_key)
  build_once readers "$(readers_key)" "Fetching the programs that read rendered files (Docker's client, promtool, Caddy)" isolated readers_build
  for reader in "${missing[@]}"; do program "$CACHE/programs" "$readers/bin/$reader"; done
  # The client looks for its plug-in in its configuration folder.
  if [[ -x $CACHE/programs/docker ]]; then
    program "$CACHE/docker/cli-plugins" "$readers/bin/docker-compose"
    sed -i "1a DOCKER_CONFIG=\${DOCKER_CONFIG:-$(printf %q "$CACHE/docker")} && export DOCKER_CONFIG" "$CACHE/programs/docker"
  fi
}
