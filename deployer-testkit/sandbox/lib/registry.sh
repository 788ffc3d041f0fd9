# shellcheck shell=bash
# A read-only registry with the images of the sandbox, at the address that the machines have as their gateway.

REGISTRY=$BRIDGE_ADDRESS:5077

registry_answers() { curl -fsS -m 3 "http://$REGISTRY/v2/"; }
registry_key() { digest_of "$SANDBOX/registry"; }
registry_program() { echo "$CACHE/registry/$(registry_key)/registry"; }
registry_build() { (cd "$SANDBOX/registry" && CGO_ENABLED=0 go build -trimpath -o "$1/registry" .); }

registry_up() {
  local key
  key=$(registry_key)
  if ! built registry "$key"; then
    go_up
    build_once registry "$key" "Building the registry for the images" registry_build
  fi
  ! daemon_runs registry "$(registry_program)" || ! registry_answers >/dev/null 2>&1 || return 0
  note "==> Starting the registry at $REGISTRY"
  daemon_stop registry
  # Ours is stopped, so whoever answers now would be taken for it, with other images or none.
  ! registry_answers >/dev/null 2>&1 ||
    die "another program answers at $REGISTRY, perhaps the registry of another sandbox; stop it first"
  daemon_start registry "$(registry_program)" --listen "$REGISTRY" --images "$CACHE/images"
  wait_for 10 registry_answers || die "the registry does not answer at $REGISTRY; its log is $LOGS/registry-daemon.log"
}
