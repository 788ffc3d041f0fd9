#!/usr/bin/env python3
"""Stands in for ssh, ssh-keyscan, ansible-playbook and tofu of the program that is lied to.

What to lie about, and how, stands in the file "plan" of the home beside it. Everywhere else it answers as an honest machine would, so that the
program gets as far as the lie. Where it lied is written to "reached" there, and its
process id to "processes".
"""

import json
import os
import pathlib
import re
import shlex
import sys
import time

# Beside this program, because not everything is given the variable.
HOME = pathlib.Path(sys.argv[0]).resolve().parent.with_name("home")
PLAN = json.loads((HOME / "plan").read_text())
MODE, FORGING, INJECTED, SECRETS = (PLAN[each] for each in ("mode", "forging", "injected", "secrets"))
OUT = sys.stdout.buffer
FOLDERS = ["/", "/etc", "/etc/logrotate.d", "/etc/cron.d", "/usr/local", "/opt", "/opt/torrust", "/tmp", "/var"]
ANSWERS = (
    "begin end whole account system memory folder stack entry mark docker daemon container networks docker_firewall "
    "listener firewall table sshd setting package masked network address"
).split()
# What an honest machine is; the texts of a look, by name and position.
HONEST = {
    "account": ["operator", "/bin/bash", "sudo", ""],
    "system": ["debian", "13", "Debian GNU/Linux 13", "x86_64", "amd64", "6.12", "kvm", "systemd", "3.13.5"],
    "memory": ["4194304"],
    "stack": ["absent", ""],
    "docker": ["absent"],
    "firewall": ["no", "no", "no", "no", "no"],
    "sshd": ["no"],
    "network": ["machine", "yes", "0", "yes"],
}


class Answers:
    """What is printed: JSON objects with a mark before each, or the lines of a look."""

    def __init__(self, stage, separator="", marker="", frame="", root=False):
        self.stage, self.separator, self.marker, self.frame_marker, self.root = stage, separator, marker, frame, root

    def raw(self, text):
        OUT.write(text.encode("utf-8", "surrogatepass"))
        OUT.flush()

    def say(self, **event):
        self.raw(self.separator + json.dumps(event) + "\n")

    def tell(self, name, *values):
        self.raw("\t".join([f"{self.marker} {name}", *values]) + "\n")

    def frame(self, word):
        if self.frame_marker:
            self.raw(f"\n{self.frame_marker} {word}\n")

    def begin(self):
        self.frame("begun")
        if self.root:
            self.frame("root")
        if self.stage == "look":
            self.tell("begin")
        elif self.stage == "ansible":
            self.say(event="start", ansible="2.19.0", inputs=os.environ.get("DEPLOYER_INPUTS", ""))
        else:
            self.say(event="hello", protocol="1", command=self.stage)

    def end(self, status):
        if self.stage == "look":
            self.tell("end", str(status))
        self.frame(f"ended {status}")
        sys.exit(status)


def look(answers, texts):
    """A look whose answers have these texts in place of honest ones: by name and position."""
    for path in FOLDERS:
        answers.tell("folder", path, "yes", "yes", "yes", "ext4", "9000000 4096 900000 1000000")
    for name, values in HONEST.items():
        answered = list(values)
        for position, text in texts.get(name, {}).items():
            answered += [""] * (position + 1 - len(answered))
            answered[position] = text
        answers.tell(name, *answered)
    for name, values in texts.items():
        if name not in HONEST:
            answers.tell(name, *[values.get(position, "yes") for position in range(max(values) + 1)])
    answers.tell("whole")


def honest(answers):
    answers.begin()
    if answers.stage == "look":
        look(answers, {})
    elif answers.stage == "ansible":
        answers.say(event="recap", hosts={"torrust-tracker-vm": {"ok": 9, "changed": 0, "failures": 0, "unreachable": 0}})
    else:
        answers.say(event="facts", system="Debian GNU/Linux 13", architecture="x86_64", free_mib="9000")
        answers.say(event="finished", command=answers.stage)
    answers.end(0)


def fail(answers, text, **more):
    """Every event there is, with the text in every place."""
    if answers.stage == "look":
        fields = range(10)
        everywhere = {name: dict.fromkeys(fields, text) for name in ANSWERS if name not in ("begin", "end", "whole")}
        look(answers, everywhere)
    elif answers.stage == "ansible":
        answers.say(event="begin", name=text)
        answers.say(event="warning", message=text, code=text)
        answers.say(event="retry", name=text, host=text, attempt=1, message=text)
        answers.say(
            event="task", name=text, host=text, outcome="failed", message=text, code="configure.x", rc=1,
            remedies=[text], **{key: value for key, value in more.items() if key not in ("host", "step")}
        )
        answers.say(event="recap", hosts={"torrust-tracker-vm": {"ok": 1, "changed": 0, "failures": 1, "unreachable": 0}, text: "x"})
    else:
        answers.say(event="waiting", command=text, owner=text, since=text)
        answers.say(event="joined", owner=text, outcome=text)
        answers.say(event="facts", system=text, architecture=text, free_mib=text)
        answers.say(event="pulling", image=text)
        answers.say(event="moving", containers=text)
        answers.say(event="moved", to=text, down_millis=text, **{"from": text})
        answers.say(event="adopted", files=text, copy=text)
        answers.say(event="removing", service=text)
        answers.say(event="health", service=text, **{"from": text, "to": text})
        answers.say(event="warning", code=text, message=text)
        answers.say(event="service", service=text, state=text, health=text, restarts=text, image=text)
        answers.say(event="check", id=text, subject=text, status="fail", detail=text, millis=text)
        answers.say(event="security", id=text, subject=text, status="fail", detail=text, millis=text)
        answers.say(event="log", source=text, line=text)
        answers.say(event="changed", path=text)
        answers.say(event="failed", code="stack.unhealthy", message=text, last_answer=text, image=text, **more)
    sys.stderr.write(text + "\n")
    answers.end(0 if answers.stage == "look" else 1)


def inject(answers):
    bad = "x'; " + INJECTED + " | sh #"
    if answers.stage == "look":
        # Whatever may become a part of an advice: names of accounts, hosts, environments, folders and programs.
        look(answers, {
            "account": {0: bad, 2: "none", 3: bad}, "network": {0: bad, 1: "no"}, "stack": {0: "released", 1: bad},
            "mark": {0: "environment=" + bad}, "entry": {0: bad}, "folder": {0: bad, 1: "yes", 2: "no"},
            "listener": {0: "tcp", 1: "0.0.0.0", 2: "1212", 3: bad}, "masked": {0: bad},
            "package": {0: "unfinished", 1: bad}, "system": {0: bad, 2: bad},
        })
        answers.end(0)
    fail(answers, "no", **dict.fromkeys(("environment", "service", "host", "user", "key", "operation", "step", "path", "port"), bad))


def malform(answers):
    if answers.stage == "look":
        look(answers, {
            "memory": {0: "9" * 40}, "networks": {0: "9" * 18}, "system": {1: "1e999", 3: ""},
            "docker": {0: "running", 2: "maybe"}, "folder": {0: "/", 5: "-1 9e9 999999999999999999 0"},
            "daemon": {0: "9" * 400 + ".1", 7: "10.0.0.0/0,99999999999999999 /, 1/2/3,4", 8: "v." + "9" * 300},
            "listener": {0: "tcp", 2: "99999999999999999999"}, "address": {0: "::::::1%eth0/999"},
            "setting": {0: "", 1: ""},
        })
        answers.end(0)
    answers.say(event="service", service="tracker", restarts="99999999999999999999", state="")
    answers.say(event="check", id="", status="", millis="-1e9")
    answers.say(event="recap", hosts=[["torrust-tracker-vm"]])
    answers.say(event=["failed"], code={})
    fail(answers, "no", step="!!", rc="x", **({} if answers.stage == "ansible" else {"port": "NaN"}))


def rename(answers):
    if answers.stage == "look":
        for name in (FORGING, INJECTED, "begin\x1b[2J", "whole\u202e", ""):
            answers.tell(name, "x")
        answers.end(1)
    answers.raw(answers.separator + '{"event":"failed","code":"stack.x","' + FORGING.replace("\n", "\\n") + '":"x"}\n')
    answers.say(**{"event": "ok\nx", INJECTED: "x"})
    fail(answers, "no", **{FORGING: "x", INJECTED: FORGING})


def flood(answers):
    events = (
        {"event": "warning", "code": "a.b", "message": "flood"}, {"event": "log", "source": "s", "line": "x" * 2000},
        {"event": "changed", "path": "/x"}, {"event": "service", "service": "s%d", "state": "running"},
        {"event": "drift", "kind": "file", "subject": "/s%d", "phase": "run"}, {"event": "file", "number": "%d", "content": "link"},
        {"event": "unseen", "what": "w%d", "why": "x"},
        {"event": "begin", "name": "n%d"}, {"event": "task", "name": "n%d", "host": "h", "outcome": "ok"},
    )
    line = "".join(answers.separator + json.dumps(each) + "\n" for each in events)
    if answers.stage == "look":
        line = "".join(f"{answers.marker} {name}\t{'x' * 200}%d\n" for name in ANSWERS if name != "whole")
    count = 0
    while True:
        count += 1
        OUT.write(line.replace("%d", str(count)).encode())


def lie(answers):
    with open(HOME / "reached", "a", encoding="utf-8") as reached:
        reached.write(answers.stage + "\n")
    if MODE == "says nothing":
        sys.exit(0)
    if MODE == "drips":
        while True:
            answers.raw("{")
            time.sleep(0.2)
    if MODE == "speaks otherwise":
        answers.marker = "f" * 32
        answers.frame("begun")
        answers.say(event="hello", protocol="99")
        answers.say(event="finished", command="start")
        answers.tell("whole")
        answers.end(0)
    answers.begin()
    if MODE == "forges":
        fail(answers, FORGING)
    elif MODE == "injects":
        inject(answers)
    elif MODE == "malforms":
        malform(answers)
    elif MODE == "renames":
        rename(answers)
    elif MODE == "tells secrets":
        fail(answers, SECRETS)
    elif MODE == "floods":
        flood(answers)
    elif MODE == "never ends a line":
        while True:
            OUT.write(b"x" * 65536)
    elif MODE == "sends noise":
        with open("/dev/urandom", "rb") as noise:
            for _ in range(60):
                OUT.write(noise.read(65536))
        OUT.flush()
        answers.end(1)
    elif MODE == "stalls":
        time.sleep(3600)
    sys.exit("no such lie: " + MODE)


def pin(arguments):
    """What the OpenSSH client does at first contact."""
    options = dict(re.match(r"([^=]+)=(.*)", each).groups() for each in arguments if re.match(r"[A-Za-z]+=", each))
    if options.get("StrictHostKeyChecking") == "accept-new":
        port = arguments[arguments.index("-p") + 1]
        host = arguments[arguments.index("--") + 1]
        shown = host if port == "22" else f"[{host}]:{port}"
        kind, key = (HOME / "key.pub").read_text().split()[:2]
        with open(options["UserKnownHostsFile"].strip('"'), "a", encoding="utf-8") as known:
            known.write(f"{shown} {kind} {key}\n")


def over_ssh(arguments):
    """The one thing that is to be done on the machine."""
    words = shlex.split(arguments[-1])
    root = len(words) > 5 and words[4].startswith("echo")
    said = words[6:] if root else words[4:]
    if root:
        return Answers("install" if said[0].startswith("--") else said[0], frame=words[3], root=True)
    return Answers("look" if said[3].startswith("torrust-") else "reach", marker=said[3], frame=words[3])


def main():
    name = os.path.basename(sys.argv[0])
    arguments = sys.argv[1:]
    with open(HOME / "processes", "a", encoding="utf-8") as processes:
        processes.write(f"{os.getpid()}\n")
    if "-O" in arguments:
        sys.exit(0)
    if name == "ansible-playbook" and "--version" in arguments:
        sys.exit(print("ansible-playbook [core 2.19.0]"))
    if name == "tofu":
        sys.exit(print('{"terraform_version":"1.9.0"}' if "-json" in arguments else "OpenTofu v1.9.0"))
    if name == "ssh-keyscan":
        if "keyscan" in PLAN["at"]:
            lie(Answers("keyscan"))
        sys.exit(print("127.0.0.1", (HOME / "key.pub").read_text().strip()))
    if name == "ansible-playbook":
        answers = Answers("ansible", separator="\x1e")
    else:
        answers = over_ssh(arguments)
        pin(arguments)
        if answers.stage == "install":
            sys.stdin.buffer.read()
    if answers.stage in PLAN["at"]:
        lie(answers)
    honest(answers)


if __name__ == "__main__":
    main()
