# bash completion for @PROGRAM@; made by '@PROGRAM@ docs completion bash'

_@IDENTIFIER@_environments() {
  local index
  local -a folder=()
  for ((index = 1; index < COMP_CWORD; index++)); do
    [[ ${COMP_WORDS[index]} != --working-dir ]] || folder=(--working-dir "${COMP_WORDS[index + 1]}")
  done
  "${COMP_WORDS[0]}" list --output-format json "${folder[@]}" 2>/dev/null |
    sed -n 's/^ *"environment_name": "\([^"]*\)".*/\1/p'
}

_@IDENTIFIER@() {
  local known='@KNOWN@'
  local valued='@VALUED@'
  local now=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
  local command='' word index offer='' skip=''
  for ((index = 1; index < COMP_CWORD; index++)); do
    word=${COMP_WORDS[index]}
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
  COMPREPLY=()
  if [[ " $offer " == *' @files '* ]]; then
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -f -- "$now")
    offer=${offer//@files/}
  fi
  if [[ " $offer " == *' @environments '* ]]; then
    offer=${offer//@environments/$(_@IDENTIFIER@_environments)}
  fi
  if [[ -n ${offer//[[:space:]]/} ]]; then
    local -a matching
    mapfile -t matching < <(compgen -W "$offer" -- "$now")
    COMPREPLY+=("${matching[@]}")
  fi
}

complete -F _@IDENTIFIER@ @PROGRAM@
