#!/usr/bin/env python3
"""The failures that cost users of others their servers, replayed; prints a table of what came of each."""

import argparse
import concurrent.futures
import os
import shutil
import sys
import time

from world import OK, Hetzner, Life, Lxd, Wrong, await_, lxc, workplace

AT_ONCE = 2
CTRL_C = 130
ROW = "| {} | {} | {} | {} | {} | {} |"


class Case:
    """One failure: what is disturbed, what must come of it."""

    def __init__(self, title, provider, play, exit_code=OK, code="–", timeouts=None):
        self.title, self.provider, self.play = title, provider, play
        self.exit_code, self.code, self.timeouts = exit_code, code, timeouts

    def run(self, number, root):
        with self.provider(root, number) as provider:
            life = Life(provider, f"fail-{provider.name}-{os.getpid()}-{number}", root)
            if self.timeouts:
                life.TIMEOUTS = self.timeouts
            try:
                life.create()
                command, remark = self.play(life)
                life.check_state()
                life.check_one_machine()
                if isinstance(provider, Hetzner):
                    provider.calm()
                after = self.left(life)
                life.destroy()
                life.check_nothing_left()
                wrong = self.judge(command)
                row = (
                    self.title,
                    remark,
                    command.process.returncode,
                    command.code() if command.process.returncode else "–",
                    after,
                    "nothing",
                )
                return row, wrong
            except Exception as trouble:  # pylint: disable=broad-except
                life.give_up()
                return (self.title, f"WRONG: {trouble}", "", "", "", ""), f"{self.title}: {trouble!r}"

    def judge(self, command):
        code = command.code() if command.process.returncode else "–"
        if (command.process.returncode, code) != (self.exit_code, self.code):
            return f"{self.title}: exit {command.process.returncode} and {code} instead of {self.exit_code} and {self.code}"
        return None

    @staticmethod
    def left(life):
        things = sorted({thing.split()[0].replace("_", " ") for thing in life.provider.left(life.environment)})
        at_work = sorted(set(life.stray_processes()))
        return ", ".join(things + ([f"at work: {' '.join(at_work)}"] if at_work else [])) or "nothing"


def lxd(_root, _number):
    return Lxd()


def hetzner(root, number):
    return Hetzner(root / f"hetzner-{number}")


def provision(life, remark):
    command = life.run("provision", life.environment)
    return command, f"{remark}; {command.seconds():.0f} s"


def disturbed(kind, remark, **members):
    def play(life):
        life.provider.disturb(kind, **members)
        return provision(life, remark)

    return play


def cut_off(life):
    life.provider.disturb("cut_after", method="POST", path="/servers")
    command = life.run("provision", life.environment)
    if len(life.provider.servers(life.environment)) != 1:
        raise Wrong(f"{len(life.provider.servers(life.environment))} servers")
    return command, "the server that was ordered is found by its label and adopted"


def machine_appears(life, command):
    return await_(
        "a machine, or the end",
        lambda: life.provider.instances(life.environment) or command.process.poll() is not None,
        120,
    )


def killed_then_destroyed(tools_too):
    def play(life):
        if isinstance(life.provider, Hetzner):
            life.provider.disturb("cut_after", method="POST", path="/servers")
        command = life.start("provision", life.environment)
        machine_appears(life, command)
        if tools_too:
            life.kill_everything()
            command.process.wait()
        else:
            command.kill()
        return command, "`destroy` right after it finds and removes what carries the label"

    return play


def interrupted_six_times(life):
    command = life.start("provision", life.environment)
    machine_appears(life, command)
    for _ in range(6):
        command.interrupt()
        time.sleep(0.15)
    if command.wait(150) is None:
        command.kill()
        raise Wrong("still at work 150 s after six interrupts")
    seconds = command.seconds()
    if life.stray_processes():
        raise Wrong(f"stray processes: {life.stray_processes()}")
    before = life.provider.identity(life.environment) if life.provider.runs(life.environment) else None
    life.succeed("provision", life.environment)
    kept = before and life.provider.identity(life.environment) == before
    if before and not kept:
        raise Wrong("another machine after six interrupts")
    return command, f"ended in order after {seconds:.0f} s; the same command goes on" + (
        " with the same machine" if kept else ""
    )


def changed_host_key(life):
    life.succeed("provision", life.environment)
    script = "rm /etc/ssh/ssh_host_*; ssh-keygen -A && systemctl restart ssh"
    code, _, trouble = lxc("exec", life.provider.instance(life.environment), "--", "sh", "-c", script)
    if code != OK:
        raise Wrong(f"no new host keys: {trouble}")
    return life.run("configure", life.environment), "refused before anything is sent"


def some_503(life):
    life.provider.disturb("unavailable", times=3, method="POST", path="/servers")
    command = life.run("provision", life.environment)
    return command, f"asked again until it works; {command.seconds():.0f} s"


KILLED = -9
CASES = (
    Case("answer cut off in create", hetzner, cut_off),
    Case(
        "answer cut off in create, then all killed (Hetzner)", hetzner, killed_then_destroyed(True), KILLED, "no code"
    ),
    Case("deployer killed in apply (LXD)", lxd, killed_then_destroyed(False), KILLED, "no code"),
    Case("deployer and tofu killed in apply (LXD)", lxd, killed_then_destroyed(True), KILLED, "no code"),
    Case("Ctrl-C six times in apply (LXD)", lxd, interrupted_six_times, CTRL_C, "operation.cancelled"),
    Case("Ctrl-C six times in apply (Hetzner)", hetzner, interrupted_six_times, CTRL_C, "operation.cancelled"),
    Case("503 three times", hetzner, some_503),
    Case("503 for ever", hetzner, disturbed("unavailable", "given up", times=-1), 7, "provider.api_error"),
    Case(
        "quota used up",
        hetzner,
        disturbed("quota", "said to be that", times=-1, method="POST", path="/servers"),
        7,
        "provider.quota",
    ),
    Case(
        "token refused (401)",
        hetzner,
        disturbed("unauthorized", "refused before anything is made", times=-1),
        7,
        "provider.auth",
    ),
    Case(
        "429 for ever",
        hetzner,
        disturbed("rate_limit", "given up after two minutes of retries", times=-1),
        7,
        "provider.rate_limited",
    ),
    Case(
        "server type retired",
        hetzner,
        disturbed("retired", "refused before anything is made, with near types", server_type="cx23"),
        5,
        "provider.type_unavailable",
    ),
    Case("SSH 150 s late", hetzner, disturbed("ssh_delay", "waited for", seconds=150), timeouts={"--wait-ssh": "400"}),
    Case("host key changed", lxd, changed_host_key, 7, "ssh.host_key_changed"),
)


def main():
    parser = argparse.ArgumentParser(prog="survival failures")
    parser.add_argument("--only", default="", help="those with this word in their title")
    arguments = parser.parse_args()
    chosen = [case for case in CASES if arguments.only in case.title]
    wrongs = []
    with workplace("failures") as root:
        print(ROW.format("failure", "what comes of it", "exit", "code", "left after it", "after `destroy`"))
        print(ROW.format(*["---"] * 6), flush=True)
        with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
            for row, wrong in pool.map(lambda numbered: numbered[1].run(numbered[0], root), enumerate(chosen)):
                print(ROW.format(*row), flush=True)
                wrongs += [wrong] if wrong else []
        for wrong in wrongs:
            print("WRONG:", wrong)
        if wrongs:
            print(f"logs: {root}")
            sys.exit(1)
        shutil.rmtree(root)


if __name__ == "__main__":
    main()
