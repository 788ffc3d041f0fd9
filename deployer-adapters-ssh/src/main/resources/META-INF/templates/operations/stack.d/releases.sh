# ---- releases --------------------------------------------------------------------------------------

release=
declare -a directories=() files=() retired=()
declare -A owner_of=() mode_of=() mounted=() image_of=()

# Reads the manifest of one release: directory, file, retired, mounted and image lines.
read_manifest() {
  local kind first second third
  release=
  directories=() files=() retired=()
  owner_of=() mode_of=() mounted=() image_of=()
  while IFS=$'\t' read -r kind first second third; do
    case $kind in
      release) release=$first ;;
      directory | file)
        if [[ $kind == directory ]]; then directories+=("$first"); else files+=("$first"); fi
        owner_of[$first]=$second
        mode_of[$first]=$third
        ;;
      retired) retired+=("$first") ;;
      mounted) mounted[$first]+=$second$'\n' ;;
      image) image_of[$first]=$second ;;
      *) fail remote.release_damaged "'$1' holds a line of unknown kind '$kind'" ;;
    esac
  done <"$1"
  [[ $release =~ ^[0-9a-f]{16}$ ]] || fail remote.release_damaged "'$1' names no release"
}

current_release() {
  REPLY=
  [[ ! -s $releases/current ]] || REPLY=$(<"$releases/current")
}

# "owner mode" of every file of a kept release into the associative array $2.
read_installed() {
  local kind path owner mode
  [[ -f $releases/$1/manifest ]] || return 0
  # shellcheck disable=SC2178 # a reference to the caller's array
  local -n into=$2
  while IFS=$'\t' read -r kind path owner mode; do
    # shellcheck disable=SC2004,SC2034
    [[ $kind != file ]] || into[$path]="$owner $mode"
  done <"$releases/$1/manifest"
}

# The account that may become root here, as numbers.
deploy_owner() {
  if [[ -n ${SUDO_UID:-} && $SUDO_UID != 0 ]]; then
    REPLY=$SUDO_UID:${SUDO_GID:-$SUDO_UID}
  else
    REPLY=$(stat -c %u:%g -- "$home")
  fi
}

# The account that the tracker runs as, as numbers: it owns the tracker's data, cannot log in and cannot become root.
tracker_owner() {
  local line uid gid
  if ! line=$(getent passwd "$account"); then
    # The image wants 1000 or more, where the numbers of people begin; theirs do not come up to these.
    useradd --system --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin \
      --comment "Torrust tracker" -K SYS_UID_MIN=50000 -K SYS_UID_MAX=59999 -K SYS_GID_MIN=50000 \
      -K SYS_GID_MAX=59999 "$account" >"$work/account" 2>&1 || :
    line=$(getent passwd "$account") || {
      say_tail useradd "$(<"$work/account")"
      fail remote.account_missing "the account '$account' that the tracker runs as cannot be made" account "$account"
    }
  fi
  IFS=: read -r _ _ uid gid _ <<<"$line"
  ((uid >= 1000)) ||
    fail remote.account_missing "the account '$account' has the number $uid, and the tracker wants 1000 or more" \
      account "$account"
  REPLY=$uid:$gid
}

# Memory of the machine that a container may take, $1 of 4 parts: what is left keeps the machine reachable.
share_of_memory() {
  local line kib=0
  while read -r line kib _; do
    [[ $line != MemTotal: ]] || break
  done </proc/meminfo
  # In steps, because a kernel update changes the total a little.
  kib=$((kib * $1 / 4 / 262144 * 262144))
  ((kib >= 524288)) || kib=524288
  REPLY=${kib}k
}

# Adds $1=$2 to the .env in $3, unless somebody has given it a value there.
complete_env() {
  local said
  grep -q "^$1=" "$3" || said=$({ printf "%s='%s'\n" "$1" "$2" >>"$3"; } 2>&1) || cannot_write "$3" "$said"
}

# Finishes the journal of an installation that was cut off after it had been staged, drops what was
# staged before there was a journal, and removes unpacked releases that nobody holds any more.
sweep() {
  local kind first second
  if [[ -f $releases/journal ]]; then
    say recovered step journal
    apply_journal
  elif [[ -f $releases/staged ]]; then
    while IFS= read -r first; do
      rm -f -- "$first"
    done <"$releases/staged"
  fi
  rm -f -- "$releases/staged"
  for first in "$releases"/incoming.* "$turn"/work.*; do
    if [[ -e $first && $first != "${1:-}" && $first != "$work" ]] && flock --nonblock "$first" true; then
      rm -rf -- "$first"
    fi
  done
}

# Does what the journal says; doing it twice does it once.
apply_journal() {
  local kind first second target='' earlier
  local -A parents=()
  while IFS=$'\t' read -r kind first second; do
    case $kind in
      release) target=$first ;;
      put)
        [[ ! -e $first ]] || mv -fT -- "$first" "$second"
        parents[${second%/*}]=1
        ;;
      remove)
        rm -f -- "$first"
        [[ ! -d ${first%/*} ]] || parents[${first%/*}]=1
        ;;
    esac
  done <"$releases/journal"
  current_release
  earlier=$REPLY
  if [[ $earlier != "$target" ]]; then
    [[ -z $earlier ]] || write_small "$releases/previous" "$earlier"
    write_small "$releases/current" "$target"
  fi
  sync -- "$releases" "${!parents[@]}"
  rm -f -- "$releases/staged" "$releases/journal"
}

write_small() {
  printf '%s\n' "$2" >"$1.new"
  sync -- "$1.new"
  mv -fT -- "$1.new" "$1"
}

