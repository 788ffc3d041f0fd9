"""Runs shell text on the machine as data, not as words on somebody's terminal.

The text reaches /bin/sh by its standard input, so that the login shell of the account (tcsh, fish) has nothing to
interpret. Output and status come between marks that nobody can foresee, so that greetings of the login shell stay
outside of them, and a program that ends with 255 is not taken for a lost connection.

run    one piece of shell text; the result has rc, stdout, stdout_lines and stderr
look   pieces of shell text by name, run one after the other; the result has "look", by name, each with rc, stdout,
       stdout_lines and stderr. It neither changes nor fails anything.

With both, the pieces come first, and the result has what both have.
"""

from __future__ import annotations

import secrets

from ansible.plugins.action import ActionBase

# The text is read to its end before anything runs, because what runs must not read the rest of it.
SHELL = '/bin/sh -c \'text=$(/bin/cat); exec </dev/null; eval "$text"\''
# Sees what the operator's own session sees, in words that do not depend on his language.
PREAMBLE = 'export LC_ALL=C PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:$PATH"\n'


class ActionModule(ActionBase):
    TRANSFERS_FILES = False
    _VALID_ARGS = frozenset(('run', 'look'))

    def run(self, tmp=None, task_vars=None):
        result = super().run(tmp, task_vars)
        args = self._task.args
        if self._play_context.check_mode and 'look' not in args:
            result['skipped'] = True
            return result
        look = args.get('look', {})
        run = {'run': args['run']} if 'run' in args else {}
        answer, found = self._ask({**look, **run})
        if len(found) < len(look) + len(run):
            return {**result, **failed(answer)}
        ran = found.pop('run', {}) if run else {}
        result.update(changed=bool(run), **ran)
        if look:
            result['look'] = found
        if ran.get('rc', 0) != 0:
            result.update(failed=True, msg='non-zero return code')
        return result

    def _ask(self, pieces):
        mark = secrets.token_hex(16)
        script = PREAMBLE + ''.join(framed(mark, name, text) for name, text in pieces.items()) + 'exit 0\n'
        answer = self._low_level_execute_command(SHELL, in_data=script.encode(), executable='/bin/sh')
        found = {}
        for name in pieces:
            out, rc = between(answer['stdout'], mark, name)
            err, _ = between(answer['stderr'], mark, name)
            if rc is not None:
                found[name] = {'rc': rc, 'stdout': out, 'stdout_lines': out.splitlines(), 'stderr': err}
        return answer, found


def framed(mark, name, text):
    begin = f"printf '\\n%s\\n' {mark}-begin-{name}"
    end = f"printf '\\n%s %d\\n' {mark}-end-{name} $rc"
    return f'{begin}; {begin} >&2\n(\n{text}\n)\nrc=$?\n{end}; {end} >&2\n'


def between(text, mark, name):
    """What stands between the marks, and the status behind the second; without it, nothing."""
    _, begun, rest = text.partition(f'\n{mark}-begin-{name}\n')
    inner, ended, rest = rest.partition(f'\n{mark}-end-{name} ')
    status = rest.split('\n', 1)[0].strip()
    if not begun or not ended or not status.isdigit():
        return '', None
    return inner.strip('\r\n'), int(status)


def failed(answer):
    """Nothing came back between the marks: sudo, the lock or the shell itself says why."""
    return {
        'failed': True,
        'rc': answer['rc'],
        'msg': 'non-zero return code' if answer['rc'] else 'the shell gave no answer',
        'stdout': answer['stdout'],
        'stderr': answer['stderr'],
    }
