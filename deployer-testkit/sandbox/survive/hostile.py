#!/usr/bin/env python3
"""Lies to the program in the place of everything that it talks to, and judges what it makes of that.

Liars stand in for the script on the machine (a program "ssh" that answers as a machine would, which somebody else has
taken over), for Ansible, for an SSH daemon, for LXD's socket, for Hetzner's API and for the services that are asked
from outside. Needs the built program, an OpenSSH client and no sandbox.
"""

import argparse
import base64
import collections
import concurrent.futures
import http.server
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

PROGRAM = os.environ["SURVIVAL_PROGRAM"]
EXAMPLES = pathlib.Path(os.environ["SURVIVAL_EXAMPLES"])
MEMORY_MIB = 200
HEAP = "-Xmx96m"
INJECTED = "curl http://evil.invalid"
FORGED = "FORGED"
SECRETS = {
    "api": "c0ffee-api-token-4711",
    "database": "c0ffee-database-4712",
    "root": "c0ffee-superuser-4713",
    "grafana": "c0ffee-grafana-4714",
    "hetzner": ("c0ffeehetzner4715" * 4)[:64],
}
# Besides 0; a signal's own code would mean that the program did not end by itself.
KNOWN_CODES = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 130}
INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
PICKED_UP = "NOTE: Picked up JDK_JAVA_OPTIONS"

# What each liar does; the names stand in the table.
FORGING_TEXT = f"no\n{FORGED} all is well\r\n{FORGED} twice \x1b[2J\x1b[1;1H{FORGED} \u202efdp.exe \u2028{FORGED}\u2029 \x85 zero\u200bwidth"


def encodings(secret):
    raw = secret.encode()
    yield secret
    yield base64.b64encode(raw).decode().rstrip("=")
    yield base64.b64encode(b"admin:" + raw).decode().rstrip("=")[10:-4]
    yield urllib.parse.quote(secret, safe="")


def all_secrets():
    plain = " ".join(SECRETS.values())
    split = " ".join(secret[:7] + "\x1b[0m" + secret[7:] for secret in SECRETS.values())
    coded = " ".join(base64.b64encode(b"admin:" + secret.encode()).decode() for secret in SECRETS.values())
    return f"{plain} {split} {coded} Bearer {SECRETS['hetzner']}\u200b"


# -- liars that are programs -------------------------------------------------------------------------------------------

LYING_PROGRAM = pathlib.Path(__file__).resolve().with_name("lying_program.py")
PROGRAM_LIES = ["forges", "injects", "malforms", "renames", "tells secrets", "sends noise", "says nothing", "speaks otherwise"]
ENDLESS_LIES = ["floods", "never ends a line", "stalls", "drips"]

# -- liars that are servers --------------------------------------------------------------------------------------------


class Liar:
    """Listens and answers each connection with a lie, on a thread of its own."""

    def __init__(self, listener, lie):
        self.listener, self.lie, self.heard, self.reached = listener, lie, [], False
        listener.listen(64)
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            self.reached = True
            threading.Thread(target=self.answer, args=(client,), daemon=True).start()

    def answer(self, client):
        with client:
            try:
                client.settimeout(600)
                self.lie(self, client)
            except OSError:
                pass

    def close(self):
        self.listener.close()


def tcp(lie, address="127.0.0.1"):
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((address, 0))
    return Liar(listener, lie)


def unix(lie, path):
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(path))
    return Liar(listener, lie)


class UdpLiar:
    """Answers each datagram with a lie."""

    def __init__(self, lie, address):
        self.listener, self.heard, self.reached = socket.socket(socket.AF_INET, socket.SOCK_DGRAM), [], False
        self.listener.bind((address, 0))
        threading.Thread(target=self.serve, args=(lie,), daemon=True).start()

    def serve(self, lie):
        while True:
            try:
                asked, client = self.listener.recvfrom(2048)
                self.reached = True
                for answer in lie(asked):
                    self.listener.sendto(answer, client)
            except OSError:
                return

    def close(self):
        self.listener.close()


def hear(liar, client):
    data = b""
    while b"\r\n\r\n" not in data and len(data) < 65536:
        part = client.recv(8192)
        if not part:
            break
        data += part
    liar.heard.append(data.decode("latin1"))


def drip(client, seconds=900):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        client.sendall(b"x")
        time.sleep(0.25)


def flood(client):
    while True:
        client.sendall(b"[" * 65536)


def web(status, body, length=None):
    def lie(liar, client):
        hear(liar, client)
        text = body(liar) if callable(body) else body
        data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
        head = f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {len(data) if length is None else length}\r\nConnection: close\r\n\r\n"
        client.sendall(head.encode() + data)

    return lie


def begun(beginning, then):
    def lie(liar, client):
        hear(liar, client)
        client.sendall(beginning)
        then(client)

    return lie


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


def error_body(text):
    return json.dumps({"type": "error", "error": {"code": text, "message": text}, "error_code": 400})


def quoting(liar):
    return error_body("you said: " + liar.heard[-1])


WEB_LIES = {
    "forges": web(422, error_body(FORGING_TEXT)),
    "tells secrets": web(422, error_body(all_secrets())),
    "quotes the request": web(422, quoting),
    "sends HTML": web(200, "<html>" * 10_000),
    "sends a huge tree": web(200, '{"type":"sync","metadata":[' + "{}," * 1_500_000 + "{}]}"),
    "nests deeply": web(200, "[" * 200_000),
    "answers something else": web(200, '{"metadata":{"auth":"trusted","environment":[]},"servers":{},"server_types":[1,"x",null],"locations":[]}'),
    "floods": begun(HEAD + b"\r\n", flood),
    "floods with headers": begun(b"HTTP/1.1 200 OK\r\nX: ", flood),
    "drips": begun(HEAD + b"Content-Length: 100000\r\n\r\n", drip),
    "drips headers": begun(b"HTTP/1.1 200 OK\r\nX: ", drip),
    "says nothing": begun(b"", lambda client: time.sleep(900)),
    "hangs up": begun(b"", lambda client: None),
}

def udp_error(text):
    return lambda asked: [struct.pack(">I", 3) + asked[12:16] + text.encode("utf-8", "surrogatepass")[:1400]]


UDP_LIES = {
    "forges": udp_error(FORGING_TEXT),
    "tells secrets": udp_error(all_secrets()),
    "answers somebody else": lambda asked: [struct.pack(">IIQ", 0, 1, 2)],
    "is cut short": lambda asked: [struct.pack(">I", 0) + asked[12:16], b"", b"\0"],
    "floods": lambda asked: [os.urandom(1400)] * 20_000,
    "says nothing": lambda asked: [],
}

SSH_LIES = {
    "says nothing": lambda liar, client: time.sleep(900),
    "drips a banner": lambda liar, client: drip(client),
    "floods with a banner": lambda liar, client: flood(client),
    "forges a banner": lambda liar, client: client.sendall((FORGING_TEXT + "\r\n").encode("utf-8", "surrogatepass") + b"SSH-2.0-x\r\n" + b"\0" * 70_000),
    "speaks HTTP": lambda liar, client: client.sendall(b"HTTP/1.1 400 No\r\n\r\n"),
    "greets and drips": lambda liar, client: (client.sendall(b"SSH-2.0-OpenSSH_9.9\r\n"), drip(client)),
    # The beginning of a packet that is well formed: the client's own limit ends with the greeting.
    "drips its keys": lambda liar, client: (client.sendall(b"SSH-2.0-OpenSSH_9.9\r\n\0\0\x75\x2c\x0a\x14"), drip(client)),
    "hangs up": lambda liar, client: None,
}

# -- one command -------------------------------------------------------------------------------------------------------

Case = collections.namedtuple("Case", "liar lie command deadline interrupt setting")
# How a case begins: the command, the liars that have to be reached, and those that must not hear the token.
Setting = collections.namedtuple("Setting", "words liars heard")
Verdict = collections.namedtuple("Verdict", "case code exit seconds mib wrong folder")
# How a run of the program ended, and after how many seconds from the moment in which the lie had reached it.
Ended = collections.namedtuple("Ended", "exit out err seconds mib interrupted")
# So many seconds may go by before the lie is reached.
START = 120
# The programs that are at work, and where: to be ended with this one.
RUNNING, PLACES = set(), []


class Place:
    """A working folder with one environment and a home in which lying programs find what to do."""

    def __init__(self, root, index):
        PLACES.append(self)
        self.folder = root / f"c{index}"
        self.home = self.folder / "home"
        self.home.mkdir(parents=True)
        self.bin = self.folder / "bin"
        self.bin.mkdir()
        self.variables = {}
        # Whether somebody reads what is said on standard error.
        self.heard = True
        # What no liar can know is not looked for.
        self.secrets = ["api", "database", "root", "grafana"]
        key = self.home / "key"
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "hostile", "-f", str(key)], check=True
        )

    def lying_programs(self, mode="", *at):
        """Programs that lie at these stages and are honest at all others."""
        plan = {"mode": mode, "at": at, "forging": FORGING_TEXT, "injected": INJECTED, "secrets": all_secrets()}
        (self.home / "plan").write_text(json.dumps(plan))
        for name in ("ssh", "ssh-keyscan", "ansible-playbook", "tofu"):
            shutil.copy(LYING_PROGRAM, self.bin / name)
            (self.bin / name).chmod(0o700)

    def lied_at(self):
        reached = self.home / "reached"
        return set(reached.read_text().split()) if reached.exists() else set()

    def end_programs(self):
        """Ends the lying programs that the deployer has left behind: those only, by their ids."""
        noted = self.home / "processes"
        for line in noted.read_text().splitlines() if noted.exists() else []:
            try:
                # Holds on to the process, so that its id cannot become another one's between the look and the signal.
                process = os.pidfd_open(int(line))
            except (ValueError, OSError):
                continue
            try:
                words = pathlib.Path(f"/proc/{line}/cmdline").read_bytes().split(b"\0")
                if any(word.startswith(os.fsencode(self.bin) + b"/") for word in words[:2]):
                    signal.pidfd_send_signal(process, signal.SIGKILL)
            except OSError:
                pass
            finally:
                os.close(process)

    def config(self, provider="lxd", published="127.0.0.1", ports=(6969, 7070, 1212)):
        document = json.loads((EXAMPLES / "sandbox-sqlite3.json").read_text())
        document["environment"]["name"] = "hostile"
        document["ssh_credentials"].update(
            private_key_path=str(self.home / "key"), public_key_path=str(self.home / "key.pub")
        )
        if provider == "hetzner":
            self.secrets.append("hetzner")
            document["provider"] = {
                "provider": "hetzner",
                "api_token": SECRETS["hetzner"],
                "server_type": "cx22",
                "location": "nbg1",
                "image": "ubuntu-24.04",
            }
        tracker = document["tracker"]
        tracker["core"]["database"] = {
            "driver": "mysql",
            "host": "mysql",
            "port": 3306,
            "database_name": "tracker",
            "username": "tracker",
            "password": SECRETS["database"],
            "root_password": SECRETS["root"],
        }
        tracker["udp_trackers"] = [{"bind_address": f"{published}:{ports[0]}"}]
        tracker["http_trackers"] = [{"bind_address": f"{published}:{ports[1]}"}]
        tracker["http_api"] = {"bind_address": f"{published}:{ports[2]}", "admin_token": SECRETS["api"]}
        document["grafana"]["admin_password"] = SECRETS["grafana"]
        path = self.folder / "hostile.json"
        path.touch(0o600)
        path.write_text(json.dumps(document))
        return path

    def state(self, name, release=None, **machine):
        """Puts the stored environment into a state, with a machine."""
        path = self.folder / "data" / "hostile" / "environment.json"
        document = json.loads(path.read_text())
        document["state"] = name
        if name != "created":
            public = (self.home / "key.pub").read_text().split()[:2]
            document["machine"] = {
                "name": "torrust-tracker-vm-hostile",
                "origin": "registered",
                "address": "127.0.0.1",
                "other_address": None,
                "ssh_port": 22,
                "host_keys": [" ".join(public)],
                "provider_id": None,
                **machine,
            }
        if name in ("released", "running"):
            document["release"] = release
        path.write_text(json.dumps(document))

    def run(self, *words, deadline=60, interrupt=None, reached=lambda: True):
        """Runs the program; its time begins when the lie has reached it, so that a slow computer costs it nothing."""
        environment = {
            "PATH": f"{self.bin}:{os.environ['PATH']}",
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
            "JDK_JAVA_OPTIONS": HEAP,
            "TORRUST_TD_CLASS_CACHE": "off",
            "LXD_SOCKET": str(self.folder / "no-lxd"),
            **self.variables,
        }
        if "JAVA_HOME" in os.environ:
            environment["JAVA_HOME"] = os.environ["JAVA_HOME"]
        outputs = [self.folder / "out", self.folder / "err"]
        began = time.monotonic()
        with open(outputs[0], "wb") as out, open(outputs[1], "wb") as err:
            process = subprocess.Popen(
                [PROGRAM, *words, "--working-dir", str(self.folder)],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err if self.heard else subprocess.PIPE,
                env=environment,
                start_new_session=True,
            )
        RUNNING.add(process.pid)
        interrupted, ended = [], threading.Event()

        def watch():
            started = began
            while not reached() and not ended.wait(0.1) and time.monotonic() - began < START:
                started = time.monotonic()
            if interrupt is not None and not ended.wait(max(0, started + interrupt - time.monotonic())):
                interrupted.append(True)
                os.kill(process.pid, signal.SIGINT)
            if not ended.wait(max(0, started + deadline - time.monotonic())):
                os.killpg(process.pid, signal.SIGKILL)
            seconds.append(time.monotonic() - started)

        seconds = []
        watcher = threading.Thread(target=watch, daemon=True)
        watcher.start()
        # The process is collected only after nobody can signal it any more: its id stays its own until then.
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        ended.set()
        watcher.join()
        _, status, usage = os.wait4(process.pid, 0)
        RUNNING.discard(process.pid)
        process.returncode = os.waitstatus_to_exitcode(status)
        texts = [each.read_bytes()[: 32 << 20].decode("utf-8", "surrogateescape") for each in outputs]
        texts[1] = "".join(line for line in texts[1].splitlines(True) if not line.startswith(PICKED_UP))
        return Ended(process.returncode, *texts, seconds[0], usage.ru_maxrss / 1024, bool(interrupted))

    def written(self):
        """What was logged and noted, apart from the state itself, which holds what it has to hold."""
        data = self.folder / "data"
        for path in data.rglob("*") if data.exists() else []:
            if path.is_file() and path.name != "environment.json" and "tofu" not in path.parts:
                yield str(path.relative_to(self.folder)), path.read_bytes()[: 32 << 20].decode("utf-8", "surrogateescape")


def code_of(err):
    for line in reversed(err.splitlines()):
        try:
            return json.loads(line)["error"]["code"]
        except (ValueError, KeyError, TypeError):
            continue
    found = re.findall(r"error\[([a-z0-9_.]+)\]", err)
    return found[-1] if found else "–"


def advice(value, among=False):
    """Every text below a member of a document that says what to do."""
    if isinstance(value, dict):
        for name, member in value.items():
            yield from advice(member, among or name in ("hints", "remedies", "remedy", "fix", "commands"))
    elif isinstance(value, list):
        for member in value:
            yield from advice(member, among)
    elif among:
        yield str(value)


def offered(out, err):
    """Whatever is offered for pasting."""
    texts = re.findall(r"^\s*(?:fix|Fix|Advice|advice):? (.*(?:\n {4,}.*)*)", out + "\n" + err, re.M)
    for document in [out, *err.splitlines()]:
        try:
            texts += advice(json.loads(document))
        except ValueError:
            continue
    return texts


def judge(place, ended, deadline, reports):
    wrong, heard = [], place.heard
    exit_code, out, err, seconds, mib, _ = ended
    if seconds >= deadline:
        wrong.append(f"not ended within {deadline} s")
    elif exit_code not in KNOWN_CODES:
        wrong.append(f"ended with {exit_code}")
    # Reports are results: of 'test' and 'status', and what 'doctor' finds.
    if heard and exit_code not in (0, 9, 130) and code_of(err) == "–" and not (reports and exit_code == 6):
        wrong.append("no typed error")
    if "internal.defect" in err or "OutOfMemory" in err or "\tat " in err:
        wrong.append("a defect: " + err[-400:])
    if mib > MEMORY_MIB:
        wrong.append(f"took {mib:.0f} MiB")
    for where, text in [("standard output", out), ("standard error", err), *place.written()]:
        unseen = INVISIBLE.search(text)
        if unseen:
            wrong.append(f"U+{ord(unseen.group()):04X} in {where}")
        if re.search(rf"^[^\w|]*{FORGED}", text, re.M):
            wrong.append(f"a forged line in {where}")
        for name in place.secrets:
            secret = SECRETS[name]
            if any(form in text for form in encodings(secret)):
                wrong.append(f"the secret '{name}' in {where}")
    if any(INJECTED in text for text in offered(out, err)):
        wrong.append("a command of the machine's own is offered")
    return wrong


def carry_out(root, index, case):
    place = Place(root, index)
    setting = Setting("", [], [])
    try:
        setting = case.setting(place)

        def reached():
            return bool(place.lied_at() or any(liar.reached for liar in setting.liars))

        ended = place.run(*setting.words.split(), deadline=case.deadline, interrupt=case.interrupt, reached=reached)
        wrong = judge(place, ended, case.deadline, case.command.startswith("doctor"))
        # What ended within a second of the signal may have been ending by itself.
        if ended.interrupted and ended.exit not in (0, 130) and case.deadline > ended.seconds > case.interrupt + 1:
            wrong.append(f"stopped, but ended with {ended.exit}")
        for liar in setting.heard:
            if any(SECRETS["api"] in request for request in liar.heard):
                wrong.append("the API's token was sent in the clear")
        if not reached():
            wrong.append("the liar was not reached: " + (ended.err or ended.out)[-400:])
        return Verdict(case, code_of(ended.err), ended.exit, ended.seconds, ended.mib, wrong, place.folder)
    except RuntimeError as trouble:
        return Verdict(case, "–", None, 0, 0, [str(trouble)], place.folder)
    finally:
        for liar in setting.liars:
            liar.close()
        place.end_programs()


# -- the cases ---------------------------------------------------------------------------------------------------------

WAITS = "--wait-ssh 5 --wait-healthy 5 -vvv"
STYLES = ["--output-format text --progress plain", "--output-format json --progress json"]
RELEASE = "0123456789abcdef"
FINGERPRINT = "SHA256:" + "a" * 43


def created(place, **config):
    path = place.config(**config)
    ended = place.run("create", "environment", "--env-file", str(path))
    if ended.exit != 0:
        raise RuntimeError(f"create ended with {ended.exit}: {ended.err}")


def scripted(lie, command, state, *stages):
    """The lie at these stages of what is done on the machine, or by Ansible."""

    def setting(place):
        created(place)
        place.state(state, release=RELEASE if command.startswith(("doctor", "plan")) else None)
        place.lying_programs(lie, *stages)
        return Setting(f"{command} {WAITS} {STYLES[sum(map(ord, lie + command)) % 2]}", [], [])

    return setting


def unheard(lie, command, state, *stages):
    """The same, and nobody reads what is said about it."""

    def setting(place):
        setup = scripted(lie, command, state, *stages)(place)
        place.heard = False
        return setup._replace(words=f"{command} {WAITS} --output-format json --progress json --log-output file-and-stderr")

    return setting


def on_lxd(lie, command):
    def setting(place):
        created(place)
        if not command.startswith(("provision", "deploy")):
            place.state("running", origin="provisioned")
        if command == "doctor --provider lxd":
            # It knows no environment, hence no secret.
            place.secrets = []
        path = place.folder / "lxd"
        liar = unix(lie, path)
        place.variables["LXD_SOCKET"] = str(path)
        place.lying_programs()
        return Setting(f"{command} {WAITS} {STYLES[len(command) % 2]}", [liar], [])

    return setting


def on_hetzner(lie, command):
    def setting(place):
        created(place, provider="hetzner")
        if not command.startswith(("provision", "deploy")):
            place.state("running", origin="provisioned", provider_id="1")
        api = tcp(lie)
        place.variables["HCLOUD_ENDPOINT"] = f"http://127.0.0.1:{api.listener.getsockname()[1]}/v1"
        place.lying_programs()
        return Setting(f"{command} {WAITS} {STYLES[(len(command) + 1) % 2]}", [api], [])

    return setting


def on_ssh(lie, command, state):
    """The real OpenSSH client, and a daemon that is none."""

    def setting(place):
        created(place)
        daemon = tcp(lie)
        port = daemon.listener.getsockname()[1]
        if state == "created":
            words = f"{command} --instance-ip 127.0.0.1 --ssh-port {port}"
        else:
            place.state(state, ssh_port=port)
            words = command
        return Setting(f"{words} {WAITS} {STYLES[port % 2]}", [daemon], [])

    return setting


def own_address():
    """An address of this computer that is not its loopback, to see what crosses a network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return probe.getsockname()[0]
        except OSError:
            return "127.0.0.1"


def on_services(lie, command, state, udp=False):
    def setting(place):
        address = own_address()
        liars = [UdpLiar(lie, address)] if udp else [tcp(lie, address), tcp(lie, address)]
        ports = [liar.listener.getsockname()[1] for liar in liars]
        created(place, published="0.0.0.0", ports=(*ports, 7070, 1212) if udp else (6969, *ports))
        place.state(state, address=address)
        place.lying_programs()
        heard = liars if address != "127.0.0.1" else []
        return Setting(f"{command} {WAITS} {STYLES[len(command) % 2]}", liars, heard)

    return setting


# Each command with the state that it needs and the stages at which somebody else is talked to.
ON_MACHINE = [
    ("register hostile --instance-ip 127.0.0.1 --ssh-port 22", "created", ["reach"]),
    ("register hostile --instance-ip 127.0.0.1 --ssh-port 22", "created", ["look"]),
    ("register hostile --instance-ip 127.0.0.1 --host-key-fingerprint " + FINGERPRINT, "created", ["keyscan"]),
    ("configure hostile", "provisioned", ["look"]),
    ("configure hostile", "provisioned", ["ansible"]),
    ("release hostile", "configured", ["install", "abort"]),
    ("run hostile", "released", ["start", "abort"]),
    ("deploy hostile", "provisioned", ["ansible"]),
    ("deploy hostile", "provisioned", ["install", "abort"]),
    ("deploy hostile", "provisioned", ["start", "abort"]),
    ("test hostile", "running", ["inspect"]),
    ("status hostile", "running", ["survey"]),
    ("plan hostile", "running", ["survey"]),
    ("status hostile --logs tracker", "running", ["logs"]),
    ("doctor hostile", "running", ["look"]),
    ("doctor hostile", "running", ["inspect"]),
]
# What only looks has limits short enough to be waited for; the others are stopped by Ctrl-C after some seconds.
PATIENT = ("status", "doctor")


def cases():
    for command, state, stages in ON_MACHINE:
        who = "Ansible" if stages == ["ansible"] else "script on the machine"
        shown = f"{command.split(' --host')[0].split(' --instance')[0]} ({stages[0]})"
        for lie in PROGRAM_LIES:
            yield Case(who, lie, shown, 120, None, scripted(lie, command, state, *stages))
        for lie in ENDLESS_LIES:
            patient = command.startswith(PATIENT)
            yield Case(
                who, lie, shown, 150 if patient else 75, None if patient else 8, scripted(lie, command, state, *stages)
            )
    # After its grace of a minute the program leaves whatever hangs behind.
    for lie, interrupt in [("floods", 20), ("forges", None)]:
        yield Case(
            "reader who does not read", lie, "run hostile", 120, interrupt, unheard(lie, "run hostile", "released", "start")
        )
    for lie, answer in SSH_LIES.items():
        for command, state in [
            ("register hostile", "created"), ("configure hostile", "provisioned"), ("release hostile", "configured"),
            ("run hostile", "released"), ("test hostile", "running"), ("status hostile", "running"),
            ("doctor hostile", "running"),
        ]:
            yield Case("SSH daemon", lie, command, 150, None, on_ssh(answer, command, state))
    for lie, answer in WEB_LIES.items():
        for command in ["provision hostile", "deploy hostile", "status hostile", "destroy hostile --yes", "doctor hostile"]:
            yield Case("LXD's socket", lie, command, 240, 45, on_lxd(answer, command))
            yield Case("Hetzner's API", lie, command, 240, 45, on_hetzner(answer, command))
        yield Case("LXD's socket", lie, "doctor", 240, 45, on_lxd(answer, "doctor --provider lxd"))
        for command, state in [("test hostile", "running"), ("status hostile", "running"), ("run hostile", "released")]:
            yield Case("services over HTTP", lie, command, 180, None, on_services(answer, command, state))
    for lie, answer in UDP_LIES.items():
        for command, state in [("test hostile", "running"), ("status hostile", "running"), ("run hostile", "released")]:
            yield Case("tracker over UDP", lie, command, 180, None, on_services(answer, command, state, udp=True))


def give_up(*_):
    """Ends everything that was begun here, then itself."""
    for process in list(RUNNING):
        try:
            os.killpg(process, signal.SIGKILL)
        except OSError:
            pass
    for place in list(PLACES):
        place.end_programs()
    os._exit(130)


def main():
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, give_up)
    parser = argparse.ArgumentParser(prog="survival hostile")
    parser.add_argument("--only", default="", help="cases whose liar, lie or command holds this word")
    parser.add_argument("--at-once", type=int, default=max(2, os.cpu_count() or 2))
    given = parser.parse_args()
    chosen = [case for case in cases() if given.only in f"{case.liar} {case.lie} {case.command}"]
    root = pathlib.Path(tempfile.mkdtemp(prefix="survival-hostile-"))
    verdicts = []
    with concurrent.futures.ThreadPoolExecutor(given.at_once) as threads:
        waiting = [threads.submit(carry_out, root, index, case) for index, case in enumerate(chosen)]
        for future in concurrent.futures.as_completed(waiting):
            verdict = future.result()
            verdicts.append(verdict)
            if len(verdicts) % 20 == 0:
                print(f"{len(verdicts)} of {len(chosen)} cases", file=sys.stderr, flush=True)
            for trouble in verdict.wrong:
                print(f"WRONG: {verdict.case.liar} {verdict.case.lie}: {verdict.case.command}: {trouble} ({verdict.folder})", flush=True)
            if not verdict.wrong:
                shutil.rmtree(verdict.folder, ignore_errors=True)
    print("| liar | cases | codes | longest | most memory | wrong |")
    print("| --- | --- | --- | --- | --- | --- |")
    for liar in dict.fromkeys(case.liar for case in chosen):
        mine = [verdict for verdict in verdicts if verdict.case.liar == liar]
        codes = collections.Counter(verdict.code for verdict in mine)
        print(
            f"| {liar} | {len(mine)} | {', '.join(f'`{code}` {count}' for code, count in codes.most_common())} "
            f"| {max(verdict.seconds for verdict in mine):.0f} s | {max(verdict.mib for verdict in mine):.0f} MiB "
            f"| {sum(bool(verdict.wrong) for verdict in mine)} |"
        )
    if any(verdict.wrong for verdict in verdicts):
        sys.exit(1)
    shutil.rmtree(root)


if __name__ == "__main__":
    main()
