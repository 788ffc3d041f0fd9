# Brings a machine with Debian or Ubuntu to the condition that the stack needs. Each task looks first, changes only what is not
# yet as it should be, and says one line: task NAME ok|changed. Safe to run again after it was cut off at any point.
set -eu
export DEBIAN_FRONTEND=noninteractive

# task NAME TEST CHANGE: changes what the test does not find
task() {
  if sh -c "$2" >/dev/null 2>&1; then
    echo "task $1 ok"
  else
    sh -euc "$3" >&2
    sh -c "$2" >/dev/null 2>&1 || { echo "'$1' is not as it should be after it was changed" >&2; exit 1; }
    echo "task $1 changed"
  fi
}

# Half-installed packages of a run that was cut off are finished first.
dpkg --configure -a >&2

# Published ports keep the addresses of their clients only without Docker's relay; before release 27 Docker takes the firewall of
# IPv6 for an experiment.
task docker-settings 'grep -q userland-proxy /etc/docker/daemon.json' 'mkdir -p /etc/docker
python3 - <<END
import json, os
file = "/etc/docker/daemon.json"
settings = json.load(open(file)) if os.path.exists(file) and os.path.getsize(file) else {}
settings.update({"userland-proxy": False, "experimental": True, "ip6tables": True})
with open(file + ".new", "w") as new:
    json.dump(settings, new)
os.replace(file + ".new", file)
END
[ ! -e /run/docker.pid ] || systemctl restart docker'
task docker 'docker info && docker compose version' \
  'apt-get update -q; apt-get install -q -y docker.io
   apt-get install -q -y docker-compose-v2 || apt-get install -q -y docker-compose; systemctl enable --now docker'
task deploy-user "id -nG $1 | tr ' ' '\\n' | grep -qx docker" "usermod -aG docker $1"
