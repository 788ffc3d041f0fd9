# Run by "sh -c" as root with a release on standard input: unpacks it into the stack's folder and hands over to the
# script in it, which may be newer than the one on the machine. Arguments are that script's. Nothing that was there
# is touched. Answers are JSON objects, one a line.
umask 077
LC_ALL=C
export LC_ALL
root=/opt/torrust

quote() {
  printf '%s' "$1" | tr '\n\t' '  ' | tr -d '\000-\037' | sed 's/\\/\\\\/g; s/"/\\"/g' | cut -c 1-1000
}

# fail CODE MESSAGE WORDS
fail() {
  [ -z "$folder" ] || rm -rf "$folder"
  printf '{"event":"hello","protocol":"1","command":"install"}\n'
  printf '{"event":"failed","code":"%s","message":"%s","path":"%s","said":"%s"}\n' "$1" "$(quote "$2")" "$root" \
    "$(quote "$3")"
  exit 1
}

# Fails for the reason that the failed command gave: one cause, one code.
cannot_write() {
  case $1 in
    *"No space left on device"*)
      place=$root
      [ -d "$place" ] || place=/opt
      [ -d "$place" ] || place=/
      if [ "$(df --output=iavail "$place" | tail -n 1 | tr -d ' ')" = 0 ] &&
        [ "$(df -k --output=avail "$place" | tail -n 1 | tr -d ' ')" != 0 ]; then
        fail remote.no_inodes "the file system of '$root' has no room for another file: its inodes are used up" "$1"
      fi
      fail remote.disk_full "the disk of this machine is full; the release that was there is untouched" "$1"
      ;;
    *"Disk quota exceeded"*) fail remote.quota_exceeded "the disk quota for '$root' is used up" "$1" ;;
    *"Read-only file system"*) fail remote.read_only "the file system of '$root' is read-only" "$1" ;;
    *"Permission denied"* | *"Operation not permitted"*)
      fail remote.not_permitted "root is not permitted to write '$root'" "$1" ;;
    *"No such file or directory"* | *"Not a directory"*)
      fail remote.folder_missing "a folder of '$root' is not there" "$1" ;;
    *gzip* | *"Unexpected EOF"* | *"not look like a tar archive"*)
      fail remote.unpack_failed "the release did not arrive as it was sent; what was there is untouched" "$1" ;;
    *) fail remote.write_failed "'$root' cannot be written: $1" "$1" ;;
  esac
}

folder=
if [ -d $root ]; then
  :
elif [ -L $root ]; then
  fail remote.folder_missing "'$root' is a link to a folder that is not there; is the disk mounted?" ""
elif [ -e $root ]; then
  fail remote.path_blocked "'$root' is not a folder" ""
else
  said=$(install -d -m 0755 $root 2>&1) || cannot_write "$said"
fi
said=$(mkdir -p $root/.releases 2>&1) || cannot_write "$said"
folder=$(mktemp -d $root/.releases/incoming.XXXXXX 2>&1) || {
  said=$folder
  folder=
  cannot_write "$said"
}
exec 8<"$folder"
flock --shared 8
said=$(tar -xzf - -C "$folder" 2>&1) || cannot_write "$said"
exec bash "$folder/files$root/bin/stack" install "$folder" "$@" </dev/null
