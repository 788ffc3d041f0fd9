# shellcheck shell=bash
# A whole deployment by the real program, seen from outside: announced to, asked, taken down again.

DEPLOYER=$PROJECT/deployer-cli/target/torrust-tracker-deployer/bin/torrust-tracker-deployer
# Reserved for this: swarms of real torrents stay out of it.
INFO_HASH=5a4e44b0705f0000000000000000000000000001

program_is_current() {
  [[ -x $DEPLOYER ]] && [[ -z $(find "$PROJECT" -path '*/src/main/*' -type f -newer "$DEPLOYER" -print -quit) ]]
}

program_up() {
  program_is_current || step "Building the program (mvnw package)" package build_program
}

build_program() { (cd "$PROJECT" && ./mvnw -B -ntp -q -DskipTests package); }

# environment_file EXAMPLE NAME PROVIDER — the example with our name, keys and machine instead of its own.
environment_file() {
  local provider
  case $3 in
    hetzner)
      provider=$(jq -n --rawfile token "$HETZNER_TOKEN_FILE" \
        '{provider: "hetzner", api_token: ($token | rtrimstr("\n")), server_type: "cx23", location: "nbg1", image: "debian-13"}')
      ;;
    *)
      provider=$(jq -n --arg name "torrust-profile-$2" --arg image "$MACHINE_IMAGE" \
        '{provider: "lxd", profile_name: $name, image: $image, instance_type: "container"}')
      ;;
  esac
  jq --arg name "$2" --arg key "$SSH_KEY" --arg user "$MACHINE_USER" --argjson provider "$provider" '
    .environment.name = $name | del(.environment.instance_name) | .provider = $provider
    | .ssh_credentials = {private_key_path: $key, public_key_path: ($key + ".pub"), username: $user, port: 22}' "$1"
}

deployer() { "$DEPLOYER" --working-dir "$WORKSPACE" --output-format text "$@"; }

run_deployer() {
  say "\$ torrust-tracker-deployer $*"
  deployer "$@" >&2
}

# state_name NAME — as the program knows it; nothing when there is no such environment.
state_name() { "$DEPLOYER" --working-dir "$WORKSPACE" --output-format json show "$1" 2>/dev/null | jq -r '.. | .state_name? // empty' || true; }

# announce_urls ADDRESS ENVIRONMENT_FILE — of every tracker that is published without TLS.
announce_urls() {
  jq -r --arg address "$1" '
    def port: .bind_address | split(":")[-1];
    (.tracker.udp_trackers[]? | "udp://\($address):\(port)/announce"),
    (.tracker.http_trackers[]? | select(.use_tls_proxy != true) | "http://\($address):\(port)/announce")' "$2"
}

# announce_from_outside ADDRESS ENVIRONMENT_FILE — one peer by the client of the tracker's own project, then another by
# a client of ours, which has to be given the address of the first.
announce_from_outside() {
  local url answer peers client
  while IFS= read -r url; do
    client=$CACHE/programs/udp_tracker_client
    [[ $url == udp:* ]] || client=$CACHE/programs/http_tracker_client
    answer=$("$client" announce "${url%/announce}" "$INFO_HASH") || die "no answer to an announce at $url"
    peers=$("$SANDBOX/lib/announce.py" "$url" "$INFO_HASH" 6882) || die "no answer to a second announce at $url"
    [[ -n $peers ]] || die "$url does not tell the second peer of the first one; it answered the first: $answer"
    echo "$url answers; peers: $(paste -sd' ' <<<"$peers")"
  done < <(announce_urls "$@")
}

# ask_api ADDRESS ENVIRONMENT_FILE — the statistics, with the token.
ask_api() {
  local address=$1 file=$2 token port domain
  token=$(jq -r .tracker.http_api.admin_token "$file")
  port=$(jq -r '.tracker.http_api.bind_address | split(":")[-1]' "$file")
  domain=$(jq -r 'if .tracker.http_api.use_tls_proxy then .tracker.http_api.domain else empty end' "$file")
  # The certificate under .local comes from the proxy's own authority; what it is worth is the deployer's test, not ours.
  # The token goes in by the configuration on stdin, for arguments can be read by every process.
  if [[ -n $domain ]]; then
    echo "url = \"https://$domain/api/v1/stats?token=$token\"" | curl -fsSk -m 10 --resolve "$domain:443:$address" -K -
  else
    echo "url = \"http://$address:$port/api/v1/stats?token=$token\"" | curl -fsS -m 10 -K -
  fi
}

# ask_prometheus ADDRESS QUERY — from the machine itself, the only place that may; prints the values, one a line.
ask_prometheus() {
  ssh_to "$1" "$MACHINE_USER" curl -fsS -m 10 --get --data-urlencode "'query=$2'" http://127.0.0.1:9090/api/v1/query |
    jq -r '.data.result[].value[1]'
}

prometheus_counts() { [[ $(ask_prometheus "$1" 'max(torrents)') -ge 1 ]]; }

prove() {
  local address=$1 file=$2
  say "Announcing from outside, with the clients of the tracker's project:"
  announce_from_outside "$address" "$file"
  echo "API with its token: $(ask_api "$address" "$file" | jq -c '{torrents, seeders, leechers, udp4_announces_handled, tcp4_announces_handled}')"
  if jq -e .prometheus "$file" >/dev/null; then
    wait_for 60 prometheus_counts "$address" || die "Prometheus on $address counts no torrent after 60 s"
    echo "Prometheus: up = $(ask_prometheus "$address" up | paste -sd' '), torrents = $(ask_prometheus "$address" 'max(torrents)')"
  fi
}

# nothing_left NAME PROVIDER — what must be gone after destroy and purge.
nothing_left() {
  local left=()
  lxc query "/1.0/instances/torrust-tracker-vm-$1" >/dev/null 2>&1 && left+=("the instance torrust-tracker-vm-$1")
  lxc query "/1.0/profiles/torrust-profile-$1" >/dev/null 2>&1 && left+=("the profile torrust-profile-$1")
  [[ ! -e $WORKSPACE/data/$1 ]] || left+=("the folder $WORKSPACE/data/$1")
  [[ ! -e $WORKSPACE/build/$1 ]] || left+=("the folder $WORKSPACE/build/$1")
  if [[ $2 == hetzner ]]; then
    local kind
    for kind in servers ssh_keys firewalls; do
      curl -fsS -m 5 -H @<(echo "Authorization: Bearer $(<"$HETZNER_TOKEN_FILE")") "$HETZNER_ENDPOINT/$kind" |
        jq -e --arg kind "$kind" --arg name "$1" '[.[$kind][] | select(.name | contains($name))] | length == 0' >/dev/null ||
        left+=("$kind at $HETZNER_ENDPOINT")
    done
  fi
  ((${#left[@]} == 0)) || die "left behind: $(printf '%s; ' "${left[@]}")"
  echo "Nothing is left: no instance, no profile, no state of $1."
}

deploy() {
  local provider=lxd database=sqlite3 example='' keep=true name address file output
  while (($# > 0)); do
    case $1 in
      --provider) provider=${2:?--provider needs lxd, hetzner or register} && shift ;;
      --database) database=${2:?--database needs sqlite3 or mysql} && shift ;;
      --example) example=${2:?--example needs a file} && shift ;;
      --destroy) keep=false ;;
      --quiet) QUIET=true ;;
      *) die "deploy: unknown option $1" ;;
    esac
    shift
  done
  [[ $provider =~ ^(lxd|hetzner|register)$ ]] || die "deploy: the provider is lxd, hetzner or register, not '$provider'"
  [[ $database =~ ^(sqlite3|mysql)$ ]] || die "deploy: the database is sqlite3 or mysql, not '$database'"
  example=${example:-$PROJECT/docs/examples/sandbox-$database.json}
  [[ -r $example ]] || die "deploy: the example $example cannot be read"

  up
  program_up
  PATH=$(<"$CACHE/tofu-folder"):$PATH
  export PATH TF_CLI_CONFIG_FILE=$CACHE/tofu.rc HCLOUD_ENDPOINT=$HETZNER_ENDPOINT

  name=demo-$provider-$database
  WORKSPACE=$CACHE/deployments/$name
  mkdir -p "$WORKSPACE"
  file=$WORKSPACE/$name.json
  (umask 077 && environment_file "$example" "$name" "$provider" >"$file")

  # An environment that an earlier run kept, or a killed one left, is gone on with: running a command again is resume.
  # Only what comes after "destroyed" is a new life.
  [[ $(state_name "$name") != destroyed ]] || run_deployer purge "$name" --force
  [[ -e $WORKSPACE/data/$name/environment.json ]] || run_deployer create environment --env-file "$file"
  if [[ $provider == register ]]; then
    lxc query "/1.0/instances/$name" >/dev/null 2>&1 || machine_create "$name" >/dev/null
    address=$(machine_address "$name")
    output=$(deployer show "$name")
    grep -qwF "$address" <<<"$output" || run_deployer register "$name" --instance-ip "$address"
    run_deployer configure "$name"
    run_deployer release "$name"
    run_deployer run "$name"
  else
    run_deployer deploy "$name"
    address=$(instance_address "torrust-tracker-vm-$name" inet)
  fi
  run_deployer test "$name" --announce
  prove "$address" "$file"
  stand_ins

  if $keep; then
    echo "$name stays. Take it down with:"
    echo "    eval \"\$($SANDBOX/sandbox env)\"; export HCLOUD_ENDPOINT=$HETZNER_ENDPOINT"
    echo "    $DEPLOYER --working-dir $WORKSPACE destroy $name --yes"
    echo "    $DEPLOYER --working-dir $WORKSPACE purge $name --force"
    [[ $provider != register ]] || echo "    $SANDBOX/sandbox machine delete $name"
    echo "Announce to:"
    announce_urls "$address" "$file" | sed 's/^/    /'
  else
    run_deployer destroy "$name" --yes
    run_deployer purge "$name" --force
    if [[ $provider == register ]]; then
      ssh_to "$address" "$MACHINE_USER" true || die "the registered machine $name does not answer any more"
      echo "The registered machine $name ($address) is still there; removing it."
      machine_delete "$name"
    fi
    nothing_left "$name" "$provider"
    rm -rf --one-file-system "$WORKSPACE"
  fi
}
