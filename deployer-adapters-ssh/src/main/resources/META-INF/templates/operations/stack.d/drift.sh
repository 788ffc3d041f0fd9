# ---- what was left ---------------------------------------------------------------------------------

# What a start that was proven has left: settings of the machine, images and containers as they were then.
readonly remembered=$turn/left
# Written by "configure" when everything is in force; another one stands for other settings.
readonly configured_mark=$root/etc/ansible/facts.d/torrust_tracker.fact
readonly settings_paths=(
  /etc/apt/apt.conf.d/52torrust-tracker
  /etc/sysctl.d/60-torrust-tracker.conf
  /etc/systemd/system/torrust-firewall.service
  /etc/torrust-tracker/firewall.nft
  /etc/torrust-tracker/firewall-clients.nft
  /etc/ufw/applications.d/torrust-tracker
  /etc/ssh/sshd_config.d/00-torrust-tracker.conf
)
readonly most_bytes=8388608

# SHA-256 of standard input into REPLY; "removed" when there is nothing.
digest_of() {
  REPLY=$(sha256sum)
  REPLY=${REPLY%% *}
  [[ $REPLY != e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 ]] || REPLY=removed
}

# Which settings the machine was configured with last, into REPLY; empty when nobody says.
configured() {
  REPLY=
  [[ ! -f $configured_mark ]] || digest_of <"$configured_mark"
}

# What "configure" sees to, as it is now: lines KIND, NAME and VALUE after tabs.
settings_now() {
  local path name value REPLY
  for path in "${settings_paths[@]}"; do
    if [[ -f $root$path && ! -L $root$path ]]; then digest_of < <(head -c "$most_bytes" -- "$root$path"); else REPLY=removed; fi
    printf 'file\t%s\t%s\n' "$path" "$REPLY"
  done
  if command -v sshd >/dev/null && mkdir -p /run/sshd; then
    timeout 10 sshd -T -C "user=${SUDO_USER:-root},host=localhost,addr=127.0.0.1" 2>/dev/null </dev/null |
      sed -nE 's/^(permitrootlogin|pubkeyauthentication|passwordauthentication|kbdinteractiveauthentication|permitemptypasswords|permituserenvironment|maxauthtries|logingracetime|maxstartups|x11forwarding|clientaliveinterval|clientalivecountmax) (.*)$/ssh\t\1\t\2/p' || :
  fi
  if command -v nft >/dev/null; then
    # Without counters, and without the addresses that have knocked of late.
    digest_of < <(
      exec 2>/dev/null
      timeout 10 nft --stateless --terse list table inet torrust_tracker
      for name in tcp udp sctp; do timeout 10 nft --stateless list set inet torrust_tracker "open_$name"; done
    )
    printf 'firewall\ttable inet torrust_tracker\t%s\n' "$REPLY"
    # How many clients may come depends on the room that the kernel had at the last boot.
    digest_of < <(timeout 10 nft --stateless --terse list table inet torrust_clients 2>/dev/null | tr -d '0-9')
    printf 'firewall\ttable inet torrust_clients\t%s\n' "$REPLY"
  fi
  if [[ -f $root/etc/ufw/ufw.conf ]]; then
    if grep -qxi 'enabled=yes' "$root/etc/ufw/ufw.conf"; then value=on; else value=off; fi
    printf 'firewall\tufw\t%s\n' "$value"
    if grep -qs 'dapp_TorrustTracker' "$root/etc/ufw/user.rules"; then value=allowed; else value=removed; fi
    printf 'firewall\tufw allow TorrustTracker\t%s\n' "$value"
  fi
  if command -v iptables >/dev/null; then
    if timeout 10 iptables -t nat -S DOCKER >/dev/null 2>&1 || timeout 10 nft list table ip docker-bridges >/dev/null 2>&1; then
      value=loaded
    else
      value=removed
    fi
    printf "firewall\tDocker's rules\t%s\n" "$value"
  fi
  if command -v systemctl >/dev/null; then
    name=
    while IFS='=' read -r path value; do
      case $path in
        Id) name=$value ;;
        ActiveState) REPLY=$value ;;
        UnitFileState) [[ -z $value ]] || printf 'unit\t%s\t%s and %s\n' "$name" "$REPLY" "$value" ;;
      esac
    done < <(timeout 10 systemctl show --property=Id,ActiveState,UnitFileState docker.service torrust-firewall.service \
      unattended-upgrades.service cron.service ufw.service 2>/dev/null </dev/null)
  fi
}

# Each container of the stack as a line: service, id, configuration that Compose made it by, image, and a digest of how it
# is set up, which "docker update" and the like change.
# shellcheck disable=SC2016 # for Docker
readonly setup_format='{{index .Config.Labels "com.docker.compose.service"}}|{{.Id}}|{{index .Config.Labels "com.docker.compose.config-hash"}}|{{.Image}}|{{.Config.Image}}|{{json .Name}}{{json .Config.Env}}{{json .Config.Cmd}}{{json .Config.Entrypoint}}{{json .Config.User}}{{json .HostConfig}}{{range $name, $network := .NetworkSettings.Networks}}{{$name}} {{end}}'
declare -A made_by=() runs=() refers=() setup=()

read_setups() {
  local name of hash in reference rest REPLY
  made_by=() runs=() refers=() setup=()
  ((${#id[@]} > 0)) || return 0
  while IFS='|' read -r name of hash in reference rest; do
    [[ -n $name && ${id[$name]:-} == "$of" ]] || continue
    # What is not set is told as one thing or another, depending on who asked Docker last.
    rest=${rest//:null/:}
    rest=${rest//:\[\]/:}
    digest_of <<<"${rest//:\{\}/:}"
    made_by[$name]=$hash runs[$name]=$in refers[$name]=$reference setup[$name]=$REPLY
  done < <(docker inspect --format "$setup_format" "${id[@]}" 2>/dev/null)
}

# The images on the machine that the references mean now: "present[reference]=id".
declare -A means=()

read_images() {
  local reference number=0
  local -a asked=() found=()
  means=()
  for reference in "$@"; do
    [[ -z ${means[$reference]:-} ]] || continue
    means[$reference]=removed
    asked+=("$reference")
  done
  ((${#asked[@]} > 0)) || return 0
  mapfile -t found < <(docker image inspect --format '{{.Id}}' -- "${asked[@]}" 2>/dev/null)
  for reference in "${asked[@]}"; do
    # One that is missing leaves no line, so that only a whole answer can be told apart.
    if ((${#found[@]} == ${#asked[@]})); then
      means[$reference]=${found[$((number++))]}
    else
      means[$reference]=$(docker image inspect --format '{{.Id}}' -- "$reference" 2>/dev/null) || means[$reference]=removed
    fi
  done
}

# Keeps what a start has proven, to be compared later. Settings are kept when the machine was configured anew, and not
# because somebody changed them in between.
remember_left() {
  local name reference REPLY
  mkdir -p -- "$remembered"
  configured
  if [[ -n $REPLY ]] && { [[ ! -s $remembered/settings ]] || ! grep -qxF -- "mark"$'\t'"$REPLY" "$remembered/settings"; }; then
    { printf 'mark\t%s\n' "$REPLY" && settings_now; } >"$remembered/settings.new" && mv -fT -- "$remembered/settings.new" "$remembered/settings"
  fi
  read_setups
  for name in "${!setup[@]}"; do
    printf '%s\t%s\t%s\n' "$name" "${id[$name]}" "${setup[$name]}"
  done >"$remembered/containers.new"
  mv -fT -- "$remembered/containers.new" "$remembered/containers"
  read_images "${image_of[@]}"
  for reference in "${!means[@]}"; do
    [[ ${means[$reference]} == removed ]] || is_moving "$reference" || printf '%s\t%s\n' "$reference" "${means[$reference]}"
  done >"$remembered/images.new"
  mv -fT -- "$remembered/images.new" "$remembered/images"
}

# Which images the last start has proven of those that the stack wants, into proven, and what their names mean now; 1 if none.
read_proven() {
  local reference known
  [[ -s $remembered/images ]] || return 1
  while IFS=$'\t' read -r reference known; do
    [[ " ${image_of[*]} " != *" $reference "* ]] || proven[$reference]=$known
  done <"$remembered/images"
  ((${#proven[@]} > 0)) || return 1
  read_images "${!proven[@]}"
}

# Gives the names of images back that mean something else now.
restore_images() {
  local reference
  local -A proven=()
  read_proven || return 0
  for reference in "${!proven[@]}"; do
    [[ ${means[$reference]} != "${proven[$reference]}" && $reference != *@* ]] || continue
    if docker image inspect -- "${proven[$reference]}" >/dev/null 2>&1 && docker tag "${proven[$reference]}" "$reference"; then
      say warning code stack.image_restored message "'$reference' meant another image than the one that was proven, and means that one again"
    elif [[ ${means[$reference]} != removed ]] && ! docker pull --quiet "$reference" >"$work/pull" 2>&1; then
      say warning code stack.image_not_restored message "'$reference' means another image than the one that was proven, which is not on the machine and cannot be pulled"
    fi
  done
}

# Removes containers that were set up differently behind Compose's back, which would leave them as they are, and wakes those
# that were put to sleep.
remove_altered() {
  local name of known
  local -a altered=()
  read_setups
  for name in "${services[@]}"; do
    [[ ${state[$name]} == paused ]] || continue
    looked=false
    docker unpause "${id[$name]}" >/dev/null 2>&1 || :
  done
  [[ -s $remembered/containers ]] || return 0
  while IFS=$'\t' read -r name of known; do
    [[ ${id[$name]:-} != "$of" || ${setup[$name]:-$known} == "$known" ]] || altered+=("$name")
  done <"$remembered/containers"
  ((${#altered[@]} > 0)) || return 0
  say restarting services "${altered[*]}"
  compose rm --stop --force -- "${altered[@]}" >"$work/compose" 2>&1 || {
    say_tail compose "$(<"$work/compose")"
    fail stack.start_failed "containers that were changed by hand cannot be removed"
  }
}

# ---- a look at all of it ---------------------------------------------------------------------------

# Filled in by whoever sends this script: files that the release is known to have, folders that hold nothing else, and
# what may stand in those.
declare -a survey_files=() survey_folders=()
declare -A survey_known=()

# differs KIND SUBJECT EXPECTED FOUND PHASE
differs() {
  say drift kind "$1" subject "${2:0:300}" expected "${3:0:200}" found "${4:0:200}" phase "$5"
}

# unseen WHAT WHY
unseen() {
  say unseen what "$1" why "$2"
}

tell_files() {
  local path sum mode size number=0 REPLY
  local original=$releases/$1/files
  local -a there=()
  local -A content=() modes=()
  for path in "${survey_files[@]}"; do
    if [[ -L $root$path ]]; then
      content[$root$path]="link"
    elif [[ -f $root$path ]]; then
      there+=("$root$path")
      [[ ! -f $original$path ]] || there+=("$original$path")
    elif [[ -d $root$path ]]; then
      content[$root$path]=folder
    elif [[ -e $root$path ]]; then
      content[$root$path]=other
    else
      content[$root$path]=missing
    fi
  done
  if ((${#there[@]} > 0)); then
    local -a small=()
    while read -r size mode path; do
      modes[$path]=$mode
      if ((size <= most_bytes)); then small+=("$path"); else content[$path]=other; fi
    done < <(stat --format '%s %a %n' -- "${there[@]}" 2>/dev/null)
    while read -r sum path; do
      content[$path]=$sum
    done < <(sha256sum -- "${small[@]}" 2>/dev/null)
  fi
  for path in "${survey_files[@]}"; do
    local as_kept=yes whole=${content[$root$path]:-missing}
    sum=$whole
    [[ -z ${content[$original$path]:-} || ${content[$original$path]} == "$whole" ]] || as_kept=no
    if [[ $path == /opt/torrust/.env && ${#whole} == 64 ]]; then
      # What the machine has completed by itself is compared with what it keeps.
      digest_of < <(grep -vE '^(USER_ID|GROUP_ID|TRACKER_MEMORY_LIMIT|MYSQL_MEMORY_LIMIT)=' -- "$root$path")
      sum=$REPLY
    fi
    say file number "$number" content "$sum" kept "$as_kept" mode "${modes[$root$path]:-}"
    number=$((number + 1))
  done
}

tell_added() {
  local folder name count=0
  for folder in "${survey_folders[@]}"; do
    [[ -d $root$folder && ! -L $root$folder ]] || continue
    while IFS= read -r -d '' name; do
      [[ -z ${survey_known[$folder/$name]:-} && $name != .torrust-staged.* ]] || continue
      ((++count <= 50)) || return 0
      differs file "$folder/$name" none "added by hand" release
    done < <(find "$root$folder" -mindepth 1 -maxdepth 1 -printf '%f\0' 2>/dev/null | sort -z)
  done
}

tell_settings() {
  local kind name value REPLY
  local -A now=()
  configured
  if [[ -z $REPLY || ! -s $remembered/settings ]] || ! grep -qxF -- "mark"$'\t'"$REPLY" "$remembered/settings"; then
    unseen "firewall, SSH and services of the machine" "no start was proven since it was configured"
    return 0
  fi
  wait "$settings_pid" || :
  while IFS=$'\t' read -r kind name value; do
    now[$kind$'\t'$name]=$value
  done <"$work/settings"
  while IFS=$'\t' read -r kind name value; do
    [[ $kind != mark ]] || continue
    REPLY=${now[$kind$'\t'$name]:-removed}
    [[ $REPLY != "$value" ]] || continue
    # Nothing that was off then is missed.
    [[ $kind != unit || $value == active* ]] || continue
    [[ ! $value =~ ^[0-9a-f]{64}$ ]] || value=${value:0:12}
    [[ ! $REPLY =~ ^[0-9a-f]{64}$ ]] || REPLY=${REPLY:0:12}
    differs "$kind" "$name" "$value" "$REPLY" configure
  done <"$remembered/settings"
}

tell_containers() {
  local name reference known hash of
  local -A expected=() shown=()
  [[ -f $releases/$1/manifest ]] || return 0
  read_manifest "$releases/$1/manifest"
  read_setups
  wait || :
  while read -r name hash; do
    expected[$name]=$hash
  done <"$work/hashes"
  for name in "${services[@]}"; do
    if [[ -n ${expected[$name]:-} && -n ${made_by[$name]:-} && ${made_by[$name]} != "${expected[$name]}" ]]; then
      differs container "$name" "as the compose file says" "made by another definition" run
      shown[$name]=1
    fi
  done
  if [[ -s $remembered/containers ]]; then
    while IFS=$'\t' read -r name of known; do
      [[ -z ${shown[$name]:-} && ${id[$name]:-} == "$of" && ${setup[$name]:-$known} != "$known" ]] || continue
      differs container "$name" "as it was started" "set up differently by hand" run
      shown[$name]=1
    done <"$remembered/containers"
  fi
  local -A proven=()
  read_proven || return 0
  for reference in "${!proven[@]}"; do
    [[ ${means[$reference]} == "${proven[$reference]}" ]] ||
      differs image "$reference" "${proven[$reference]:0:19}" "${means[$reference]:0:19}" run
  done
  for name in "${services[@]}"; do
    reference=${image_of[$name]:-}
    [[ -n $reference && -n ${proven[$reference]:-} && -n ${runs[$name]:-} && ${refers[$name]} == "$reference" ]] || continue
    [[ ${runs[$name]} == "${proven[$reference]}" ]] ||
      differs image "$name" "${proven[$reference]:0:19}" "${runs[$name]:0:19}" run
  done
}

# Whether asking Docker would start it.
is_docker_at_work() {
  [[ -n $root ]] || kill -0 "$(cat /run/docker.pid 2>/dev/null)" 2>/dev/null || pidof dockerd >/dev/null 2>&1
}

# Asks Compose which containers it would make, beside everything else: of all questions this one takes longest.
expect_hashes() {
  (
    trap - EXIT ERR
    compose config --hash '*' >"$work/hashes" 2>/dev/null
  ) &
}

# Asks for the settings of the machine beside everything else.
settings_pid=
look_at_settings() {
  (
    trap - EXIT ERR
    settings_now >"$work/settings"
  ) &
  settings_pid=$!
}

# survey_stack CHECKS: what was left and is not so any more, and with CHECKS=yes what "inspect" tells.
survey_stack() {
  local REPLY current docker_answers=true
  work=$(mktemp -d)
  ! command -v docker >/dev/null || ! is_docker_at_work || expect_hashes
  look_at_settings
  docker_failed() { docker_answers=false; }
  current_release
  current=$REPLY
  tell_holder
  tell_files "$current"
  tell_added
  if ! command -v docker >/dev/null; then
    tell_settings
    say warning code remote.docker_missing message "there is no Docker on this machine"
    unseen containers "there is no Docker on this machine"
  elif ! is_docker_at_work; then
    tell_settings
    unseen "containers and images" "Docker does not run"
  else
    look
    tell_settings
    if $docker_answers; then
      tell_services
      tell_containers "$current"
      [[ $1 != yes ]] || tell_checks
    else
      unseen "containers and images" "Docker does not answer"
    fi
  fi
  answered=true
  say finished command survey release "$current"
}
