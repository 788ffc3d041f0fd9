# ---- earlier names ---------------------------------------------------------------------------------

# Nobody else's containers may be taken for ours.
refuse_strangers() {
  ((${#strangers[@]} == 0)) ||
    fail stack.project_taken "a Compose project of somebody else on this machine is called '$project' too" \
      project "$project" containers "${strangers[*]}"
}

# Stops or removes containers.
make_room() {
  looked=false
  docker "$@" >/dev/null 2>"$work/docker" || {
    say_tail docker "$(<"$work/docker")"
    fail stack.start_failed "the containers of the earlier names do not make room (docker $1)"
  }
}

# Containers and networks that an earlier version made under other names make room for those that follow, which
# mount the same data. What others have stays, even in a project of that name.
moved=
down_since=0

take_over() {
  local cid network service
  local -a old=() writers=() databases=() networks=()
  for cid in "${own[@]}"; do
    if [[ ${project_label[$cid]} != "$project" ]]; then
      old+=("$cid")
      moved=${project_label[$cid]}
    fi
  done
  ((${#old[@]} > 0)) || return 0
  say moving from "$moved" to "$project" containers "${#old[@]}"
  read -ra networks -d '' < <(docker inspect --format '{{range .NetworkSettings.Networks}}{{.NetworkID}}
{{end}}' "${old[@]}" | sort -u) || :
  now
  down_since=$NOW
  # The database outlives those that write to it.
  for cid in "${old[@]}"; do
    service=$(docker inspect --format '{{index .Config.Labels "com.docker.compose.service"}}' "$cid")
    if [[ $service == mysql ]]; then databases+=("$cid"); else writers+=("$cid"); fi
  done
  ((${#writers[@]} == 0)) || make_room stop "${writers[@]}"
  ((${#databases[@]} == 0)) || make_room stop "${databases[@]}"
  make_room rm "${old[@]}"
  for network in "${networks[@]}"; do
    if [[ $(docker network inspect --format '{{index .Labels "com.docker.compose.project"}}' "$network" 2>&1) == "$moved" &&
      -z $(docker ps --all --quiet --filter "network=$network") ]]; then
      docker network rm "$network" >/dev/null 2>&1 || :
    fi
  done
  look
}

# Removes the containers of services that the release does not have any more, if they were made from our compose
# file alone: what somebody has added to the project by a file of his own is his.
remove_retired() {
  local name made_from
  for name in "${services[@]}"; do
    [[ -z ${image_of[$name]:-} ]] || continue
    made_from=$(docker inspect --format '{{index .Config.Labels "com.docker.compose.project.config_files"}}' "${id[$name]}")
    if [[ $made_from -ef $home/docker-compose.yml ]]; then
      say removing service "$name"
      looked=false
      docker rm --force -- "${id[$name]}" >/dev/null 2>"$work/docker" || say_tail docker "$(<"$work/docker")"
    else
      say warning code stack.service_foreign message "service '$name' is not part of the release and was left alone"
    fi
  done
}

