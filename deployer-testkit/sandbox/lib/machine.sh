# shellcheck shell=bash
# Ready machines, to be registered.

MACHINE_USER=torrust

machine_usage() {
  cat <<'TEXT'
machine create NAME [--public-key FILE] [--user NAME] [--docker | --system NAME] [--bare] [--owner-pid PID]
machine address NAME [--ipv6]
machine delete NAME
machine list
TEXT
}

# instance_address NAME FAMILY — of eth0 only: Docker brings addresses of its own.
instance_address() {
  lxc query "/1.0/instances/$1/state" | jq -er --arg family "$2" '
    [.network.eth0.addresses[]? | select(.family == $family and .scope == "global") | .address][0] // empty'
}

machine_user_data() {
  local user=$1 key=$2
  cat <<TEXT
#cloud-config
users:
  - name: $user
    groups: sudo
    shell: /bin/bash
    sudo: ["ALL=(ALL) NOPASSWD:ALL"]
    ssh_authorized_keys: ["$key"]
TEXT
}

# ssh_to ADDRESS USER COMMAND... — with the sandbox's own key; the host key of a throw-away machine proves nothing.
ssh_to() {
  local address=$1 user=$2
  shift 2
  ssh -i "$SSH_KEY" -o IdentitiesOnly=yes -o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null \
    -o LogLevel=ERROR -o ConnectTimeout=5 "$user@$address" "$@"
}

cloud_init_done() { lxc exec "$1" -- test -e /var/lib/cloud/instance/boot-finished; }

machine_create() {
  local name='' key_file=$SSH_KEY.pub user=$MACHINE_USER image=$MACHINE_IMAGE system='' bare=false owner=-
  while (($# > 0)); do
    case $1 in
      --public-key) key_file=${2:?--public-key needs a file} && shift ;;
      --user) user=${2:?--user needs a name} && shift ;;
      --owner-pid) owner=$(process_token "${2:?--owner-pid needs a process id}") && shift ;;
      --docker) image=$DOCKER_MACHINE_IMAGE ;;
      --system) system=${2:?--system needs a name: $SYSTEMS} && shift ;;
      --bare) bare=true ;;
      -*) die "machine create: unknown option $1" ;;
      *) name=$1 ;;
    esac
    shift
  done
  [[ $name =~ ^[A-Za-z][A-Za-z0-9-]{0,62}$ && $name != *- ]] ||
    die "machine create: '$name' is no name for a machine (letters, digits, dashes; at most 63, first a letter)"
  [[ -r $key_file ]] || die "machine create: the public key $key_file cannot be read; 'sandbox up' makes it"
  lxd_answers || die "LXD does not answer; run 'sandbox up' first"
  lxc query "/1.0/instances/$name" >/dev/null 2>&1 && die "the machine '$name' is there already; 'sandbox machine delete $name' removes it"
  if [[ -n $system ]]; then
    (lock_up && system_image_up "$system") || exit 1
    image=$(system_image "$system")
  fi
  image_in_lxd_at_all "$image" || die "LXD has no image $image; run 'sandbox up' first"

  local user_data='#cloud-config
{}' address
  $bare || user_data=$(machine_user_data "$user" "$(<"$key_file")")
  lxc init "$image" "$name" --config security.nesting=true --config boot.autostart=false \
    --config "$OWNER_KEY=$owner" --config "user.user-data=$user_data" </dev/null >/dev/null
  lxc start "$name" >/dev/null
  wait_for 60 instance_address "$name" inet || die "the machine '$name' got no address within 60 s"
  address=$(instance_address "$name" inet)
  wait_for 60 port_open "$address" 22 || die "nobody listens on port 22 of '$name' ($address) after 60 s"
  wait_for 60 cloud_init_done "$name" || die "cloud-init of '$name' did not finish within 60 s"
  echo "$address"
}

image_in_lxd_at_all() { lxc query "/1.0/images/aliases/${1//\//%2F}" >/dev/null 2>&1; }

machine_address() {
  local family=inet
  [[ ${2:-} != --ipv6 ]] || family=inet6
  instance_address "$1" "$family" || die "the machine '$1' is not there or has no address"
}

machine_delete() {
  lxc query "/1.0/instances/$1" >/dev/null 2>&1 || return 0
  sandbox_instances | cut -f1 | grep -qxF -- "$1" || die "'$1' was not made from an image of the sandbox; it is left alone"
  remove_instance "$1"
}

machine_list() { sandbox_instances | cut -f1,2; }

machine() {
  local action=${1:-}
  shift || true
  case $action in
    create) machine_create "$@" ;;
    address) machine_address "${1:?machine address needs a name}" "${2:-}" ;;
    delete) machine_delete "${1:?machine delete needs a name}" ;;
    list) machine_list ;;
    *) machine_usage >&2 && exit 2 ;;
  esac
}
