# shellcheck shell=bash
# Programs that the checks need and that no distribution has in the right version: fetched once, pinned with hashes, into a
# cache outside of the checkout. To be sourced.

TOOLS=${TORRUST_TD_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/torrust-tracker-deployer-tools}
CI_FOLDER=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
ACTIONLINT_VERSION=1.7.12

# Go, where the sandbox or a distribution has put it.
for folder in /usr/local/go/bin /usr/lib/go/bin "${TORRUST_SANDBOX_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/torrust-tracker-deployer-sandbox}"/go/*/go/bin; do
  [[ ! -x $folder/go ]] || PATH=$PATH:$folder
done

die() {
  printf '%s\n' "$*" >&2
  exit 1
}

# unreachable WHAT — ends with a code of its own: nothing is wrong with what would have been looked at.
UNREACHABLE=77
unreachable() {
  printf '%s\n' "$*" >&2
  exit "$UNREACHABLE"
}

# jdk VERSION — the home of a JDK (not only a JRE) of that version; nothing when there is none.
jdk() {
  local home
  for home in ${JAVA_HOME:+"$JAVA_HOME"} /usr/lib/jvm/*; do
    if [[ -x $home/bin/javac && -f $home/release ]] && grep -q "^JAVA_VERSION=\"$1[.\"]" "$home/release"; then
      echo "$home"
      return
    fi
  done
}

# use_newer_jdk — sets JAVA_HOME to a JDK that the formatter and Error Prone run on.
use_newer_jdk() {
  local version home
  for version in 25 21; do
    home=$(jdk "$version")
    if [[ -n $home ]]; then
      export JAVA_HOME=$home
      return
    fi
  done
  die "the formatter and Error Prone need JDK 21 or 25: install one, or set JAVA_HOME to it"
}

need() { command -v "$1" >/dev/null || die "$1 is missing: $2"; }

# python_tools NAME — the folder with the programs of requirements/NAME.txt.
python_tools() {
  local requirements=$CI_FOLDER/requirements/$1.txt key folder
  need python3 "install python3 with its module venv"
  key=$(sha256sum "$requirements" | cut -c1-12)
  folder=$TOOLS/$1-$key
  if [[ ! -d $folder ]]; then
    mkdir -p "$TOOLS"
    local draft=$folder.draft.$$
    rm -rf "$draft"
    python3 -m venv "$draft" >&2
    "$draft/bin/python" -m pip install -q --disable-pip-version-check --require-hashes --only-binary :all: \
      -r "$requirements" >&2 || { rm -rf "$draft"; unreachable "the programs of $requirements could not be fetched"; }
    # The programs of an environment hold its path.
    sed -i "s|$draft|$folder|g" "$draft"/bin/*
    mv -T "$draft" "$folder" 2>/dev/null || rm -rf "$draft"
  fi
  echo "$folder/bin"
}

# The sums are those of Go's checksum database: the version is all that has to be pinned.
actionlint_program() {
  local folder=$TOOLS/actionlint-$ACTIONLINT_VERSION
  if [[ ! -x $folder/actionlint ]]; then
    need go "install Go 1.25 or newer"
    GOFLAGS=-buildvcs=false GOBIN=$folder go install "github.com/rhysd/actionlint/cmd/actionlint@v$ACTIONLINT_VERSION" >&2 ||
      unreachable "actionlint could not be fetched"
  fi
  echo "$folder/actionlint"
}
