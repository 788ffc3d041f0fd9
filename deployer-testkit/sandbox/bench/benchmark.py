"""Measures the program and the tools alone in turn, and prints the medians; started by "benchmark"."""

import argparse
import contextlib
import datetime
import ipaddress
import json
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import slow_network

HERE = pathlib.Path(__file__).resolve().parent
SANDBOX = HERE.parent / "sandbox"
KEY = os.environ["TORRUST_SANDBOX_SSH_PRIVATE_KEY"]
USER = os.environ["TORRUST_SANDBOX_SSH_USER"]
IMAGE = os.environ["TORRUST_SANDBOX_LXD_IMAGE"]
BRIDGE = os.environ["TORRUST_SANDBOX_LXD_NETWORK"]
LIMIT = 1800

# What the playbook installs on Debian.
PACKAGES = "docker.io docker-cli docker-compose apparmor ca-certificates cron nftables ufw unattended-upgrades"
INSTALL = (
    "apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends"
    f" -o Dpkg::Options::=--force-confold install {PACKAGES}"
)
LOOK = (
    "dpkg-query -W -f '${db:Status-Status} ${Package}\\n' >/dev/null; systemctl show docker cron ufw >/dev/null;"
    " nft list ruleset >/dev/null; sshd -T >/dev/null; docker info >/dev/null; cat /etc/docker/daemon.json >/dev/null"
)
ROWS = ("deploy", "configure", "again", "stack", "list", "render", "programs")


def run(line, **options):
    done = subprocess.run(
        [str(word) for word in line], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=LIMIT, **options
    )
    if done.returncode:
        raise SystemExit(f"benchmark: {' '.join(map(str, line))}\n{done.stdout}{done.stderr}")
    return done.stdout


def seconds(action):
    began = time.monotonic()
    action()
    return time.monotonic() - began


class Lane:
    """One workspace and the machines that were made for it; both go when it ends."""

    def __init__(self, options, stack, number):
        self.options = options
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="benchmark-"))
        self.stack = stack
        self.prefix = f"bench-{os.getpid()}-{number}"
        stack.callback(shutil.rmtree, self.folder, ignore_errors=True)

    def program(self, *words):
        return run([self.options.program, "--working-dir", self.folder, "--output-format", "json", *words])

    def environment(self, name, provider):
        config = json.loads((pathlib.Path(self.options.examples) / "sandbox-sqlite3.json").read_text())
        config["environment"] = {"name": name}
        config["provider"] = provider or {
            "provider": "lxd",
            "profile_name": f"profile-{name}",
            "image": IMAGE,
            "instance_type": "container",
        }
        config["ssh_credentials"] = {
            "private_key_path": KEY,
            "public_key_path": KEY + ".pub",
            "username": USER,
            "port": 22,
        }
        file = self.folder / f"{name}.json"
        file.write_text(json.dumps(config))
        return file

    def machine(self, name):
        """A fresh Debian with nothing but an SSH server."""
        self.stack.callback(run, [SANDBOX, "machine", "delete", name])
        return run([SANDBOX, "machine", "create", name, "--owner-pid", os.getpid()]).split()[-1]

    def registered(self, name):
        address = self.machine(name)
        self.program("create", "environment", "--env-file", self.environment(name, None))
        self.program("register", name, "--instance-ip", address)
        return address

    def gone(self, name):
        """What the program made is taken down again."""
        with contextlib.suppress(SystemExit):
            self.program("destroy", name, "--yes")
        with contextlib.suppress(SystemExit):
            self.program("purge", name, "--yes")


def ssh(address, command, **options):
    words = ["-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=no"]
    words += ["-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", "-i", KEY, f"{USER}@{address}"]
    quoted = command.replace("'", "'\\''")
    return run(["ssh", *words, f"sudo sh -c '{quoted}'"], **options)


def stack_alone(lane, address):
    """Archive and 'compose up' as a shell does them, for a stack that the program started: its files without its data."""
    compose = json.loads(ssh(address, "docker compose ls --format json"))[0]
    file, project = compose["ConfigFiles"].split(",")[0], compose["Name"]
    archive = lane.folder / "release.tar"
    login = f"ssh -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR -i {KEY} {USER}@{address}"
    keep = "--exclude=./opt/torrust/storage/*/lib --exclude=./opt/torrust/.turn"
    run(["sh", "-c", f"{login} 'sudo tar -C / {keep} -cf - ./opt/torrust' >{archive}"])
    ssh(address, f"docker compose -p {project} -f {file} down --rmi all --timeout 5")
    up = f"sudo tar -C / -xf - && sudo docker compose -p {project} -f {file} up -d --wait --quiet-pull"
    return seconds(lambda: run(["sh", "-c", f"{login} '{up}' <{archive}"]))


def tofu_alone(lane, name):
    rendered = lane.folder / f"{name}-rendered"
    file = lane.environment(name, None)
    lane.program("render", "--env-file", file, "--instance-ip", "192.0.2.10", "--output-dir", rendered)
    folder = rendered / "tofu" / "lxd"

    def apply():
        run(["tofu", "init", "-input=false", "-no-color"], cwd=folder)
        run(["tofu", "apply", "-input=false", "-auto-approve", "-var-file=variables.tfvars"], cwd=folder)

    try:
        return seconds(apply)
    finally:
        run(["tofu", "destroy", "-input=false", "-auto-approve", "-var-file=variables.tfvars"], cwd=folder)


def deploy(lane, found):
    name = f"{lane.prefix}-d"
    tofu = tofu_alone(lane, f"{name}t")
    packages = packages_alone(lane, f"{name}p")
    try:
        ours = seconds(lambda: lane.program("deploy", "--env-file", lane.environment(name, None)))
        address = json.loads(lane.program("show", name))["infrastructure"]["instance_ip"]
        found("deploy", ours, tofu + packages + stack_alone(lane, address))
    finally:
        lane.gone(name)


def packages_alone(lane, name):
    address = lane.machine(name)
    return seconds(lambda: ssh(address, INSTALL))


def configure(lane, found, rows, number):
    name = f"{lane.prefix}-c"
    # In turn first and second, so that neither always finds warm caches.
    floor = packages_alone(lane, f"{name}p") if number % 2 else None
    address = lane.registered(name)
    ours = seconds(lambda: lane.program("configure", name))
    floor = floor or packages_alone(lane, f"{name}p")
    found("configure", ours, floor)
    if "again" in rows:
        found(
            "again",
            seconds(lambda: lane.program("configure", name)),
            seconds(lambda: ssh(address, LOOK)),
        )
    if "stack" in rows:

        def both():
            lane.program("release", name)
            lane.program("run", name)

        ours = seconds(both)
        found("stack", ours, stack_alone(lane, address))


def list_thousand(lane, found):
    lane.program("create", "environment", "--env-file", lane.environment("one", None))
    state = lane.folder / "data" / "one" / "environment.json"
    for number in range(999):
        folder = lane.folder / "data" / f"e{number}"
        folder.mkdir(mode=0o700)
        copy = folder / "environment.json"
        copy.write_text(state.read_text().replace('"one"', f'"e{number}"'))
        copy.chmod(0o600)
    line = ["/usr/bin/time", "-f", "%M", lane.options.program, "--working-dir", lane.folder, "list"]
    kilobytes = int(
        subprocess.run([str(word) for word in line], capture_output=True, text=True, timeout=LIMIT).stderr.split()[-1]
    )
    found("list", seconds(lambda: lane.program("list")), None)
    found("memory", kilobytes / 1024, None)


def render(lane, found):
    library = pathlib.Path(lane.options.program).resolve().parent.parent / "lib"
    java = pathlib.Path(os.environ["JAVA_HOME"]) / "bin" / "java" if os.environ.get("JAVA_HOME") else "java"
    file = lane.environment("rate", None)
    # A core of its own, so that the compiler's threads count as well while it warms up and not when time is taken.
    found("render", float(run([java, "-cp", f"{library}/*", HERE / "RenderRate.java", file, 5000]).split()[-1]), None)


def programs(lane, found):
    name = f"{lane.prefix}-s"
    address = lane.machine(name)
    lane.program("create", "environment", "--env-file", lane.environment(name, None))
    count = 0
    for words in (["register", name, "--instance-ip", address], ["configure", name], ["release", name], ["run", name]):
        trace = lane.folder / "trace"
        strace = ["strace", "-f", "-qq", "-e", "trace=execve", "-e", "status=successful", "-o", trace]
        run([*strace, lane.options.program, "--working-dir", lane.folder, *words])
        count += sum("execve(" in line for line in trace.read_text().splitlines())
    found("programs", count, None)


# What is said of a row, how its figures are shown, and its aim: a word for people and what decides.
TABLE = {
    "deploy": ("whole `deploy` on LXD, from a file to proven services", "{:.1f} s", "≤ 1.0 ×", 1.0),
    "configure": ("`configure`, fresh Debian 13", "{:.1f} s", "≤ 1.15 ×", 1.15),
    "again": ("`configure`, nothing to do", "{:.2f} s", "≤ 2.5 s", None),
    "stack": ("`release` and `run`, two commands", "{:.1f} s", "≤ 1.25 ×", 1.25),
    "list": ("`list` of 1,000 environments", "{:.2f} s", "≤ 0.5 s", None),
    "memory": ("the same, memory", "{:.0f} MiB", "≤ 100 MiB", None),
    "render": ("configurations validated and rendered, one core", "{:.0f}/s", "≥ 5,000/s", None),
    "programs": ("programs started, `register` → `run`", "{:.0f}", "≤ 30", None),
}
BOUNDS = {
    "again": lambda ours: ours <= 2.5,
    "list": lambda ours: ours <= 0.5,
    "memory": lambda ours: ours <= 100,
    "render": lambda ours: ours >= 5000,
    "programs": lambda ours: ours <= 30,
}


def table(results):
    lines = ["| what | ours | the tools alone | ratio | aim | |", "|---|---|---|---|---|---|"]
    for row, (what, shape, aim, most) in TABLE.items():
        pairs = results.get(row)
        if not pairs:
            continue
        ours = statistics.median(pair[0] for pair in pairs)
        floors = [pair[1] for pair in pairs if pair[1] is not None]
        floor = statistics.median(floors) if floors else None
        ratio = ours / floor if floor else None
        reached = ratio <= most if most else BOUNDS[row](ours)
        cells = [what, shape.format(ours), shape.format(floor) if floor else "", f"{ratio:.2f} ×" if ratio else "", aim]
        lines.append("| " + " | ".join([*cells, "yes" if reached else "no"]) + " |")
    return "\n".join(lines)


@contextlib.contextmanager
def latency():
    """200 ms and 10 Mbit/s on everything that this computer sends to its machines."""
    netem = ["tc", "qdisc", "add", "dev", BRIDGE, "root", "netem", "delay", "200ms", "rate", "10mbit"]
    if subprocess.run(netem, capture_output=True, check=False).returncode:
        # Not every kernel has it.
        address = json.loads(run(["ip", "-j", "-4", "address", "show", "dev", BRIDGE]))[0]["addr_info"][0]
        network = ipaddress.ip_interface(f"{address['local']}/{address['prefixlen']}").network
        with slow_network.slowed(str(network), 0.2, 10e6):
            yield
        return
    try:
        yield
    finally:
        run(["tc", "qdisc", "del", "dev", BRIDGE, "root"])


def measure(options, rows, rounds):
    results = {}
    for number in range(rounds):

        def found(row, ours, floor):
            results.setdefault(row, []).append((ours, floor))
            shape = TABLE[row][1]
            beside = f"   the tools alone {shape.format(floor)}" if floor is not None else ""
            print(f"round {number + 1}  {row:10} {shape.format(ours)}{beside}", file=sys.stderr, flush=True)

        with contextlib.ExitStack() as stack:
            lane = Lane(options, stack, number)
            if "deploy" in rows:
                deploy(lane, found)
            if rows & {"configure", "again", "stack"}:
                configure(lane, found, rows, number)
            if "render" in rows:
                render(lane, found)
            if "list" in rows:
                list_thousand(Lane(options, stack, number), found)
            # Counts do not vary as times do.
            if "programs" in rows and number == 0:
                programs(lane, found)
    return results


def machine():
    cores = os.cpu_count()
    system = pathlib.Path("/etc/os-release").read_text().split('PRETTY_NAME="')[1].split('"')[0]
    java = subprocess.run(["java", "-version"], capture_output=True, text=True).stderr.splitlines()[0]
    return f"{cores} cores, {system}, Linux {platform.release()}, {java}; load {os.getloadavg()[0]:.1f} at the end"


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--examples", required=True)
    arguments.add_argument("--program", required=True)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--only", action="append", choices=ROWS)
    arguments.add_argument("--latency", type=int, metavar="ROUNDS")
    arguments.add_argument("--write", type=pathlib.Path)
    options = arguments.parse_args()
    rows = set(options.only or ROWS)
    text = ["# Benchmarks", ""]
    text += ["Medians of the program and of the tools that it drives, alone and one after the other, measured in turn by", ""]
    rounds = f"deployer-testkit/sandbox/benchmark --rounds {options.rounds}" + (f" --latency {options.latency}" if options.latency else "")
    text += ["```sh", rounds, "```", ""]
    if options.rounds:
        text += [table(measure(options, rows, options.rounds)), ""]
    if options.latency:
        far = rows & {"deploy", "configure", "again", "stack"}
        with latency():
            slow = table(measure(options, far, options.latency))
        text += [f"With 200 ms and 10 Mbit/s between this computer and its machines, {options.latency} rounds:", "", slow, ""]
    text += [f"{datetime.date.today().isoformat()}, {machine()}."]
    page = "\n".join(text) + "\n"
    print(page)
    if options.write:
        # What people have written below the figures stays.
        before = options.write.read_text() if options.write.exists() else ""
        start = before.find("\n## ")
        options.write.write_text(page + (before[start:] if start >= 0 else ""))


main()
