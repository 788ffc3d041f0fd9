# shellcheck shell=bash
# Clients of agents, which nobody here wrote, and the validator of skills. Where PyPI and npm are not reached, their lanes are
# skipped visibly.

agents_folder() { echo "$CACHE/agents/$(digest_of "$SANDBOX/agents/install")"; }

agents_up() {
  local folder
  folder=$(agents_folder)
  [[ ! -e $folder/made ]] || return 0
  note "==> Fetching clients of agents (Python SDK and inspector of the Model Context Protocol)"
  if "$SANDBOX/agents/install" "$folder" >"$LOGS/agents.log" 2>&1; then
    touch "$folder/made"
  else
    say "sandbox: no clients of agents, so that their lanes are skipped; see $LOGS/agents.log"
  fi
}
