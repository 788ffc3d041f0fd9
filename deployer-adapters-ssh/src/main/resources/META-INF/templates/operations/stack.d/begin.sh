#!/usr/bin/env bash
#
# Usage: sudo stack COMMAND [OPTION VALUE]...
#
#   install FOLDER     put the unpacked release in FOLDER into place
#   use RELEASE        put a release that is still kept into place
#   start              pull, start or restart what changed, wait until everything is proven healthy
#   inspect            tell what runs and how it answers; changes nothing
#   prove RELEASE      try every secret that is another one than in this release: the present value and the former
#   survey [CHECKS]    tell what is not as it was left, and with "yes" what inspect tells; changes nothing
#   stop               stop the containers and keep their data
#   down               remove the containers and networks of the stack and keep its data
#   logs [SERVICE]     the end of the logs
#   copy               keep a copy of database and release in /opt/torrust/.copies, while the tracker goes on
#   backup             save such a copy in the repository of the configuration
#   backups            list what is there
#   verify [BACKUP]    fetch a backup, the latest one unless told, and prove that it holds what was saved; check the repository
#   restore [BACKUP]   put a backup, or a copy by its id, in place of the data; what was there is kept and comes back when
#                      the tracker does not get well. Given again, it finishes one that was cut off
#   abort              end the command that is at work, as far as it can be ended
#
#   --operation ID     names the caller's operation; with it, abort ends no other
#   --owner WHO        who asks; a command of the same owner is waited for, another one's is not
#   --release ID       start only if this release is installed; copy: for the way back to this release
#   --attempt NUMBER   start: asked before by this operation; what ended well meanwhile is told again, not done again
#   --wait SECONDS     how long to wait for another owner's command (0)
#   --limit SECONDS    how long the whole command may take (900)
#   --lines COUNT      logs: so many lines of each service, as answers
#   --id ID            install: the environment that the release belongs to; a folder with data of another one is refused
#   --environment NAME install: its name
#   --driver DRIVER    install: its database
#   --version VERSION  install: of the program that asks
#   --known RELEASE    install: what this environment has installed here before, or "any"
#   --from NAME        backups, verify, restore: those of another environment in the same repository
#   --adopt yes        install: take a folder with data of somebody else over, and keep a copy of what is replaced
#
# Answers are JSON objects, one a line; on a terminal they are plain text. The last one is
# "finished" or "failed". A command that changes something holds a lock, goes on when its caller vanishes, and can be
# repeated at any time: it finishes or undoes what an earlier one left.
#
# Exit status: 0 done, 1 failed, 2 wrong usage.

set -Eeuo pipefail
umask 077
export LC_ALL=C
# A caller that vanishes must not end us at the next answer.
trap '' PIPE HUP

# Tests put the whole tree elsewhere and bring programs of their own.
readonly root=${STACK_ROOT:-}
[[ -n $root ]] || export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
readonly home=$root/opt/torrust
readonly releases=$home/.releases
readonly turn=$home/.turn
readonly account=torrust-tracker
# Whose the folder is.
readonly mark=$home/.environment
readonly protocol=1

