"""A slow way to the machines, for kernels without netem: what is sent to them makes a detour through this program.

Routes lead every packet for the machines' network into a tunnel; from there they go on one after the other at the rate, and
each of them the delay later. Where too much is waiting already, packets are dropped, as routers do.
"""

import collections
import contextlib
import fcntl
import os
import select
import struct
import subprocess
import sys
import threading
import time

TUNNEL = "slow0"
TABLE = "7077"
TUNSETIFF, TUN_WITHOUT_HEADER = 0x400454CA, 0x1001
# How much may wait for its turn, in seconds of the rate: as the buffers of a usual router.
BUFFER = 0.5


def ip(*words, check=True):
    subprocess.run(["ip", *words], check=check, capture_output=not check)


def pass_on(tunnel, delay, rate, ended):
    """Passes packets on until it is ended; delay in seconds, rate in bits a second."""
    waiting = collections.deque()
    free = 0.0
    while not ended.is_set():
        now = time.monotonic()
        while waiting and waiting[0][0] <= now:
            with contextlib.suppress(OSError):
                os.write(tunnel, waiting.popleft()[1])
        if not select.select([tunnel], [], [], min(0.5, max(0, waiting[0][0] - now)) if waiting else 0.5)[0]:
            continue
        packet = os.read(tunnel, 1 << 16)
        now = time.monotonic()
        if free - now <= BUFFER:
            free = max(free, now) + len(packet) * 8 / rate
            waiting.append((free + delay, packet))


@contextlib.contextmanager
def slowed(network, delay, rate):
    """Everything that is sent to an IPv4 network of this computer is slow inside of this."""
    tunnel = os.open("/dev/net/tun", os.O_RDWR)
    fcntl.ioctl(tunnel, TUNSETIFF, struct.pack("16sH", TUNNEL.encode(), TUN_WITHOUT_HEADER))
    for setting in ("accept_local=1", "rp_filter=0"):
        # Packets come back with an address of this computer.
        name, value = setting.split("=")
        with open(f"/proc/sys/net/ipv4/conf/{TUNNEL}/{name}", "w") as file:
            file.write(value)
    ip("link", "set", TUNNEL, "up")
    source = subprocess.run(["ip", "-o", "route", "show", network], capture_output=True, text=True, check=True)
    words = source.stdout.split()
    ip("route", "replace", network, "dev", TUNNEL, "src", words[words.index("src") + 1], "table", TABLE)
    ended = threading.Event()
    thread = threading.Thread(target=pass_on, args=(tunnel, delay, rate, ended), daemon=True)
    thread.start()
    # The kernel has seen each of them before, and would take its second sight for another connection.
    untracked = ["-t", "raw", "{}", "PREROUTING", "-i", TUNNEL, "-j", "CT", "--notrack"]
    rules = (["pref", "77", "iif", TUNNEL, "lookup", "main"], ["pref", "78", "to", network, "lookup", TABLE])
    try:
        subprocess.run(["iptables", *(word.format("-A") for word in untracked)], check=True)
        for rule in rules:
            ip("rule", "add", *rule)
        yield
    finally:
        subprocess.run(["iptables", *(word.format("-D") for word in untracked)], check=False)
        for rule in rules:
            ip("rule", "del", *rule, check=False)
        ended.set()
        thread.join()
        os.close(tunnel)


if __name__ == "__main__":
    with slowed(sys.argv[1], 0.2, 10e6):
        input("slow until a line is read\n")
