# What public trackers die of: a full connection table, and datagrams that nobody takes in time. Warns before it hurts.
tell_network() {
  local count max status=pass pid snmp line drops=0 sockets='' turned_away='' REPLY
  local -a names=() values=() fields=()
  local table=$root/proc/sys/net/netfilter
  [[ -r $table/nf_conntrack_count && -r $table/nf_conntrack_max ]] || return 0
  count=$(<"$table/nf_conntrack_count")
  max=$(<"$table/nf_conntrack_max")
  if [[ $count =~ ^[0-9]+$ && $max =~ ^[1-9][0-9]*$ ]]; then
    ((count * 100 / max < 70)) || status=warn
    # By the firewall's own bound, before the table was full.
    if [[ $(nft list counter inet torrust_clients turned_away 2>/dev/null) =~ packets\ ([1-9][0-9]*) ]]; then
      turned_away=", ${BASH_REMATCH[1]} new clients turned away"
    fi
    say check id network.connections subject "connection table" status "$status" \
      detail "$count of $max entries ($((count * 100 / max)) %)$turned_away" millis 0
  fi
  [[ ${state[tracker]:-} == running ]] || return 0
  pid=$(docker inspect --format '{{.State.Pid}}' -- "${id[tracker]}" 2>/dev/null) || return 0
  snmp=$root/proc/$pid/net/snmp
  [[ $pid =~ ^[1-9][0-9]*$ && -r $snmp ]] || return 0
  # Two lines, names and values, in the network of the tracker's container, since that was started.
  while read -ra fields; do
    [[ ${fields[0]:-} == Udp: ]] || continue
    if ((${#names[@]} == 0)); then names=("${fields[@]}"); else values=("${fields[@]}"); fi
  done <"$snmp"
  local -A udp=()
  local i
  for i in "${!names[@]}"; do
    [[ ! ${values[$i]:-} =~ ^[0-9]+$ ]] || udp[${names[$i]}]=${values[$i]}
  done
  # Each socket with its own drops, the last of its numbers.
  while read -ra fields; do
    [[ ${fields[1]:-} =~ :([0-9A-F]{4})$ ]] || continue
    local port=$((16#${BASH_REMATCH[1]})) lost=${fields[-1]}
    [[ $lost =~ ^[0-9]*[1-9][0-9]*$ ]] || continue
    drops=$((drops + lost))
    sockets+=", $lost at port $port"
  done < <(cat -- "$root/proc/$pid/net/udp" "$root/proc/$pid/net/udp6" 2>/dev/null)
  local received=${udp[InDatagrams]:-0} errors=${udp[InErrors]:-0}
  status=pass
  # One in a thousand is what a burst costs; more is a tracker that does not keep up.
  ((errors * 1000 <= received && drops * 1000 <= received)) || status=warn
  say check id network.datagrams subject "UDP of the tracker" status "$status" \
    detail "$received received, $errors errors, ${udp[RcvbufErrors]:-0} for want of room, $drops dropped${sockets:0:200}" millis 0
}

