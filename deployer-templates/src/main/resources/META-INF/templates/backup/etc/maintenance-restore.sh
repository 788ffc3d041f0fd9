#!/usr/bin/env bash
# maintenance-restore.sh DATABASE_BACKUP
#
# Run it as root in the folder of docker-compose.yml. It puts a file of storage/backup/sqlite or
# storage/backup/mysql, from this machine or another, in place of the tracker's database. The tracker is stopped
# meanwhile and started again if it was running. A replaced SQLite file is kept beside the new one.
set -euo pipefail
umask 077

config_file=storage/backup/etc/backup.conf
lock_limit=600
restart_wanted=no
work=
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
  printf '%s\n' "command=restore" "owner=${0##*/}" "operation=by-hand" "since=$(date -u +%Y-%m-%dT%H:%M:%SZ)" \
    >.turn/holder.new
  mv -f .turn/holder.new .turn/holder
}

on_exit() {
  local status=$?
  [[ -z $work ]] || rm -rf -- "$work"
  if [[ $restart_wanted == yes ]]; then
    say INFO "starting the tracker"
    compose start tracker || status=1
  fi
  exit "$status"
}

# Only the container touches the tracker's folder, as the tracker's account. What it gets was looked at before.
restore_sqlite() {
  local backup=$1 name=${DB_PATH##*/} side
  work=$(mktemp -d)
  gunzip --stdout -- "$backup" >"$work/$name"
  [[ $(head -c 15 -- "$work/$name") == 'SQLite format 3' ]] ||
    fail "'$backup' does not hold an SQLite database"
  for side in -journal -wal; do
    if [[ -e ${backup%.gz}$side.gz ]]; then
      gunzip --stdout -- "${backup%.gz}$side.gz" >"$work/$name$side"
    fi
  done
  stop_tracker
  (cd -- "$work" && tar --create --file=- --owner=0 --group=0 --mode=0640 -- *) |
    compose --profile backup run --rm -T --volume "$stack_folder/storage/tracker/lib:/restore:z" backup restore 9>&-
}

restore_mysql() {
  stop_tracker
  gunzip --stdout -- "$1" | compose --profile backup run --rm -T backup restore 9>&-
}

# Stops what "find_tracker" has found.
stop_tracker() {
  if [[ -n $found ]]; then
    say INFO "stopping the tracker"
    restart_wanted=yes
    compose stop tracker
  fi
}

main() {
  local backup=${1:-} kind REPLY found
  case ${backup##*/} in
    *.db.gz) kind=sqlite ;;
    *.sql.gz) kind=mysql ;;
    *) fail "give one file with a name like sqlite_20260101_030000.db.gz or mysql_20260101_030000.sql.gz" ;;
  esac
  [[ -f docker-compose.yml ]] || fail "there is no docker-compose.yml in $PWD"
  [[ -r $config_file ]] || fail "cannot read $PWD/$config_file"
  # shellcheck source=/dev/null
  . "./$config_file"
  [[ $kind == "$DB_TYPE" ]] || fail "a $kind backup does not fit a tracker that keeps its data in $DB_TYPE"
  gzip --test -- "$backup" || fail "'$backup' is damaged"

  take_lock

  trap on_exit EXIT
  docker info --format . >/dev/null || fail "Docker does not answer"
  find_tracker
  refuse_earlier_names
  "restore_$kind" "$backup"
  say INFO "restored '$backup'"
}

main "$@"
