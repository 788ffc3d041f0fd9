#compdef @PROGRAM@
# zsh completion for @PROGRAM@; made by '@PROGRAM@ docs completion zsh'

_@IDENTIFIER@_environments() {
  local index
  local -a folder
  for ((index = 2; index < CURRENT; index++)); do
    [[ $words[index] != --working-dir ]] || folder=(--working-dir "${words[index+1]/#\~/$HOME}")
  done
  "${words[1]/#\~/$HOME}" list --output-format json $folder 2>/dev/null </dev/null |
    sed -n 's/^ *"environment_name": "\([a-z0-9-]*\)".*/\1/p'
}

_@IDENTIFIER@() {
  local known='@KNOWN@'
  local valued='@VALUED@'
  local now=$words[CURRENT] before=$words[CURRENT-1]
  local command='' word index offer='' skip=''
  for ((index = 2; index < CURRENT; index++)); do
    word=$words[index]
    if [[ -n $skip ]]; then
      skip=
    elif [[ " $valued " == *" $word "* ]]; then
      skip=yes
    elif [[ " $known " == *" ${command:+$command/}$word "* ]]; then
      command=${command:+$command/}$word
    fi
  done
  case $before in
@VALUES@
    *)
      if [[ $now == -* ]]; then
        case $command in
@OPTIONS@
        esac
      else
        case $command in
@POSITIONS@
        esac
      fi
      ;;
  esac
  if [[ " $offer " == *' @files '* ]]; then
    _files
    offer=${offer//@files/}
  fi
  local -a offered
  if [[ " $offer " == *' @environments '* ]]; then
    offer=${offer//@environments/}
    offered=(${(f)"$(_@IDENTIFIER@_environments)"})
  fi
  offered+=(${=offer})
  ((${#offered} == 0)) || compadd -- $offered
}

# Called by the name of the file from a folder of the fpath; sourced otherwise.
if [[ ${funcstack[1]} == (_@IDENTIFIER@|_@PROGRAM@) ]]; then
  _@IDENTIFIER@ "$@"
else
  compdef _@IDENTIFIER@ @PROGRAM@
fi
