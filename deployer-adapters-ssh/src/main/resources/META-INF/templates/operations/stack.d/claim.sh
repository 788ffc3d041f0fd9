# ---- whose folder it is ----------------------------------------------------------------------------

declare -A mark_of=()

read_mark() {
  local name value
  mark_of=()
  [[ -f $mark ]] || return 0
  while IFS='=' read -r name value; do
    [[ -z $name ]] || mark_of[$name]=$value
  done <"$mark"
}

# The first files in the folder that no release of ours has put there, into REPLY; a disk's own folder, what is
# prepared for data and what this call has unpacked count as nothing.
find_others_files() {
  REPLY=$(find -L "$home" -mindepth 1 \( -path "$home/lost+found" -o -path "$releases/incoming.*" \
    -o -path "$turn" -o -path "$home/.lock" -o -path "$releases/staged" -o -path "$mark.new" \) -prune \
    -o ! -type d -printf '%P\n' 2>/dev/null | head -n 8) || :
  REPLY=${REPLY//$'\n'/, }
}

# Whether $1, a file outside of the folder, was made by a release of ours.
is_made_by_us() {
  [[ -n ${before[$1]:-} ]] || head -n 5 -- "$root$1" 2>/dev/null | grep -q 'Made by Torrust Tracker Deployer'
}

# Lets a release of the environment --id in, or fails because the folder holds the data of somebody else. Changes
# nothing; what has to be copied before it is replaced is in "theirs".
claim() {
  local earlier=$1 previous='' whose path database=''
  theirs=()
  # By hand, root decides.
  [[ -n $claim_id ]] || return 0
  read_mark
  if [[ ${mark_of[id]:-} != "$claim_id" ]]; then
    [[ ! -s $releases/previous ]] || previous=$(<"$releases/previous")
    find_others_files
    if [[ -n ${mark_of[id]:-} ]]; then
      database=${mark_of[driver]:-}
      whose="environment '${mark_of[environment]:-unknown}' (${database:-unknown database}, since ${mark_of[since]:-unknown})"
    elif [[ -n $REPLY && $known == any ]] || [[ -n $known && ($known == "$earlier" || $known == "$previous") ]]; then
      # Installed by a version that left no mark.
      whose=
    elif [[ -n $earlier ]]; then
      database=$(installed_database)
      whose="another environment (${database:-unknown database}, since $(date -u -r "$releases/current" +%Y-%m-%dT%H:%M:%SZ))"
    elif [[ -n $REPLY ]]; then
      whose="somebody else: $REPLY"
    else
      whose=
    fi
    if [[ -n $whose ]]; then
      $adopt || refuse "the folder ${home#"$root"} holds data of $whose" "${mark_of[environment]:-}" "$database"
      same_database
      for path in "${files[@]}" "${retired[@]}"; do
        [[ ! -f $root$path ]] || theirs+=("$path")
      done
      return 0
    fi
  fi
  for path in "${files[@]}" "${retired[@]}"; do
    if [[ $path != /opt/torrust/* && -f $root$path ]] && ! is_made_by_us "$path"; then
      # What is not to be written is left alone.
      [[ -z ${is_retired[$path]:-} ]] || continue
      [[ $known == any ]] || $adopt || refuse "'$path' is a file that no release has put there" "" ""
      theirs+=("$path")
    fi
  done
}

# Fails; nothing is left of this call.
refuse() {
  drop_unpacked "$folder"
  rmdir -- "$releases" 2>/dev/null || :
  fail stack.foreign_data "$1" belongs_to "$2" driver "$3" path "${home#"$root"}"
}

# The database of the release that is installed, as far as its settings tell.
installed_database() {
  local REPLY
  [[ -f $home/.env ]] || return 0
  dotenv MYSQL_DATABASE
  if [[ -n $REPLY ]]; then printf 'mysql'; else printf 'sqlite3'; fi
}

# A database keeps the passwords that it was made with: adopted with others it would never let the tracker in.
same_database() {
  local name REPLY there
  [[ -f $home/.env && -n $(find "$home/storage/mysql/data" -mindepth 1 -print -quit 2>/dev/null) ]] || return 0
  [[ -n ${image_of[mysql]:-} ]] || return 0
  for name in MYSQL_USER MYSQL_DATABASE MYSQL_PASSWORD; do
    dotenv "$name"
    there=$REPLY
    dotenv "$name" "$folder/files/opt/torrust/.env"
    if [[ -n $there && $there != "$REPLY" ]]; then
      drop_unpacked "$folder"
      fail stack.adoption_impossible \
        "the database in ${home#"$root"} was made with another $name than the configuration has" \
        member "$name" path "${home#"$root"}"
    fi
  done
}

# Copies what is going to be replaced or removed, then says whose the folder is from now on.
take_possession() {
  local copy since
  if ((${#theirs[@]} > 0)); then
    copy=$home/.adopted/$(date -u +%Y%m%dT%H%M%SZ)
    attempt "$copy" mkdir -p -m 0700 -- "$home/.adopted" "$copy"
    attempt "$copy" tar -C "${root:-/}" -cf "$copy/files.tar" -- "${theirs[@]#/}"
    attempt "$copy" tar -C "$copy" -xpf "$copy/files.tar"
    rm -f -- "$copy/files.tar"
    sync -- "$copy"
    say adopted files "${#theirs[@]}" copy "${copy#"$root"}"
  fi
  if [[ -n $claim_id && ${mark_of[id]:-} != "$claim_id" ]]; then
    since=$(date -u +%Y-%m-%dT%H:%M:%SZ)
    put_text "$mark.new" "environment=$environment
id=$claim_id
driver=$driver
since=$since
version=$version
"
    chmod 0644 -- "$mark.new"
    sync -- "$mark.new"
    mv -fT -- "$mark.new" "$mark"
  fi
}

