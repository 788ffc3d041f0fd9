# ---- one at a time ---------------------------------------------------------------------------------

lock_fd=
declare -A holder=()

# Start of a process in clock ticks since boot, which tells it from a later one with its number.
birth() {
  local line
  REPLY=
  { line=$(<"/proc/$1/stat"); } 2>/dev/null || return 0
  line=${line##*) }
  local -a fields
  read -ra fields <<<"$line"
  REPLY=${fields[19]}
}

read_holder() {
  local name value
  holder=()
  [[ -f $turn/holder ]] || return 0
  while IFS='=' read -r name value; do
    [[ -z $name ]] || holder[$name]=$value
  done <"$turn/holder"
}

holder_facts() {
  holder_said=(
    command "${holder[command]:-unknown}"
    owner "${holder[owner]:-unknown}"
    operation "${holder[operation]:-unknown}"
    since "${holder[since]:-unknown}"
    release "${holder[release]:-}"
  )
}

# Takes the lock for command $1 on release $2, or fails with who has it.
take_lock() {
  local patience
  local -a holder_said
  attempt "$turn" mkdir -p -- "$turn" "$releases"
  attempt "$home/.lock" touch -a -- "$home/.lock"
  exec {lock_fd}>>"$home/.lock"
  if ! flock --nonblock "$lock_fd"; then
    read_holder
    holder_facts
    patience=$wait
    if [[ ${holder[owner]:-} == "$owner" ]]; then
      remaining
      patience=$REPLY
    fi
    say waiting "${holder_said[@]}"
    # In pieces, because a signal is heeded only between commands.
    now
    local until=$((NOW + patience * 100))
    until flock --timeout 1 "$lock_fd"; do
      stop_if_cancelled
      now
      ((NOW < until)) || {
        read_holder
        holder_facts
        fail machine.locked "another command is at work on this machine" "${holder_said[@]}"
      }
    done
  fi
  birth $$
  printf '%s\n' "command=$1" "release=$2" "operation=$operation" "owner=$owner" "pid=$$" "birth=$REPLY" \
    "since=$(date -u +%Y-%m-%dT%H:%M:%SZ)" >"$turn/holder.new"
  mv -f -- "$turn/holder.new" "$turn/holder"
  exec {log_fd}>"$turn/log"
  work=$(mktemp -d "$turn/work.XXXXXX")
  say locked command "$1"
}

is_locked() {
  [[ -e $home/.lock ]] && ! flock --nonblock "$home/.lock" true
}

# A start of the same release that is at work already is ours as well: tells what it tells. Returns 0
# only if it ended well; else there is something left to do.
join_start() {
  local line part='' last=''
  is_locked || return 1
  read_holder
  [[ ${holder[command]:-} == start && ${holder[release]:-} == "$1" && -f $turn/log ]] || return 1
  say joined operation "${holder[operation]:-}" owner "${holder[owner]:-}"
  local log idle
  exec {log}<"$turn/log"
  # Reading from a pipe that nobody writes to is a pause without a fork.
  exec {idle}<> <(:)
  while :; do
    while IFS= read -r line <&"$log"; do
      last=$part$line
      part=
      printf '%s\n' "$last" 2>/dev/null || :
    done
    part+=$line
    [[ $last != *'"event":"finished"'* ]] || return 0
    [[ $last != *'"event":"failed"'* ]] || return 1
    stop_if_cancelled
    if ! is_locked; then
      say joined operation "${holder[operation]:-}" outcome vanished
      return 1
    fi
    remaining
    ((REPLY > 0)) || fail stack.timeout "the command that was joined did not end in time"
    read -rt 0.2 -u "$idle" _ || :
  done
}

# The caller lost its connection and asks again for what has ended well meanwhile: tells it once more.
tell_again() {
  local line last=''
  ((attempt > 1)) && ! is_locked || return 1
  read_holder
  [[ ${holder[command]:-} == start && ${holder[operation]:-} == "$operation" && ${holder[release]:-} == "$1" ]] ||
    return 1
  while IFS= read -r line; do
    last=$line
  done 2>/dev/null <"$turn/log"
  [[ $last == *'"event":"finished"'* ]] || return 1
  say joined operation "$operation" owner "$owner" outcome ended
  printf '%s\n' "$(<"$turn/log")" 2>/dev/null || :
}

