#!/usr/bin/env python3
"""Searches files for secrets. Input: {"roots": […], "skip": […], "secrets": {name: [spelling, …]}}.

Runs here and, given to its Python by standard input, on the machine. Output: a JSON list of
[path, mode, uid, gid, whether anybody else can read it, [names of secrets]], and how much was read.
"""

import json
import os
import stat
import sys

LARGEST = 256 << 20


def open_to_others(path, mode):
    """Whether an account that owns nothing on the way could read it."""
    if not mode & stat.S_IROTH:
        return False
    while path != "/":
        path = os.path.dirname(path)
        if not os.stat(path).st_mode & stat.S_IXOTH:
            return False
    return True


def search(order):
    patterns = [(name, spelling.encode()) for name, spellings in order["secrets"].items() for spelling in spellings]
    hits, files, size = [], 0, 0
    for root in order["roots"]:
        device = os.stat(root).st_dev
        for folder, folders, names in os.walk(root):
            folders[:] = [
                each
                for each in folders
                if os.path.join(folder, each) not in order["skip"]
                and not os.path.islink(os.path.join(folder, each))
                and os.lstat(os.path.join(folder, each)).st_dev == device
            ]
            for name in names:
                path = os.path.join(folder, name)
                try:
                    facts = os.lstat(path)
                    if not stat.S_ISREG(facts.st_mode) or facts.st_size > LARGEST:
                        continue
                    with open(path, "rb") as file:
                        content = file.read()
                except OSError:
                    continue
                files += 1
                size += len(content)
                found = sorted({name for name, pattern in patterns if pattern in content})
                if found:
                    mode = stat.S_IMODE(facts.st_mode)
                    hits.append([path, f"{mode:04o}", facts.st_uid, facts.st_gid, open_to_others(path, mode), found])
    return {"hits": hits, "files": files, "bytes": size}


if __name__ == "__main__" and "ORDER" not in globals():
    print(json.dumps(search(json.load(sys.stdin))))
