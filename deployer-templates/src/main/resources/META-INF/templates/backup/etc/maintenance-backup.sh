#!/usr/bin/env bash
# maintenance-backup.sh [--online]
#
# Run it as root in the folder of docker-compose.yml. It stops the tracker, writes the database and the
# configuration to storage/backup, removes old backups, and starts the tracker again. With --online the tracker
# keeps running, which is safe for MySQL only.
#
# It does nothing where the tracker is not running: it was never started, or somebody stopped it on purpose.
set -euo pipefail
umask 077

log_file=/var/log/tracker-backup.log
config_file=storage/backup/etc/backup.conf
# Stands there while the tracker is stopped for a backup: one that was killed is made good by the next.
stopped_mark=storage/backup/.tracker-stopped
lock_limit=600
backup_limit=3600
restart_wanted=no
# What would make Docker Compose mean another project.
ours=(-u COMPOSE_FILE -u COMPOSE_PROJECT_NAME -u COMPOSE_PROFILES -u COMPOSE_ENV_FILES)

say() {
  printf '%s %-5s %s\n' "$(date '+%Y-%m-%d %H:%M:%S')" "$1" "${*:2}"
}

fail() {
  say ERROR "$@" >&2
  exit 1
}

# Docker Compose for this folder by the name that it has for the stack, whatever path led here and whatever the caller's
# environment says of projects and files: by another name every container would look changed.
stack_folder=/opt/torrust
[[ $stack_folder -ef . ]] || stack_folder=$PWD
compose() {
  env "${ours[@]}" docker compose --project-directory "$stack_folder" --file "$stack_folder/docker-compose.yml" "$@"
}

# The tracker's container that Compose made from this folder, whatever path led here, into REPLY; its project into
# "found".
find_tracker() {
  local line id of
  REPLY=''
  found=''
  while IFS='|' read -r id of line; do
    if [[ -n $line && $line -ef . ]]; then
      REPLY=$id found=$of
      return 0
    fi
  done < <(docker ps --no-trunc --filter label=com.docker.compose.service=tracker \
    --filter label=com.docker.compose.oneoff=False --format \
    '{{.ID}}|{{.Label "com.docker.compose.project"}}|{{.Label "com.docker.compose.project.working_dir"}}')
}

# Between a release and its start the containers may have the names of an earlier version, which the new compose
# file does not mean: it would start a second database on the same data.
refuse_earlier_names() {
  local wanted
  wanted=$(sed -n 's/^name: ["'\'']\{0,1\}\([a-z0-9_-]*\).*/\1/p' docker-compose.yml | head -n 1)
  [[ -z $found || $found == "$wanted" ]] ||
    fail "the containers still have the names of an earlier version (project '$found'); start the release first"
}

# The lock of bin/stack, so that no release or start is at work meanwhile; it tells others who has it.
take_lock() {
  exec 9>>.lock
  flock --wait "$lock_limit" 9 || fail "another command is at work: $(tr '\n' ' ' <.turn/holder)"
  mkdir -p .turn
  printf '%s\n' "command=backup" "owner=${0##*/}" "operation=by-hand" "since=$(date -u +%Y-%m-%dT%H:%M:%SZ)" \
    >.turn/holder.new
  mv -f .turn/holder.new .turn/holder
}

# Whatever happens, a tracker that was running runs again.
on_exit() {
  local status=$?
  if ((status != 0)); then
    say ERROR "the backup failed with status $status" >&2
  fi
  if [[ $restart_wanted == yes ]]; then
    say INFO "starting the tracker"
    if compose start tracker; then
      rm -f "$stopped_mark"
    else
      say ERROR "cannot start the tracker" >&2
      ((status != 0)) || status=1
    fi
  fi
  exit "$status"
}

# The container hands the database over by its standard output: it has no folder of ours to write to.
dump() {
  timeout "$backup_limit" env "${ours[@]}" docker compose --project-directory "$stack_folder" \
    --file "$stack_folder/docker-compose.yml" --profile backup run --rm -T backup dump </dev/null 9>&-
}

# The finished files appear under their names at once or not at all.
dump_database() {
  local folder=storage/backup/$DB_TYPE name=${DB_TYPE}_$1 side
  rm -rf -- "$folder"/.unfinished* && mkdir -- "$folder/.unfinished" || return 1
  if [[ $DB_TYPE == mysql ]]; then
    dump | gzip >"$folder/.unfinished/$name.sql.gz" || return 1
  else
    dump | tar --extract --directory "$folder/.unfinished" --no-same-owner --no-same-permissions || return 1
    for side in -journal -wal ''; do
      local copy=$folder/.unfinished/${DB_PATH##*/}$side
      if [[ -f $copy && ! -L $copy ]]; then
        gzip --stdout -- "$copy" >"$folder/.unfinished/$name.db$side.gz" || return 1
        rm -f -- "$copy"
      fi
    done
    [[ -f $folder/.unfinished/$name.db.gz ]] || return 1
  fi
  mv -- "$folder/.unfinished/$name".* "$folder/" || return 1
  rm -rf -- "$folder/.unfinished"
  say INFO "wrote $name"
}

archive_configuration() {
  local target=storage/backup/config/config_$1.tar.gz path
  local -a present=()
  while IFS= read -r path; do
    [[ $path == /data/* ]] || continue
    path=${path#/data/}
    if [[ -e $path ]]; then
      present+=("$path")
    fi
  done < <(grep -v '^[[:space:]]*\(#\|$\)' storage/backup/etc/backup-paths.txt)
  if ((${#present[@]} == 0)); then
    say WARN "none of the listed configuration files exists"
    return
  fi
  tar --create --gzip --file="$target.unfinished" -- "${present[@]}"
  mv "$target.unfinished" "$target"
  say INFO "wrote ${target##*/} with ${#present[@]} entries"
}

# Old files go, the newest of each kind always stays.
remove_old() {
  local folder=storage/backup/$1 pattern=$2 newest file count=0
  newest=$(find "$folder" -maxdepth 1 -name "$pattern" -printf '%T@ %f\n' | sort -n | tail -n 1 | cut -d ' ' -f 2-)
  while IFS= read -r -d '' file; do
    if [[ ${file##*/} != "$newest" ]]; then
      rm -f -- "$file" "${file%.gz}"-journal.gz "${file%.gz}"-wal.gz
      count=$((count + 1))
    fi
  done < <(find "$folder" -maxdepth 1 -name "$pattern" -mtime "+$((BACKUP_RETENTION_DAYS - 1))" -print0)
  if ((count > 0)); then
    say INFO "removed $count old files of $folder"
  fi
}

remove_old_backups() {
  local folder
  for folder in sqlite:'sqlite_*.db.gz' mysql:'mysql_*.sql.gz' config:'config_*.tar.gz'; do
    if [[ -d storage/backup/${folder%%:*} ]]; then
      remove_old "${folder%%:*}" "${folder#*:}"
    fi
  done
}

main() {
  local online=no stamp dumped=yes REPLY found
  case ${1:-} in
    '') ;;
    --online) online=yes ;;
    *) fail "unknown argument '$1'; the only one is --online" ;;
  esac
  [[ -f docker-compose.yml ]] || fail "there is no docker-compose.yml in $PWD"
  [[ -r $config_file ]] || fail "cannot read $PWD/$config_file"
  # shellcheck source=/dev/null
  . "./$config_file"
  if [[ $online == yes && $DB_TYPE != mysql ]]; then
    fail "--online is safe for MySQL only, and this tracker keeps its data in $DB_TYPE"
  fi

  take_lock

  docker info --format . >/dev/null || fail "Docker does not answer"
  find_tracker
  refuse_earlier_names
  if [[ -z $REPLY && ! -e $stopped_mark ]]; then
    say INFO "the tracker is not running: nothing to do"
    return
  fi
  trap on_exit EXIT
  if [[ $online == no ]]; then
    say INFO "stopping the tracker"
    restart_wanted=yes
    : >"$stopped_mark"
    compose stop tracker
  fi
  rm -f storage/backup/config/*.unfinished
  stamp=$(date -u '+%Y%m%d_%H%M%S')
  dump_database "$stamp" || dumped=no
  archive_configuration "$stamp"
  remove_old_backups
  [[ $dumped == yes ]] || fail "the database was not backed up"
  say INFO "the backup is complete"
}

if [[ -t 1 ]]; then
  # By hand: to the terminal and to the log that cron would write.
  exec > >(tee -a "$log_file") 2>&1
fi
main "$@"
