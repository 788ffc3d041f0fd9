# ---- containers ------------------------------------------------------------------------------------

# Name of the Compose project that the compose file $1 makes. Releases that say none have the folder's.
project_of() {
  local line
  project=torrust
  [[ -f $1 ]] || return 0
  while IFS= read -r line; do
    if [[ $line =~ ^name:\ [\"\']?([a-z0-9][a-z0-9_-]*)[\"\']?$ ]]; then
      project=${BASH_REMATCH[1]}
      return 0
    fi
  done <"$1"
}

# How Compose is called: by itself where Docker would only start it, which takes longer than most of what it is asked for.
declare -a compose_program=()

find_compose() {
  local folder
  compose_program=(docker compose)
  for folder in "${HOME:-/root}/.docker" "$root"/usr/local/lib/docker "$root"/usr/local/libexec/docker "$root"/usr/lib/docker "$root"/usr/libexec/docker; do
    if [[ -x $folder/cli-plugins/docker-compose ]]; then
      [[ -n $root && $folder != "$root"/* ]] || compose_program=("$folder/cli-plugins/docker-compose")
      return 0
    fi
  done
}

compose_with() {
  local folder=$1 project
  shift
  ((${#compose_program[@]} > 0)) || find_compose
  local -a env_file=()
  project_of "$folder/docker-compose.yml"
  [[ ! -f $folder/.env ]] || env_file=(--env-file "$folder/.env")
  # Compose prefers its own environment to .env; so it gets none.
  env -i PATH="$PATH" HOME="${HOME:-/root}" LC_ALL=C ${DOCKER_HOST:+DOCKER_HOST="$DOCKER_HOST"} "${compose_program[@]}" \
    --ansi never --progress quiet --project-name "$project" --project-directory "$home" \
    "${env_file[@]}" --file "$folder/docker-compose.yml" "$@"
}

# Whatever Compose may have done to containers has to be looked at.
compose() {
  looked=false
  compose_with "$home" "$@"
}

# "own": containers of the stack, which are those that Compose made from our folder, whatever their project is
# called: earlier versions named it after the folder, and somebody else's may have that name as well. "strangers": what
# others have in a project of our name.
project=
declare -a own=() strangers=()
declare -A project_label=()

find_own() {
  local line list cid of rest
  own=() strangers=()
  project_label=()
  project_of "$home/docker-compose.yml"
  list=$(docker ps --all --no-trunc --filter label=com.docker.compose.project --format \
    '{{.ID}}|{{.Label "com.docker.compose.project"}}|{{.Label "com.docker.compose.oneoff"}}|{{.Names}}|{{.Label "com.docker.compose.project.working_dir"}}' \
    2>"$work/docker") || docker_failed
  while IFS='|' read -r cid of rest; do
    [[ -n $cid ]] || continue
    line=${rest#*|*|}
    if [[ -n $line && $line -ef $home ]]; then
      if [[ $rest != True\|* ]]; then
        own+=("$cid")
        project_label[$cid]=$of
      fi
    elif [[ $of == "$project" ]]; then
      rest=${rest#*|}
      strangers+=("${rest%%|*}")
    fi
  done <<<"$list"
}

declare -a services=()
declare -A id=() state=() health=() restarts=() started=() exit_code=() image=() address=()

readonly inspect_format='{{index .Config.Labels "com.docker.compose.service"}}|{{index .Config.Labels "com.docker.compose.project"}}|{{.Id}}|{{.State.Status}}|{{with .State.Health}}{{.Status}}{{end}}|{{.RestartCount}}|{{.State.StartedAt}}|{{.State.ExitCode}}|{{.Config.Image}}|{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}'

# Whether nothing was done to the containers since the last look.
looked=false

# Reads the state of every container of the stack; fails when Docker does not answer.
look() {
  local name of rest line
  looked=true
  services=()
  id=() state=() health=() restarts=() started=() exit_code=() image=() address=()
  find_own
  ((${#own[@]} > 0)) || return 0
  # One that is removed meanwhile makes inspect fail for its part only.
  line=$(docker inspect --format "$inspect_format" "${own[@]}" 2>"$work/docker") || :
  while IFS='|' read -r name of rest; do
    [[ -n $name ]] || continue
    if [[ -z ${id[$name]:-} ]]; then
      services+=("$name")
    elif [[ $of != "$project" ]]; then
      continue
    fi
    IFS='|' read -r "id[$name]" "state[$name]" "health[$name]" "restarts[$name]" "started[$name]" \
      "exit_code[$name]" "image[$name]" "address[$name]" <<<"$rest"
    address[$name]=${address[$name]%% *}
  done <<<"$line"
}

# The same where something was done to them since.
look_again() {
  $looked || look
}

docker_failed() {
  command -v docker >/dev/null || fail remote.docker_missing "there is no Docker on this machine"
  say_tail docker "$(<"$work/docker")"
  fail remote.docker_down "Docker does not answer"
}

tell_services() {
  local name
  for name in "${services[@]}"; do
    say service service "$name" state "${state[$name]}" health "${health[$name]}" \
      restarts "${restarts[$name]}" image "${image[$name]}" exit_code "${exit_code[$name]}"
  done
}

# Fails because of one service, with its last words.
service_failed() {
  local code=$1 name=$2 message=$3 answer=
  shift 3
  if [[ -n ${id[$name]:-} ]]; then
    answer=$(docker inspect --format '{{with .State.Health}}{{range .Log}}{{.Output}}{{"\x00"}}{{end}}{{end}}' \
      "${id[$name]}" 2>/dev/null | tr '\0' '\036') || :
    answer=${answer%$'\036'*}
    answer=${answer##*$'\036'}
    say_tail "$name" "$(docker logs --tail 30 "${id[$name]}" 2>&1)" 30
  fi
  fail "$code" "$message" service "$name" state "${state[$name]:-absent}" health "${health[$name]:-}" \
    restarts "${restarts[$name]:-0}" exit_code "${exit_code[$name]:-}" image "${image[$name]:-}" \
    last_answer "${answer:0:500}" "$@"
}

