# Content of the files that a service reads at its start, by which a change is noticed later.
fingerprint_of() {
  local path
  REPLY=
  while IFS= read -r path; do
    [[ -z $path ]] || REPLY+="${sums[$path]:-missing} "
  done <<<"${mounted[$1]:-}"
}

read_sums() {
  local sum path
  local -a paths=()
  sums=()
  while IFS= read -r path; do
    # A link or a pipe may lead to what never ends.
    [[ ! -f $root$path || -L $root$path ]] || paths+=("$root$path")
  done < <(printf '%s' "${mounted[@]}" | sort -u)
  ((${#paths[@]} > 0)) || return 0
  while read -r sum path; do
    sums[${path#"$root"}]=$sum
  done < <(sha256sum -- "${paths[@]}" 2>/dev/null)
}

# Stops what runs with files that have changed since; "up" starts it again in the right order.
stop_stale() {
  local name REPLY
  local -a stale=()
  for name in "${!mounted[@]}"; do
    [[ ${state[$name]:-} =~ ^(running|restarting|paused)$ ]] || continue
    fingerprint_of "$name"
    if [[ ! -f $turn/started/$name || $(<"$turn/started/$name") != "${id[$name]} $REPLY" ]]; then
      stale+=("$name")
    fi
  done
  ((${#stale[@]} > 0)) || return 0
  say restarting services "${stale[*]}"
  compose stop "${stale[@]}" >"$work/compose" 2>&1 || {
    say_tail compose "$(<"$work/compose")"
    fail stack.start_failed "services with changed files cannot be stopped"
  }
}

remember_started() {
  local name REPLY
  mkdir -p -- "$turn/started"
  for name in "${!mounted[@]}"; do
    [[ -n ${id[$name]:-} ]] || continue
    fingerprint_of "$name"
    printf '%s\n' "${id[$name]} $REPLY" >"$turn/started/$name"
  done
}

project_format='{{.Label "com.docker.compose.project"}}'

# The port in what Compose has printed.
taken_port() {
  REPLY=
  [[ ! $1 =~ [:\ ]([0-9]+)[^0-9]*(failed:\ port\ is\ already|address\ already) ]] || REPLY=${BASH_REMATCH[1]}
  [[ ! $1 =~ :([0-9]+):?\ bind ]] || REPLY=${BASH_REMATCH[1]}
}

# Whether Docker holds the port in its answer for no container but this stack's. After a power cut it starts them by itself, and
# may be at the one that "up" wants at the same moment; or it keeps a port for a container that never came up.
keeps_port() {
  local text
  text=$(<"$work/up")
  [[ $text == *"port is already allocated"* ]] || return 1
  taken_port "$text"
  [[ -n $REPLY ]] || return 1
  ! docker ps --filter "publish=$REPLY" --format "$project_format" 2>/dev/null | grep -qvxF -- "$project"
}

# Only a restart makes Docker forget a port that it keeps for nobody; it ends the containers of others as well.
restart_docker() {
  if docker ps --format "$project_format" | grep -qvxF -- "$project"; then
    say_tail compose "$(<"$work/up")"
    fail stack.port_kept_by_docker "Docker keeps port $1, which no container has; it is not restarted, because containers of others run" port "$1"
  fi
  say warning code stack.docker_restarted message "Docker kept port $1 for a container that is gone, and was restarted"
  systemctl restart docker >"$work/docker" 2>&1 || {
    say_tail docker "$(<"$work/docker")"
    fail remote.docker_down "Docker does not start again"
  }
}

# Each container as it was before "up", by its last start: one that ended before that says nothing about this one.
declare -A before_up=()

# Whether a service that "up" has started ended again, or does nothing but end.
ends_again() {
  [[ ${state[$1]} == restarting ]] ||
    [[ ${state[$1]} == exited && ${exit_code[$1]} != 0 && ${before_up[$1]:-} != "${id[$1]} ${started[$1]}" ]]
}

# Whether "up" failed without anything that ended, is unhealthy, or stays as it is: a kill or a power cut has left containers half
# made, or Docker is at the same ones right now.
failed_in_passing() {
  local text name
  text=$(<"$work/up")
  [[ ! $text =~ (address already in use|port is already allocated|Cannot connect to the Docker daemon) &&
    ${text,,} != *"no space left on device"* ]] || return 1
  look
  for name in "${services[@]}"; do
    [[ ${health[$name]} != unhealthy ]] && ! ends_again "$name" || return 1
  done
  compose config --quiet >"$work/compose" 2>&1
}

# Tries "up" once more if that can help; ends otherwise.
up_again() {
  local REPLY
  if ((++ups == 1)) && failed_in_passing; then
    say warning code stack.start_repeated message "Docker Compose could not start the stack and is asked once more: $(tail -n 1 "$work/up")"
    sleep 1
  elif ((ups > 3)) || ! keeps_port; then
    up_failed
  elif ((ups == 3)); then
    restart_docker "$REPLY"
  else
    sleep 1
  fi
  up_status=0 up_ended=false
  begin_up
}

# Begins "up", whose end arrives by the feed.
begin_up() {
  (
    trap - EXIT ERR
    compose up --detach --no-build --pull missing >"$work/up" 2>&1 &
    child=$!
    trap 'kill "$child" 2>/dev/null' TERM
    status=0
    wait "$child" || status=$?
    printf 'ended %d\n' "$status" >&"$feed"
  ) &
  up_pid=$!
}

# Says why "docker compose up" failed.
up_failed() {
  local text name REPLY
  text=$(<"$work/up")
  look
  tell_services
  if [[ $text =~ (address already in use|port is already allocated) ]]; then
    taken_port "$text"
    say_tail compose "$text"
    fail stack.port_in_use "a port that the stack publishes is taken by another program" port "$REPLY"
  fi
  if [[ ${text,,} == *"no space left on device"* ]]; then
    cannot_write /var/lib/docker "No space left on device"
  fi
  if [[ $text == *"Cannot connect to the Docker daemon"* ]]; then
    say_tail docker "$text"
    fail remote.docker_down "Docker does not answer"
  fi
  for name in "${services[@]}"; do
    if [[ ${health[$name]} == unhealthy ]]; then
      service_failed stack.unhealthy "$name" "service '$name' is unhealthy"
    fi
    if ends_again "$name"; then
      service_failed stack.crash_looping "$name" "service '$name' ended with status ${exit_code[$name]}"
    fi
  done
  say_tail compose "$text"
  if ! compose config --quiet >"$work/compose" 2>&1; then
    fail stack.compose_invalid "Docker Compose refuses the compose file"
  fi
  fail stack.start_failed "Docker Compose cannot start the stack"
}

# Tells changes of health since the last look, and notices starts.
declare -A seen=() seen_start=() restarts_before=() bad_since=()
settled=0

tell_changes() {
  local name word
  for name in "${services[@]}"; do
    word=${state[$name]}
    [[ $word != running || -z ${health[$name]} ]] || word=${health[$name]}
    if [[ ${seen[$name]:-none} != "$word" ]]; then
      say health service "$name" from "${seen[$name]:-none}" to "$word"
      seen[$name]=$word
    fi
    if [[ ${seen_start[$name]:-} != "${id[$name]} ${started[$name]}" ]]; then
      seen_start[$name]="${id[$name]} ${started[$name]}"
      # Nothing may end again shortly after it came up. Whoever is asked for its health was so for a second at least.
      local patience=100
      [[ -n ${health[$name]} ]] || patience=200
      ((settled >= NOW + patience)) || settled=$((NOW + patience))
      # What was proven of the container before proves nothing of this one, nor of those that talk to it.
      pending=("${checks[@]}")
    fi
  done
}

# Gives up on a service for which more waiting will not help.
give_up_on_hopeless() {
  local name
  for name in "${services[@]}"; do
    if ((restarts[$name] - ${restarts_before[${id[$name]}]:-0} >= 3)); then
      service_failed stack.crash_looping "$name" \
        "service '$name' ends again and again, last with status ${exit_code[$name]}"
    fi
    if [[ ${health[$name]} == unhealthy || ${state[$name]} =~ ^(exited|dead|paused)$ ]]; then
      bad_since[$name]=${bad_since[$name]:-$NOW}
      # A service that was just unhealthy may recover; one that stays so will not.
      if $up_ended && ((NOW - bad_since[$name] >= 1500)); then
        if [[ ${state[$name]} == running ]]; then
          service_failed stack.unhealthy "$name" "service '$name' stays unhealthy"
        fi
        service_failed stack.service_stopped "$name" "service '$name' is ${state[$name]}"
      fi
    else
      unset "bad_since[$name]"
    fi
  done
}

start_stack() {
  local way_release way_copy way_state REPLY want=$wanted_release feed line part='' name check tick ready pending_since=0 up_status=0 ups=0 up_ended=false
  local -a pending=()
  local -A sums=()
  current_release
  [[ -n $want ]] || want=$REPLY
  if [[ -n $want ]] && { join_start "$want" || tell_again "$want"; }; then
    answered=true
    return 0
  fi
  take_lock start "$want"
  sweep
  [[ ! -f $restore_journal ]] || is_way_back "$want" || refuse_unfinished_restore
  current_release
  [[ -n $REPLY && -f $releases/$REPLY/manifest ]] ||
    fail stack.not_installed "no release is installed on this machine"
  [[ $REPLY == "$want" ]] ||
    fail stack.release_mismatch "release $REPLY is installed, not $want" expected "$want" actual "$REPLY"
  read_manifest "$releases/$REPLY/manifest"
  read_checks start
  look
  refuse_strangers
  restore_images
  pull_images
  stop_if_cancelled
  # Pulling may have taken minutes.
  look
  take_over
  remove_retired
  look_again
  now
  for name in "${services[@]}"; do
    restarts_before[${id[$name]}]=${restarts[$name]}
    seen_start[$name]="${id[$name]} ${started[$name]}"
  done
  hand_over_data
  ((EUID != 0)) || take_configuration_back
  set_database_passwords
  look_again
  bring_data_back "$want"
  mark_way_back "$want"
  remove_altered
  look_again
  read_sums
  stop_stale
  stop_if_cancelled

  # Docker's events and the end of "up" arrive by one pipe, so that nothing is asked in vain.
  mkfifo "$work/feed"
  exec {feed}<>"$work/feed"
  remaining
  docker events --filter "label=com.docker.compose.project=$project" --filter event=start --filter event=die \
    --filter event=health_status --filter event=destroy --until "$(($(date +%s) + REPLY + 1))" \
    --format '{{.Action}}' >&"$feed" 2>/dev/null {lock_fd}>&- {log_fd}>&- &
  events_pid=$!
  say starting
  for name in "${services[@]}"; do
    before_up[$name]="${id[$name]} ${started[$name]}"
  done
  begin_up

  pending=("${checks[@]}")
  while :; do
    stop_if_cancelled
    tick=1
    ! $up_ended || tick=0.2
    while read -r -t "$tick" -u "$feed" line; do
      line=$part$line
      part=
      # What came together is looked at together.
      tick=0.02
      if [[ $line == ended* ]]; then
        up_ended=true
        up_status=${line#ended }
      fi
    done
    # On a busy machine the time may be over in the middle of a line.
    part+=$line
    stop_if_cancelled
    ((up_status == 0)) || up_again
    look
    now
    tell_changes
    give_up_on_hopeless
    ready=$up_ended
    for name in "${services[@]}"; do
      is_ready "$name" || ready=false
    done
    local -a still=()
    for check in "${pending[@]}"; do
      IFS=$'\t' read -r _ _ _ name _ <<<"$check"
      # Until "up" has ended it may still replace what answers now.
      if ! $up_ended || ! is_ready "$name" || ! run_check "$check" trial; then
        still+=("$check")
      fi
    done
    pending=("${still[@]}")
    if [[ -n $moved ]] && is_ready tracker; then
      now
      say moved from "$moved" to "$project" down_millis "$(((NOW - down_since) * 10))"
      moved=
    fi
    if $ready && ((${#pending[@]} == 0)); then
      now
      ((NOW < settled)) || break
    fi
    if $ready && ((${#pending[@]} > 0)); then
      ((pending_since > 0)) || pending_since=$NOW
      ((NOW - pending_since < 3000)) || check_failed "${pending[0]}"
    else
      pending_since=0
    fi
    remaining
    ((REPLY > 0)) || out_of_time
  done
  set_grafana_password
  close_database_root
  remember_accounts mysql
  remember_accounts grafana
  remember_started
  remember_left
  write_metrics
  rm -f -- "$way_back"
  rm -rf -- "$home/storage/tracker/etc.replaced"
  tell_services
  answered=true
  say finished command start release "$release"
}

check_failed() {
  local check subject name
  IFS=$'\t' read -r check _ subject name _ <<<"$1"
  run_check "$1" final || :
  service_failed stack.check_failed "$name" "$subject does not answer as it should: ${last_detail[$check]}" \
    check "$check"
}

out_of_time() {
  local name
  tell_services
  for name in "${services[@]}"; do
    is_ready "$name" ||
      service_failed stack.timeout "$name" "service '$name' did not get healthy within $limit seconds"
  done
  fail stack.timeout "the stack did not get healthy within $limit seconds"
}

