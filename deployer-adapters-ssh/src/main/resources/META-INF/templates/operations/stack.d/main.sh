# ---- begin -----------------------------------------------------------------------------------------

(($# > 0)) || usage "no command"
readonly command=$1
shift
argument=
operation=by-hand
owner=${SUDO_USER:-root}
wanted_release=
attempt=1
wait=0
limit=900
lines=
claim_id=
environment=
driver=
version=
known=
adopt=false
from=
if [[ ${1:---} != --* ]]; then
  argument=$1
  shift
fi
while (($# > 0)); do
  (($# > 1)) || usage "$1 wants a value"
  case $1 in
    --operation) operation=$2 ;;
    --owner) owner=$2 ;;
    --release) wanted_release=$2 ;;
    --attempt) attempt=$2 ;;
    --wait) wait=$2 ;;
    --limit) limit=$2 ;;
    --lines) lines=$2 ;;
    --id) claim_id=$2 ;;
    --environment) environment=$2 ;;
    --driver) driver=$2 ;;
    --version) version=$2 ;;
    --known) known=$2 ;;
    --from) from=$2 ;;
    --adopt) [[ $2 != yes ]] || adopt=true ;;
    *) usage "there is no option '$1'" ;;
  esac
  shift 2
done
[[ $wait =~ ^[0-9]+$ && $limit =~ ^[0-9]+$ ]] || usage "--wait and --limit take whole seconds"
[[ $attempt =~ ^[0-9]+$ ]] || usage "--attempt takes a number"
[[ $lines =~ ^[0-9]*$ ]] || usage "--lines takes a whole number"
[[ $operation$owner$claim_id$environment$driver$version$from != *$'\n'* ]] || usage "an option takes one line"

[[ $command == logs && -z $lines ]] || say hello protocol "$protocol" command "$command"
case $command in
  install) install_release "$argument" ;;
  use) use_release "$argument" ;;
  start) start_stack ;;
  inspect) inspect_stack ;;
  prove) prove_secrets "$argument" ;;
  survey) survey_stack "$argument" ;;
  stop) stop_stack ;;
  down) take_down ;;
  logs)
    if [[ -n $lines ]]; then
      tell_logs
      exit
    fi
    answered=true
    # shellcheck disable=SC2086 # no service means all of them
    compose logs --no-color --tail 200 $argument
    ;;
  copy) copy_data ;;
  backup) backup_data ;;
  backups) list_backups ;;
  verify) verify_backup ;;
  restore) restore_data ;;
  abort) abort ;;
  *) usage "there is no command '$command'" ;;
esac
