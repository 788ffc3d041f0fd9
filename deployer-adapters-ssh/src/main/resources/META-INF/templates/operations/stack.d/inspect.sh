# ---- the other commands ----------------------------------------------------------------------------

# Asks the kernel for what hides and publishes ports: whoever loads a firewall of his own may have flushed both, while our
# unit and Docker still count as active.
check_firewall() {
  [[ -e $root/etc/torrust-tracker/firewall.nft ]] && command -v nft >/dev/null || return 0
  if nft list chain inet torrust_tracker forward >/dev/null 2>&1; then
    say check id firewall.table subject "the firewall of the stack" status pass detail "loaded" millis 0
  else
    say check id firewall.table subject "the firewall of the stack" status fail millis 0 \
      detail "another program has removed the table 'inet torrust_tracker'; configure loads it again"
  fi
  command -v iptables >/dev/null || return 0
  if ! iptables -t nat -n -L DOCKER >/dev/null 2>&1 && ! nft list table ip docker-bridges >/dev/null 2>&1; then
    say check id firewall.docker subject "Docker's own rules" status fail millis 0 \
      detail "another program has removed the rules by which Docker publishes ports; a restart of Docker makes them again"
  fi
}

# Asks what runs whether it does as it should.
tell_checks() {
  local check name
  read_checks look
  for check in "${checks[@]}"; do
    IFS=$'\t' read -r _ _ _ name _ <<<"$check"
    if [[ ${state[$name]:-} == running ]]; then
      run_check "$check" final || :
    fi
  done
  check_firewall
  tell_security
  tell_network || :
  tell_backups
}

# Who is at work, if anybody is.
tell_holder() {
  is_locked || return 0
  read_holder
  local -a holder_said
  holder_facts
  say busy "${holder_said[@]}"
}

inspect_stack() {
  local REPLY current
  work=$(mktemp -d)
  current_release
  current=$REPLY
  tell_holder
  if command -v docker >/dev/null; then
    look
    tell_services
    tell_checks
  else
    say warning code remote.docker_missing message "there is no Docker on this machine"
  fi
  answered=true
  say finished command inspect release "$current"
}

