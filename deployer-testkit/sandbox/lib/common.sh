# shellcheck shell=bash
# What every part of the sandbox shares: places, messages, and "build once, never half".

CACHE=${TORRUST_SANDBOX_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/torrust-tracker-deployer-sandbox}
LOGS=$CACHE/log
QUIET=false
# shellcheck disable=SC2034 # For those who source this.
ARCH=$(dpkg --print-architecture 2>/dev/null || echo amd64)

say() { printf '%s\n' "$*" >&2; }
note() { "$QUIET" || say "$*"; }
die() {
  say "sandbox: $*"
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# digest_of FILE|FOLDER... — one short digest over the contents (and names below the folders).
digest_of() {
  local path
  for path in "$@"; do
    if [[ -d $path ]]; then
      (cd "$path" && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 -r sha256sum)
    else
      sha256sum <"$path"
    fi
  done | sha256sum | cut -c1-12
}

# key_of FUNCTION|VARIABLE... — one short digest over how something is made.
key_of() {
  local name
  for name in "$@"; do
    if [[ $(type -t "$name") == function ]]; then declare -f "$name"; else echo "$name=${!name}"; fi
  done | sha256sum | cut -c1-12
}

# step TITLE LOG COMMAND... — runs a long command with its output in a log file, shows that it is alive, and on
# failure shows the end of the log. The command runs in its own process group, which ends when this program does.
STEP_PID=
step() {
  local title=$1 log=$LOGS/$2.log began=$SECONDS shown=$SECONDS rc=0
  shift 2
  mkdir -p "$LOGS"
  note "==> $title"
  set -m
  ("$@") >"$log" 2>&1 </dev/null &
  STEP_PID=$!
  set +m
  process_token "$STEP_PID" >"$CACHE/.step"
  while kill -0 "$STEP_PID" 2>/dev/null; do
    sleep 0.2
    if ((SECONDS - shown >= 20)); then
      shown=$SECONDS
      note "    … $((SECONDS - began)) s: $(step_now "$log")"
    fi
  done
  wait "$STEP_PID" || rc=$?
  STEP_PID=
  if ((rc != 0)); then
    say "sandbox: '$title' failed with exit code $rc; the end of $log:"
    tail -n 25 "$log" | sed 's/^/    | /' >&2
    exit 1
  fi
  ((SECONDS - began < 5)) || note "    done in $((SECONDS - began)) s"
}

# step_now LOG — what a step is doing: its last line, a bar that is drawn over itself counting as many; and when it has said nothing
# for a while, which program is at work, for the last line is then what is over.
step_now() {
  local line silent program
  line=$(tr '\r' '\n' <"$1" | grep -v '^[[:space:]]*$' | tail -n 1 | sed 's/^[[:space:]]*//' | cut -c1-90)
  silent=$(($(date +%s) - $(stat -c %Y "$1")))
  if ((silent >= 20)); then
    program=$(pgrep -n -g "$STEP_PID" 2>/dev/null) && program=$(ps -o comm= -p "$program" 2>/dev/null) || program=
    line="${program:+$program is at work; }nothing said for $silent s, last: $line"
  fi
  echo "$line"
}

end_step() {
  [[ -z $STEP_PID ]] || kill -TERM -- "-$STEP_PID" 2>/dev/null || true
}

# lock_up — one "up" at a time on this cache. The kernel drops the lock with its last holder; a step whose "up" was killed
# holds it as well, and is ended, for nobody would take what it makes.
lock_up() {
  exec 9>"$CACHE/.lock"
  if ! flock -n 9; then
    if process_ended "$(cat "$CACHE/.up" 2>/dev/null)" && process_alive "$(cat "$CACHE/.step" 2>/dev/null)"; then
      note "Ending what a killed 'sandbox up' left running"
      kill -KILL -- "-$(cut -d: -f1 "$CACHE/.step")" 2>/dev/null || true
    else
      note "Another 'sandbox up' is at work; waiting for it"
    fi
    flock 9
  fi
  process_token "$$" >"$CACHE/.up"
}

# A build is a folder that either does not exist or is complete: it is filled under another name and renamed at the end.
# built NAME KEY — succeeds when that very version is there.
built() { [[ -d $CACHE/$1/$2 ]]; }

# build_once NAME KEY TITLE [isolated] FUNCTION [ARG...] — calls FUNCTION with the folder to fill, then keeps only this
# version.
build_once() {
  local name=$1 key=$2 title=$3 draft how=()
  shift 3
  if [[ $1 == isolated ]]; then how=(isolated) && shift; fi
  built "$name" "$key" && return 0
  mkdir -p "$CACHE/$name"
  find "$CACHE/$name" -mindepth 1 -maxdepth 1 -name '.draft.*' -exec rm -rf --one-file-system {} +
  draft=$CACHE/$name/.draft.$$
  mkdir "$draft"
  step "$title" "${name//\//-}" "${how[@]}" "$1" "$draft" "${@:2}"
  find "$CACHE/$name" -mindepth 1 -maxdepth 1 ! -name ".draft.$$" -exec rm -rf --one-file-system {} +
  mv "$draft" "$CACHE/$name/$key"
}

# wait_for SECONDS COMMAND... — polls a condition; fails when the time is over.
wait_for() {
  local until=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    ((SECONDS < until)) || return 1
    sleep 0.1
  done
}

# A process is named "PID:START" (field 22 of /proc/PID/stat), so that a number used again is not taken for it.
process_start() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; }
process_token() { echo "$1:$(process_start "$1")"; }
process_alive() { [[ ${1%%:*} =~ ^[0-9]+$ && $(process_start "${1%%:*}") == "${1#*:}" ]]; }
process_ended() { ! process_alive "$1"; }

port_open() { (exec 3<>"/dev/tcp/$1/$2") 2>/dev/null; }

# isolated FUNCTION [ARG...] — in namespaces of its own for mounts and processes: whatever it mounts or starts is gone
# when it ends, even by a kill.
isolated() {
  unshare --mount --propagation private --pid --fork --kill-child --mount-proc -- "$SANDBOX/sandbox" internal "$@"
}
