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

# quoted TEXT — as an SQL literal.
quoted() {
  local text=${1//\\/\\\\}
  printf "'%s'" "${text//\'/\\\'}"
}

# pattern NAME — of a database, for GRANT: without a backslash "_" and "%" would stand for other databases as well.
pattern() {
  local text=${1//\\/\\\\}
  text=${text//_/\\_}
  text=${text//%/\\%}
  printf '%s' "${text//\`/\`\`}"
}

statements() {
  local root_password user password database host
  root_password=$(value MYSQL_ROOT_PASSWORD)
  user=$(value MYSQL_USER)
  password=$(value MYSQL_PASSWORD)
  database=$(value MYSQL_DATABASE)
  host=${MYSQL_ROOT_HOST-%}
  echo "ALTER USER 'root'@'localhost' IDENTIFIED BY $(quoted "$root_password");"
  if [[ -n $host && $host != localhost ]]; then
    echo "CREATE USER 'root'@$(quoted "$host") IDENTIFIED BY $(quoted "$root_password");"
    echo "GRANT ALL ON *.* TO 'root'@$(quoted "$host") WITH GRANT OPTION;"
  fi
  [[ -z $database ]] || echo "CREATE DATABASE IF NOT EXISTS \`${database//\`/\`\`}\`;"
  if [[ -n $user && -n $password ]]; then
    echo "CREATE USER $(quoted "$user")@'%' IDENTIFIED BY $(quoted "$password");"
    [[ -z $database ]] || echo "GRANT ALL ON \`$(pattern "$database")\`.* TO $(quoted "$user")@'%';"
  fi
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
  mariadb-install-db --user=mysql --datadir="$data" --skip-test-db --auth-root-authentication-method=normal >/dev/null
  mariadbd --user=mysql --datadir="$data" --skip-networking --socket="$socket" &
  local server=$!
  until mariadb-admin --no-defaults --socket="$socket" -u root ping >/dev/null 2>&1; do
    kill -0 "$server" || exit 1
    sleep 0.1
  done
  statements | mariadb --no-defaults --default-character-set=utf8mb4 --socket="$socket" -u root mysql
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
chown -R mysql:mysql "$data" /run/mysqld
[[ -d $data/mysql ]] || first_start
exec mariadbd --user=mysql --datadir="$data" --socket="$socket" "${options[@]}"
