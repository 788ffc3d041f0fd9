#!/usr/bin/env python3
"""Kills the program, its tools and its machine again and again, and each time gives the same command once more."""

import argparse
import json
import math
import os
import random
import shutil
import sys
import threading
import time

from world import IMAGE, OK, PLAIN_IMAGE, Hetzner, Life, Lxd, Wrong, lxc, workplace, write_private

# What is answered, within seconds, while a machine boots after a power cut.
BOOTING = ("ssh.refused", "ssh.no_route", "ssh.timeout", "ssh.closed")
# What must not be given again once it is through.
ONCE = ("provision", "destroy")
CHANGES = ("change", "upgrade", "rollback")
# What is done with the data; only lives whose configuration names a repository can.
DATA = ("backup", "restore")
PHASES = ("provision", "configure", "release", "run", *CHANGES, *DATA, "destroy")
# Two names of one image: an upgrade goes from one to the other.
TRACKERS = ("torrust/tracker:3.0.0", "docker.io/torrust/tracker:3.0.0")
FIRST_PORT = 6970
# On the machine itself, so that a power cut meets the repository as well.
REPOSITORY = {"repository": "/srv/saved", "password": "survival-kills", "keep": {"last": 100}}
# Puts an info-hash into the whitelist, and prints the whitelist of a copy of the data.
ALLOW = 'curl --fail --silent --show-error --request POST "http://127.0.0.1:1212/api/v1/whitelist/$1?token=$2"'
WHITELIST = """
cd /
bash /opt/torrust/bin/stack copy --wait 120 </dev/null >/tmp/copy.log 2>&1 || { cat /tmp/copy.log; exit 1; }
docker run --rm --network none --volume "$(ls -d /opt/torrust/.copies/copy-* | tail -n 1):/copy:ro" \\
  --entrypoint python3 python:3.13.9-alpine3.22 -c '
import sqlite3
rows = sqlite3.connect("file:/copy/database.sqlite?mode=ro&immutable=1", uri=True).execute("select info_hash from whitelist")
print(" ".join(sorted(row[0] for row in rows)))'
"""
KINDS = ("deployer", "everything", "power")
AT_ONCE = 3
# A change can be followed by another one as often as one likes.
CHANGES_AT_ONCE = 10
MOST_LIVES = 12
HANGS_AFTER = 240
TRIES = 3
BY_ITSELF = "went on by itself"
SAY = threading.Lock()
ROW = "{:<9} {:>4}  {:<10} {:<11} {:>7}  {:<42} {:>6}"


def say(*columns):
    with SAY:
        print(ROW.format(*columns), flush=True)


class Tally:
    """What one provider has been through."""

    def __init__(self):
        self.kills = {phase: 0 for phase in PHASES}
        self.kinds = {kind: 0 for kind in KINDS}
        self.wrong = []
        # How long a phase lasts in lives with Docker and without, in seconds: a guess, until it was seen.
        self.lasts = {
            image: {
                "provision": 10.0,
                "configure": seconds,
                "release": 4.0,
                "run": 12.0,
                "change": 14.0,
                "upgrade": 10.0,
                "rollback": 10.0,
                "backup": 7.0,
                "restore": 12.0,
                "destroy": 5.0,
            }
            for image, seconds in ((IMAGE, 8.0), (PLAIN_IMAGE, 25.0))
        }


class Killer:
    """Leads one provider's lives."""

    def __init__(self, provider, seed, wanted, root, tally):
        self.provider, self.seed, self.wanted, self.root, self.tally = provider, seed, wanted, root, tally

    def missing(self):
        return any(self.tally.kills[phase] < self.wanted[phase] for phase in PHASES)

    def run(self):
        number = 0
        while self.missing() and number < MOST_LIVES:
            number += 1
            self.number = number
            self.random = random.Random(f"{self.seed}/{self.provider.name}/{number}")
            # Every other machine on LXD comes without Docker, so that it is killed while packages are installed.
            self.provider.image = PLAIN_IMAGE if number % 2 == 0 and isinstance(self.provider, Lxd) else IMAGE
            self.lasts = self.tally.lasts[self.provider.image]
            saves = any(self.wanted[phase] for phase in DATA)
            life = Life(
                self.provider,
                f"kill-{self.provider.name}-{self.seed}-{number}",
                self.root,
                adapt=(lambda document: document.update(backup=REPOSITORY)) if saves else None,
            )
            began = time.monotonic()
            try:
                self.live(life)
                say(
                    self.provider.name,
                    number,
                    "",
                    "",
                    "",
                    "life over, nothing left anywhere",
                    f"{time.monotonic() - began:.1f}",
                )
            except Exception as wrong:  # pylint: disable=broad-except
                self.tally.wrong.append(f"{life.environment}: {wrong}")
                say(self.provider.name, number, "", "", "", f"WRONG: {wrong}", f"{time.monotonic() - began:.1f}")
                life.give_up()
                if not isinstance(wrong, Wrong):
                    raise
                if len(self.tally.wrong) > 3:
                    return

    def live(self, life):
        life.create()
        self.identity = None
        self.booting = False
        self.aims = 0
        for phase in PHASES:
            if phase not in DATA or any(self.wanted[each] for each in DATA):
                self.phase(life, phase)
        life.succeed("purge", life.environment, "--yes")
        life.check_nothing_left()
        shutil.rmtree(life.folder)

    def words(self, life, phase):
        if phase == "destroy":
            return phase, life.environment, "--yes"
        if phase == "backup":
            return phase, life.environment
        if phase == "restore":
            return phase, life.environment, self.saved, "--yes"
        if phase == "rollback":
            return phase, life.environment, self.release
        if phase in CHANGES:
            return "deploy", "--env-file", str(life.file)
        return phase, life.environment

    def aim(self, life, phase):
        """Something new to go to, once the last one is reached."""
        self.aims += 1
        if phase in DATA:
            # The data that is in service is another one than what was saved.
            if phase == "restore":
                self.saved = self.backups(life)[0]
                self.kept = self.allowed(life)
            self.allow(life)
            if phase == "backup":
                self.kept = self.allowed(life)
            return
        if phase == "rollback":
            # The other one of the two of the upgrade: what differs is the image, so nobody has to consent.
            kept = json.loads(life.succeed("releases", life.environment).out.read_text())["releases"]
            self.release = next(each["release_id"] for each in kept[:2] if not each["in_force"])
            return
        document = json.loads(life.file.read_text())
        if phase == "upgrade":
            document.setdefault("images", {})["tracker"] = TRACKERS[self.aims % 2]
        else:
            listeners = document["tracker"]["udp_trackers"]
            listeners.append({"bind_address": f"[::]:{FIRST_PORT + len(listeners)}"})
            document["prometheus"]["scrape_interval_in_secs"] = 5 + self.aims
        write_private(life.file, json.dumps(document, indent=2))

    def on_machine(self, life, script, *words):
        code, out, trouble = lxc(
            "exec", self.provider.instance(life.environment), "--", "sh", "-euc", script, "sh", *words
        )
        if code != OK:
            raise Wrong(f"the machine does not do what it is asked to: {out.strip()} {trouble.strip()}")
        return out

    def allow(self, life):
        token = json.loads(life.file.read_text())["tracker"]["http_api"]["admin_token"]
        self.on_machine(life, ALLOW, os.urandom(20).hex(), token)

    def allowed(self, life):
        return self.on_machine(life, WHITELIST).split()

    @staticmethod
    def backups(life):
        listed = json.loads(life.succeed("backups", life.environment).out.read_text())["backups"]
        return [each["backup_id"] for each in listed]

    def check_data(self, life, phase):
        """What was in service, or what was put back, is there; and so is whatever was saved."""
        found = self.allowed(life)
        if found != self.kept:
            raise Wrong(f"after {phase} the whitelist is {found}, and should be {self.kept}")
        listed = self.backups(life)
        lost = [each for each in self.listed if each not in listed]
        if lost:
            raise Wrong(f"backups are lost: {lost}")
        if phase == "backup" and listed[0] in self.listed:
            raise Wrong("the backup that ended well is not listed")
        self.listed = listed
        life.succeed("test", life.environment)

    def phase(self, life, phase):
        """Kills the phase some times, then lets it through."""
        at_once = CHANGES_AT_ONCE if phase in CHANGES + DATA else AT_ONCE
        todo = max(0, min(at_once, self.wanted[phase] - self.tally.kills[phase]))
        if phase == "backup":
            self.listed = []
        if phase in CHANGES + DATA:
            self.aims = 0
            self.aim(life, phase)
        places = self.random.sample(range(at_once), at_once)
        scale = 1.0
        for count in range(todo):
            kind = KINDS[(self.tally.kills[phase] + self.number) % len(KINDS)]
            share = (places[count] + self.random.random()) / at_once
            for _ in range(TRIES):
                moment = (0.05 + 0.9 * share) * self.lasts[phase] * scale
                survived, through = self.kill_once(life, phase, kind, moment, count == 0)
                # Where it may be given once more it is killed earlier.
                if through and phase in ONCE:
                    return
                if through and phase in CHANGES + DATA:
                    self.aim(life, phase)
                scale *= 0.5 if through else 0.8
                if survived:
                    break
        began = time.monotonic()
        for attempt in range(1, TRIES + 1):
            command = life.run(*self.words(life, phase))
            if command.process.returncode == OK or self.was_through(life, phase, command):
                break
            if attempt == TRIES:
                raise Wrong(f"{phase} does not finish: {command.code()}; see {command.err}")
            say(
                self.provider.name,
                self.number,
                phase,
                "",
                "",
                f"given again after {command.code()}",
                f"{command.seconds():.1f}",
            )
        say(
            self.provider.name,
            self.number,
            phase,
            "",
            "",
            "finished by the same command" if todo > 0 else "undisturbed",
            f"{time.monotonic() - began:.1f}",
        )
        self.after_success(life, phase)

    @staticmethod
    def was_through(life, phase, command):
        """The kill came after the last word of the state was written; the program says so."""
        return (
            phase == "provision"
            and command.code() == "environment.wrong_state"
            and state_name(life.check_state()) == "provisioned"
        )

    def after_success(self, life, phase):
        self.booting = False
        life.check_state()
        life.check_no_lock()
        if phase != "destroy":
            self.check_identity(life)
        elif self.provider.left(life.environment):
            raise Wrong(f"'destroy' succeeded, but the provider lists {self.provider.left(life.environment)}")
        if phase in CHANGES:
            plan = json.loads(life.succeed("plan", life.environment).out.read_text())
            if not plan["changes_nothing"]:
                raise Wrong(f"{phase} succeeded, but there is still something to do: {plan}")
            life.succeed("test", life.environment)
        if phase in DATA:
            self.check_data(life, phase)

    def check_identity(self, life):
        life.check_one_machine()
        if not self.provider.runs(life.environment):
            return
        now = self.provider.identity(life.environment)
        if self.identity and now != self.identity:
            raise Wrong(f"another machine: was {self.identity}, is {now}")
        self.identity = now

    def kill_once(self, life, phase, kind, moment, fresh):
        """Whether it was killed, and whether it got through nevertheless."""
        options = {}
        if kind == "power" and phase == "provision":
            # The machine stays off, so that the next command has to switch it on.
            options = {"--wait-ssh": "20"}
        command = life.start(*self.words(life, phase), options=options)
        if kind == "power" and phase == "provision":
            moment = self.wait_for_machine(life, command)
        code = command.wait(moment)
        if code is not None:
            return self.ended(life, phase, command, code, fresh)
        at = round(command.seconds() * 1000)
        outcome = "killed"
        if kind == "everything":
            command.process.kill()
            life.kill_everything()
        if kind != "power":
            command.kill()
            if command.process.returncode == OK:
                # It was quicker.
                return self.ended(life, phase, command, OK, fresh)
        else:
            outcome = self.cut_power(life, phase, command)
            self.booting = True
            if outcome is None:
                return self.ended(life, phase, command, command.wait(HANGS_AFTER), fresh)
        state = life.check_state()
        life.check_one_machine()
        if kind != "power" and phase != "destroy" and self.provider.has_come_up(life.environment):
            self.check_identity(life)
        self.tally.kills[phase] += 1
        self.tally.kinds[kind] += 1
        say(self.provider.name, self.number, phase, kind, at, f"{outcome}; state {state_name(state)}", "")
        through = outcome == BY_ITSELF
        if through:
            self.after_success(life, phase)
        return True, through

    def wait_for_machine(self, life, command):
        """Until the machine has an address: its first boot is under way."""
        while command.process.poll() is None and not self.provider.has_come_up(life.environment):
            time.sleep(0.02)
        return 3 * self.random.random()

    def ended(self, life, phase, command, code, fresh):
        """It was through before the moment came."""
        if code is None:
            command.kill()
            raise Wrong(f"{phase} hangs; see {command.err}")
        if code != OK and self.booting and command.code() in BOOTING:
            return False, False
        if code != OK:
            raise Wrong(f"{phase} failed undisturbed: {command.code()}; see {command.err}")
        if fresh:
            self.lasts[phase] = command.seconds()
        self.after_success(life, phase)
        return False, True

    def cut_power(self, life, phase, command):
        """None when there was nothing to switch off any more."""
        if not self.provider.cut_power(life.environment):
            return None
        if phase not in ("provision", "destroy"):
            time.sleep(1)
            self.provider.switch_on(life.environment)
        code = command.wait(HANGS_AFTER)
        if code is None:
            command.kill()
            raise Wrong(f"{phase} hangs after a power cut; see {command.err}")
        return BY_ITSELF if code == OK else f"exit {code}, {command.code()}"


def state_name(state):
    found = state.get("state")
    return found if isinstance(found, str) else (found or {}).get("name") or next(iter(found or {"?": 0}))


def main():
    parser = argparse.ArgumentParser(prog="survival kills")
    parser.add_argument("--kills", type=int, default=60, help="in all, over both providers and all phases")
    parser.add_argument(
        "--seed",
        default=str(random.SystemRandom().randrange(1000)),
        help="the same one kills at the same shares of a phase",
    )
    parser.add_argument("--phase", choices=PHASES, action="append", help="only this one, or these; all if absent")
    parser.add_argument("--provider", choices=("lxd", "hetzner"), help="one only; both at once if absent")
    arguments = parser.parse_args()
    names = (arguments.provider,) if arguments.provider else ("lxd", "hetzner")
    phases = arguments.phase or PHASES
    each = math.ceil(arguments.kills / len(names) / len(phases))
    wanted = {phase: each if phase in phases else 0 for phase in PHASES}
    tallies = {name: Tally() for name in names}
    print(f"seed {arguments.seed}: {each} kills for each provider and each of {', '.join(phases)}")
    say("provider", "life", "phase", "kind", "at ms", "outcome", "s")
    began = time.monotonic()
    with workplace("kills") as root:

        def lead(name):
            with Lxd() if name == "lxd" else Hetzner(root / "hetzner") as provider:
                try:
                    Killer(provider, arguments.seed, wanted, root, tallies[name]).run()
                except Exception as defect:  # pylint: disable=broad-except
                    tallies[name].wrong.append(f"{name}: {defect!r}")
                    raise

        threads = [threading.Thread(target=lead, args=(name,)) for name in names]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        wrong = sum((tally.wrong for tally in tallies.values()), [])
        for name, tally in tallies.items():
            print(f"{name}: {sum(tally.kills.values())} kills", tally.kills, tally.kinds)
            wrong += [
                f"{name}: only {tally.kills[phase]} kills in {phase}" for phase in PHASES if tally.kills[phase] < wanted[phase]
            ]
        total = sum(sum(tally.kills.values()) for tally in tallies.values())
        print(f"{total} kills in {time.monotonic() - began:.0f} s, {len(wrong)} wrong")
        for each in wrong:
            print("WRONG:", each)
        if wrong:
            print(f"logs: {root}")
            sys.exit(1)
        shutil.rmtree(root)


if __name__ == "__main__":
    main()
