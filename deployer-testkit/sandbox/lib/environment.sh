# shellcheck shell=bash
# What the tests, and a person, need to know about the sandbox.

kind_of_providers() { if providers_are_real; then echo real; else echo stand-in; fi; }
kind_of_images() { if built images/busybox real; then echo real; else echo stand-in; fi; }

variable() { printf 'export %s=%q\n' "$1" "$2"; }

# environment — "export" lines; empty, with a word on stderr, when the sandbox is not up.
environment() {
  if ! { lxd_answers && registry_answers >/dev/null 2>&1 && [[ -s $CACHE/tofu-folder ]]; }; then
    die "the sandbox is not up; run '$SANDBOX/sandbox up'"
  fi
  # shellcheck disable=SC2016 # Whoever reads the line expands.
  printf 'export PATH=%q:%q:"$PATH"\n' "$CACHE/programs" "$(<"$CACHE/tofu-folder")"
  variable TF_CLI_CONFIG_FILE "$CACHE/tofu.rc"
  variable TORRUST_SANDBOX "$SANDBOX/sandbox"
  variable TORRUST_SANDBOX_CACHE "$CACHE"
  variable TORRUST_SANDBOX_SSH_USER "$MACHINE_USER"
  variable TORRUST_SANDBOX_SSH_PRIVATE_KEY "$SSH_KEY"
  variable TORRUST_SANDBOX_SSH_PUBLIC_KEY "$SSH_KEY.pub"
  variable TORRUST_SANDBOX_LXD_IMAGE "$MACHINE_IMAGE"
  variable TORRUST_SANDBOX_LXD_DOCKER_IMAGE "$DOCKER_MACHINE_IMAGE"
  variable TORRUST_SANDBOX_LXD_NETWORK "$BRIDGE"
  variable TORRUST_SANDBOX_REGISTRY "http://$REGISTRY"
  variable TORRUST_SANDBOX_PROVIDERS "$(kind_of_providers)"
  variable TORRUST_SANDBOX_IMAGES "$(kind_of_images)"
  variable TORRUST_SANDBOX_TRACKER "$CACHE/programs/torrust-tracker"
  variable TORRUST_SANDBOX_TRACKER_PROGRAMS "$CACHE/programs"
  variable TORRUST_SANDBOX_HETZNER_ENDPOINT "$HETZNER_ENDPOINT"
  variable TORRUST_SANDBOX_HETZNER_TOKEN_FILE "$HETZNER_TOKEN_FILE"
  [[ ! -e $(agents_folder)/made ]] || variable TORRUST_SANDBOX_AGENTS "$(agents_folder)"
}

# stand_ins — one line per thing that is not what its name says, and one per image that is.
stand_ins() {
  local image recipe description folder
  if providers_are_real; then
    echo "real: the providers terraform-lxd/lxd and hetznercloud/hcloud, from their registry"
  else
    echo "real: the provider hetznercloud/hcloud, built from its Go module"
    echo "stand-in: the provider terraform-lxd/lxd is a program of the sandbox with the real schema"
  fi
  echo "stand-in: the API of Hetzner Cloud at $HETZNER_ENDPOINT is a program of the sandbox; its servers are LXD containers"
  while IFS=$'\t' read -r image recipe description; do
    folder=$(find "$CACHE/images/$recipe" -mindepth 1 -maxdepth 1 ! -name '.*' 2>/dev/null | head -n 1)
    [[ -n $folder ]] || continue
    description=$(<"$folder/description")
    case $description in
      stand-in:*) echo "stand-in: $image is ${description#stand-in: }" ;;
      *) echo "real: $image is $description" ;;
    esac
  done < <(images_table)
}

status() {
  local tofu=missing
  if lxd_answers; then
    echo "up: LXD $(lxc query /1.0 | jq -r .environment.server_version), network $BRIDGE"
    machine_list | sed 's/^/    machine: /'
  else
    echo "down: LXD"
  fi
  if registry_answers >/dev/null 2>&1; then echo "up: registry of container images at $REGISTRY"; else echo "down: registry of container images"; fi
  if hetzner_answers >/dev/null 2>&1; then echo "up: API of Hetzner Cloud (stand-in) at $HETZNER_ENDPOINT"; else echo "down: API of Hetzner Cloud (stand-in)"; fi
  [[ ! -s $CACHE/tofu-folder ]] || tofu=$("$(<"$CACHE/tofu-folder")/tofu" version -json | jq -r .terraform_version)
  echo "tofu: $tofu"
  stand_ins
}

# down [--purge]
down() {
  case ${1:-} in
    '' | --purge) ;;
    *) die "down: unknown option $1" ;;
  esac
  daemon_stop hetzner-api
  daemon_stop registry
  if [[ ${1:-} == --purge ]] && lxd_answers; then
    remove_leftovers all
    lxc image delete "$MACHINE_IMAGE" 2>/dev/null || true
    lxc image delete "$DOCKER_MACHINE_IMAGE" 2>/dev/null || true
  fi
  lxd_down
  [[ ${1:-} != --purge ]] || rm -rf --one-file-system "$CACHE"
}
