# Puts the release in $1 (manifest and files/) into place. Everything that needs space happens before
# the first file in use is touched.
install_release() {
  local folder=$1 path target staged wanted deploy tracker earlier validation said changed=0
  local -a parts theirs=()
  local -A before=() keep=() is_retired=()
  [[ -f $folder/manifest ]] || fail remote.release_damaged "'$folder' holds no release"
  read_manifest "$folder/manifest"
  for path in "${retired[@]}"; do
    is_retired[$path]=1
  done
  # Once before anything is written, and again when nobody else can be at work.
  current_release
  [[ -z $REPLY ]] || read_installed "$REPLY" before
  claim "$REPLY"
  take_lock install "$release"
  sweep "$folder"
  command -v docker >/dev/null || fail remote.docker_missing "there is no Docker on this machine"
  deploy_owner
  deploy=$REPLY
  current_release
  earlier=$REPLY
  before=()
  [[ -z $earlier ]] || read_installed "$earlier" before
  claim "$earlier"
  take_possession

  tracker_owner
  tracker=$REPLY
  path=$folder/files/opt/torrust/.env
  if [[ -f $path ]]; then
    complete_env USER_ID "${tracker%:*}" "$path"
    complete_env GROUP_ID "${tracker#*:}" "$path"
    share_of_memory 3
    complete_env TRACKER_MEMORY_LIMIT "$REPLY" "$path"
    share_of_memory 2
    complete_env MYSQL_MEMORY_LIMIT "$REPLY" "$path"
  fi

  # Compose reads the new files while they are staged.
  path=$folder/files/opt/torrust/docker-compose.yml
  validation=
  if [[ -f $path ]]; then
    compose_with "$folder/files/opt/torrust" config --quiet >"$work/validation" 2>&1 {lock_fd}>&- &
    validation=$!
  fi

  for path in "${directories[@]}"; do
    put_directory "$path"
  done

  local -a puts=() removals=() changes=()
  : >"$releases/staged"
  for path in "${files[@]}"; do
    keep[$path]=1
    target=$root$path
    wanted="${owner_of[$path]} ${mode_of[$path]}"
    if [[ -d $target && ! -L $target ]]; then
      # Docker makes a folder where a mounted file is missing.
      rmdir -- "$target" 2>/dev/null || fail remote.path_blocked "a folder stands where a file belongs" path "$path"
    fi
    if [[ -f $target && ! -L $target ]] && cmp -s -- "$folder/files$path" "$target" &&
      [[ ${before[$path]:-$wanted} == "$wanted" ]]; then
      tighten "$target" "${mode_of[$path]}"
      continue
    fi
    staged=${target%/*}/.torrust-staged.${target##*/}
    said=$({ printf '%s\n' "$staged" >>"$releases/staged"; } 2>&1) || cannot_write "$releases" "$said"
    resolve_owner "${owner_of[$path]}"
    said=$(install -T -o "${REPLY%:*}" -g "${REPLY#*:}" -m "${mode_of[$path]}" -- \
      "$folder/files$path" "$staged" 2>&1) || {
      drop_staged
      cannot_write "$path" "$said"
    }
    puts+=("$staged"$'\t'"$target")
    changes+=("$path")
  done
  for path in "${retired[@]}" "${!before[@]}"; do
    # Outside of our folder a name alone does not make a file ours.
    if [[ -z ${keep[$path]:-} ]] && [[ -e $root$path || -L $root$path ]] &&
      { [[ $path == /opt/torrust/* ]] || is_made_by_us "$path"; }; then
      keep[$path]=1
      removals+=("$root$path")
      changes+=("$path")
    fi
  done

  if [[ -n $validation ]] && ! wait "$validation"; then
    drop_staged
    say_tail compose "$(<"$work/validation")"
    fail stack.compose_invalid "Docker Compose refuses the compose file of release $release"
  fi
  stop_if_cancelled

  set_strangers_aside

  if ((${#changes[@]} == 0)) && [[ $earlier == "$release" ]]; then
    rm -f -- "$releases/staged"
    drop_unpacked "$folder"
    touch -- "$releases/$release"
    answered=true
    say finished command install release "$release" changed 0
    return
  fi

  keep_release "$folder"
  said=$({
    {
      printf 'release\t%s\n' "$release"
      ((${#puts[@]} == 0)) || printf 'put\t%s\n' "${puts[@]}"
      ((${#removals[@]} == 0)) || printf 'remove\t%s\n' "${removals[@]}"
    } >"$releases/journal.new"
  } 2>&1) || cannot_write "$releases" "$said"
  parts=()
  for path in "${puts[@]}"; do
    parts+=("${path%%$'\t'*}")
  done
  sync -- "${parts[@]}" "$releases/journal.new" "$releases/$release"/manifest
  mv -fT -- "$releases/journal.new" "$releases/journal"
  sync -- "$releases"
  apply_journal

  for path in "${changes[@]}"; do
    say changed path "$path"
    changed=$((changed + 1))
  done
  prune
  answered=true
  say finished command install release "$release" changed "$changed"
}

# Moves away what stands beside our files in folders of root that hold nothing else: services would read it. Its name goes
# to the caller's "changes".
set_strangers_aside() {
  local path folder name
  local -A closed=() known=()
  for path in "${directories[@]}" "${files[@]}" "${!keep[@]}"; do
    known[$path]=1
  done
  for path in "${files[@]}"; do
    folder=${path%/*}
    [[ $folder != /opt/torrust/* || ${owner_of[$folder]:-} != 0:* ]] || closed[$folder]=1
  done
  for folder in "${!closed[@]}"; do
    [[ -d $root$folder && ! -L $root$folder ]] || continue
    while IFS= read -r -d '' name; do
      [[ -z ${known[$folder/$name]:-} && $name != .torrust-staged.* ]] || continue
      [[ -d $home/.set-aside ]] || mkdir -m 0700 -- "$home/.set-aside"
      mv --backup=numbered -T -- "$root$folder/$name" "$home/.set-aside/$name"
      changes+=("$folder/$name")
    done < <(find "$root$folder" -mindepth 1 -maxdepth 1 -printf '%f\0' 2>/dev/null)
  done
}

# Removes an unpacked release; one that is kept stays.
drop_unpacked() {
  [[ $1 == "$releases/$release" ]] || rm -rf -- "$1"
}

drop_staged() {
  local staged
  while IFS= read -r staged; do
    rm -f -- "$staged"
  done <"$releases/staged"
  rm -f -- "$releases/staged"
}

# Numbers of an owner in the manifest; the caller knows those of the accounts.
resolve_owner() {
  case $1 in
    @deploy) REPLY=$deploy ;;
    @tracker) REPLY=$tracker ;;
    0:@tracker) REPLY=0:${tracker#*:} ;;
    *) REPLY=$1 ;;
  esac
}

# Makes a directory of the manifest, and takes one that is to be root's from whoever had it before. Above it stand
# directories that were put first. What a container may write to is entered and changed with its own rights only, because
# links may stand there.
put_directory() {
  local target=$root$1 wanted parent found
  resolve_owner "${owner_of[$1]}"
  wanted=$REPLY
  parent=$(stat -c %u:%g -- "${target%/*}")
  if ((${parent%:*} != 0 && ${parent%:*} != EUID)); then
    # The name is relative to where root stands already: the way there may be closed to the owner. Who is to own it gets
    # it with the folder above, when the stack is started.
    (
      cd -P -- "${target%/*}"
      setpriv --reuid "${parent%:*}" --regid "${parent#*:}" --clear-groups --no-new-privs \
        mkdir -p -m "${mode_of[$1]}" -- "${target##*/}"
    ) || fail remote.path_blocked "the owner of the folder above cannot make this one" path "$1"
    return 0
  fi
  if [[ ! -d $target ]]; then
    attempt "$1" install -d -o "${wanted%:*}" -g "${wanted#*:}" -m "${mode_of[$1]}" -- "$target"
    return 0
  fi
  [[ ${wanted%:*} == 0 ]] || return 0
  found=$(stat -Lc '%u:%g 0%a' -- "$target")
  if [[ $1 == */storage/tracker/etc && ${found%%:*} != 0 ]]; then
    # The tracker could write here once: nothing of it is read, followed or written to. A container that runs keeps it
    # until it is made anew.
    rm -rf -- "$target.replaced"
    mv -T -- "$target" "$target.replaced"
    attempt "$1" install -d -o "${wanted%:*}" -g "${wanted#*:}" -m "${mode_of[$1]}" -- "$target"
  elif [[ $found != "$wanted ${mode_of[$1]}" ]]; then
    chown "$wanted" -- "$target"
    chmod "${mode_of[$1]}" -- "$target"
  fi
}

# Containers take their files over and change modes; that is theirs to do, except for letting others in.
tighten() {
  local mode
  mode=$(stat -c %a -- "$1")
  if (((8#$mode & 7) & ~(8#$2 & 7))); then
    chmod "$2" -- "$1"
    say warning code remote.file_too_open message "'${1#"$root"}' was open to everybody (mode $mode) and was closed again"
  fi
}

# Moves an unpacked release to its own name. A folder of that name that differs was damaged.
keep_release() {
  local kept=$releases/$release
  [[ $1 != "$kept" ]] || return 0
  if [[ -d $kept ]]; then
    if diff -rq -- "$1" "$kept" >/dev/null 2>&1; then
      rm -rf -- "$1"
      return
    fi
    mv -T -- "$kept" "$releases/incoming.damaged"
  fi
  mv -T -- "$1" "$kept"
  rm -rf -- "$releases/incoming.damaged"
}

# Keeps the release in use, the one before it, and the latest others, five in all.
prune() {
  local kept current previous='' count=0
  current_release
  current=$REPLY
  [[ ! -s $releases/previous ]] || previous=$(<"$releases/previous")
  [[ ! -d $releases/$current ]] || touch -- "$releases/$current"
  while read -r _ kept; do
    case ${kept##*/} in
      incoming.*) ;;
      "$current" | "$previous") count=$((count + 1)) ;;
      *)
        count=$((count + 1))
        ((count <= 5)) || rm -rf -- "$kept"
        ;;
    esac
  done < <(find "$releases" -mindepth 1 -maxdepth 1 -type d -printf '%T@ %p\n' | sort -rn)
}

use_release() {
  [[ $1 =~ ^[0-9a-f]{16}$ && -f $releases/$1/manifest ]] ||
    fail stack.release_unknown "release '$1' is not kept on this machine"
  install_release "$releases/$1"
}

