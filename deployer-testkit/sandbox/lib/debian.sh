# shellcheck shell=bash
# Root file systems of Debian 13, from the very mirror that this machine uses: the machine image for LXD and the
# layer under all container images.

SUITE=trixie

# apt_mirror — the archive that this machine installs from; nothing when it is not a Debian machine (mmdebstrap then
# takes its own default).
apt_uris() {
  local files=()
  mapfile -t files < <(find /etc/apt/sources.list /etc/apt/sources.list.d -type f \
    \( -name '*.list' -o -name '*.sources' \) 2>/dev/null)
  ((${#files[@]} > 0)) || return 0
  # One line "URI suite" of the classic format, "URIs:" of the newer one.
  sed -nE 's/^deb[[:space:]]+(\[[^]]*\][[:space:]]+)?([^[:space:]]+).*/\2/p; s/^URIs:[[:space:]]*([^[:space:]]+).*/\1/p' \
    "${files[@]}" | sed 's,/*$,,'
}
# shellcheck source=/dev/null
is_debian() { [[ $(. /etc/os-release && echo "$ID") == debian ]]; }
apt_mirror() { if is_debian; then apt_uris | grep -E '/debian$' | head -n 1; fi; }
apt_security_mirror() { if is_debian; then apt_uris | grep -E '/debian-security$' | head -n 1; fi; }

# apt_sources — the sources.list for a root file system; empty for mmdebstrap's default.
apt_sources() {
  local mirror security
  mirror=$(apt_mirror || true)
  security=$(apt_security_mirror || true)
  [[ -n $mirror ]] || return 0
  echo "deb $mirror $SUITE main"
  echo "deb $mirror $SUITE-updates main"
  [[ -z $security ]] || echo "deb $security $SUITE-security main"
}

# The clock and age checks of apt follow those of this machine: a frozen mirror needs them off inside as well.
apt_checks() { apt-config dump 2>/dev/null | grep -E '^Acquire::(Check-Valid-Until|Check-Date) ' || true; }

# debian_root FOLDER VARIANT PACKAGE,… — unpacks a fresh root file system.
debian_root() {
    local target=$1 variant=$2 include=$3 source_args=() sources
  sources=$(apt_sources)
  # shellcheck disable=SC2034
  [[ -z $sources ]] || source_args=(-)
  local options=(--mode=root "--variant=$variant" --include="$include"
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*'
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-include=/usr/share/doc/*/copyright')
  local check
  while IFS= read -r check; do
    [[ -z $check ]] || options+=("--aptopt=${check%;}")
  done < <(apt_checks)
  [[ -f /usr/share/keyrings/debian-archive-keyring.gpg ]] &&
    options+=(--keyring=/usr/share/keyrings/debian-archive-keyring.gpg)
  if [[ -n $sources ]]; then
    mmdebstrap "${options[@]}" "$SUITE" "$target" - <<<"$sources"
  else
    mmdebstrap "${options[@]}" "$SUITE" "$target"
  fi
}
