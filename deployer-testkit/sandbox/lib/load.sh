# shellcheck shell=bash
# The load generator of announce-load.

load_key() { digest_of "$SANDBOX/load"; }
load_program() { echo "$CACHE/load/$(load_key)/load"; }
load_build() { (cd "$SANDBOX/load" && CGO_ENABLED=0 go build -trimpath -o "$1/load" .); }

# load_up — builds it when it is missing, and prints where it is.
load_up() {
  if ! built load "$(load_key)"; then
    go_up
    build_once load "$(load_key)" "Building the load generator" load_build
  fi
  load_program
}

tracker_program() { echo "$CACHE/tracker/$(tracker_key)/bin/torrust-tracker"; }
