# shellcheck shell=bash
# The LXD daemon, its network, its storage, and what earlier runs left in it.

BRIDGE=lxdbr0
BRIDGE_ADDRESS=10.77.0.1
BRIDGE_ADDRESS_6=fd77:7e57::1
OWNER_KEY=user.torrust-sandbox

# The socket file outlives a killed daemon, so only an answer counts.
lxd_answers() { timeout 10 lxc query /1.0 </dev/null >/dev/null 2>&1; }

lxd_wait() { lxd waitready --timeout 60; }

lxd_start() {
  if [[ -d /run/systemd/system ]]; then
    if have snap && ! dpkg-query -W lxd >/dev/null 2>&1; then
      snap list lxd >/dev/null 2>&1 || snap install lxd
      snap start lxd
    else
      systemctl start lxd
    fi
    lxd waitready --timeout 60
    return
  fi
  # A session of its own, and none of our descriptors (one of them is the lock): it has to outlive this shell.
  (
    exec 9>&-
    setsid -f lxd --group root --logfile "$LOGS/lxd-daemon.log" </dev/null >"$LOGS/lxd-daemon.out" 2>&1
  )
  lxd waitready --timeout 60
}

# A daemon that ends leaves its bridge and the name server on it; the next one would take them over, but not after it was
# installed anew.
lxd_bridge_remove() {
  pkill -f "^dnsmasq .*--interface=$BRIDGE .*--listen-address=$BRIDGE_ADDRESS " || true
  ip link delete "$BRIDGE" 2>/dev/null || true
}

lxd_network() {
  lxd_bridge_remove
  # Most kernels have IPv6; where it is off the bridge is made without.
  lxc network create "$BRIDGE" "ipv4.address=$BRIDGE_ADDRESS/24" ipv4.nat=true \
    "ipv6.address=$BRIDGE_ADDRESS_6/64" ipv6.nat=true ||
    lxc network create "$BRIDGE" "ipv4.address=$BRIDGE_ADDRESS/24" ipv4.nat=true ipv6.address=none
}

# All containers share the quota of the one user that their root is mapped to, and every container that Docker starts in
# one of them takes a key: with the kernel's 200, the third machine with a stack fails with "disk quota exceeded".
lxd_key_quota() {
  [[ $(</proc/sys/kernel/keys/maxkeys) -ge 20000 ]] ||
    sysctl -qw kernel.keys.maxkeys=20000 kernel.keys.maxbytes=2000000 ||
    say "Note: the kernel's quota of keys cannot be raised: only a few stacks can run at the same time"
}

lxd_default_profile() {
  local profile
  profile=$(lxc query /1.0/profiles/default)
  jq -e '.devices.root' <<<"$profile" >/dev/null || lxc profile device add default root disk path=/ pool=default
  jq -e '.devices.eth0' <<<"$profile" >/dev/null || lxc profile device add default eth0 nic name=eth0 "network=$BRIDGE"
}

lxd_up() {
  export PATH=$PATH:/snap/bin
  lxd_answers || step "Starting LXD" lxd lxd_start
  lxd_answers || die "LXD does not answer; its log is $LOGS/lxd-daemon.log"
  lxc query "/1.0/networks/$BRIDGE" 2>/dev/null | jq -e '.managed and .status == "Created"' >/dev/null ||
    step "Creating the network $BRIDGE ($BRIDGE_ADDRESS/24)" lxd-network lxd_network
  lxc query /1.0/storage-pools/default >/dev/null 2>&1 ||
    step "Creating the storage pool" lxd-storage lxc storage create default dir
  lxd_default_profile >/dev/null
  lxd_key_quota
}

# Every instance that was made from an image of ours, by whomever: "name<TAB>status<TAB>owner<TAB>profiles".
sandbox_instances() {
  lxc query '/1.0/instances?recursion=1' | jq -r --arg owner "$OWNER_KEY" '
    .[] | select(.config["image.torrust-sandbox"] != null or .config[$owner] != null)
        | [.name, .status, (.config[$owner] // "-"), (.profiles - ["default"] | join(" "))] | @tsv'
}

# Whether the program that wanted the instance has ended; one made for a person ("-") has no such program.
owner_gone() { [[ $1 == *:* ]] && process_ended "$1"; }

# remove_instance NAME [PROFILE...] — an instance that is busy with an operation of a client that has gone is waited for.
remove_instance() {
  local name=$1 try
  shift
  for try in 1 2 3 4 5 6 7 8 9 10; do
    lxc delete --force "$name" >/dev/null 2>&1 && break
    lxc query "/1.0/instances/$name" >/dev/null 2>&1 || break
    ((try < 10)) || die "the instance '$name' cannot be removed: $(lxc delete --force "$name" 2>&1 | tail -n 1)"
    sleep 1
  done
  for profile in "$@"; do
    lxc profile delete "$profile" >/dev/null 2>&1 || true
  done
}

# remove_leftovers all|dead — "dead": only those whose owner has ended.
remove_leftovers() {
  local name status owner profiles
  while IFS=$'\t' read -r name status owner profiles; do
    if [[ $1 == all ]] || owner_gone "$owner"; then
      note "    removing the left-over instance $name ($status)"
      # shellcheck disable=SC2086
      remove_instance "$name" $profiles
    fi
  done < <(sandbox_instances)
  # What "deploy" and the stand-in for Hetzner Cloud remember is of no use without the machines.
  if [[ $1 == all ]]; then
    daemon_stop hetzner-api
    rm -rf --one-file-system "$CACHE/deployments" "$CACHE/hetzner/state.json"
  fi
}

lxd_down() {
  if ! lxd_answers; then
    return
  fi
  remove_leftovers all
  if [[ ! -d /run/systemd/system ]]; then
    lxd shutdown --timeout 60
    lxd_bridge_remove
  fi
}
