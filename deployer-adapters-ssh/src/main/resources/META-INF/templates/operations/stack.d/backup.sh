# ---- backups: snapshots in a repository of restic ---------------------------------------------------

readonly last_runs=$copies/.last
restic_said=

# Writes down how "$1" ended, for those who look: when, what, why.
remember() {
  mkdir -p -- "$copies" "$last_runs"
  write_small "$last_runs/$1" "$(date +%s)"$'\t'"${2:--}"$'\t'"${3:--}"
  write_metrics
}

# The work that a failure is written down for.
recording=

need_repository() {
  [[ -f $home/storage/backup/etc/restic.conf && -n ${data[restic_image]:-} ]] ||
    fail backup.no_repository "the configuration names no repository for backups"
}

# restic SECONDS OUTPUT OPTION... -- WORD... — runs restic in its own container. Its hostname is this machine's and environment's, so that a
# lock that one of ours has left is known by it; "unlock" is the first process of its container and every other command is not, so
# that the process which such a lock names is seen to be gone.
restic() {
  local patience=$1 output=$2 folder=$home/storage/backup/etc status=0 name
  local -a options=()
  shift 2
  while [[ $1 != -- ]]; do
    options+=("$1")
    shift
  done
  shift
  for name in restic.conf restic.sh key known_hosts; do
    [[ ! -f $folder/$name ]] || options+=(--mount "type=bind,src=$folder/$name,dst=/etc/backup/$name,readonly")
  done
  if [[ -n ${data[repository]:-} ]]; then
    attempt "${data[repository]}" mkdir -p -m 0700 -- "$root${data[repository]}"
    options+=(--mount "type=bind,src=$root${data[repository]},dst=/repository")
  fi
  need_image "${data[restic_image]}"
  ((patience > 10)) || patience=10
  # The network of the machine itself, so that what it reaches is reached, over IPv6 as well.
  contained restic "$((patience + 30))" --init=false --network host --memory 2g --tmpfs /tmp --tmpfs /root \
    --hostname "${mark_of[id]:-torrust}" --env "LIMIT=$patience" "${options[@]}" \
    --entrypoint sh "${data[restic_image]}" /etc/backup/restic.sh "$@" </dev/null >"$output" 2>"$work/restic" || status=$?
  restic_said=$(tail -c 4000 -- "$work/restic")
  return "$status"
}

# Fails because restic ended with status $1 in doing $2.
restic_failed() {
  local said=${restic_said,,} code=backup.failed text
  stop_if_cancelled
  case $1:$said in
    12:* | *"wrong password"*) code=backup.wrong_password text="the password does not open the repository" ;;
    11:* | *"already locked"*) code=backup.locked text="another backup is at work in the repository" ;;
    *"no space left"* | *"disk quota"* | *"insufficient storage"* | *"quota exceeded"* | *"xminiostoragefull"*)
      code=backup.no_space text="there is no space left for the repository" ;;
    *"host key verification failed"* | *"host identification has changed"* | *"no matching host key"*)
      code=backup.host_key text="the server of the repository shows another host key than the configuration names" ;;
    *"permission denied"* | *"access denied"* | *"accessdenied"* | *"signature"*"not match"* | *"invalidaccesskey"* | *"unauthorized"* | *" 401"* | *" 403"* | *"forbidden"* | *"operation not permitted"*)
      code=backup.not_permitted text="the server of the repository refuses the credentials" ;;
    *"connection refused"* | *"no such host"* | *"network is unreachable"* | *"no route to host"* | *"timed out"* | *"i/o timeout"* | *"connection reset"* | *"broken pipe"* | *"unexpected eof"* | *"connection lost"* | *"connection closed"* | *"could not resolve"* | *"name resolution"* | *"server misbehaving"* | *"tls:"* | *"x509"* | *"subprocess ssh exited"* | 124:* | 130:* | 137:*)
      code=backup.unreachable text="the repository cannot be reached" ;;
    *"ciphertext verification"* | *"does not match"* | *"invalid data"* | *"damaged"* | *"contains errors"* | *"unexpected number of bytes"* | *"truncated"* | *"checksum"* | *"is not referenced"* | *"not found in index"* | *"repository contains"*)
      code=backup.damaged text="the repository is damaged" ;;
    10:* | *"is there a repository"*) code=backup.repository_missing text="there is no repository at that place" ;;
    *"no matching id"* | *"no snapshot"*) code=backup.unknown text="there is no such backup" ;;
    *) text="restic did not do what it was asked to" ;;
  esac
  say_tail restic "$restic_said"
  fail "$code" "$text (in: $2)" status "$1"
}

# The patience for a first answer into REPLY: restic tries a server that does not answer for a quarter of an hour.
first_answer() {
  remaining
  ((REPLY < 90)) || REPLY=90
}

# Removes the locks that runs of this machine have left; those of others stay.
unlock_repository() {
  local REPLY
  first_answer
  restic "$REPLY" "$work/unlock" -- unlock || :
}

# Opens the repository, or makes it when "$1" says so and there is none. Whoever only reads needs no lock, and is kept away by none.
open_repository() {
  local REPLY status=0
  first_answer
  restic "$REPLY" "$work/config" -- cat config --no-lock || status=$?
  if ((status == 10)) && [[ ${1:-} == make ]]; then
    say making_repository
    first_answer
    status=0
    restic "$REPLY" "$work/config" -- init || status=$?
    ((status == 0)) || restic_failed "$status" "making the repository"
    return 0
  fi
  ((status == 0)) || restic_failed "$status" "opening the repository"
  unlock_repository
}

backup_data() {
  local REPLY status=0 snapshot table
  local -a tags=()
  begin_data backup
  recording=backup
  refuse_unfinished_restore
  read_mark
  need_repository
  open_repository make
  take_copy "$copies/.backup"
  stop_if_cancelled
  read_facts "$copies/.backup"
  for table in $tables; do
    tags+=(--tag "rows.$table")
  done
  say saving
  remaining
  restic "$REPLY" "$work/saved" --mount "type=bind,src=$copies/.backup,dst=/copy,readonly" -- \
    backup --json --quiet --no-cache --tag "environment=${fact_of[environment]}" --tag "release=${fact_of[release]}" \
    --tag "tracker=${fact_of[tracker]}" --tag "driver=${fact_of[driver]}" --tag "database=${fact_of[database]}" \
    --tag "taken=${fact_of[taken]}" "${tags[@]}" /copy || status=$?
  ((status == 0)) || restic_failed "$status" "saving the copy"
  snapshot=$(grep -o '"snapshot_id":"[0-9a-f]*"' "$work/saved" | tail -n 1 | cut -d '"' -f 4)
  [[ $snapshot =~ ^[0-9a-f]{64}$ ]] || fail backup.failed "restic names no snapshot"
  snapshot=${snapshot:0:16}
  tell_copy backup "$snapshot" "$copies/.backup"
  rm -rf -- "$copies/.backup"
  remember backup "$snapshot"
  recording=
  forget_old
  answered=true
  say finished command backup id "$snapshot"
}

# Removes snapshots by the rules of the configuration; the data of this run is safe already.
forget_old() {
  local REPLY status=0
  local -a rules=()
  read -ra rules <<<"${data[keep]:-}"
  ((${#rules[@]} > 0)) || return 0
  say forgetting
  remaining
  restic "$REPLY" "$work/forgotten" -- forget --no-cache --quiet --group-by '' \
    --tag "environment=${fact_of[environment]}" "${rules[@]}" --prune || status=$?
  ((status == 0)) || {
    say_tail restic "$restic_said"
    say warning code backup.not_pruned message "the backup is there, but older ones could not be removed"
  }
}

# Reads the snapshots of environment $1 into the file $2, the latest first: id, time, size and tags, between tabs.
read_snapshots() {
  local REPLY status=0 line snapshot size tag
  first_answer
  restic "$REPLY" "$work/snapshots" -- snapshots --no-lock --no-cache --json --tag "environment=$1" || status=$?
  ((status == 0)) || restic_failed "$status" "listing the backups"
  : >"$2"
  while IFS= read -r line; do
    [[ $line =~ \"id\":\"([0-9a-f]{64})\" ]] || continue
    snapshot=${BASH_REMATCH[1]:0:16}
    size=0
    [[ ! $line =~ \"total_bytes_processed\":([0-9]+) ]] || size=${BASH_REMATCH[1]}
    tag=
    [[ ! $line =~ \"tags\":\[([^]]*)\] ]] || tag=${BASH_REMATCH[1]//\"/}
    printf '%s\t%s\t%s\n' "$snapshot" "$size" "$tag" >>"$2"
  done < <(sed 's/},{"time"/}\n{"time"/g' "$work/snapshots" | head -n 2000 | tac)
}

tell_snapshot() {
  local snapshot=$1 size=$2 labels=$3 tag rows='' verified=''
  local -A of=()
  while IFS= read -r -d , tag; do
    case $tag in
      rows.*=*) rows+="${rows:+ }${tag#rows.}" ;;
      *=*) of[${tag%%=*}]=${tag#*=} ;;
    esac
  done <<<"$labels,"
  [[ ! -s $last_runs/verified.$snapshot ]] || read -r verified <"$last_runs/verified.$snapshot"
  say backup id "$snapshot" environment "${of[environment]:-}" taken "${of[taken]:-}" release "${of[release]:-}" \
    tracker "${of[tracker]:-}" driver "${of[driver]:-}" database "${of[database]:-}" rows "$rows" size "$size" verified "$verified"
}

# The environment whose backups are meant: this one's, or the one that --from names.
source_environment() {
  REPLY=${from:-${mark_of[environment]:-unknown}}
  [[ $REPLY =~ ^[a-z0-9-]+$ ]] || fail backup.unknown "'$REPLY' is no name of an environment"
}

list_backups() {
  local REPLY snapshot size tags kept
  begin_data backups
  read_mark
  need_repository
  source_environment
  read_snapshots "$REPLY" "$work/list"
  while IFS=$'\t' read -r snapshot size tags; do
    tell_snapshot "$snapshot" "$size" "$tags"
  done <"$work/list"
  answered=true
  say finished command backups
}

# Fetches backup $1 of the repository, or "latest", into the folder $2, which is new; its id into REPLY.
fetch_backup() {
  local wanted=$1 place=$2 status=0 snapshot='' each whose REPLY
  source_environment
  whose=$REPLY
  read_snapshots "$REPLY" "$work/list"
  while IFS=$'\t' read -r each _; do
    if [[ $wanted == latest || $each == "$wanted"* ]]; then
      snapshot=$each
      break
    fi
  done <"$work/list"
  [[ -n $snapshot ]] || fail backup.unknown "there is no backup '$wanted' of environment '$whose' in the repository" backup "$wanted"
  rm -rf -- "$place"
  attempt "$place" mkdir -p -- "$copies" "$place"
  say fetching backup "$snapshot"
  remaining
  restic "$REPLY" "$work/fetched" --mount "type=bind,src=$place,dst=/target" -- \
    restore --no-lock --no-cache --quiet --verify --target /target "$snapshot:/copy" || status=$?
  if ((status != 0)); then
    rm -rf -- "$place"
    restic_failed "$status" "fetching backup $snapshot"
  fi
  fetched=$snapshot
}
fetched=

# Looks into the copy in folder $1 by the database's own means; its tables go to "$work/tables". What differs from what was
# written beside it is damage.
prove_copy() {
  local folder=$1
  read_facts "$folder"
  [[ ${fact_of[driver]:-} == "${data[driver]}" ]] ||
    fail restore.other_driver "the backup is of a database of type '${fact_of[driver]:-unknown}', and this tracker keeps its data in ${data[driver]}" \
      driver "${fact_of[driver]:-}" expected "${data[driver]}"
  case ${data[driver]} in
    sqlite3) sqlite_on_copy "$folder" '' "$work/tables" look ;;
    mysql)
      [[ -f $folder/database.sql && ! -L $folder/database.sql ]] || fail backup.damaged "the backup holds no dump"
      look_at_dump "$folder/database.sql" >"$work/tables"
      ;;
  esac
  diff -q <(grep '^table' "$folder/facts.tsv" | sort) <(sort "$work/tables") >/dev/null ||
    fail backup.damaged "the database of the backup does not hold the rows that were written down with it"
}

verify_backup() {
  local REPLY status=0 snapshot
  begin_data verify
  recording=verify
  read_mark
  need_repository
  open_repository
  fetch_backup "${argument:-latest}" "$copies/.drill"
  snapshot=$fetched
  prove_copy "$copies/.drill"
  [[ ${data[driver]} != mysql ]] || drill_mysql "$copies/.drill"
  remember verify "$snapshot"
  write_small "$last_runs/verified.$snapshot" "$(date -u +%Y-%m-%dT%H:%M:%SZ)"
  recording=check
  say checking
  remaining
  restic "$REPLY" "$work/checked" -- check --no-cache --quiet --read-data-subset=10% || status=$?
  ((status == 0)) || restic_failed "$status" "checking the repository"
  remember check "$snapshot"
  tell_copy backup "$snapshot" "$copies/.drill"
  rm -rf -- "$copies/.drill"
  recording=
  answered=true
  say finished command verify id "$snapshot"
}

# Loads the dump into a database server beside, which has no network and no password of ours, and counts.
drill_mysql() {
  local name=$project-drill REPLY tries said='' table rows
  # shellcheck disable=SC2016 # expanded in the container
  local -a ask=(docker exec --interactive "$name" sh -c
    'export MYSQL_PWD=drill; exec "$(command -v mysql || command -v mariadb)" --protocol=socket --user=root --default-character-set=utf8mb4 --batch --skip-column-names "$@"' sh)
  docker rm --force --volumes -- "$name" >/dev/null 2>&1 || :
  need_image "${data[mysql_image]}"
  docker run --detach --rm --pull never --name "$name" --network none --user 999:999 --cap-drop ALL \
    --security-opt no-new-privileges --userns host --log-driver none --memory 1g \
    --env MYSQL_ROOT_PASSWORD=drill --env MYSQL_DATABASE=drill "${data[mysql_image]}" >"$work/drill" 2>&1 {lock_fd}>&- {log_fd}>&- || {
    say_tail docker "$(<"$work/drill")"
    fail backup.failed "no database can be started for the drill"
  }
  for ((tries = 0; tries < 240; tries++)); do
    stop_if_cancelled
    # The server of the first start listens on the socket as well, but knows no such database for long.
    if said=$("${ask[@]}" --execute="SELECT 1" drill </dev/null 2>&1) && docker exec "$name" sh -c 'tr "\0" "\n" </proc/1/comm | grep -Eq "mysqld|mariadbd"' 2>/dev/null; then
      break
    fi
    sleep 0.5
  done
  if ! said=$("${ask[@]}" drill <"$1/database.sql" 2>&1); then
    docker rm --force --volumes -- "$name" >/dev/null 2>&1 || :
    say_tail mysql "$said"
    fail backup.damaged "the dump cannot be loaded: ${said:0:300}"
  fi
  while IFS=$'\t' read -r _ table rows _; do
    said=$("${ask[@]}" --execute="SELECT count(*) FROM \`$table\`" drill </dev/null 2>/dev/null) || :
    if [[ $said != "$rows" ]]; then
      docker rm --force --volumes -- "$name" >/dev/null 2>&1 || :
      fail backup.damaged "table '$table' has ${said:0:100} rows after the drill, and $rows were saved"
    fi
  done < <(grep '^table' "$1/facts.tsv")
  docker rm --force --volumes -- "$name" >/dev/null 2>&1 || :
}

# What is done by the clock: its file in "last_runs", the check that tells of it, what it is called, and its name in metrics.
readonly clockwork=(
  'backup|backup.last|the last backup|backup'
  'check|backup.checked|the last check of the repository|check'
  'verify|backup.proven|the last drill, in which a backup was fetched and opened|drill'
)

# read_age KIND — when that was last well into "age_at" (nothing when never), when it is due at the latest into "age_due", since when it
# fails into "age_failed" with the code in "age_code".
read_age() {
  local hours=${data[check_hours]:-400}
  age_at='' age_failed='' age_code=''
  [[ $1 != backup ]] || hours=${data[backup_hours]:-50}
  age_hours=$hours
  [[ ! -s $last_runs/$1 ]] || IFS=$'\t' read -r age_at _ <"$last_runs/$1"
  [[ ! -s $last_runs/$1.failed ]] || IFS=$'\t' read -r age_failed _ age_code <"$last_runs/$1.failed"
  [[ $age_at =~ ^[0-9]{1,12}$ ]] || age_at=
  [[ $age_failed =~ ^[0-9]{1,12}$ ]] && ((age_failed >= ${age_at:-0})) || age_failed=
  # A stack that has just begun is not late.
  age_due=$((${age_at:-$(stat -c %Y -- "$home/storage/backup/etc/restic.conf")} + hours * 3600))
}

# tell_age KIND CHECK SUBJECT — how long ago that was last well, as a check that fails when it failed since or is late.
tell_age() {
  local age_at age_due age_hours age_failed age_code status=pass detail since
  read_age "$1"
  printf -v since '%(%s)T' -1
  detail="not done yet"
  [[ -z $age_at ]] || detail="$(((since - age_at) / 3600)) hours ago"
  if ((since > age_due)); then
    status=fail
    detail+="; it is done every $age_hours hours at the latest"
  fi
  if [[ -n $age_failed ]]; then
    status=fail
    detail+="; it failed $(((since - age_failed) / 60)) minutes ago: ${age_code:-unknown}"
  fi
  say check id "$2" subject "$3" status "$status" detail "$detail" millis 0
}

tell_backups() {
  local each kind check subject
  [[ -f $home/storage/backup/etc/restic.conf && -f $home/bin/data.tsv ]] || return 0
  read_data
  for each in "${clockwork[@]}"; do
    IFS='|' read -r kind check subject _ <<<"$each"
    tell_age "$kind" "$check" "$subject"
  done
}

# Writes the same for Prometheus, where the stack has one: its server may read the folder, and nobody but root writes to it.
write_metrics() {
  local folder=$home/storage/prometheus/backups each kind work
  local age_at age_due age_hours age_failed age_code
  local success='' due='' failed=''
  [[ -d $folder && -f $home/storage/backup/etc/restic.conf && -f $home/bin/data.tsv ]] || return 0
  ((${#data[@]} > 0)) || read_data
  for each in "${clockwork[@]}"; do
    IFS='|' read -r kind _ _ work <<<"$each"
    read_age "$kind"
    success+="torrust_backup_last_success_timestamp_seconds{work=\"$work\"} ${age_at:-0}"$'\n'
    due+="torrust_backup_due_timestamp_seconds{work=\"$work\"} $age_due"$'\n'
    failed+="torrust_backup_failed{work=\"$work\"} $([[ -z $age_failed ]] && printf 0 || printf 1)"$'\n'
  done
  {
    printf '# HELP %s\n# TYPE %s gauge\n%s' \
      "torrust_backup_last_success_timestamp_seconds When this was last done well; 0 when never." \
      torrust_backup_last_success_timestamp_seconds "$success" \
      "torrust_backup_due_timestamp_seconds When this has to be done well again at the latest." \
      torrust_backup_due_timestamp_seconds "$due" \
      "torrust_backup_failed Whether it has failed since it was last done well." \
      torrust_backup_failed "$failed" >"$folder/.new" &&
      chmod 0644 -- "$folder/.new" && mv -fT -- "$folder/.new" "$folder/backups.prom"
  } 2>/dev/null || :
}
