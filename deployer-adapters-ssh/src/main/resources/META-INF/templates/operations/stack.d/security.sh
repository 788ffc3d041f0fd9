# ---- security ---------------------------------------------------------------------------------------

# holds ID SUBJECT STATUS DETAIL: one item, as it was found a moment ago.
holds() {
  say security id "$1" subject "$2" status "$3" detail "${4:0:300}"
}

# verdict ID SUBJECT GOOD [NAME]...: holds unless names are left over for which it does not.
verdict() {
  local id=$1 subject=$2 good=$3
  shift 3
  if (($# == 0)); then holds "$id" "$subject" pass "$good"; else holds "$id" "$subject" fail "not for: $*"; fi
}

# Everything that can be asked on the machine itself. Nothing is taken from what was configured or installed.
tell_security() {
  tell_login_security
  tell_firewall_security
  tell_account_security
  tell_file_security
  ((${#services[@]} == 0)) || tell_container_security
  [[ -z ${id[prometheus]:-} ]] || tell_token_security
  [[ -z ${id[mysql]:-} ]] || tell_database_security
}

tell_login_security() {
  local settings setting value
  local -A sshd=()
  if ! settings=$(mkdir -p /run/sshd && timeout 10 sshd -T -C "user=${SUDO_USER:-root},host=localhost,addr=127.0.0.1" 2>&1); then
    holds ssh.keys_only "SSH logins" skip "the daemon does not say how it is set: ${settings##*$'\n'}"
    return 0
  fi
  while read -r setting value; do
    sshd[$setting]=$value
  done <<<"$settings"
  if [[ ${sshd[passwordauthentication]:-} == no && ${sshd[kbdinteractiveauthentication]:-no} == no ]]; then
    holds ssh.keys_only "SSH logins" pass "by key only"
  else
    holds ssh.keys_only "SSH logins" fail "passwords are accepted"
  fi
  case ${sshd[permitrootlogin]:-} in
    no) holds ssh.root_login "root's SSH login" pass closed ;;
    prohibit-password | without-password) holds ssh.root_login "root's SSH login" warn "open, by key only" ;;
    *) holds ssh.root_login "root's SSH login" fail "open" ;;
  esac
  if ((${sshd[maxauthtries]:-6} <= 4 && ${sshd[logingracetime]:-120} > 0 && ${sshd[logingracetime]:-120} <= 60)); then
    holds ssh.limits "attempts to log in" pass "${sshd[maxauthtries]} tries in ${sshd[logingracetime]} seconds"
  else
    holds ssh.limits "attempts to log in" fail "${sshd[maxauthtries]:-6} tries in ${sshd[logingracetime]:-120} seconds"
  fi
}

tell_firewall_security() {
  local table
  if table=$(nft list table inet torrust_tracker 2>/dev/null) && [[ $table == *"hook forward"*drop* ]]; then
    holds firewall.containers "what reaches containers" pass "only ports that are meant to be public"
  else
    holds firewall.containers "what reaches containers" fail "the table torrust_tracker is not in force"
  fi
  if iptables -S INPUT 2>/dev/null | grep -qx -- '-P INPUT DROP'; then
    holds firewall.machine "what reaches the machine" pass "only what is let in by a rule"
  else
    holds firewall.machine "what reaches the machine" fail "everything that no rule refuses"
  fi
  if [[ $table == *"hook input"*"limit rate over"* ]]; then
    holds firewall.ssh_rate "new SSH connections" pass "limited for each address"
  else
    holds firewall.ssh_rate "new SSH connections" fail "not limited"
  fi
  if systemctl --quiet is-enabled unattended-upgrades 2>/dev/null; then
    holds updates.automatic "security updates" pass "installed every day"
  else
    holds updates.automatic "security updates" fail "not installed by themselves"
  fi
}

tell_account_security() {
  local groups
  if ! groups=$(id -nG "$account" 2>/dev/null); then
    holds tracker.account "the tracker's account" fail "there is no account '$account'"
  elif [[ " $groups " =~ \ (sudo|docker|adm|root|wheel|lxd)\  ]]; then
    holds tracker.account "the tracker's account" fail "it can become root by its group ${BASH_REMATCH[1]}"
  else
    holds tracker.account "the tracker's account" pass "'$account' has its data and no rights beside"
  fi
}

# Whoever can write to a folder can put a link into it: what root reads and executes stands in root's own.
tell_file_security() {
  local path owner
  local -a bad=()
  for path in "$home" "$home"/bin "$home"/bin/* "$home"/docker-compose.yml "$home"/storage "$home"/storage/tracker \
    "$home"/storage/tracker/etc "$home"/storage/prometheus/etc "$home"/storage/backup "$home"/storage/backup/* \
    "$root"/usr/local/bin/maintenance-* "$root"/etc/cron.d/tracker-backup; do
    [[ -e $path ]] || continue
    owner=$(stat -Lc '%u %a' -- "$path")
    if [[ ${owner% *} != 0 ]] || ((8#${owner#* } & 8#022)); then
      bad+=("${path#"$root"}")
    fi
  done
  verdict files.owner "files and folders that root reads and executes" "root's own" "${bad[@]}"
  bad=()
  for path in "$home"/.env "$home"/storage/backup/etc/backup.conf "$home"/storage/prometheus/etc/prometheus.yml "$releases"; do
    [[ -e $path ]] || continue
    owner=$(stat -Lc %a -- "$path")
    ! ((8#$owner & 8#007)) || bad+=("${path#"$root"}")
  done
  verdict files.secret "files with secrets" "closed to other accounts" "${bad[@]}"
}

readonly powers_format='{{index .Config.Labels "com.docker.compose.service"}}|{{json .HostConfig.CapDrop}}|{{json .HostConfig.CapAdd}}|{{json .HostConfig.SecurityOpt}}|{{.HostConfig.ReadonlyRootfs}}|{{.HostConfig.Memory}}|{{.HostConfig.PidsLimit}}|{{.HostConfig.Privileged}}|{{.Config.User}}|{{.Config.Image}}|{{range .Mounts}}{{.Source}} {{end}}'

tell_container_security() {
  local name dropped added options fixed memory processes privileged user reference mounts
  local -a powers=() privileges=() writable=() greedy=() crowd=() roots=() moving=() docked=()
  local digests=0
  while IFS='|' read -r name dropped added options fixed memory processes privileged user reference mounts; do
    [[ -n $name ]] || continue
    [[ $dropped == *ALL* && $privileged == false ]] || powers+=("$name")
    case $added in null | '[]' | '["NET_BIND_SERVICE"]' | '["CAP_NET_BIND_SERVICE"]') ;; *) powers+=("$name:$added") ;; esac
    [[ $options == *no-new-privileges* ]] || privileges+=("$name")
    [[ $fixed == true ]] || writable+=("$name")
    [[ $memory =~ ^[1-9] ]] || greedy+=("$name")
    [[ $processes =~ ^[1-9] ]] || crowd+=("$name")
    case ${user%%:*} in '' | 0 | root) roots+=("$name") ;; esac
    [[ $mounts != *docker.sock* ]] || docked+=("$name")
    ! is_moving "$reference" || moving+=("$name")
    [[ $reference != *@sha256:* ]] || digests=$((digests + 1))
  done < <(docker inspect --format "$powers_format" "${id[@]}" 2>/dev/null)
  verdict containers.capabilities "capabilities of containers" "none but the proxy's to listen on ports below 1024" "${powers[@]}"
  verdict containers.new_privileges "new privileges in containers" "impossible" "${privileges[@]}"
  verdict containers.read_only "root file systems of containers" "read-only" "${writable[@]}"
  verdict containers.memory "memory of containers" "limited" "${greedy[@]}"
  verdict containers.processes "processes of containers" "limited" "${crowd[@]}"
  verdict containers.socket "Docker's socket in containers" "in none" "${docked[@]}"
  # The proxy begins as root, without the rights of root.
  local -a others=()
  for name in "${roots[@]}"; do
    [[ $name == caddy ]] || others+=("$name")
  done
  verdict containers.user "accounts in containers" "not root, except for the proxy" "${others[@]}"
  if ((${#moving[@]} > 0)); then
    holds images.pinned images warn "by a tag that moves: ${moving[*]}"
  else
    holds images.pinned images pass "by fixed tags, $digests of ${#services[@]} by digest"
  fi
}

# Asks as any account of the machine can.
tell_token_security() {
  local REPLY token path answer encoded
  dotenv TORRUST_TRACKER_CONFIG_OVERRIDE_HTTP_API__ACCESS_TOKENS__ADMIN
  token=$REPLY
  percent_encode "$token"
  encoded=$REPLY
  for path in /api/v1/status/config /api/v1/targets; do
    answer=$(http_get "${address[prometheus]}" 9090 "$path") || {
      holds prometheus.token "the tracker's token in Prometheus" skip "Prometheus does not answer"
      return 0
    }
    if [[ -n $token && ($answer == *"$token"* || $answer == *"$encoded"* || $answer == *"${encoded//%/%25}"*) ]]; then
      holds prometheus.token "the tracker's token in Prometheus" fail "shown to every account of this machine"
      return 0
    fi
  done
  holds prometheus.token "the tracker's token in Prometheus" pass "not shown"
}

# mysql_as_root STATEMENT - over the socket in the container, the password on standard input.
mysql_as_root() {
  local REPLY
  dotenv MYSQL_ROOT_PASSWORD
  # shellcheck disable=SC2016 # expanded in the container
  timeout 10 docker exec --interactive "${id[mysql]}" sh -c '
      IFS= read -r MYSQL_PWD
      export MYSQL_PWD
      client=$(command -v mysql || command -v mariadb)
      exec "$client" --protocol=socket --user=root --batch --skip-column-names --execute="$1" mysql' \
    sh "$1" <<<"$REPLY" 2>&1
}

tell_database_security() {
  local hosts
  if ! hosts=$(mysql_as_root "SELECT host FROM user WHERE user = 'root'"); then
    holds database.root "the database's superuser" skip "it cannot be asked: $hosts"
  elif grep -qvxE 'localhost|127\.0\.0\.1|::1' <<<"$hosts"; then
    holds database.root "the database's superuser" fail "logs in from: ${hosts//$'\n'/, }"
  else
    holds database.root "the database's superuser" pass "logs in on its own host only"
  fi
}

# A database of an earlier version may let its superuser in from other containers.
close_database_root() {
  [[ -n ${id[mysql]:-} ]] || return 0
  local answer
  answer=$(mysql_as_root "DROP USER IF EXISTS 'root'@'%'") ||
    say warning code stack.database_root_open message "the database's superuser may log in from other containers: ${answer:0:200}"
}

