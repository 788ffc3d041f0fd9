#!/usr/bin/env python3
"""Starts the same command many times at once: one works, all others learn who does, and readers see whole states."""

import argparse
import collections
import json
import shutil
import sys
import threading
import time

from world import OK, Hetzner, Life, Wrong, workplace

HELD = (8, "lock.held")


class Readers(threading.Thread):
    """Read the state and ask the program for it, again and again."""

    def __init__(self, life):
        super().__init__(daemon=True)
        self.life, self.reads, self.shows, self.torn = life, 0, 0, []
        self.over = threading.Event()

    def run(self):
        while not self.over.is_set():
            for _ in range(200):
                try:
                    self.life.check_state()
                    self.reads += 1
                except Wrong as torn:
                    self.torn.append(str(torn))
            command = self.life.run("show", self.life.environment)
            self.shows += 1
            if command.process.returncode != OK:
                self.torn.append(f"'show' ended with {command.code()}")


def main():
    parser = argparse.ArgumentParser(prog="survival crowd")
    parser.add_argument("--size", type=int, default=64)
    size = parser.parse_args().size
    wrong = []
    with workplace("crowd") as root, Hetzner(root / "hetzner") as provider:
        life = Life(provider, "crowd", root)
        try:
            life.create()
            # The winner is at work for as long as others come.
            provider.disturb("ssh_delay", seconds=120)
            life.TIMEOUTS = {"--wait-ssh": "400"}
            readers = Readers(life)
            readers.start()
            began = time.monotonic()
            commands = [life.start("provision", life.environment) for _ in range(size)]
            for command in commands:
                if command.wait(500) is None:
                    raise Wrong(f"hangs: {command.err}")
            seconds = time.monotonic() - began
            readers.over.set()
            readers.join()
            winners = [command for command in commands if command.process.returncode == OK]
            others = collections.Counter(
                (command.process.returncode, command.code()) for command in commands if command not in winners
            )
            named = sum(
                1
                for command in commands
                if command not in winners
                and any(str(winner.process.pid) in json.dumps(command.error()) for winner in winners)
            )
            print(
                f"{size} at once: {len(winners)} worked, refused: {dict(others)}, {named} of them name the worker; {seconds:.0f} s"
            )
            print(
                f"beside them {readers.reads} reads of the state file and {readers.shows} calls of 'show', {len(readers.torn)} torn"
            )
            if len(winners) != 1 or others != {HELD: size - 1} or named != size - 1:
                wrong.append("not one winner and all others refused by its name")
            wrong += readers.torn[:5]
            life.check_one_machine()
            life.destroy()
            life.check_nothing_left()
        except Wrong as trouble:
            wrong.append(str(trouble))
            life.give_up()
        for each in wrong:
            print("WRONG:", each)
        if wrong:
            print(f"logs: {root}")
            sys.exit(1)
    shutil.rmtree(root)


if __name__ == "__main__":
    main()
