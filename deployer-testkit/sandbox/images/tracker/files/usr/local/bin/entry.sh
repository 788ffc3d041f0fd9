#!/bin/sh
# Keeps the contract of the upstream image: a user with the id USER_ID owns the three folders and runs the program.
set -eu

refuse() {
  echo "entry: $*" >&2
  exit 1
}

case ${USER_ID:-} in
  '' | *[!0-9]*) refuse "USER_ID is not a number" ;;
esac
[ "$USER_ID" -ge 1000 ] || refuse "USER_ID is below 1000"

lib=/var/lib/torrust/tracker
log=/var/log/torrust/tracker
etc=/etc/torrust/tracker

case ${TORRUST_TRACKER_CONFIG_OVERRIDE_CORE__DATABASE__DRIVER:-} in
  sqlite3)
    mkdir -p "$lib/database"
    # Never configured by the deployer, but there with the upstream image as well.
    [ -e "$lib/database/sqlite3.db" ] || : >"$lib/database/sqlite3.db"
    ;;
  mysql) ;;
  *) refuse "TORRUST_TRACKER_CONFIG_OVERRIDE_CORE__DATABASE__DRIVER is neither sqlite3 nor mysql" ;;
esac
[ -e "$TORRUST_TRACKER_CONFIG_TOML_PATH" ] || refuse "no configuration at $TORRUST_TRACKER_CONFIG_TOML_PATH"

mkdir -p "$lib" "$log" "$etc"
for folder in "$lib" "$log" "$etc"; do
  # A read-only mount keeps its owner and mode; the start goes on.
  chown -R "$USER_ID:$USER_ID" "$folder" || true
  chmod -R 2770 "$folder" || true
done

cd "$lib"
exec setpriv --reuid "$USER_ID" --regid "$USER_ID" --clear-groups -- "$@"
