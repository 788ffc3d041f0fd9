"""Tells what a play does: one JSON object a line, each behind an ASCII record separator as in RFC 7464.

Whatever else Ansible prints lacks the separator, so that events can be distinguished from words. Members without a value are
left out:

start     ansible: version of ansible-core; inputs: what DEPLOYER_INPUTS says, by which a run is known again
begin     name: the task that is at work now
task      name, host, outcome: ok, changed, skipped, failed or unreachable; if it went wrong message, rc, code, remedies
retry     name, host, attempt, message: a task is tried again, and why
warning   message, code
recap     hosts: how many tasks ended how, for each host
"""

from __future__ import annotations

import json
import os

from ansible.plugins.callback import CallbackBase
from ansible.release import __version__ as ansible_version

DOCUMENTATION = """
    name: deployer_events
    type: stdout
    short_description: events for a program
    description:
      - Prints every event as one line of JSON behind an ASCII record separator.
"""

SEPARATOR = '\x1e'
MESSAGE_LIMIT = 8000


class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = 'stdout'
    CALLBACK_NAME = 'deployer_events'

    def __init__(self):
        super().__init__()
        # What Ansible itself says may quote the machine, which must not pass for an event.
        show = self._display.display
        self._display.display = lambda message, *args, **more: show(
            str(message).replace(SEPARATOR, ' '), *args, **more
        )
        tell('start', ansible=ansible_version, inputs=os.environ.get('DEPLOYER_INPUTS'))

    def v2_playbook_on_task_start(self, task, is_conditional):
        tell('begin', name=task.get_name())

    def v2_runner_on_ok(self, result):
        for warning in result._result.get('warnings') or ():
            tell('warning', message=shortened(str(warning)))
        # A task that only prints exists to warn.
        if result._task.action.rpartition('.')[2] == 'debug':
            tell('warning', message=shortened(str(result._result.get('msg'))), code=code_of(result))
        tell_findings(result)
        ended(result, 'changed' if result._result.get('changed') else 'ok')

    def v2_runner_on_skipped(self, result):
        ended(result, 'skipped')

    def v2_runner_on_failed(self, result, ignore_errors=False):
        if ignore_errors:
            ended(result, 'ok')
        else:
            tell_findings(result)
            fields = result._result
            ended(
                result,
                'failed',
                message=cause_of(fields),
                rc=fields.get('rc'),
                code=code_of(result),
                remedies=remedies_of(result),
            )

    def v2_runner_on_unreachable(self, result):
        ended(result, 'unreachable', message=cause_of(result._result))

    def v2_runner_retry(self, result):
        tell(
            'retry',
            name=result._task.get_name(),
            host=result._host.get_name(),
            attempt=result._result.get('attempts'),
            message=cause_of(result._result),
        )

    def v2_playbook_on_stats(self, stats):
        tell('recap', hosts={host: stats.summarize(host) for host in sorted(stats.processed)})


def remedies_of(result):
    """What to do about a failure, likewise."""
    carried = result._task.vars.get('event_remedy')
    return of_ours(result).get('event_remedies') or ([str(carried).strip()] if carried else None)


def ended(result, outcome, **more):
    tell('task', name=result._task.get_name(), host=result._host.get_name(), outcome=outcome, **more)


def tell(event, **members):
    known = {name: value for name, value in members.items() if value is not None}
    line = SEPARATOR + json.dumps({'event': event, **known}) + '\n'
    # In one piece, so that no line of another process gets into the middle.
    os.write(1, line.encode('ascii'))


def tell_findings(result):
    """What a task of ours found out about the machine, besides its own outcome."""
    for found in of_ours(result).get('findings') or ():
        tell('warning', message=shortened(found['text']), code=found['code'])


def code_of(result):
    """What the task itself found out, else the variable that it carries to name its failure or warning."""
    return of_ours(result).get('event_code') or result._task.vars.get('event_code')


def of_ours(result):
    """What a plug-in of ours made on this computer; results of modules come from the machine, which is no friend."""
    return result._result if result._task.action.rpartition('.')[2] == 'judge' else {}


def cause_of(fields):
    """What a person would read first: what the failed program said, else what the module says."""
    for item in fields.get('results') or ():
        if item.get('failed') or item.get('unreachable'):
            return cause_of(item)
    said = [fields.get(name) for name in ('stderr', 'module_stderr', 'module_stdout')]
    if fields.get('rc') and fields.get('msg') == 'non-zero return code':
        said.append(fields.get('stdout'))
    else:
        said.insert(0, fields.get('msg'))
    texts = [str(text).strip() for text in said if text and str(text).strip()]
    return shortened('\n'.join(texts) or 'no reason given')


def shortened(text):
    """Both ends of a long text: programs say why they gave up at either."""
    half = MESSAGE_LIMIT // 2
    return text if len(text) <= MESSAGE_LIMIT else text[:half] + '\n…\n' + text[-half:]
