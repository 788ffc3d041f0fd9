"""Searches files for secrets; runs here and, given to its Python by standard input, on the machine.

The order: {"roots": […], "skip": […], "secrets": {name: [spelling, …]}}. What comes of it: how much was read, and "hits", each
[path, mode, uid, gid, whether anybody else can read it, [names of secrets]].
"""

import os
import stat

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
