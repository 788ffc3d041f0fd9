# shellcheck shell=bash
# Small servers of ours that outlive the shell which started them.

# daemon_start NAME COMMAND... — in a session of its own, without our descriptors (one of them is the lock of "up").
daemon_start() {
  local name=$1
  shift
  (
    exec 9>&-
    exec setsid "$@" </dev/null >"$LOGS/$name-daemon.log" 2>&1
  ) &
  process_token $! >"$CACHE/$name.pid"
}

# daemon_runs NAME PROGRAM — whether that very program is what runs under the name.
daemon_runs() {
  [[ -f $CACHE/$1.pid ]] && process_alive "$(<"$CACHE/$1.pid")" &&
    [[ $(readlink "/proc/$(cut -d: -f1 "$CACHE/$1.pid")/exe") == "$2" ]]
}

daemon_stop() {
  local name=$1 token pid
  [[ -f $CACHE/$name.pid ]] || return 0
  token=$(<"$CACHE/$name.pid")
  pid=${token%%:*}
  if process_alive "$token"; then
    kill "$pid"
    wait_for 10 process_ended "$token" || kill -9 "$pid"
  fi
  rm -f "$CACHE/$name.pid"
}
