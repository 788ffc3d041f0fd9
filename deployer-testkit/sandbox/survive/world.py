"""The program, its processes, and the two providers, as the modes of "survival" see them: from outside."""

import contextlib
import fcntl
import json
import os
import pathlib
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

PROGRAM = os.environ["SURVIVAL_PROGRAM"]
EXAMPLES = pathlib.Path(os.environ["SURVIVAL_EXAMPLES"])
CACHE = pathlib.Path(os.environ["TORRUST_SANDBOX_CACHE"])
KEY = os.environ["TORRUST_SANDBOX_SSH_PRIVATE_KEY"]
USER = os.environ["TORRUST_SANDBOX_SSH_USER"]
IMAGE = os.environ["TORRUST_SANDBOX_LXD_DOCKER_IMAGE"]
PLAIN_IMAGE = os.environ["TORRUST_SANDBOX_LXD_IMAGE"]
MARK = "TORRUST_SURVIVAL"
MARKER_FILE = "/root/.survival"
OK = 0


class Wrong(Exception):
    """Something that must never be; the sentence says what."""


def await_(what, condition, seconds=60, pause=0.05):
    """Polls until there is something true, which is returned."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise Wrong(f"did not come about within {seconds} s: {what}")
        time.sleep(pause)


def query(target, method="GET"):
    """What LXD answers; None when there is no such thing."""
    done = subprocess.run(
        ["lxc", "query", "-X", method, target], stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    return json.loads(done.stdout or "null") if done.returncode == 0 else None


def lxc(*words, data=None):
    done = subprocess.run(
        ["lxc", *words], input=data, stdin=None if data else subprocess.DEVNULL, capture_output=True, text=True
    )
    return done.returncode, done.stdout, done.stderr


# -- processes ---------------------------------------------------------------------------------------------------------


def read_proc(pid, name):
    try:
        with open(f"/proc/{pid}/{name}", "rb") as file:
            return file.read()
    except OSError:
        return b""


def all_processes():
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]


def ticks():
    """Now, in the unit in which /proc tells when a process began."""
    return int(time.clock_gettime(time.CLOCK_BOOTTIME) * os.sysconf("SC_CLK_TCK"))


def processes_of(mark, folder, since):
    """Whatever began to run for a life, in whichever session: by mark, by words, by working folder, by descent."""
    parents, found = {}, set()
    for pid in all_processes():
        stat = read_proc(pid, "stat").rpartition(b") ")[2].split()
        if len(stat) < 20 or stat[0] in (b"Z", b"X") or pid == os.getpid() or int(stat[19]) < since:
            continue
        parents[pid] = int(stat[1])
        try:
            cwd = os.readlink(f"/proc/{pid}/cwd")
        except OSError:
            cwd = ""
        marked = f"{MARK}={mark}".encode() in read_proc(pid, "environ").split(b"\0")
        if marked or cwd.startswith(str(folder)) or os.fsencode(str(folder)) in read_proc(pid, "cmdline"):
            found.add(pid)
    grown = True
    while grown:
        more = {pid for pid, parent in parents.items() if parent in found} - found
        found |= more
        grown = bool(more)
    return found


def name_of(pid):
    return read_proc(pid, "comm").decode().strip()


# -- providers ---------------------------------------------------------------------------------------------------------


class Provider:
    """What both have in common: their machines are LXD containers."""

    def instance(self, environment):
        return f"torrust-tracker-vm-{environment}"

    def facts(self, environment):
        return query(f"/1.0/instances/{self.instance(environment)}")

    def runs(self, environment):
        facts = self.facts(environment)
        return bool(facts) and facts["status"] == "Running"

    def addresses(self, environment):
        state = query(f"/1.0/instances/{self.instance(environment)}/state") if self.runs(environment) else None
        found = ((state or {}).get("network") or {}).get("eth0", {}).get("addresses") or []
        return [each["address"] for each in found if each["family"] == "inet" and each["scope"] == "global"]

    def has_come_up(self, environment):
        """With an address: from now on it must be kept."""
        return bool(self.addresses(environment))

    def identity(self, environment):
        """What tells this very machine from another one of the same name, outside and inside."""
        facts = self.facts(environment)
        if not facts:
            return None
        script = f"test -s {MARKER_FILE} || echo $1 >{MARKER_FILE}; cat {MARKER_FILE} /etc/machine-id"
        code, inside, trouble = lxc(
            "exec", self.instance(environment), "--", "sh", "-c", script, "sh", os.urandom(8).hex()
        )
        if code != OK:
            raise Wrong(f"the machine does not answer from inside: {trouble.strip()}")
        return facts["config"]["volatile.uuid"], *inside.split()

    def instances(self, environment):
        return [
            each["name"]
            for each in query("/1.0/instances?recursion=1") or []
            if each["name"] == self.instance(environment) or self.is_labelled(each["config"], environment)
        ]

    @staticmethod
    def is_labelled(labels, environment):
        return any(
            value == environment or str(value).startswith(environment + ".") for value in (labels or {}).values()
        )

    def cut_power(self, environment):
        """Whether it was on, and is off now."""
        for _ in range(20):
            if not self.runs(environment):
                return False
            if lxc("stop", "--force", self.instance(environment))[0] == OK:
                return True
            time.sleep(0.1)
        return False

    def switch_on(self, environment):
        def on():
            return (
                not self.facts(environment)
                or self.runs(environment)
                or (lxc("start", self.instance(environment)) and self.runs(environment))
            )

        await_("the machine switched on", on, 60)

    def remove_by_hand(self, environment):
        """After a failure, so that the next life finds the sandbox as it was."""

        def gone():
            for name in self.instances(environment):
                lxc("delete", "--force", name)
            return not self.instances(environment)

        await_(f"the end of everything of {environment}", gone)


class Lxd(Provider):
    name = "lxd"
    variables = {}

    def __init__(self):
        self.image = IMAGE

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def config(self, environment):
        return {
            "provider": "lxd",
            "profile_name": self.profile(environment),
            "image": self.image,
            "instance_type": "container",
        }

    @staticmethod
    def profile(environment):
        return f"torrust-profile-{environment}"

    def left(self, environment):
        profiles = [
            each["name"]
            for each in query("/1.0/profiles?recursion=1") or []
            if each["name"] == self.profile(environment) or self.is_labelled(each["config"], environment)
        ]
        return [f"instance {name}" for name in self.instances(environment)] + [f"profile {name}" for name in profiles]

    def remove_by_hand(self, environment):
        super().remove_by_hand(environment)
        lxc("profile", "delete", self.profile(environment))


class Hetzner(Provider):
    """An API of its own, so that its disturbances meet nobody else."""

    name = "hetzner"
    COLLECTIONS = ("servers", "ssh_keys", "firewalls")

    def __init__(self, folder, token=None):
        self.folder = pathlib.Path(folder)
        self.token = token or os.urandom(32).hex()

    def __enter__(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        token_file = self.folder / "token"
        write_private(token_file, self.token)
        # The stand-in makes IPv6 networks from ids, and others are at work on the same bridge.
        write_private(self.folder / "api.json", json.dumps({"NextID": 100_000_001 + random.randrange(60_000)}))
        self.root = f"http://127.0.0.1:{port}"
        self.variables = {"HCLOUD_ENDPOINT": self.root + "/v1"}
        with open(self.folder / "api.log", "ab") as log:
            self.process = subprocess.Popen(
                [
                    os.environ["SURVIVAL_HETZNER_API"],
                    "-listen",
                    f"127.0.0.1:{port}",
                    "-token-file",
                    str(token_file),
                    "-state",
                    str(self.folder / "api.json"),
                    "-lxd-image",
                    IMAGE,
                    "-rate-limit",
                    "1000000",
                    "-lxd-network",
                    os.environ["TORRUST_SANDBOX_LXD_NETWORK"],
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        await_("an answer of the API", self.answers, 10)
        return self

    def __exit__(self, *_):
        with contextlib.suppress(Exception):
            self.request("DELETE", "/_sandbox/everything")
        self.process.terminate()
        self.process.wait(30)

    def answers(self):
        try:
            return self.request("GET", "/v1/locations")
        except OSError:
            return None

    def request(self, method, path, body=None):
        request = urllib.request.Request(
            self.root + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": "Bearer " + self.token, "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=30) as response:
            return json.loads(response.read() or b"{}")

    def disturb(self, kind, **members):
        self.request("POST", "/_sandbox/faults", {"kind": kind, **members})

    def calm(self):
        self.request("DELETE", "/_sandbox/faults")

    def config(self, environment):
        return {
            "provider": "hetzner",
            "api_token": self.token,
            "server_type": "cx23",
            "location": "nbg1",
            "image": "debian-13",
        }

    def servers(self, environment):
        return [
            each
            for each in self.request("GET", "/v1/servers?per_page=50")["servers"]
            if self.is_ours(each, environment)
        ]

    def is_ours(self, each, environment):
        return environment in each["name"] or self.is_labelled(each.get("labels"), environment)

    def left(self, environment):
        found = [
            f"{kind[:-1]} {each['name']}"
            for kind in self.COLLECTIONS
            for each in self.request("GET", f"/v1/{kind}?per_page=50")[kind]
            if self.is_ours(each, environment)
        ]
        return found + [f"instance {name}" for name in self.instances(environment)]

    def identity(self, environment):
        inside = super().identity(environment)
        servers = self.servers(environment)
        return inside and (*inside, *(str(each["id"]) for each in servers))

    def remove_by_hand(self, environment):
        def gone():
            for kind in reversed(self.COLLECTIONS):
                for each in self.request("GET", f"/v1/{kind}?per_page=50")[kind]:
                    if self.is_ours(each, environment):
                        with contextlib.suppress(urllib.error.HTTPError):
                            self.request("DELETE", f"/v1/{kind}/{each['id']}")
            return not self.left(environment)

        self.calm()
        await_(f"the end of everything of {environment}", gone, 60, 0.5)


# -- the program -------------------------------------------------------------------------------------------------------


def write_private(path, text):
    path.unlink(missing_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)


class Command:
    """One run of the program, with its output in files."""

    def __init__(self, life, words, options):
        self.life, self.words = life, words
        life.commands += 1
        self.out = life.logs / f"{life.commands:03}-{words[0]}.out"
        self.err = self.out.with_suffix(".err")
        line = [
            PROGRAM,
            "--working-dir",
            str(life.folder),
            "--output-format",
            "json",
            "--progress",
            "json",
            *options,
            *words,
        ]
        self.began = time.monotonic()
        with open(self.out, "wb") as out, open(self.err, "wb") as err:
            self.process = subprocess.Popen(
                line, stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=life.variables, start_new_session=True
            )

    def wait(self, seconds):
        """The exit code; None when it has not ended by then."""
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def kill(self):
        self.process.kill()
        self.process.wait()

    def interrupt(self):
        """As a terminal does it: everybody in the foreground group gets it."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGINT)

    def seconds(self):
        return time.monotonic() - self.began

    def error(self):
        """The typed error; None without one."""
        for line in reversed(self.err.read_text(errors="replace").splitlines()):
            with contextlib.suppress(ValueError):
                found = json.loads(line)
                if isinstance(found, dict) and "error" in found:
                    return found["error"]
        return None

    def code(self):
        error = self.error()
        return error["code"] if error else "no code"

    def events(self):
        for line in self.err.read_text(errors="replace").splitlines():
            with contextlib.suppress(ValueError):
                event = json.loads(line)
                if isinstance(event, dict):
                    yield event


class Life:
    """One environment with a working folder of its own."""

    TIMEOUTS = {"--wait-ssh": "150", "--wait-healthy": "240"}
    LONGEST = 600

    def __init__(self, provider, environment, root, example="sandbox-sqlite3", adapt=None):
        self.provider, self.environment = provider, environment
        self.folder = pathlib.Path(root) / environment
        self.logs = pathlib.Path(root) / (environment + ".logs")
        self.commands = 0
        self.revision = -1
        self.began = ticks() - 1
        for folder in (self.folder, self.logs):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True, mode=0o700)
        self.variables = {**os.environ, **provider.variables, MARK: environment}
        document = json.loads((EXAMPLES / f"{example}.json").read_text())
        document["environment"]["name"] = environment
        document["provider"] = provider.config(environment)
        document["ssh_credentials"] = {
            "private_key_path": KEY,
            "public_key_path": KEY + ".pub",
            "username": USER,
            "port": 22,
        }
        if adapt:
            adapt(document)
        self.file = self.folder / "environment.json"
        write_private(self.file, json.dumps(document, indent=2))

    def start(self, *words, options=None):
        return Command(
            self, words, [word for option in {**self.TIMEOUTS, **(options or {})}.items() for word in option if word]
        )

    def run(self, *words, options=None, longest=LONGEST):
        command = self.start(*words, options=options)
        if command.wait(longest) is None:
            command.kill()
            raise Wrong(f"'{' '.join(words)}' did not end within {longest} s; see {command.err}")
        return command

    def succeed(self, *words, options=None):
        command = self.run(*words, options=options)
        if command.process.returncode != OK:
            raise Wrong(
                f"'{' '.join(words)}' ended with {command.process.returncode}, {command.code()}; see {command.err}"
            )
        return command

    def create(self):
        return self.succeed("create", "environment", "--env-file", str(self.file))

    def destroy(self):
        self.succeed("destroy", self.environment, "--yes")
        self.succeed("purge", self.environment, "--yes")

    def processes(self):
        return processes_of(self.environment, self.folder, self.began)

    def kill_everything(self):
        """Deployer and tools, in whichever session, until none is left."""
        for _ in range(50):
            found = self.processes()
            if not found:
                return
            for pid in found:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            time.sleep(0.01)
        raise Wrong(f"cannot be killed: {[name_of(pid) for pid in found]}")

    def check_state(self):
        """It is whole, and not older than it was."""
        path = self.folder / "data" / self.environment / "environment.json"
        try:
            state = json.loads(path.read_text())
            revision = state["revision"]
        except (OSError, ValueError, KeyError) as trouble:
            raise Wrong(f"the state file does not parse: {trouble!r}") from trouble
        if revision < self.revision:
            raise Wrong(f"the state went back from revision {self.revision} to {revision}")
        self.revision = revision
        return state

    def check_one_machine(self):
        found = self.provider.instances(self.environment)
        if len(found) > 1:
            raise Wrong(f"a second machine: {found}")

    def check_no_lock(self):
        lock = self.folder / "data" / ".locks" / self.environment
        with open(lock, "r+b") as file:
            try:
                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as held:
                raise Wrong("the lock is still held although the command has ended") from held
        info = list((self.folder / "data" / self.environment).rglob(".*.lock.info"))
        if info:
            raise Wrong(f"tofu's lock stayed: {info}")

    def check_nothing_left(self):
        left = self.provider.left(self.environment)
        if left:
            raise Wrong(f"the provider still lists {left}")
        paths = [
            str(path)
            for path in (self.folder / "data" / self.environment, self.folder / "build" / self.environment)
            if path.exists()
        ]
        if paths:
            raise Wrong(f"left behind: {paths}")
        await_("the end of all processes", lambda: not self.processes(), 20)

    def stray_processes(self):
        return [name_of(pid) for pid in self.processes()]

    def give_up(self):
        """Removes by hand what a failed life left, keeping its logs."""
        self.kill_everything()
        self.provider.remove_by_hand(self.environment)


@contextlib.contextmanager
def workplace(mode):
    """A folder for one run; kept when something was wrong."""
    root = pathlib.Path(tempfile.mkdtemp(prefix=f"{mode}-", dir=ensure(CACHE / "survival")))
    yield root


def ensure(folder):
    folder.mkdir(parents=True, exist_ok=True)
    return folder
