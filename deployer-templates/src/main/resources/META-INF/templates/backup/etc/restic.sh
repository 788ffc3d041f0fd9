#!/bin/sh
# restic.sh WORD... runs restic in its own container, with the repository and the secrets of restic.conf.
#
# A lock in a repository names the host and the process that took it. "unlock" is the first process of its container, and
# every other command has a number that none of its threads has: so the process of a lock that is left over is seen to be gone.
set -eu
umask 077

# shellcheck source=/dev/null
. /etc/backup/restic.conf

case $1 in
  unlock) exec restic unlock ;;
esac
passed=0
while [ "$passed" -lt 200 ]; do
  (:)
  passed=$((passed + 1))
done
if [ -f /etc/backup/key ]; then
  # No file of settings, no agent, no question: this key, to the server with this key.
  set -- -o "sftp.args=-F none -i /etc/backup/key -o UserKnownHostsFile=/etc/backup/known_hosts -o HostKeyAlias=backup -o StrictHostKeyChecking=yes -o IdentitiesOnly=yes -o BatchMode=yes -o ConnectTimeout=20 -o ServerAliveInterval=15 -o ServerAliveCountMax=4" "$@"
fi
status=0
timeout -s INT "$LIMIT" restic "$@" || status=$?
exit "$status"
