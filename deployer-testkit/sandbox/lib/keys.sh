# shellcheck shell=bash
# SSH keys of the tests: made on first use, never those of a person.

SSH_KEY=$CACHE/ssh/id_ed25519

keys_up() {
  [[ -f $SSH_KEY && -f $SSH_KEY.pub ]] && return
  rm -rf "$CACHE/ssh"
  mkdir -p "$CACHE/ssh"
  chmod 700 "$CACHE/ssh"
  ssh-keygen -q -t ed25519 -N '' -C torrust-sandbox -f "$SSH_KEY"
}
