# Read by "sh -s -- reachable|booted SECONDS" on a machine that may have nothing but a POSIX shell: waits for
# cloud-init, then proves that the account may become root, and tells what kind of machine this is.
# Answers are JSON objects, one a line.
LC_ALL=C
export LC_ALL

quote() {
  printf '%s' "$1" | tr '\n\t' '  ' | tr -d '\000-\037' | sed 's/\\/\\\\/g; s/"/\\"/g'
}

fail() {
  printf '{"event":"failed","code":"%s","message":"%s"}\n' "$1" "$(quote "$2")"
  exit 1
}

echo '{"event":"hello","protocol":"1","command":"reach"}'

if [ "$1" = booted ] && command -v cloud-init >/dev/null 2>&1; then
  timeout "$2" cloud-init status --wait >/dev/null 2>&1 </dev/null
  case $? in
    0) ;;
    2)
      detail=$(cloud-init status --long 2>&1 </dev/null | tail -n 5)
      printf '{"event":"warning","code":"cloudinit.degraded","message":"%s"}\n' \
        "$(quote "cloud-init ended with warnings: $detail")"
      ;;
    124) fail cloudinit.timeout "cloud-init is not done after $2 seconds" ;;
    *) fail cloudinit.failed "cloud-init failed: $(cloud-init status --long 2>&1 </dev/null | tail -n 8)" ;;
  esac
fi

# A machine that is only reached is looked at next, and what stands in the way is reported all at once.
if [ "$1" = booted ] && [ "$(id -u)" != 0 ] && ! answer=$(sudo -n true 2>&1 </dev/null); then
  fail ssh.no_sudo "sudo: $answer"
fi

system=unknown
# shellcheck source=/dev/null
[ ! -r /etc/os-release ] || system=$(. /etc/os-release && printf '%s' "$PRETTY_NAME")
free=$(df -Pk / | { read -r _; read -r _ _ _ free _; echo $((free / 1024)); })
printf '{"event":"facts","system":"%s","architecture":"%s","free_mib":"%s"}\n' \
  "$(quote "$system")" "$(uname -m)" "$free"
echo '{"event":"finished","command":"reach"}'
