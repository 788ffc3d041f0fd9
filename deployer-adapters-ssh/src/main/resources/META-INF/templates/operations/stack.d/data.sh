# ---- start -----------------------------------------------------------------------------------------

# Gives the tracker's data to the account that it is to run as, when another one had it. Nobody writes there meanwhile, and
# no link is followed. The top folder comes last, so that a hand-over that was cut off is begun again.
hand_over_data() {
  local path wanted REPLY
  local -a folders=()
  dotenv USER_ID
  wanted=$REPLY
  dotenv GROUP_ID
  wanted+=:$REPLY
  [[ $wanted =~ ^[0-9]+:[0-9]+$ ]] || return 0
  for path in "${directories[@]}"; do
    # Those below go with the one above.
    [[ ${owner_of[$path]} == @tracker && ${owner_of[${path%/*}]:-} != @tracker ]] || continue
    [[ $(stat -c %u:%g -- "$root$path") == "$wanted" ]] || folders+=("$root$path")
  done
  hand_over_to_images
  ((${#folders[@]} > 0)) || return 0
  say handing_over account "$wanted"
  compose stop tracker >"$work/compose" 2>&1 || {
    say_tail compose "$(<"$work/compose")"
    fail stack.start_failed "the tracker cannot be stopped to give its data to its own account"
  }
  chown -hRP -- "$wanted" "${folders[@]}"
}

# Between a release and its start a container of an earlier version may have begun once more, and have taken the folder of
# the configuration for itself: it is made anew from the release that is kept, when nobody writes there any more.
take_configuration_back() {
  local folder=/opt/torrust/storage/tracker/etc file gid REPLY
  [[ ${owner_of[$folder]:-} == 0:@tracker && $(stat -c %u -- "$root$folder") != 0 ]] || return 0
  dotenv GROUP_ID
  gid=$REPLY
  compose stop tracker >"$work/compose" 2>&1 || {
    say_tail compose "$(<"$work/compose")"
    fail stack.start_failed "the tracker cannot be stopped to take its configuration back"
  }
  rm -rf -- "$root$folder.replaced"
  mv -T -- "$root$folder" "$root$folder.replaced"
  install -d -o 0 -g "$gid" -m "${mode_of[$folder]}" -- "$root$folder"
  for file in "${files[@]}"; do
    [[ $file != "$folder"/* ]] ||
      install -T -o 0 -g "$gid" -m "${mode_of[$file]}" -- "$releases/$release/files$file" "$root$file"
  done
}

# The same for folders of accounts that images bring, which began as root in earlier versions and left files of root there.
hand_over_to_images() {
  local path wanted name
  for path in "${directories[@]}"; do
    wanted=${owner_of[$path]}
    [[ $wanted =~ ^[1-9][0-9]*:[0-9]+$ && $path == */storage/*/data && -d $root$path ]] || continue
    [[ -n $(find -P "$root$path" ! -uid "${wanted%:*}" -print -quit 2>/dev/null) ]] || continue
    name=${path%/data}
    name=${name##*/}
    say handing_over account "$wanted"
    compose stop "$name" >"$work/compose" 2>&1 || {
      say_tail compose "$(<"$work/compose")"
      fail stack.start_failed "'$name' cannot be stopped to give its data to its own account"
    }
    chown -hRP -- "$wanted" "$root$path"
  done
}

