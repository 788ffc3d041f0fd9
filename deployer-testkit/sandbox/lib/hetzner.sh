# shellcheck shell=bash
# A stand-in for the API of Hetzner Cloud: its servers are LXD containers.

HETZNER_ADDRESS=127.0.0.1:8077
HETZNER_ENDPOINT=http://$HETZNER_ADDRESS/v1
HETZNER_TOKEN_FILE=$CACHE/hetzner/token

hetzner_key() { digest_of "$SANDBOX/hetzner-api" "$SANDBOX/provider"; }
hetzner_program() { echo "$CACHE/hetzner-api/$(hetzner_key)/hetzner-api"; }
hetzner_build() { (cd "$SANDBOX/hetzner-api" && CGO_ENABLED=0 go build -trimpath -o "$1/hetzner-api" .); }
hetzner_answers() {
  # The token stays out of the arguments, which every process can read.
  curl -fsS -m 5 -H @<(echo "Authorization: Bearer $(<"$HETZNER_TOKEN_FILE")") "$HETZNER_ENDPOINT/locations"
}

# The real API's tokens have 64 characters, and its provider insists on that.
hetzner_token() {
  [[ ! -s $HETZNER_TOKEN_FILE ]] || return 0
  mkdir -p "$CACHE/hetzner"
  (umask 077 && openssl rand -hex 32 >"$HETZNER_TOKEN_FILE.new")
  mv "$HETZNER_TOKEN_FILE.new" "$HETZNER_TOKEN_FILE"
}

hetzner_up() {
  local key
  key=$(hetzner_key)
  if ! built hetzner-api "$key"; then
    go_up
    build_once hetzner-api "$key" "Building the stand-in for the API of Hetzner Cloud" hetzner_build
  fi
  hetzner_token
  ! daemon_runs hetzner-api "$(hetzner_program)" || ! hetzner_answers >/dev/null 2>&1 || return 0
  note "==> Starting the stand-in for the API of Hetzner Cloud at $HETZNER_ENDPOINT"
  daemon_stop hetzner-api
  daemon_start hetzner-api "$(hetzner_program)" -listen "$HETZNER_ADDRESS" -token-file "$HETZNER_TOKEN_FILE" \
    -state "$CACHE/hetzner/state.json" -lxd-image "$MACHINE_IMAGE" -lxd-network "$BRIDGE"
  wait_for 10 hetzner_answers ||
    die "the stand-in for the API of Hetzner Cloud does not answer at $HETZNER_ENDPOINT; its log is $LOGS/hetzner-api-daemon.log"
}
