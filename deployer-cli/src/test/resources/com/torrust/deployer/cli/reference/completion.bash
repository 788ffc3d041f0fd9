# bash completion for @PROGRAM@; made by '@PROGRAM@ docs completion bash'

# Names of environments; whatever else lies in the folder is no name, and nothing of it is ever evaluated.
_@IDENTIFIER@_environments() {
  local index value
  local -a folder=()
  for ((index = 1; index < COMP_CWORD; index++)); do
    if [[ ${COMP_WORDS[index]} == --working-dir ]]; then
      value=${COMP_WORDS[index + 1]}
      [[ $value != = ]] || value=${COMP_WORDS[index + 2]}
      folder=(--working-dir "${value/#\~/$HOME}")
    fi
  done
  "${COMP_WORDS[0]/#\~/$HOME}" list --output-format json "${folder[@]}" 2>/dev/null </dev/null |
    sed -n 's/^ *"environment_name": "\([a-z0-9-]*\)".*/\1/p'
}

_@IDENTIFIER@() {
  local known='@KNOWN@'
  local valued='@VALUED@'
  local now=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
  local command='' word index offer='' skip='' IFS=$' \t\n'
  local -a names=()
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
    offer=${offer//@environments/}
    mapfile -t names < <(_@IDENTIFIER@_environments)
  fi
  # Not by 'compgen -W', which expands the words.
  for word in $offer "${names[@]}"; do
    [[ $word != "$now"* ]] || COMPREPLY+=("$word")
  done
}

complete -F _@IDENTIFIER@ @PROGRAM@
