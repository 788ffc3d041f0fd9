# ---- passwords -------------------------------------------------------------------------------------

# The database server and Grafana keep the passwords that their data was made with; what .env says counts at their first
# start only. So a release with other passwords than the one before sets them in what runs. Which ones are in force is found
# out by logging in: whatever was cut off is finished, and an earlier release that is put back sets its own again.

# The lines of the file $2 that name the accounts of $1.
account_lines() {
  local line
  REPLY=
  [[ -f $2 ]] || return 0
  while IFS= read -r line; do
    case $1:$line in
      mysql:MYSQL_USER=* | mysql:MYSQL_PASSWORD=* | mysql:MYSQL_ROOT_PASSWORD=* | grafana:GF_SECURITY_ADMIN_*) REPLY+=$line$'\n' ;;
    esac
  done <"$2"
}

# The settings of every kept release into "kept", the latest first.
kept_settings() {
  local folder
  kept=()
  while read -r _ folder; do
    [[ ! -f $folder/files/opt/torrust/.env ]] || kept+=("$folder/files/opt/torrust/.env")
  done < <(find "$releases" -mindepth 1 -maxdepth 1 -type d -printf '%T@ %p\n' | sort -rn)
}

# Whether the accounts of $1 are known to be as .env says: they were accepted last, or no kept release says otherwise.
accounts_stand() {
  local wanted file REPLY
  local -a kept=()
  account_lines "$1" "$home/.env"
  wanted=$REPLY
  [[ ! -f $turn/accounts.$1.before ]] || return 1
  if [[ -f $turn/accounts.$1 ]]; then
    account_lines "$1" "$turn/accounts.$1"
    [[ $REPLY == "$wanted" ]]
    return
  fi
  kept_settings
  for file in "${kept[@]}"; do
    account_lines "$1" "$file"
    [[ -z $REPLY || $REPLY == "$wanted" ]] || return 1
  done
}

# Accounts of which nobody knows whether they are as .env says.
declare -A doubtful=()

# Remembers that the accounts of $1 are as .env says.
remember_accounts() {
  local REPLY
  [[ -z ${doubtful[$1]:-} ]] || return 0
  account_lines "$1" "$home/.env"
  if [[ -z $REPLY || (-f $turn/accounts.$1 && $(<"$turn/accounts.$1") == "${REPLY%$'\n'}") ]]; then
    return 0
  fi
  write_small "$turn/accounts.$1" "${REPLY%$'\n'}"
  rm -f -- "$turn/accounts.$1.before"
}

# From here on nobody knows which of both is in force, until the new ones are accepted.
doubt_accounts() {
  [[ ! -f $turn/accounts.$1 ]] || mv -fT -- "$turn/accounts.$1" "$turn/accounts.$1.before"
  sync -- "$turn"
}

# What a variable of the accounts of $1 has been into "candidates", the likeliest value first.
known_values() {
  local file value REPLY
  local -a kept=()
  candidates=()
  kept_settings
  for file in "$turn/accounts.$1" "$home/.env" "$turn/accounts.$1.before" "${kept[@]}"; do
    [[ -f $file ]] || continue
    dotenv "$2" "$file"
    [[ -n $REPLY ]] || continue
    for value in "${candidates[@]}"; do
      [[ $value != "$REPLY" ]] || continue 2
    done
    candidates+=("$REPLY")
  done
}

# Quotes $1 as a string of SQL, for a session whose sql_mode is empty, into REPLY.
sql_quote() {
  local text=${1//\\/\\\\}
  REPLY="'${text//\'/\\\'}'"
}

# database_says USER PASSWORD STATEMENTS - over the socket in the container; password and statements on standard input.
database_says() {
  # shellcheck disable=SC2016 # expanded in the container
  timeout 20 docker exec --interactive "${id[mysql]}" sh -c '
      IFS= read -r MYSQL_PWD
      export MYSQL_PWD
      client=$(command -v mysql || command -v mariadb)
      exec "$client" --protocol=socket --user="$1" --default-character-set=utf8mb4 --batch --skip-column-names' \
    sh "$1" <<<"$2"$'\n'"$3" 2>&1
}

# Whether the database lets account $1 in with password $2; waits for a server that is not up yet.
database_lets_in() {
  local REPLY
  until answer=$(database_says "$1" "$2" 'SELECT 1;'); do
    [[ ! $answer =~ (Access\ denied|ERROR\ (1045|1698|3118)) ]] || return 1
    stop_if_cancelled
    remaining
    ((REPLY > 0)) || out_of_time
    sleep 0.5
    look
    [[ ${state[mysql]:-} != exited ]] || service_failed stack.service_stopped mysql "service 'mysql' is exited"
  done
}

# Before the services of a release start: their accounts in a database that has data already.
set_database_passwords() {
  local user password superuser master='' value answer statements REPLY
  local -a candidates=()
  [[ -n ${image_of[mysql]:-} && -n $(find "$home/storage/mysql/data" -mindepth 1 -print -quit 2>/dev/null) ]] || return 0
  ! accounts_stand mysql || return 0
  if [[ ${state[mysql]:-} != running ]]; then
    compose up --detach --no-deps --no-build --pull missing mysql >"$work/compose" 2>&1 || {
      say_tail compose "$(<"$work/compose")"
      fail stack.start_failed "the database cannot be started to set its passwords"
    }
    look
  fi
  dotenv MYSQL_USER
  user=$REPLY
  dotenv MYSQL_PASSWORD
  password=$REPLY
  dotenv MYSQL_ROOT_PASSWORD
  superuser=$REPLY
  known_values mysql MYSQL_ROOT_PASSWORD
  for value in "${candidates[@]}"; do
    ! database_lets_in root "$value" || {
      master=$value
      break
    }
  done
  if [[ -z $master ]]; then
    # Then its own settings may still be right; whoever asked for others is told.
    database_lets_in "$user" "$password" ||
      fail stack.database_locked "no password that this machine knows opens the database as its superuser, so the new ones cannot be set"
    say warning code stack.database_root_unknown \
      message "no password that this machine knows opens the database as its superuser; it keeps the one that it has"
    doubtful[mysql]=1
    return 0
  fi
  if [[ $master != "$superuser" ]] || ! database_lets_in "$user" "$password"; then
    doubt_accounts mysql
    sql_quote "$password"
    statements="SET SESSION sql_mode = ''; ALTER USER '$user'@'%' IDENTIFIED BY $REPLY;"
    sql_quote "$superuser"
    statements+=" ALTER USER 'root'@'localhost' IDENTIFIED BY $REPLY;"
    answer=$(database_says root "$master" "$statements") || {
      say_tail mysql "$answer"
      fail stack.password_not_set "the database does not take the new passwords" service mysql
    }
    if ! database_lets_in "$user" "$password" || ! database_lets_in root "$superuser"; then
      fail stack.password_not_set "the database does not let its accounts in with the new passwords" service mysql
    fi
    say password_set service mysql
  fi
  remember_accounts mysql
}

# grafana_says METHOD PATH USER PASSWORD [BODY] - its status and the beginning of what it answers.
grafana_says() {
  local fd status line credentials body=${5:-} said=''
  credentials=$(printf '%s:%s' "$3" "$4" | base64 -w 0)
  { exec {fd}<>"/dev/tcp/${address[grafana]}/3000"; } 2>/dev/null || return 1
  printf '%s %s HTTP/1.0\r\nHost: localhost\r\nAuthorization: Basic %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s' \
    "$1" "$2" "$credentials" "${#body}" "$body" >&"$fd"
  IFS=' ' read -r -t 20 -u "$fd" _ status _ || return 1
  while IFS= read -r -t 5 -u "$fd" line && [[ $line != $'\r' ]]; do :; done
  IFS= read -r -d '' -t 5 -n 4096 -u "$fd" said || :
  printf '%s %s' "${status%$'\r'}" "$said"
}

# Whether Grafana lets account $1 in with password $2.
grafana_lets_in() {
  answer=$(grafana_says GET /api/user "$1" "$2") || return 1
  [[ $answer == 200\ * ]]
}

# Once Grafana is up: its administrator, whom it made at its first start. Three at the most are tried, because it locks an
# account for which it is asked in vain too often.
set_grafana_password() {
  local user password login='' present='' value name answer said body REPLY
  local -a candidates=() names=()
  [[ -n ${image_of[grafana]:-} ]] || return 0
  accounts_stand grafana && return 0
  dotenv GF_SECURITY_ADMIN_USER
  user=$REPLY
  dotenv GF_SECURITY_ADMIN_PASSWORD
  password=$REPLY
  known_values grafana GF_SECURITY_ADMIN_USER
  names=("${candidates[@]:0:2}")
  known_values grafana GF_SECURITY_ADMIN_PASSWORD
  for name in "${names[@]}"; do
    for value in "${candidates[@]:0:3}"; do
      if [[ -z $login ]] && grafana_lets_in "$name" "$value"; then
        login=$name
        present=$value
      fi
    done
  done
  if [[ $login != "$user" || $present != "$password" ]]; then
    doubt_accounts grafana
    if [[ -n $login && $login != "$user" ]]; then
      quote "$user"
      answer=$(grafana_says PUT /api/user "$login" "$present" "{\"login\":$REPLY}") || :
      [[ $answer == 200\ * ]] ||
        fail stack.password_not_set "Grafana does not take the new name of its administrator: ${answer:0:200}" service grafana
      login=$user
    fi
    if [[ -n $login && $present != "$password" ]]; then
      quote "$present"
      body="{\"oldPassword\":$REPLY"
      quote "$password"
      body+=",\"newPassword\":$REPLY,\"confirmNew\":$REPLY}"
      answer=$(grafana_says PUT /api/user/password "$login" "$present" "$body") || :
    elif [[ -z $login ]]; then
      # Somebody changed it by hand: its own program needs no password.
      # shellcheck disable=SC2016 # expanded in the container
      answer=$(timeout 60 docker exec --interactive "${id[grafana]}" sh -c \
        'exec grafana cli --homepath "${GF_PATHS_HOME:-/usr/share/grafana}" admin reset-admin-password --password-from-stdin' \
        <<<"$password" 2>&1) || :
    fi
    said=$answer
    grafana_lets_in "$user" "$password" ||
      fail stack.password_not_set "Grafana does not let its administrator in with the new password: ${said:0:200}" service grafana
    say password_set service grafana
  fi
  remember_accounts grafana
}

# accepts SECRET VALUE - what the service that keeps this secret answers to a value, into REPLY; why into "detail".
accepts() {
  local value=$2 port path answer='' user once check
  REPLY=unknown
  detail=
  case $1 in
    api_token)
      for check in "${checks[@]}"; do
        [[ $check == http_api.token$'\t'* ]] || continue
        IFS=$'\t' read -r _ _ _ _ _ port path _ <<<"$check"
        percent_encode "$value"
        once=$REPLY
        REPLY=unknown
        answer=$(http_get "${address[tracker]:-}" "$port" "${path//@token@/$once}") || :
        detail="the API answers ${answer%% *}"
        case $answer in
          2??\ *) REPLY=accepted ;;
          [45]??\ *) REPLY=refused ;;
          *) detail=${answer:0:200} ;;
        esac
        return 0
      done
      detail="the API can be asked from nowhere on the machine"
      ;;
    database_user | database_root)
      user=root
      if [[ $1 == database_user ]]; then
        dotenv MYSQL_USER
        user=$REPLY
        REPLY=unknown
      fi
      if answer=$(database_says "$user" "$value" 'SELECT 1;'); then
        REPLY=accepted
      elif [[ $answer =~ (Access\ denied|ERROR\ (1045|1698|3118)) ]]; then
        REPLY=refused
      fi
      detail=${answer:0:200}
      ;;
    grafana_admin)
      dotenv GF_SECURITY_ADMIN_USER
      user=$REPLY
      REPLY=unknown
      answer=$(grafana_says GET /api/user "$user" "$value") || answer=
      detail="Grafana answers ${answer%% *}"
      case $answer in
        200\ *) REPLY=accepted ;;
        40[13]\ *) REPLY=refused ;;
      esac
      ;;
  esac
}

# Tries, for each secret that is another one than in the release $1, both values where they open something.
prove_secrets() {
  local before secret variable former present of REPLY detail
  [[ $1 =~ ^[0-9a-f]{16}$ && -f $releases/$1/files/opt/torrust/.env ]] ||
    fail stack.release_unknown "release '$1' is not kept on this machine"
  before=$releases/$1/files/opt/torrust/.env
  work=$(mktemp -d)
  look
  read_checks look
  while read -r secret variable; do
    dotenv "$variable" "$before"
    former=$REPLY
    dotenv "$variable"
    present=$REPLY
    [[ -n $former && -n $present && $former != "$present" ]] || continue
    accepts "$secret" "$present"
    of=$REPLY
    accepts "$secret" "$former"
    say secret secret "$secret" present "$of" former "$REPLY" detail "$detail"
  done <<<"api_token TORRUST_TRACKER_CONFIG_OVERRIDE_HTTP_API__ACCESS_TOKENS__ADMIN
database_user MYSQL_PASSWORD
database_root MYSQL_ROOT_PASSWORD
grafana_admin GF_SECURITY_ADMIN_PASSWORD"
  answered=true
  say finished command prove
}

