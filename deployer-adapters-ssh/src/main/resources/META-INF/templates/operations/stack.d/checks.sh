# ---- checks ----------------------------------------------------------------------------------------

declare -a checks=()

# The checks for occasion $1: "start", or "look" for all of them.
read_checks() {
  local line when
  checks=()
  [[ -f $home/bin/checks.tsv ]] || return 0
  while IFS= read -r line; do
    [[ -n $line && $line != \#* ]] || continue
    IFS=$'\t' read -r _ when _ <<<"$line"
    [[ $1 == look || $when == start ]] || continue
    checks+=("$line")
  done <"$home/bin/checks.tsv"
}

# Value of a name in .env, or in the file $2, into REPLY, with the quotes taken off as Compose takes them off.
dotenv() {
  local line value
  REPLY=
  while IFS= read -r line; do
    [[ $line == "$1="* ]] || continue
    value=${line#*=}
    case $value in
      \'*\') REPLY=${value:1:-1} ;;
      \"*\")
        value=${value:1:-1}
        value=${value//\\\\/$'\x01'}
        value=${value//\\\"/\"}
        value=${value//\\\$/\$}
        REPLY=${value//$'\x01'/\\}
        ;;
      *) REPLY=$value ;;
    esac
  done <"${2:-"$home/.env"}"
}

# Percent-encodes $1 for a query into REPLY.
percent_encode() {
  local text=$1 index char
  REPLY=
  for ((index = 0; index < ${#text}; index++)); do
    char=${text:index:1}
    case $char in
      [A-Za-z0-9.~_-]) REPLY+=$char ;;
      *)
        printf -v char '%%%02X' "$(($(printf '%d' "'$char") & 255))"
        REPLY+=$char
        ;;
    esac
  done
}

percent_decode() {
  local text=${1//\\/\\\\}
  printf -v REPLY '%b' "${text//%/\\x}"
}

# GET over HTTP/1.0 without a program and without an argument that others could read. Prints the status
# and the beginning of the body.
http_get() {
  local host=$1 port=$2 path=$3 fd status line body=''
  if ! { exec {fd}<>"/dev/tcp/$host/$port"; } 2>/dev/null; then
    printf 'nobody listens on port %s' "$port"
    return 1
  fi
  printf 'GET %s HTTP/1.0\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$path" >&"$fd"
  if ! IFS=' ' read -r -t 5 -u "$fd" _ status _; then
    printf 'no answer on port %s' "$port"
    return 1
  fi
  while IFS= read -r -t 5 -u "$fd" line && [[ $line != $'\r' ]]; do :; done
  IFS= read -r -d '' -t 5 -n 65536 -u "$fd" body || :
  printf '%s %s' "$status" "$body"
  [[ $status == 2?? ]]
}

check_http() {
  local name=$1 port=$2 path=$3 expected=$4 answer REPLY once
  if [[ $path == *@token@* || $path == *@token-in-url@* ]]; then
    dotenv TORRUST_TRACKER_CONFIG_OVERRIDE_HTTP_API__ACCESS_TOKENS__ADMIN
    percent_encode "$REPLY"
    once=$REPLY
    percent_encode "$once"
    path=${path//@token@/$once}
    path=${path//@token-in-url@/$REPLY}
  fi
  if ! answer=$(http_get "${address[$name]}" "$port" "$path"); then
    detail=${answer:0:300}
    return 1
  fi
  if [[ -n $expected && $answer != *"$expected"* ]]; then
    detail="the answer does not hold '$expected': ${answer:0:300}"
    return 1
  fi
  detail="answered ${answer%% *}"
}

# The tracker's own login to its database, from its settings, into the caller's "user", "password" and "database".
database_login() {
  local url REPLY
  dotenv TORRUST_TRACKER_CONFIG_OVERRIDE_CORE__DATABASE__PATH
  url=$REPLY
  if [[ $url =~ ^mysql://([^:@]*):([^@]*)@[^/]*/(.*)$ ]]; then
    user=${BASH_REMATCH[1]} password=${BASH_REMATCH[2]} database=${BASH_REMATCH[3]}
    percent_decode "$user"
    user=$REPLY
    percent_decode "$password"
    password=$REPLY
  else
    dotenv MYSQL_USER
    user=$REPLY
    dotenv MYSQL_DATABASE
    database=$REPLY
    dotenv TORRUST_TRACKER_CONFIG_OVERRIDE_CORE__DATABASE__PASSWORD
    [[ -n $REPLY ]] || dotenv MYSQL_PASSWORD
    password=$REPLY
  fi
}

# Logs in to the database as the tracker does: with what stands in its own settings.
check_mysql_login() {
  local name=$1 user password database REPLY answer
  database_login
  # shellcheck disable=SC2016 # expanded in the container
  if ! answer=$(timeout 10 docker exec --interactive "${id[$name]}" sh -c '
      IFS= read -r MYSQL_PWD
      export MYSQL_PWD
      client=$(command -v mysql || command -v mariadb)
      exec "$client" --host=127.0.0.1 --user="$1" --batch --skip-column-names --execute="SELECT 1" "$2"' \
    sh "$user" "$database" <<<"$password" 2>&1); then
    detail=${answer:0:300}
    return 1
  fi
  detail="logged in"
}

# Runs the check in one line of the list; tells it when it passed or when $2 says that it counts.
run_check() {
  local check subject name kind port path expected detail='' status=pass from REPLY
  IFS=$'\t' read -r check _ subject name kind port path expected <<<"$1"
  now
  from=$NOW
  case $kind in
    http) check_http "$name" "$port" "$path" "$expected" || status=fail ;;
    mysql-login) check_mysql_login "$name" || status=fail ;;
    *)
      status=skip
      detail="this machine's script does not know checks of kind '$kind'"
      ;;
  esac
  last_detail[$check]=$detail
  now
  if [[ $status != fail || $2 == final ]]; then
    say check id "$check" subject "$subject" status "$status" detail "$detail" millis "$(((NOW - from) * 10))"
  fi
  [[ $status != fail ]]
}

declare -A last_detail=()

is_ready() {
  [[ ${state[$1]:-} == running && (-z ${health[$1]:-} || ${health[$1]} == healthy) ]]
}

