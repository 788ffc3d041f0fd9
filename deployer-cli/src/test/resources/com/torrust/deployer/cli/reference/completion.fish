# fish completion for @PROGRAM@; made by '@PROGRAM@ docs completion fish'

function __@IDENTIFIER@_environments
    set -l typed (commandline -opc)
    set -l folder
    for index in (seq 2 (count $typed))
        if test "$typed[$index]" = --working-dir
            set folder --working-dir $typed[(math $index + 1)]
        end
    end
    $typed[1] list --output-format json $folder 2>/dev/null | string match -rg '"environment_name": "([a-z0-9-]*)"'
end

function __@IDENTIFIER@_is
    set -l command
    for word in (commandline -opc)[2..-1]
        if contains -- (string join / -- $command $word) @KNOWN@
            set -a command $word
        end
    end
    set -l path (string join / -- $command)
    test "$path" = "$argv[1]"
end

complete -c @PROGRAM@ -f
@LINES@
