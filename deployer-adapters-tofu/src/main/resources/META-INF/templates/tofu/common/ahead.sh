#!/bin/sh
# cloud-init starts this early in each boot, without arguments. It only hands work to units of the machine, which nobody waits
# for while it boots, and which go on whoever watches. What fails here is done by "configure" and "run".
set -u

packages() {
  # Docker reads its settings when it starts, so they come first. What the image has in them stays.
  python3 - <<'END_OF_PROGRAM'
import json, os
path = '/etc/docker/daemon.json'
wanted = json.loads('''{{ settings }}''')
try:
    with open(path) as file:
        found = json.load(file)
except FileNotFoundError:
    found = {}
# Options of one log driver stop another one from starting.
logs = {'log-driver', 'log-opts'}
if logs & found.keys():
    wanted = {name: value for name, value in wanted.items() if name not in logs}
if {**wanted, **found} != found:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path + '.torrust-new', 'w') as file:
        os.fchmod(file.fileno(), 0o644)
        json.dump({**wanted, **found}, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(path + '.torrust-new', path)
END_OF_PROGRAM
  # shellcheck source=/dev/null
  system=$(. /etc/os-release && echo "$ID")
  case $system in
{% for offer in docker %}
    {{ offer.origin }}) docker='{{ offer.packages }}' ;;
{% endfor %}
    *) exit 1 ;;
  esac
  # An image that brings Docker may have it from elsewhere.
  ! command -v docker >/dev/null || docker=
  export DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=l LC_ALL=C
  set -- --quiet --yes --no-remove --no-install-recommends --option Acquire::Retries=3 --option Acquire::Languages=none \
    --option DPkg::Lock::Timeout=900 --option Dpkg::Options::=--force-confold
  apt-get "$@" update
  # shellcheck disable=SC2086
  exec apt-get "$@" install {{ packages }} $docker
}

images() {
  tries=0
  # Not by its socket alone, which would start what is only half installed.
  until [ -e /run/docker.pid ] && docker version >/dev/null 2>&1; do
    tries=$((tries + 1))
    [ "$tries" -le 1800 ] || exit 0
    sleep 1
  done
  while read -r image; do
    timeout 1800 docker pull --quiet "$image" </dev/null &
  done <<'END_OF_IMAGES'
{% for image in images %}
{{ image }}
{% endfor %}
END_OF_IMAGES
  wait
}

# begin NAME: this very script as a unit that waits for what cloud-init has to say about sources of packages.
begin() {
  systemd-run --quiet --collect --no-block --unit "torrust-$1" --property Type=oneshot --property RemainAfterExit=yes \
    --property After=cloud-config.service /bin/sh "$0" "$1"
}

case ${1:-} in
  packages) packages ;;
  images) images ;;
  *)
{% if ssh_port != 22 %}
    # The first boot ends by another one, which nothing should be in the middle of.
    [ -e /etc/ssh/sshd_config.d/99-custom-port.conf ] || exit 0
{% endif %}
    # Once: later boots belong to the stack.
    mkdir /var/lib/torrust-ahead 2>/dev/null || exit 0
    begin packages && begin images
    exit 0
    ;;
esac
