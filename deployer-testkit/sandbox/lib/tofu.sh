# shellcheck shell=bash
# OpenTofu and the providers.

# A configuration of the person at this machine has no say in what the sandbox itself asks of tofu.
export TF_CLI_CONFIG_FILE=/dev/null

TOFU_VERSION=1.12.6
# Replacements of a dependency do not carry over to the module that requires it.
TOFU_HCL=github.com/opentofu/hcl/v2@v2.20.2-0.20251021132045-587d123c2828

tofu_new_enough() {
  local version
  version=$(tofu version -json 2>/dev/null | jq -r .terraform_version) || return 1
  [[ $version =~ ^([0-9]+)\.([0-9]+) ]] && ((BASH_REMATCH[1] > 1 || BASH_REMATCH[2] >= 8))
}

tofu_build() {
  local draft=$1 module=$1/module
  mkdir "$module"
  cat >"$module/go.mod" <<TEXT
module sandbox/opentofu

go 1.26.6

tool github.com/opentofu/opentofu/cmd/tofu

require github.com/opentofu/opentofu v$TOFU_VERSION

replace github.com/hashicorp/hcl/v2 v2.20.1 => ${TOFU_HCL/@/ }
TEXT
  (
    cd "$module"
    go mod tidy
    echo "compiling OpenTofu $TOFU_VERSION"
    CGO_ENABLED=0 go build -trimpath -ldflags '-s -w' -o "$draft/tofu" github.com/opentofu/opentofu/cmd/tofu
  )
  "$draft/tofu" version
  rm -r "$module"
}

tofu_up() {
  if tofu_new_enough; then
    TOFU_FOLDER=$(dirname "$(command -v tofu)")
  else
    TOFU_FOLDER=$CACHE/tofu/$TOFU_VERSION
    built tofu "$TOFU_VERSION" || go_up
    build_once tofu "$TOFU_VERSION" "Building OpenTofu $TOFU_VERSION from its Go module (about 4 minutes)" tofu_build
  fi
  echo "$TOFU_FOLDER" >"$CACHE/tofu-folder"
}

# The registry of the providers is asked by the tool itself. Where it answers, the real ones are kept as a mirror.
providers_fetch() {
  local draft=$1
  mkdir "$draft/wanted"
  cat >"$draft/wanted/main.tf" <<'TEXT'
terraform {
  required_providers {
    lxd    = { source = "terraform-lxd/lxd", version = "~> 3.0" }
    hcloud = { source = "hetznercloud/hcloud", version = "~> 1.60" }
  }
}
TEXT
  (cd "$draft/wanted" && TF_CLI_CONFIG_FILE=/dev/null timeout 180 "$TOFU_FOLDER/tofu" providers mirror "$draft/mirror")
  rm -r "$draft/wanted"
}

providers_build() {
  "$SANDBOX/provider/install" "$1"
  rm -f "$1/tofu.rc"
}

# providers_reachable — a first try without complaint: where no registry answers, that is no failure.
providers_reachable() {
  local probe found
  probe=$(mktemp -d)
  (providers_fetch "$probe") >"$LOGS/providers-probe.log" 2>&1 || true
  found=$(find "$probe/mirror" -name '*.zip' 2>/dev/null | wc -l)
  rm -rf "$probe"
  ((found == 2))
}

providers_up() {
  local key
  key=stand-in-$(digest_of "$SANDBOX/provider")
  if built providers real || { ! built providers "$key" && providers_reachable; }; then
    key=real
    build_once providers real "Fetching the providers from their registry" providers_fetch
  elif ! built providers "$key"; then
    go_up
    build_once providers "$key" "Building the provider for Hetzner from its Go module, and the stand-in for that of LXD (their registry is out of reach)" providers_build
  fi
  PROVIDERS_FOLDER=$CACHE/providers/$key
  cat >"$CACHE/tofu.rc.new" <<TEXT
# Written by the sandbox. The providers come from this folder only.
provider_installation {
  filesystem_mirror {
    path    = "$PROVIDERS_FOLDER/mirror"
    include = ["terraform-lxd/lxd", "hetznercloud/hcloud"]
  }
  direct {
    exclude = ["terraform-lxd/lxd", "hetznercloud/hcloud"]
  }
}
TEXT
  mv "$CACHE/tofu.rc.new" "$CACHE/tofu.rc"
}

providers_are_real() { built providers real; }
