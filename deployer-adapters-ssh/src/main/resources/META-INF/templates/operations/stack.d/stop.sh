stop_stack() {
  local cid
  take_lock stop ""
  sweep
  if [[ -f $home/docker-compose.yml ]]; then
    compose stop --timeout 30 >"$work/compose" 2>&1 || {
      say_tail compose "$(<"$work/compose")"
      fail stack.stop_failed "Docker Compose cannot stop the stack"
    }
    find_own
    for cid in "${own[@]}"; do
      [[ ${project_label[$cid]} == "$project" ]] || docker stop --time 30 -- "$cid" >/dev/null 2>&1 || :
    done
    look
    tell_services
  fi
  answered=true
  say finished command stop
}

take_down() {
  take_lock down ""
  sweep
  if [[ -f $home/docker-compose.yml ]]; then
    look
    refuse_strangers
    take_over
    compose --profile '*' down --timeout 30 >"$work/compose" 2>&1 || {
      say_tail compose "$(<"$work/compose")"
      fail stack.stop_failed "Docker Compose cannot remove the containers"
    }
  fi
  answered=true
  say finished command down
}

abort() {
  local REPLY tries
  read_holder
  if is_locked && [[ -n ${holder[pid]:-} && ($operation == by-hand || ${holder[operation]:-} == "$operation") ]]; then
    birth "${holder[pid]}"
    if [[ -n $REPLY && $REPLY == "${holder[birth]:-}" ]]; then
      kill -TERM "${holder[pid]}" 2>/dev/null || :
      for ((tries = 0; tries < 100; tries++)); do
        is_locked || break
        sleep 0.1
      done
    fi
  fi
  answered=true
  if is_locked; then
    say failed code machine.locked message "a command is still at work"
    exit 1
  fi
  say finished command abort
}

tell_logs() {
  local name
  work=$(mktemp -d)
  look
  local -a asked=("${services[@]}")
  [[ -z $argument ]] || asked=("$argument")
  for name in "${asked[@]}"; do
    [[ -n ${id[$name]:-} ]] || fail stack.service_unknown "there is no container of service '$name'" service "$name"
    say_tail "$name" "$(docker logs --tail "$lines" "${id[$name]}" 2>&1)" "$lines"
  done
  answered=true
  say finished command logs
}

