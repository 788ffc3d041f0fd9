# ---- images ----------------------------------------------------------------------------------------

# A tag that means another image tomorrow.
is_moving() {
  local tag
  [[ $1 != *@sha256:* ]] || return 1
  tag=${1##*/}
  [[ $tag == *:* ]] || return 0
  case ${tag##*:} in
    latest | develop | main | master | edge | nightly) return 0 ;;
    *) return 1 ;;
  esac
}

pull_images() {
  local reference REPLY
  local -A wanted=() present=() pulling=()
  for reference in "${image_of[@]}"; do
    wanted[$reference]=1
  done
  ((${#wanted[@]} > 0)) || return 0
  while IFS= read -r reference; do
    present[$reference]=1
  done < <(docker images --digests --format '{{.Repository}}:{{.Tag}}{{println}}{{.Repository}}@{{.Digest}}' 2>"$work/docker")
  for reference in "${!wanted[@]}"; do
    # Docker lists images without what it adds to every name.
    local name=${reference#docker.io/}
    name=${name#library/}
    case $name in
      # A digest says all; Docker lists the tag apart from it.
      *:*@*) [[ ! $name =~ ^(([^/]*/)*[^/:@]+)(:[^@]+)?(@.+)$ ]] || name=${BASH_REMATCH[1]}${BASH_REMATCH[4]} ;;
      *@*) ;;
      *) [[ ${name##*/} == *:* ]] || name+=:latest ;;
    esac
    if [[ -z ${present[$name]:-} ]] || is_moving "$reference"; then
      say pulling image "$reference"
      docker pull --quiet "$reference" >"$work/pull.${#pulling[@]}" 2>&1 &
      pulling[$reference]=$!:${#pulling[@]}:${present[$name]:-}
    fi
  done
  for reference in "${!pulling[@]}"; do
    local pid number known
    IFS=: read -r pid number known <<<"${pulling[$reference]}"
    if wait "$pid"; then
      say pulled image "$reference"
    elif [[ -n $known ]]; then
      say warning code stack.image_not_refreshed message "the newest '$reference' cannot be pulled; the one on the machine is used"
    else
      stop_if_cancelled
      ! grep -qi 'no space left on device' "$work/pull.$number" ||
        cannot_write /var/lib/docker "$(<"$work/pull.$number")"
      say_tail docker "$(<"$work/pull.$number")"
      if [[ $(<"$work/pull.$number") =~ no\ matching\ manifest\ for\ ([a-z0-9/]+) ]]; then
        fail stack.image_platform "image '$reference' is not made for this machine's ${BASH_REMATCH[1]}" image "$reference"
      fi
      fail stack.image_missing "image '$reference' is not on this machine and cannot be pulled" image "$reference"
    fi
  done
}

