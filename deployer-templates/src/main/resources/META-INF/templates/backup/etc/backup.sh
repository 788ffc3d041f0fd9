#!/bin/sh
# backup.sh [dump]      writes the database to standard output: SQL of MySQL, a tar archive of the files of SQLite
# backup.sh restore     reads the same from standard input in place of the database
#
# Plain sh: the images it runs in have no common better shell. It runs as the tracker's account and writes to no folder but the
# one of the SQLite database, for a restore: links that a tracker has left there lead nowhere but into this container.
set -eu
umask 077

say() {
  printf '%s INFO  %s\n' "$(date -u '+%Y-%m-%d %H:%M:%S')" "$*" >&2
}

fail() {
  printf '%s ERROR %s\n' "$(date -u '+%Y-%m-%d %H:%M:%S')" "$*" >&2
  exit 1
}

need() {
  for name in "$@"; do
    eval "value=\${$name:-}"
    [ -n "$value" ] || fail "backup.conf has no value for $name"
  done
}

# Refuses everything but files where the database $2 stands in the folder $1: to read a pipe or a device might never end.
only_files() {
  if [ ! -d "$1" ] || [ -L "$1" ]; then fail "there is no folder $1, or a link stands in its place"; fi
  for side in '' -journal -wal; do
    file=$1/$2$side
    if [ -L "$file" ] || { [ -e "$file" ] && [ ! -f "$file" ]; }; then
      fail "something else than a file stands at $file"
    fi
  done
}

dump_sqlite() {
  need DB_PATH
  only_files "${DB_PATH%/*}" "${DB_PATH##*/}"
  [ -e "$DB_PATH" ] || fail "there is no database file $DB_PATH"
  say "copying the SQLite database $DB_PATH"
  set -- "./${DB_PATH##*/}"
  # What a crash left beside the database belongs to it.
  for side in -journal -wal; do
    [ ! -s "$DB_PATH$side" ] || set -- "$@" "./${DB_PATH##*/}$side"
  done
  cd "${DB_PATH%/*}"
  tar -cf - "$@"
}

restore_sqlite() {
  need DB_PATH
  folder=/restore${DB_PATH#/data/storage/tracker/lib}
  name=${folder##*/}
  folder=${folder%/*}
  [ -d "$folder" ] || [ -L "$folder" ] || mkdir "$folder"
  only_files "$folder" "$name"
  say "restoring the SQLite database $name"
  rm -rf "$folder/.restoring"
  mkdir "$folder/.restoring"
  tar -xf - -C "$folder/.restoring"
  [ -f "$folder/.restoring/$name" ] || fail "the archive holds no file $name"
  if [ -e "$folder/$name" ]; then
    rm -f "$folder/$name.replaced"
    cp -p "$folder/$name" "$folder/$name.replaced"
  fi
  for side in -journal -wal -shm; do
    rm -f "$folder/$name$side"
  done
  for side in -journal -wal ''; do
    [ ! -f "$folder/.restoring/$name$side" ] || mv "$folder/.restoring/$name$side" "$folder/$name$side"
  done
  rm -rf "$folder/.restoring"
}

dump_mysql() {
  need DB_HOST DB_PORT DB_USER DB_PASSWORD DB_NAME
  say "dumping the MySQL database $DB_NAME of $DB_HOST:$DB_PORT"
  MYSQL_PWD=$DB_PASSWORD mysqldump --protocol=tcp --host="$DB_HOST" --port="$DB_PORT" --user="$DB_USER" \
    --single-transaction --quick --lock-tables=false --no-tablespaces "$DB_NAME" || fail "mysqldump failed"
}

restore_mysql() {
  need DB_HOST DB_PORT DB_USER DB_PASSWORD DB_NAME
  say "restoring the MySQL database $DB_NAME of $DB_HOST:$DB_PORT"
  MYSQL_PWD=$DB_PASSWORD mysql --protocol=tcp --host="$DB_HOST" --port="$DB_PORT" --user="$DB_USER" \
    "$DB_NAME" || fail "mysql failed"
}

config=/etc/backup/backup.conf
[ -r "$config" ] || fail "cannot read $config"
# shellcheck source=/dev/null
. "$config"

case "${1:-dump}:${DB_TYPE:-none}" in
  dump:sqlite) dump_sqlite ;;
  dump:mysql) dump_mysql ;;
  restore:sqlite) restore_sqlite ;;
  restore:mysql) restore_mysql ;;
  *) fail "do not know how to ${1:-dump} a database of type '${DB_TYPE:-none}'" ;;
esac
