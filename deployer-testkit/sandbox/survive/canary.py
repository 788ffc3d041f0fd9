#!/usr/bin/env python3
"""Gives every secret a value that stands nowhere else, and looks for them everywhere during a whole life."""

import argparse
import base64
import collections
import fnmatch
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

import search
from world import CACHE, KEY, OK, Hetzner, Life, Lxd, Wrong, lxc, workplace, write_private

HERE = pathlib.Path(__file__).parent
LOUD = {"-vvv": "", "--log-output": "file-and-stderr", "--debug": ""}
TOKEN, KEY_TEXT = "hetzner token", "private key"
DATABASE, ROOT, API, GRAFANA = "database password", "database root password", "API token", "Grafana password"

# What may be where. Each entry says why; everything else is wrong.
PROCESSES = {
    # Containers have their secrets in their environment; only root of the machine can read it.
    ("tracker", "environ"): {API, DATABASE},
    # Asks the tracker in Prometheus' place, which so need not hold the token.
    ("statistics-proxy", "environ"): {API},
    ("mysql", "environ"): {DATABASE, ROOT},
    ("grafana", "environ"): {GRAFANA},
    ("backup", "environ"): {DATABASE},
}
# Whose containers are removed when they are done, so that nobody can be asked for their names.
PASSING = {"mysqldump": "backup"}
HERE_ALLOWED = {
    # Given by the person, kept as the environment's state, rendered for the tools; all for the owner alone.
    "environment.json": {DATABASE, ROOT, API, GRAFANA, TOKEN},
    "key": {KEY_TEXT},
    "data/NAME/environment.json": {DATABASE, ROOT, API, GRAFANA, TOKEN},
    "data/NAME/tofu/variables.tfvars": {TOKEN},
    "data/NAME/tofu/*plan*": {TOKEN},
    "build/NAME/tofu/hetzner/variables.tfvars": {TOKEN},
    "build/NAME/docker-compose/.env": {DATABASE, ROOT, API, GRAFANA},
    "build/NAME/backup/etc/backup.conf": {DATABASE},
}
AFTER_PURGE = {"environment.json", "key"}
# With every secret by reference: what the deployer has generated itself, and the person's key.
REFERRED_ALLOWED = {
    "environment.json": set(),
    "key": {KEY_TEXT},
    "data/NAME/secrets/tracker.core.database.root_password": {ROOT},
}
# By a variable: to the deployer, and to the one tool that needs it.
REFERRED_PROCESSES = {
    ("no container", "environ"): {API, TOKEN},
}
MACHINE_ALLOWED = {
    "/opt/torrust/.env": {DATABASE, ROOT, API, GRAFANA},
    "/opt/torrust/.releases/*": {DATABASE, ROOT, API, GRAFANA},
    "/opt/torrust/storage/backup/etc/backup.conf": {DATABASE},
    # What the servers take now, so that the next start can set another; for root alone, as the release is.
    "/opt/torrust/.turn/accounts.grafana": {GRAFANA},
    "/opt/torrust/.turn/accounts.mysql": {DATABASE, ROOT},
    # Docker's own notes of each container, for root alone.
    "/var/lib/docker/containers/*/config.v2.json": {DATABASE, ROOT, API, GRAFANA},
    # And those of what starts them, in a folder that only root can enter.
    "/var/lib/containerd/io.containerd.metadata.v1.bolt/meta.db": {DATABASE, ROOT, API, GRAFANA},
}
MACHINE_SKIPS = ["/proc", "/sys", "/dev", "/usr", "/boot", "/var/cache", "/var/lib/dpkg"]


def spellings(secret):
    """Its plain beginning, which no quoting changes, as it is and in base64 at each of three places."""
    core = re.match(r"\w+", secret).group()
    coded = []
    for shift, first in enumerate((0, 2, 3)):
        # Without what depends on the neighbours.
        coded.append(base64.b64encode(b"\0" * shift + core.encode()).decode().rstrip("=")[first:-2])
    return [core, *coded]


def canaries(token):
    def word(kind):
        return f"Canary{kind}{os.urandom(8).hex()}"

    return {
        DATABASE: word("Db") + "+/=%x",
        ROOT: word("Root") + "#1",
        API: word("Api"),
        GRAFANA: word("Graf") + "\"$'",
        TOKEN: token,
    }


def adapt(secrets, tls):
    """The fullest configuration there is, with these secrets."""

    def change(document):
        database = document["tracker"]["core"]["database"]
        database["password"], database["root_password"] = secrets[DATABASE], secrets[ROOT]
        document["tracker"]["http_api"]["admin_token"] = secrets[API]
        document["grafana"]["admin_password"] = secrets[GRAFANA]
        if not tls:
            document.pop("https")
            for section in (
                document["tracker"]["http_api"],
                document["grafana"],
                *document["tracker"]["http_trackers"],
            ):
                section.pop("use_tls_proxy", None)
                section.pop("domain", None)

    return change


VARIABLES = {API: "CANARY_API", TOKEN: "CANARY_TOKEN"}


def refer(life, secrets, given):
    """Puts a reference in the place of every secret; what it refers to is outside of the working folder."""
    given.mkdir(mode=0o700, exist_ok=True)
    for kind in (DATABASE, GRAFANA):
        write_private(given / kind.replace(" ", "-"), secrets[kind] + "\n")
    life.variables.update({name: secrets[kind] for kind, name in VARIABLES.items()})
    document = json.loads(life.file.read_text())
    database = document["tracker"]["core"]["database"]
    database["password"] = {"file": str(given / DATABASE.replace(" ", "-"))}
    database["root_password"] = {"generate": {"length": 32}}
    document["tracker"]["http_api"]["admin_token"] = {"env": VARIABLES[API]}
    document["grafana"]["admin_password"] = {"command": ["cat", str(given / GRAFANA.replace(" ", "-"))]}
    if "api_token" in document["provider"]:
        document["provider"]["api_token"] = {"env": VARIABLES[TOKEN]}
    write_private(life.file, json.dumps(document))


class Sampler:
    def __init__(self, secrets):
        self.process = subprocess.Popen(
            [sys.executable, str(HERE / "sampler.py")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.process.stdin.write(json.dumps(secrets) + "\n")
        self.process.stdin.flush()
        self.kind = self.process.stdout.readline().strip()

    def stop(self):
        self.process.stdin.close()
        return json.loads(self.process.stdout.read())


class Canary:
    def __init__(self, provider, life, patterns, referred):
        self.provider, self.life, self.patterns, self.referred = provider, life, patterns, referred
        self.here = REFERRED_ALLOWED if referred else HERE_ALLOWED
        self.processes = {**PROCESSES, **REFERRED_PROCESSES} if referred else PROCESSES
        self.wrong, self.rows = [], []
        self.services = {}

    def row(self, where, what, secrets, verdict):
        self.rows.append((where, what, ", ".join(sorted(secrets)), verdict))
        if verdict != "listed":
            self.wrong.append(f"{where}: {what}: {', '.join(sorted(secrets))}: {verdict}")

    def live(self):
        life, name = self.life, self.life.environment
        if self.referred:
            # What is generated is drawn now, so that it can be looked for from the first tool on.
            life.succeed("deploy", "--env-file", str(life.file), "--until", "provisioned", options=LOUD)
            drawn = life.folder / "data" / name / "secrets" / "tracker.core.database.root_password"
            self.patterns[ROOT] = spellings(drawn.read_text().strip())
        sampler = Sampler(self.patterns)
        try:
            if not self.referred:
                life.succeed("create", "environment", "--env-file", str(life.file), options=LOUD)
            for phase in () if self.referred else ("provision",):
                life.succeed(phase, name, options=LOUD)
            for phase in ( "configure", "release", "run", "test", "show"):
                life.succeed(phase, name, options=LOUD)
            for again in ("status", "run"):
                life.run(again, name, options=LOUD)
            self.learn_services()
            backup = ("sh", "-c", "cd /opt/torrust && exec maintenance-backup.sh")
            code, _, trouble = lxc("exec", self.provider.instance(name), "--", *backup)
            print(f"a backup by hand ended with {code} {trouble.strip()[-200:]}")
            self.search_here(self.here)
            self.search_machine()
            self.learn_services()
            life.succeed("release", name, options=LOUD)
            life.succeed("destroy", name, "--yes", options=LOUD)
            life.succeed("purge", name, "--yes", options=LOUD)
            self.search_here({key: self.here[key] for key in AFTER_PURGE})
            life.check_nothing_left()
        finally:
            seen = sampler.stop()
        print(
            f"{sampler.kind}: {seen['execs']} programs started ({seen['gone']} gone before they were read), "
            f"{seen['sweeps']} sweeps, {seen['looks']} looks"
        )
        self.judge_processes(seen["hits"])
        self.search_outputs()

    def learn_services(self):
        code, out, _ = lxc(
            "exec",
            self.provider.instance(self.life.environment),
            "--",
            "docker",
            "ps",
            "-a",
            "--no-trunc",
            "--format",
            '{{.ID}} {{.Label "com.docker.compose.service"}}',
        )
        if code == OK:
            self.services.update(
                (line.split()[0][:12], line.split()[1]) for line in out.splitlines() if len(line.split()) == 2
            )

    def judge_processes(self, hits):
        together = collections.defaultdict(lambda: (set(), set()))
        for program, where, secret, container, _count in hits:
            service = (
                self.services.get(container) or (container and PASSING.get(program)) or container or "no container"
            )
            verdict = "listed" if secret in self.processes.get((service, where), set()) else "NOT LISTED"
            programs, secrets = together[(service, where, verdict)]
            programs.add(program)
            secrets.add(secret)
        for (service, where, verdict), (programs, secrets) in sorted(together.items()):
            self.row(
                "process", f"{where} in the container {service} of {', '.join(sorted(programs))}", secrets, verdict
            )

    def search_here(self, allowed):
        roots = [str(self.life.folder)] + [
            str(path) for path in (CACHE.parent / "torrust-tracker-deployer",) if path.exists()
        ]
        found = search.search({"roots": roots, "skip": [], "secrets": self.patterns})
        print(f"{found['files']} files of the working folder, {found['bytes'] >> 20} MiB")
        for path, mode, _uid, _gid, _open, secrets in found["hits"]:
            name = os.path.relpath(path, self.life.folder).replace(self.life.environment, "NAME")
            verdict = verdict_of(name, secrets, allowed)
            if verdict == "listed" and int(mode, 8) & 0o077:
                verdict = "OTHERS CAN READ IT"
            self.row("working folder", f"{name} ({mode})", secrets, verdict)

    def search_machine(self):
        order = {"roots": ["/"], "skip": MACHINE_SKIPS, "secrets": self.patterns}
        # By standard input, for arguments can be read by everybody.
        script = (HERE / "search.py").read_text() + f"\nimport json\n\nprint(json.dumps(search({order!r})))\n"
        python = ("exec", self.provider.instance(self.life.environment), "--", "python3", "-")
        # LXD sometimes loses the input of what it runs, and then says nothing of it.
        code, out, trouble = next(
            filter(lambda done: done[1] or done[0], (lxc(*python, data=script) for _ in range(5)))
        )
        if code != OK:
            raise Wrong(f"the machine cannot be searched: {trouble}")
        found = json.loads(out)
        print(f"{found['files']} files of the machine, {found['bytes'] >> 20} MiB")
        together = collections.defaultdict(set)
        for path, mode, uid, gid, is_open, secrets in found["hits"]:
            shape = next((each for each in MACHINE_ALLOWED if fnmatch.fnmatch(path, each)), path)
            verdict = "OTHERS CAN READ IT" if is_open else verdict_of(path, secrets, MACHINE_ALLOWED)
            together[(f"{shape} ({mode}, {uid}:{gid})", verdict)].update(secrets)
        for (what, verdict), secrets in sorted(together.items()):
            self.row("machine", what, secrets, verdict)

    def search_outputs(self):
        found = search.search({"roots": [str(self.life.logs)], "skip": [], "secrets": self.patterns})
        print(f"{found['files']} outputs, {found['bytes'] >> 10} KiB")
        for path, *_rest, secrets in found["hits"]:
            self.row("output", os.path.basename(path), secrets, "NOT LISTED")


def verdict_of(path, secrets, allowed):
    fitting = set().union(*(names for shape, names in allowed.items() if fnmatch.fnmatch(path, shape)))
    return "listed" if set(secrets) <= fitting else "NOT LISTED"


def private_key(folder):
    """A key pair of this life, and what of it must be seen nowhere."""
    path = folder / "key"
    shutil.copy(KEY, path)
    subprocess.run(
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "canary", "-f", str(path)],
        input=b"y\n",
        stdout=subprocess.DEVNULL,
        check=True,
    )
    lines = path.read_text().splitlines()
    # The secret part is behind the public one, in the last lines.
    return path, lines[-3][10:50]


def main():
    parser = argparse.ArgumentParser(prog="survival canary")
    parser.add_argument(
        "--provider", choices=("lxd", "hetzner"), help="Hetzner with TLS, LXD without; one after the other if absent"
    )
    parser.add_argument(
        "--references", action="store_true", help="every secret by reference: none may be in the working folder"
    )
    arguments = parser.parse_args()
    wrong = []
    with workplace("canary") as root:
        for name in (arguments.provider,) if arguments.provider else ("hetzner", "lxd"):
            began = time.monotonic()
            token = "Canary" + os.urandom(29).hex()
            secrets = canaries(token)
            with Hetzner(root / "hetzner", token) if name == "hetzner" else Lxd() as provider:
                life = Life(
                    provider, f"canary-{name}-{os.getpid()}", root, "sandbox-mysql", adapt(secrets, name == "hetzner")
                )
                key, fragment = private_key(life.folder)
                document = json.loads(life.file.read_text())
                document["ssh_credentials"].update(private_key_path=str(key), public_key_path=f"{key}.pub")
                write_private(life.file, json.dumps(document))
                patterns = {
                    each: spellings(secret) for each, secret in secrets.items() if name == "hetzner" or each != TOKEN
                }
                patterns[KEY_TEXT] = [fragment]
                if arguments.references:
                    refer(life, secrets, root / f"{name}.given")
                    del patterns[ROOT]
                canary = Canary(provider, life, patterns, arguments.references)
                print(f"{name}: {', '.join(patterns)}", flush=True)
                try:
                    canary.live()
                except Exception as trouble:  # pylint: disable=broad-except
                    canary.wrong.append(f"{name}: {trouble}")
                    life.give_up()
                print(f"| where | what | secrets | verdict |\n|{'---|' * 4}")
                for row in canary.rows:
                    print("| " + " | ".join(row) + " |")
                print(f"{name}: {time.monotonic() - began:.0f} s, {len(canary.wrong)} wrong", flush=True)
                wrong += canary.wrong
        for each in wrong:
            print("WRONG:", each)
        if wrong:
            print(f"logs: {root}")
            sys.exit(1)
        shutil.rmtree(root)


if __name__ == "__main__":
    main()
