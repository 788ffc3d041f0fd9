# ---- copies of the data ----------------------------------------------------------------------------

# Copies and restores that are at work or wait for their end. Root's alone: no container writes here but one that is ours
# and has ended before anything is read.
readonly copies=$home/.copies
declare -A data=() fact_of=()
tables=

# What the installed release says of its data: driver, database, images.
read_data() {
  local name value
  data=()
  [[ -f $home/bin/data.tsv ]] ||
    fail backup.release_too_old "the installed release does not say where its data is" path /opt/torrust/bin/data.tsv
  while IFS=$'\t' read -r name value; do
    [[ -z $name || $name == \#* ]] || data[$name]=$value
  done <"$home/bin/data.tsv"
}

# Makes image $1 present. Those of scheduled work are pulled at the start of the stack already.
need_image() {
  docker image inspect "$1" >/dev/null 2>&1 && return 0
  say pulling image "$1"
  docker pull --quiet "$1" >"$work/pull" 2>&1 || {
    say_tail docker "$(<"$work/pull")"
    fail stack.image_missing "image '$1' is not on this machine and cannot be pulled" image "$1"
  }
  say pulled image "$1"
}

# contained NAME LIMIT OPTION... — runs a container that is gone afterwards; one that a kill has left is removed first. Whoever asks to
# stop meanwhile is heard.
contained() {
  local name=$project-$1 status=0 patience=$2 pid
  shift 2
  docker rm --force --volumes -- "$name" >/dev/null 2>&1 || :
  (
    # Who has the lock is this script and not what it has begun.
    exec {lock_fd}>&- {log_fd}>&-
    exec timeout --kill-after 10 "$patience" docker run --rm --init --pull never --name "$name" --read-only --cap-drop ALL \
      --security-opt no-new-privileges --userns host --log-driver none --pids-limit 256 "$@"
  ) &
  pid=$!
  while :; do
    status=0
    wait "$pid" || status=$?
    kill -0 "$pid" 2>/dev/null || break
    ! $cancelled || docker rm --force --volumes -- "$name" >/dev/null 2>&1 || :
  done
  ((status == 0)) || docker rm --force --volumes -- "$name" >/dev/null 2>&1 || :
  return "$status"
}

# Runs sqlite.py with words $4... on the copy in folder $1, which the tracker's account owns meanwhile. $2 is "ro" or "rw", for the
# tracker's own folder, or empty. Its answer goes to the file $3.
sqlite() {
  local folder=$1 access=$2 answer=$3 as REPLY code text
  local -a mounts=(--mount "type=bind,src=$home/bin/sqlite.py,dst=/sqlite.py,readonly")
  shift 3
  dotenv USER_ID
  as=$REPLY
  dotenv GROUP_ID
  as+=:$REPLY
  [[ $as =~ ^[1-9][0-9]*:[0-9]+$ ]] || fail backup.failed "the settings do not say which account the tracker has"
  need_image "${data[sqlite_image]}"
  mounts+=(--mount "type=bind,src=$folder,dst=/copy")
  # Not the folder of the database: what stands in a folder that the tracker writes to may be a link, and Docker
  # would follow it as root.
  [[ -z $access ]] || mounts+=(--mount "type=bind,src=$home/storage/tracker/lib,dst=/data$([[ $access == rw ]] || printf ',readonly')")
  remaining
  if contained sqlite "$((REPLY + 1))" --network none --memory 1g --tmpfs /tmp --user "$as" "${mounts[@]}" \
    --entrypoint python3 "${data[sqlite_image]}" -I /sqlite.py "$@" </dev/null >"$answer" 2>"$work/sqlite"; then
    return 0
  fi
  stop_if_cancelled
  if IFS=$'\t' read -r _ code text < <(grep -m 1 '^failed' "$answer"); then
    [[ $code != remote.disk_full ]] || cannot_write "$copies" "No space left on device"
    fail "$code" "$text"
  fi
  say_tail sqlite "$(<"$work/sqlite")"
  fail backup.failed "SQLite's container did not do what it was asked to"
}

# Runs sqlite.py on the copy in $1, which is root's again afterwards.
sqlite_on_copy() {
  local folder=$1 status=0
  local -a parts=()
  shift
  dotenv USER_ID
  parts+=("$REPLY")
  dotenv GROUP_ID
  parts+=("$REPLY")
  rm -rf -- "$folder/open"
  install -d -m 0700 -- "$folder/open"
  [[ ! -e $folder/database.sqlite ]] || mv -T -- "$folder/database.sqlite" "$folder/open/database.sqlite"
  chown -hR -- "${parts[0]}:${parts[1]}" "$folder/open"
  sqlite "$folder/open" "$@"
  [[ -f $folder/open/database.sqlite && ! -L $folder/open/database.sqlite ]] ||
    fail backup.failed "SQLite's container left no database"
  chown -h 0:0 -- "$folder/open/database.sqlite"
  mv -T -- "$folder/open/database.sqlite" "$folder/database.sqlite"
  chmod 0600 -- "$folder/database.sqlite"
  rm -rf -- "$folder/open"
}

# mysql_client PROGRAM ARGUMENT... — a client of the tracker's database with its own account. In the server's container where the
# stack has one; standard input follows the password.
mysql_client() {
  local program=$1 other=mariadb host=${data[host]} user password database REPLY
  local -a where=(exec --interactive)
  shift
  [[ $program != mysqldump ]] || other=mariadb-dump
  database_login
  if [[ $host == mysql ]]; then
    [[ ${state[mysql]:-} == running ]] || fail backup.no_database "the database server does not run"
    where+=("${id[mysql]}" sh)
    host=127.0.0.1
  else
    need_image "${data[mysql_image]}"
    docker rm --force --volumes -- "$project-mysql-client" >/dev/null 2>&1 || :
    where=(run --rm --interactive --pull never --name "$project-mysql-client" --network host --cap-drop ALL
      --security-opt no-new-privileges --userns host --log-driver none --entrypoint sh "${data[mysql_image]}")
  fi
  remaining
  # shellcheck disable=SC2016 # expanded in the container
  { printf '%s\n' "$password" && cat; } | timeout --kill-after 10 "$((REPLY + 1))" docker "${where[@]}" -c '
      IFS= read -r MYSQL_PWD
      export MYSQL_PWD
      program=$(command -v "$1" || command -v "$2") host=$3 port=$4 user=$5 database=$6
      shift 6
      exec "$program" --protocol=tcp --host="$host" --port="$port" --user="$user" --default-character-set=utf8mb4 "$@" "$database"' \
    sh "$program" "$other" "$host" "${data[port]}" "$user" "$database" "$@" {lock_fd}>&- {log_fd}>&-
}

# One statement a row, so that the rows of the dump can be counted and not those of a moment later.
dump_mysql() {
  local said
  if ! mysql_client mysqldump --single-transaction --quick --skip-lock-tables --no-tablespaces \
    --skip-extended-insert --hex-blob --no-autocommit </dev/null 2>"$work/dump" >"$1/database.sql"; then
    stop_if_cancelled
    said=$(<"$work/dump")
    [[ $said != *"o space left"* ]] || cannot_write "$copies" "No space left on device"
    free_of avail "$copies"
    ((${REPLY:-1} > 64)) || cannot_write "$copies" "No space left on device"
    say_tail mysqldump "$said"
    fail backup.no_database "the database cannot be dumped: ${said:0:300}"
  fi
  look_at_dump "$1/database.sql" >"$work/tables"
}

# Tables of a dump with the numbers of their rows; fails when its end is missing.
look_at_dump() {
  [[ $(tail -c 200 -- "$1") == *"-- Dump completed"* ]] || fail backup.damaged "the dump of the database has no end"
  awk '
    /^CREATE TABLE `/ { split($0, part, "`"); table = part[2]; rows[table] += 0; columns[table] = ""; inside = 1; next }
    inside && /^  `/ { split($0, part, "`"); columns[table] = columns[table] (columns[table] == "" ? "" : ",") part[2]; next }
    /^\)/ { inside = 0 }
    /^INSERT INTO `/ { split($0, part, "`"); rows[part[2]]++ }
    END { for (table in rows) printf "table\t%s\t%d\t%s\n", table, rows[table], columns[table] }' "$1" | sort
}

# Takes a copy of database, release and facts into the folder $1, while the tracker goes on.
take_copy() {
  local place=$1 REPLY release_now
  rm -rf -- "$place"
  attempt "$place" mkdir -p -- "$copies" "$place"
  say copying
  case ${data[driver]} in
    sqlite3) sqlite_on_copy "$place" ro "$work/tables" copy "${data[database]}" ;;
    mysql) dump_mysql "$place" ;;
    *) fail backup.failed "this machine's script does not know databases of type '${data[driver]}'" ;;
  esac
  current_release
  release_now=$REPLY
  attempt "$place" cp -r --no-dereference --preserve=mode -- "$releases/$release_now" "$place/release"
  [[ ! -f $home/storage/backup/etc/environment.json ]] ||
    attempt "$place" install -m 0600 -- "$home/storage/backup/etc/environment.json" "$place/environment.json"
  read_mark
  {
    printf '%s\t%s\n' environment "${mark_of[environment]:-unknown}" release "$release_now" tracker "${data[tracker]}" \
      driver "${data[driver]}" database "${data[database]}" taken "$(date -u +%Y-%m-%dT%H:%M:%SZ)"
    grep '^table' "$work/tables" || :
  } >"$place/facts.tsv" || cannot_write "$place" "No space left on device"
  sync -- "$place" "$place"/*
}

# Reads facts.tsv of the copy in $1 into "fact_of" and "tables" ("NAME=ROWS ..."). It may come from elsewhere: what does not have our form
# counts as nothing.
read_facts() {
  local name first second third
  fact_of=()
  tables=
  [[ -f $1/facts.tsv && ! -L $1/facts.tsv ]] || fail backup.damaged "the copy does not say what it holds"
  while IFS=$'\t' read -r name first second third; do
    if [[ $name == table ]]; then
      [[ ! $first =~ ^[A-Za-z0-9_]+$ || ! $second =~ ^[0-9]+$ ]] || tables+="${tables:+ }$first=$second"
    elif [[ $name =~ ^[a-z]+$ ]]; then
      fact_of[$name]=$first
    fi
  done < <(head -c 1000000 -- "$1/facts.tsv")
}

# tell_copy EVENT ID FOLDER
tell_copy() {
  local size
  read_facts "$3"
  size=$(du -sb -- "$3" | cut -f 1)
  say "$1" id "$2" environment "${fact_of[environment]:-}" taken "${fact_of[taken]:-}" release "${fact_of[release]:-}" \
    tracker "${fact_of[tracker]:-}" driver "${fact_of[driver]:-}" database "${fact_of[database]:-}" rows "$tables" size "$size"
}

# A copy that stays on this machine, for the way back; its id into REPLY.
keep_copy() {
  local snapshot
  take_copy "$copies/.unfinished"
  snapshot=copy-$(date -u +%Y%m%dT%H%M%SZ)
  while [[ -e $copies/$snapshot ]]; do
    sleep 1
    snapshot=copy-$(date -u +%Y%m%dT%H%M%SZ)
  done
  mv -T -- "$copies/.unfinished" "$copies/$snapshot"
  sync -- "$copies"
  tell_copy copied "$snapshot" "$copies/$snapshot"
  REPLY=$snapshot
}

# Keeps the last three copies, the one in $1, and the one that the way back leads to.
prune_copies() {
  local kept count=0 way_release way_copy way_state
  read_way_back
  while IFS= read -r kept; do
    ((++count <= 3)) || [[ $kept == "${1:-}" || $kept == "$way_copy" ]] || rm -rf -- "${copies:?}/$kept"
  done < <(find "$copies" -mindepth 1 -maxdepth 1 -type d -name 'copy-*' -printf '%f\n' | sort -r)
}

# What every command about data begins with.
begin_data() {
  local REPLY
  take_lock "$1" ""
  sweep
  current_release
  [[ -n $REPLY && -f $releases/$REPLY/manifest ]] ||
    fail stack.not_installed "no release is installed on this machine"
  read_data
  look
  refuse_strangers
  rm -rf -- "$copies/.unfinished" "$copies/.backup" "$copies/.drill"
}

# What is gone back to when the present release is started again: release, copy, and whether another release was "started" since
# the copy was "kept".
readonly way_back=$copies/way-back

read_way_back() {
  way_release='' way_copy='' way_state=''
  [[ ! -s $way_back ]] || IFS=$'\t' read -r way_release way_copy way_state <"$way_back"
  [[ $way_copy =~ ^copy-[0-9TZ]+$ ]] || way_release=
}

# Another release than $1 is no more the only one that had the data.
mark_way_back() {
  read_way_back
  [[ -z $way_release || $way_release == "$1" || $way_state == started ]] ||
    write_small "$way_back" "$way_release"$'\t'"$way_copy"$'\t'started
}

copy_data() {
  local REPLY way_release way_copy way_state
  begin_data copy
  read_way_back
  if [[ -n $wanted_release ]]; then
    if [[ $way_release == "$wanted_release" && $way_state == started && -d $copies/$way_copy ]]; then
      tell_copy copied "$way_copy" "$copies/$way_copy"
      answered=true
      say finished command copy id "$way_copy"
      return 0
    fi
    current_release
    [[ $REPLY == "$wanted_release" || $way_release == "$wanted_release" ]] ||
      fail stack.release_mismatch "release $REPLY is installed, not $wanted_release" expected "$wanted_release" actual "$REPLY"
  fi
  refuse_unfinished_restore
  keep_copy
  [[ -z $wanted_release ]] || write_small "$way_back" "$wanted_release"$'\t'"$REPLY"$'\t'kept
  prune_copies "$REPLY"
  answered=true
  say finished command copy id "$REPLY"
}
