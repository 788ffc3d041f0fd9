#!/usr/bin/env python3
"""Announces one peer to a tracker and prints the peers that it is given, one "address:port" a line.

    announce.py URL INFO_HASH PORT

A client of its own, so that what the deployer and the tracker's project say of themselves is seen from a third side.
UDP by BEP 15, HTTP by BEP 3 with compact peers (BEP 23). IPv4 only.
"""
import ipaddress
import os
import socket
import struct
import sys
import urllib.parse
import urllib.request

TIMEOUT = 5
TRIES = 3
PROTOCOL = 0x41727101980


def compact(peers):
    for at in range(0, len(peers) - 5, 6):
        address, port = struct.unpack("!4sH", peers[at : at + 6])
        yield f"{ipaddress.IPv4Address(address)}:{port}"


def ask(udp, request, action, head):
    """Sends until the answer to this very transaction comes; UDP may lose either."""
    transaction = request[12:16]
    for _ in range(TRIES):
        udp.send(request)
        try:
            answer = udp.recv(65535)
        except socket.timeout:
            continue
        if answer[4:8] != transaction:
            continue
        if answer[:4] == struct.pack("!I", 3):
            sys.exit(f"the tracker refuses: {answer[8:].decode(errors='replace')}")
        if answer[:4] == struct.pack("!I", action) and len(answer) >= head:
            return answer
    sys.exit("no answer")


def udp_announce(host, port, info_hash, peer_id, own_port):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
        udp.settimeout(TIMEOUT)
        udp.connect((host, port))
        connected = ask(udp, struct.pack("!QI", PROTOCOL, 0) + os.urandom(4), 0, 16)
        request = connected[8:16] + struct.pack("!I", 1) + os.urandom(4) + info_hash + peer_id
        request += struct.pack("!QQQII4siH", 0, 1, 0, 2, 0, os.urandom(4), -1, own_port)
        return compact(ask(udp, request, 1, 20)[20:])


def bencoded(text, at=0):
    """The value at a place, and the place behind it."""
    kind = text[at : at + 1]
    if kind == b"i":
        end = text.index(b"e", at)
        return int(text[at + 1 : end]), end + 1
    if kind in (b"l", b"d"):
        values, at = [], at + 1
        while text[at : at + 1] != b"e":
            value, at = bencoded(text, at)
            values.append(value)
        return (values if kind == b"l" else dict(zip(values[::2], values[1::2]))), at + 1
    colon = text.index(b":", at)
    end = colon + 1 + int(text[at:colon])
    return text[colon + 1 : end], end


def http_announce(url, info_hash, peer_id, own_port):
    query = urllib.parse.urlencode(
        {"info_hash": info_hash, "peer_id": peer_id, "port": own_port, "uploaded": 0, "downloaded": 0, "left": 1,
         "event": "started", "compact": 1, "numwant": 50})
    with urllib.request.urlopen(f"{url}?{query}", timeout=TIMEOUT) as response:
        answer, _ = bencoded(response.read())
    if b"failure reason" in answer:
        sys.exit(f"the tracker refuses: {answer[b'failure reason'].decode(errors='replace')}")
    return compact(answer[b"peers"])


def main():
    url, info_hash, own_port = sys.argv[1], bytes.fromhex(sys.argv[2]), int(sys.argv[3])
    peer_id = b"-SB0001-" + os.urandom(6).hex().encode()
    parts = urllib.parse.urlsplit(url)
    if parts.scheme == "udp":
        peers = udp_announce(parts.hostname, parts.port, info_hash, peer_id, own_port)
    else:
        peers = http_announce(url, info_hash, peer_id, own_port)
    for peer in peers:
        print(peer)


if __name__ == "__main__":
    main()
