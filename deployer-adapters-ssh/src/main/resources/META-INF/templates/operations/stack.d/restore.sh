# ---- restore ---------------------------------------------------------------------------------------

# A restore that is at work: the copy that is put back is in ".restoring", and the journal names the backup and the copy of what was
# there before. From the journal on, nothing from elsewhere is needed to finish it.
readonly restore_journal=$copies/journal

refuse_unfinished_restore() {
  local snapshot
  [[ -f $restore_journal ]] || return 0
  IFS=$'\t' read -r snapshot _ <"$restore_journal"
  fail restore.unfinished "a restore of backup '$snapshot' was cut off and has to be finished first" backup "$snapshot"
}

# Refuses a backup that has what the present database does not know: a newer tracker has made it.
refuse_newer_schema() {
  local folder=$1 present=$2 name table columns column known
  local -A has=()
  [[ -s $present ]] || return 0
  while IFS=$'\t' read -r _ table _ columns; do
    has[$table]=",$columns,"
  done <"$present"
  ((${#has[@]} > 0)) || return 0
  while IFS=$'\t' read -r name table _ columns; do
    [[ $name == table ]] || continue
    known=${has[$table]:-}
    for column in ${columns//,/ }; do
      [[ $known == *",$column,"* ]] || fail restore.newer_schema \
        "the backup is of a newer tracker (${fact_of[tracker]:-unknown}): this one's database has no '$table.$column'" \
        tracker "${fact_of[tracker]:-}" expected "${data[tracker]}"
    done
  done <"$folder/facts.tsv"
}

# Puts the database of the copy in folder $1 in place of the tracker's, which is stopped.
put_database() {
  local said
  case ${data[driver]} in
    sqlite3) sqlite_on_copy "$1" rw "$work/put" put "${data[database]}" ;;
    mysql)
      mysql_client mysql --batch --skip-column-names --execute \
        "SELECT table_name FROM information_schema.tables WHERE table_schema = database()" </dev/null >"$work/present" 2>"$work/put" || {
        said=$(<"$work/put")
        fail restore.failed "the database does not let the tracker in: ${said:0:300}"
      }
      {
        printf 'SET FOREIGN_KEY_CHECKS=0;\n'
        # shellcheck disable=SC2016 # quotes of SQL
        grep -E '^[A-Za-z0-9_]+$' "$work/present" | sed 's/.*/DROP TABLE IF EXISTS `&`;/'
        cat -- "$1/database.sql"
      } | mysql_client mysql >"$work/put" 2>&1 || {
        said=$(<"$work/put")
        fail restore.failed "the database refuses the dump: ${said:0:300}"
      }
      ;;
  esac
}

# Starts the tracker and waits until it and the checks on this machine are well. Returns 1 when they do not get so; "$work/unwell"
# says why.
tracker_gets_well() {
  local check name until REPLY well
  compose up --detach --no-build --no-deps tracker >"$work/compose" 2>&1 || {
    tail -c 500 -- "$work/compose" >"$work/unwell"
    return 1
  }
  read_checks start
  now
  until=$((NOW + 9000))
  while :; do
    look
    well=true
    printf 'the tracker is %s %s' "${state[tracker]:-absent}" "${health[tracker]:-}" >"$work/unwell"
    is_ready tracker || well=false
    if $well; then
      for check in "${checks[@]}"; do
        IFS=$'\t' read -r _ _ _ name _ <<<"$check"
        is_ready "$name" || continue
        run_check "$check" trial || {
          well=false
          printf '%s' "${last_detail[${check%%$'\t'*}]:-}" >"$work/unwell"
        }
      done
    fi
    ! $well || return 0
    now
    ((NOW < until)) || return 1
    sleep 0.5
  done
}

# Runs what may fail, without ending; what it says of a failure goes to "$work/trouble".
in_trial() {
  (
    trap - EXIT ERR
    exec {log_fd}>/dev/null
    plain=false
    "$@" >"$work/trouble"
  )
}

# The sentence of the last failure in "$work/trouble", or "$work/unwell".
trouble() {
  REPLY=$(sed -n 's/.*"event":"failed".*"message":"\(\([^"\\]\|\\.\)*\)".*/\1/p' "$work/trouble" 2>/dev/null | tail -n 1)
  [[ -n $REPLY ]] || REPLY=$(head -c 300 -- "$work/unwell" 2>/dev/null || :)
}

put_and_prove() {
  put_database "$1"
  tracker_gets_well
}

# Whether the copy in $2 has another form than the one in $1: other tables, other columns, or fewer rows.
was_migrated() {
  local name table rows columns
  local -A form=() count=()
  while IFS=$'\t' read -r name table rows columns; do
    [[ $name == table ]] || continue
    form[$table]=$columns
    count[$table]=$rows
  done <"$2/facts.tsv"
  while IFS=$'\t' read -r name table rows columns; do
    [[ $name == table ]] || continue
    [[ ${form[$table]-none} == "$columns" ]] || return 0
    ((count[$table] >= rows)) || return 0
    unset "form[$table]"
  done <"$1/facts.tsv"
  ((${#form[@]} > 0))
}

# Whether what is in service cannot be copied, so that nothing of it is kept.
unreadable=false

# Before release $1 is started: puts back what was copied for it, when another one was started since, was never proven, and has given
# the data another form. What is in service is kept as a copy, where it can be read.
bring_data_back() {
  local REPLY snapshot
  read_way_back
  [[ $way_release == "$1" && $way_state == started && -d $copies/$way_copy ]] || return 0
  read_data
  if [[ ! -f $restore_journal ]]; then
    in_trial take_copy "$copies/.unfinished" || unreadable=true
    if ! $unreadable && ! was_migrated "$copies/$way_copy" "$copies/.unfinished"; then
      rm -rf -- "$copies/.unfinished"
      return 0
    fi
  fi
  argument=$way_copy
  looked=false
  put_back
  say warning code run.data_returned message "another release had given the data another form: it is again what $way_copy holds"
}

# Whether an unfinished restore is the one that "bring_data_back" goes on with.
is_way_back() {
  local snapshot
  read_way_back
  IFS=$'\t' read -r snapshot _ <"$restore_journal" && [[ $way_release == "$1" && $way_copy == "$snapshot" ]]
} 2>/dev/null

restore_data() {
  local snapshot
  begin_data restore
  put_back
  look
  tell_services
  answered=true
  say finished command restore id "$snapshot"
}

# Restores what "argument" names, or what an earlier run has begun to restore; which one into the caller's "snapshot".
put_back() {
  local REPLY wanted=${argument:-latest} before='' why
  snapshot=
  read_mark
  if [[ -f $restore_journal ]]; then
    IFS=$'\t' read -r snapshot before <"$restore_journal"
    [[ $wanted == latest || $snapshot == "$wanted"* || $wanted == "$snapshot"* ]] ||
      fail restore.unfinished "a restore of backup '$snapshot' was cut off and has to be finished first" backup "$snapshot"
    say recovered step restore
    read_facts "$copies/.restoring"
  else
    if [[ $wanted == copy-* ]]; then
      [[ $wanted =~ ^copy-[0-9TZ]+$ && -d $copies/$wanted ]] ||
        fail backup.unknown "there is no copy '$wanted' on this machine" backup "$wanted"
      rm -rf -- "$copies/.restoring"
      attempt "$copies" cp -r --preserve=mode -- "$copies/$wanted" "$copies/.restoring"
      snapshot=$wanted
    else
      need_repository
      open_repository
      fetch_backup "$wanted" "$copies/.restoring"
      snapshot=$fetched
    fi
    prove_copy "$copies/.restoring"
    stop_if_cancelled
    : >"$work/tables"
    if $unreadable; then
      say warning code restore.nothing_before message "the data in service cannot be read, so that nothing is kept of it"
    elif database_is_there; then
      keep_copy
      before=$REPLY
      read_facts "$copies/.restoring"
      current_release
      # What this very release has left it understands, whatever a newer one has made of it since.
      [[ ${fact_of[release]:-} == "$REPLY" ]] || refuse_newer_schema "$copies/.restoring" "$copies/$before/facts.tsv"
    else
      say warning code restore.nothing_before message "there is no database yet, so that nothing is kept of it"
    fi
    sync -- "$copies/.restoring"
    write_small "$restore_journal" "$snapshot"$'\t'"$before"
  fi
  say restoring backup "$snapshot"
  stop_tracker
  if in_trial put_and_prove "$copies/.restoring"; then
    rm -f -- "$way_back" "$restore_journal"
    rm -rf -- "$copies/.restoring"
    prune_copies "$before"
    say restored id "$snapshot" before "$before" taken "${fact_of[taken]:-}" release "${fact_of[release]:-}" tracker "${fact_of[tracker]:-}" \
      driver "${fact_of[driver]:-}" database "${fact_of[database]:-}" environment "${fact_of[environment]:-}" rows "$tables"
    return 0
  fi
  trouble
  why=$REPLY
  tail -n 20 -- "$work/trouble" >"$work/first" 2>/dev/null || :
  [[ -n $before ]] || {
    rm -f -- "$restore_journal"
    # It begins without data, as it was about to.
    in_trial tracker_gets_well || :
    fail restore.unhealthy "the tracker does not get well with backup $snapshot: $why" backup "$snapshot" returned nothing
  }
  say returning copy "$before"
  stop_tracker
  if in_trial put_and_prove "$copies/$before"; then
    rm -f -- "$restore_journal"
    rm -rf -- "$copies/.restoring"
    fail restore.unhealthy "the tracker does not get well with backup $snapshot: $why; the data from before is in service again" \
      backup "$snapshot" returned "$before"
  fi
  trouble
  fail restore.not_returned "the tracker gets well neither with backup $snapshot ($why) nor with the data from before ($REPLY); both are kept" \
    backup "$snapshot" returned no copy "$before"
}

# Whether the tracker has made a database, asked as the tracker's account; fails where a link leads elsewhere.
database_is_there() {
  local REPLY uid gid status=0
  [[ ${data[driver]} == sqlite3 ]] || return 0
  dotenv USER_ID
  uid=$REPLY
  dotenv GROUP_ID
  gid=$REPLY
  # The way there is closed to the account; so it goes on from where root stands.
  # shellcheck disable=SC2016 # the other shell expands
  (
    cd -P -- "$home/storage/tracker/lib" 2>/dev/null &&
      setpriv --reuid "$uid" --regid "$gid" --clear-groups --no-new-privs sh -c '
        for each in database "database/$1"; do
          if [ -L "$each" ]; then exit 3; fi
        done
        if [ -e database ] && [ ! -d database ]; then exit 3; fi
        [ -e "database/$1" ]' sh "${data[database]}"
  ) || status=$?
  ((status != 3)) || fail backup.no_database "something else than a file stands where the database is"
  return "$status"
}

stop_tracker() {
  [[ ${state[tracker]:-absent} != absent ]] || return 0
  compose stop tracker >"$work/compose" 2>&1 || {
    say_tail compose "$(<"$work/compose")"
    fail restore.failed "the tracker cannot be stopped"
  }
}
