# ---- answers ---------------------------------------------------------------------------------------

log_fd=
answered=false
failed_with=
plain=false
[[ ! -t 1 ]] || plain=true

# Quotes $1 as a JSON string into REPLY.
quote() {
  local text=$1
  text=${text//\\/\\\\}
  text=${text//\"/\\\"}
  text=${text//$'\n'/\\n}
  text=${text//$'\t'/\\t}
  REPLY="\"${text//[[:cntrl:]]/?}\""
}

# say EVENT [NAME VALUE]...
say() {
  local line REPLY
  if $plain; then
    line=$1
    shift
    while (($# > 0)); do
      [[ -z $2 ]] || line+=" $1=$2"
      shift 2
    done
  else
    quote "$1"
    line="{\"event\":$REPLY"
    shift
    while (($# > 0)); do
      quote "$2"
      line+=",\"$1\":$REPLY"
      shift 2
    done
    line+='}'
  fi
  {
    [[ -z $log_fd ]] || printf '%s\n' "$line" >&"$log_fd" || :
    printf '%s\n' "$line" || :
  } 2>/dev/null
}

# fail CODE MESSAGE [NAME VALUE]...
fail() {
  local code=$1 message=$2
  shift 2
  answered=true
  failed_with=$code
  say failed code "$code" message "$message" "$@"
  exit 1
}

# Passes on the end of a text, line by line, as the log of $1.
say_tail() {
  local line
  while IFS= read -r line || [[ -n $line ]]; do
    say log source "$1" line "${line:0:500}"
  done < <(tail -n "${3:-20}" <<<"$2")
}

usage() {
  printf 'stack: %s\n' "$1" >&2
  exit 2
}

