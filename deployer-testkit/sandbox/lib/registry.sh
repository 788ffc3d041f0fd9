# shellcheck shell=bash
# A read-only registry with the images of the sandbox, at the address that the machines have as their gateway.

REGISTRY_PORT=5077
REGISTRY=$BRIDGE_ADDRESS:$REGISTRY_PORT

registry_answers() { curl -fsS -m 3 "http://$REGISTRY/v2/" >/dev/null 2>&1; }
registry_key() { digest_of "$SANDBOX/registry"; }

registry_build() { (cd "$SANDBOX/registry" && CGO_ENABLED=0 go build -trimpath -o "$1/registry" .); }

registry_stop() {
  local pid token
  [[ -f $CACHE/registry.pid ]] || return 0
  token=$(<"$CACHE/registry.pid")
  pid=${token%%:*}
  if ! owner_gone "$token"; then
    kill "$pid"
    wait_for 10 owner_gone "$token" || kill -9 "$pid"
  fi
  rm -f "$CACHE/registry.pid"
}

registry_start() {
  (
    exec 9>&-
    exec setsid "$CACHE/registry/$(registry_key)/registry" --listen "$REGISTRY" --images "$CACHE/images" \
      </dev/null >"$LOGS/registry-daemon.log" 2>&1
  ) &
  owner_token $! >"$CACHE/registry.pid"
  wait_for 10 registry_answers || die "the registry does not answer at $REGISTRY; its log is $LOGS/registry-daemon.log"
}

registry_up() {
  local key
  key=$(registry_key)
  if ! built registry "$key"; then
    go_up
    registry_stop
    build_once registry "$key" "Building the registry for the images" registry_build
  fi
  registry_answers || { registry_stop && note "==> Starting the registry at $REGISTRY" && registry_start; }
}
