#!/bin/bash
# MariaDB behind the contract of the MySQL image: first start from MYSQL_*, a server on the socket only while that runs.
set -euo pipefail

data=/var/lib/mysql
socket=/run/mysqld/mysqld.sock

say() { echo "entry: $*" >&2; }

# value NAME — from the variable or, as with the upstream image, from the file that NAME_FILE names.
value() {
  local file=${1}_FILE
  if [[ -n ${!file:-} ]]; then cat "${!file}"; else printf '%s' "${!1:-}"; fi
}

# As upstream: nothing is escaped. A quote or a backslash in a value is SQL, and in the root password also part of the
# option file by which the client logs in.
root_statements() {
  local password=$1 host=${MYSQL_ROOT_HOST-%}
  echo "ALTER USER 'root'@'localhost' IDENTIFIED BY '$password';"
  if [[ -n $host && $host != localhost ]]; then
    echo "CREATE USER 'root'@'$host' IDENTIFIED BY '$password';"
    echo "GRANT ALL ON *.* TO 'root'@'$host' WITH GRANT OPTION;"
  fi
}

user_statements() {
  local user password database
  user=$(value MYSQL_USER)
  password=$(value MYSQL_PASSWORD)
  database=$(value MYSQL_DATABASE)
  [[ -z $database ]] || echo "CREATE DATABASE IF NOT EXISTS \`$database\`;"
  if [[ -n $user && -n $password ]]; then
    echo "CREATE USER '$user'@'%' IDENTIFIED BY '$password';"
    [[ -z $database ]] || echo "GRANT ALL ON \`${database//_/\\_}\`.* TO '$user'@'%';"
  fi
}

# client [PASSWORD] - the option file is read from a pipe: no argument that others could see.
client() {
  local options="[client]
password=\"${1:-}\""
  mariadb --defaults-extra-file=<(printf '%s\n' "$options") --default-character-set=utf8mb4 --socket="$socket" -u root mysql
}

first_start() {
  if [[ -z $(value MYSQL_ROOT_PASSWORD) && -z ${MYSQL_ALLOW_EMPTY_PASSWORD:-} ]]; then
    say "the database is not initialised and MYSQL_ROOT_PASSWORD is not set"
    exit 1
  fi
  if [[ $(value MYSQL_USER) == root ]]; then
    say "MYSQL_USER=root: root is made already, remove it or take another name"
    exit 1
  fi
  say "initialising the database"
  mariadb-install-db "${account[@]}" --datadir="$data" --skip-test-db --auth-root-authentication-method=normal >/dev/null
  mariadbd "${account[@]}" --datadir="$data" --skip-networking --socket="$socket" &
  local server=$!
  until mariadb-admin --no-defaults --socket="$socket" -u root ping >/dev/null 2>&1; do
    kill -0 "$server" || exit 1
    sleep 0.1
  done
  local password
  password=$(value MYSQL_ROOT_PASSWORD)
  root_statements "$password" | mariadb --no-defaults --default-character-set=utf8mb4 --socket="$socket" -u root mysql
  user_statements | client "$password"
  kill "$server"
  wait "$server"
  say "the database is initialised"
}

[[ ${1:-} != -* ]] || set -- mysqld "$@"
if [[ $1 != mysqld && $1 != mariadbd ]]; then
  exec "$@"
fi
shift
options=()
for option in "$@"; do
  case $option in
    --mysql-native-password* | --authentication-policy* | --mysqlx* | --caching-sha2*)
      say "leaving out $option, which only MySQL knows" ;;
    *) options+=("$option") ;;
  esac
done
mkdir -p "$data" /run/mysqld
# As upstream: whoever starts as root becomes mysql, and another account is left as it is.
account=()
if ((EUID == 0)); then
  chown -R mysql:mysql "$data" /run/mysqld
  account=(--user=mysql)
fi
[[ -d $data/mysql ]] || first_start
exec mariadbd "${account[@]}" --datadir="$data" --socket="$socket" "${options[@]}"
