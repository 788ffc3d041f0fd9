#!/bin/sh
# backup.sh [dump]      writes the database to /backups/<kind>/
# backup.sh restore     reads an unpacked dump from standard input into the MySQL database
#
# Plain sh: the images it runs in have no common better shell.
set -eu
umask 077

say() {
  printf '%s INFO  %s\n' "$(date -u '+%Y-%m-%d %H:%M:%S')" "$*" >&2
}

fail() {
  printf '%s ERROR %s\n' "$(date -u '+%Y-%m-%d %H:%M:%S')" "$*" >&2
  exit 1
}

remove_unfinished() {
  rm -f "/backups/${DB_TYPE:-none}/".unfinished*
}

# The finished file appears under its name at once or not at all.
pack() {
  gzip "$1"
  mv "$1.gz" "$2"
}

need() {
  for name in "$@"; do
    eval "value=\${$name:-}"
    [ -n "$value" ] || fail "backup.conf has no value for $name"
  done
}

dump_sqlite() {
  need DB_PATH
  [ -f "$DB_PATH" ] || fail "there is no database file $DB_PATH"
  say "copying the SQLite database $DB_PATH"
  cp "$DB_PATH" /backups/sqlite/.unfinished
  # What a crash left beside the database belongs to it.
  for side in -journal -wal; do
    if [ -s "$DB_PATH$side" ]; then
      cp "$DB_PATH$side" "/backups/sqlite/.unfinished$side"
      pack "/backups/sqlite/.unfinished$side" "/backups/sqlite/sqlite_$stamp.db$side.gz"
    fi
  done
  pack /backups/sqlite/.unfinished "/backups/sqlite/sqlite_$stamp.db.gz"
  say "wrote sqlite_$stamp.db.gz"
}

dump_mysql() {
  need DB_HOST DB_PORT DB_USER DB_PASSWORD DB_NAME
  say "dumping the MySQL database $DB_NAME of $DB_HOST:$DB_PORT"
  MYSQL_PWD=$DB_PASSWORD mysqldump --protocol=tcp --host="$DB_HOST" --port="$DB_PORT" --user="$DB_USER" \
    --single-transaction --quick --lock-tables=false --no-tablespaces \
    --result-file=/backups/mysql/.unfinished "$DB_NAME" || fail "mysqldump failed"
  pack /backups/mysql/.unfinished "/backups/mysql/mysql_$stamp.sql.gz"
  say "wrote mysql_$stamp.sql.gz"
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
stamp=$(date -u '+%Y%m%d_%H%M%S')

case "${1:-dump}:${DB_TYPE:-none}" in
  dump:sqlite)
    trap remove_unfinished EXIT
    dump_sqlite
    ;;
  dump:mysql)
    trap remove_unfinished EXIT
    dump_mysql
    ;;
  restore:mysql) restore_mysql ;;
  *) fail "do not know how to ${1:-dump} a database of type '${DB_TYPE:-none}'" ;;
esac
