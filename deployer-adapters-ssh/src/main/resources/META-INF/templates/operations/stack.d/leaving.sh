# ---- leaving ---------------------------------------------------------------------------------------

work=
events_pid=
up_pid=
cancelled=false

leave() {
  local status=$?
  trap - EXIT ERR
  ((status == 0)) || [[ -z ${recording:-} ]] || remember "$recording.failed" "" "${failed_with:-remote.script_failed}" || :
  [[ -z $events_pid ]] || kill "$events_pid" 2>/dev/null || :
  [[ -z $work ]] || rm -rf -- "$work"
  if ((status != 0)) && ! $answered; then
    say failed code remote.script_failed message "the script ended with status $status"
  fi
  exit "$status"
}

broken() {
  # What fails in a child is judged by whoever waits for it.
  [[ $BASHPID == "$$" ]] && ! $answered || return 0
  answered=true
  local said writable=true
  # A place where nothing can be written explains most of what is not expected.
  if [[ -d $home ]]; then
    said=$( (: >"$home/.probe" && printf '%8192s' '' >"$home/.probe") 2>&1) || writable=false
    rm -f -- "$home/.probe" 2>/dev/null || :
    $writable || cannot_write "$home" "$said"
  fi
  free_of avail "$home"
  if [[ -n $REPLY ]] && ((REPLY < 1024)); then
    cannot_write "$home" "No space left on device"
  fi
  say failed code remote.script_failed message "line $2: '${3:0:200}' ended with status $1"
}

cancel() {
  cancelled=true
  [[ -z $up_pid ]] || kill "$up_pid" 2>/dev/null || :
}

trap leave EXIT
trap 'broken "$?" "$LINENO" "$BASH_COMMAND"' ERR
trap cancel TERM INT

stop_if_cancelled() {
  ! $cancelled || fail operation.cancelled "stopped because somebody asked for it"
}

# Hundredths of a second since boot into NOW: neither a fork nor a clock that may be set back.
now() {
  local up
  read -r up _ </proc/uptime
  NOW=$((10#${up/./}))
}

# Free space (avail) or free files (iavail) where $2 is or will be, into REPLY.
free_of() {
  local place=$2
  until [[ -e $place || $place != */* ]]; do place=${place%/*}; done
  REPLY=$(df -k --output="$1" -- "${place:-/}" 2>/dev/null | tail -n 1) || REPLY=
  REPLY=${REPLY// /}
}

# Fails because $1 cannot be written, for the reason that the failed command gave in $2: one cause, one code.
cannot_write() {
  local path=$1 said=$2 available
  path=${path#"$root"}
  said=${said:0:1000}
  free_of avail "$root$path"
  available=$REPLY
  case $said in
    *"No space left on device"*)
      free_of iavail "$root$path"
      if [[ $REPLY == 0 && ${available:-0} != 0 ]]; then
        fail remote.no_inodes "the file system of '$path' has no room for another file: its inodes are used up" \
          path "$path" said "$said"
      fi
      fail remote.disk_full "the disk of this machine is full" available_kib "$available" path "$path" said "$said"
      ;;
    *"Disk quota exceeded"*)
      fail remote.quota_exceeded "the disk quota for '$path' is used up" path "$path" said "$said" ;;
    *"Read-only file system"*)
      fail remote.read_only "the file system of '$path' is read-only" path "$path" said "$said" ;;
    *"Permission denied"* | *"Operation not permitted"*)
      fail remote.not_permitted "root is not permitted to write '$path'" path "$path" said "$said" ;;
    *"No such file or directory"* | *"Not a directory"*)
      if [[ -L $root$path && ! -e $root$path ]]; then
        fail remote.folder_missing "'$path' is a link to a folder that is not there; is the disk mounted?" \
          path "$path" said "$said"
      fi
      fail remote.folder_missing "a folder of '$path' is not there" path "$path" said "$said"
      ;;
    *) fail remote.write_failed "'$path' cannot be written: ${said:0:300}" path "$path" said "$said" ;;
  esac
}

# attempt PATH COMMAND... — runs a command that writes PATH, or fails with its cause.
attempt() {
  local path=$1 said
  shift
  said=$("$@" 2>&1) || cannot_write "$path" "${said:-$1 failed without a word}"
}

# put_text FILE TEXT — the same for a small text.
put_text() {
  local said
  said=$({ printf '%s' "$2" >"$1"; } 2>&1) || cannot_write "$1" "$said"
}

now
readonly began=$NOW

remaining() {
  now
  REPLY=$((limit - (NOW - began) / 100))
  ((REPLY > 0)) || REPLY=0
}

