#!/usr/bin/env python3
"""sqlite.py copy NAME | look | put NAME: what the stack's script does with SQLite, in a container as the tracker's account.

/data is the tracker's folder, /copy one that nobody else writes to meanwhile. Answers are lines of fields between tabs:
"table NAME ROWS COLUMN,COLUMN" for each table, or "failed CODE WHAT". Links in /data lead nowhere but into the container.
"""

import os
import shutil
import sqlite3
import stat
import sys

COPY = "/copy/database.sqlite"
PLACE = "/data/database"
SIDES = ("-journal", "-wal", "-shm")


class Refused(Exception):
    """Why nothing was done: a code and a sentence."""


def only_files(name):
    """Refuses everything but files where the database stands: to read a pipe or a device might never end."""
    if not os.path.isdir(PLACE) or os.path.islink(PLACE):
        raise Refused("backup.no_database", "there is no folder of the database, or a link stands in its place")
    for side in ("", *SIDES):
        path = os.path.join(PLACE, name + side)
        if os.path.lexists(path) and not stat.S_ISREG(os.lstat(path).st_mode):
            raise Refused("backup.no_database", f"something else than a file stands at {name}{side}")
    return os.path.join(PLACE, name)


def connect(path, mode):
    return sqlite3.connect(f"file:{path.replace('?', '%3f').replace('#', '%23')}?mode={mode}", uri=True, timeout=60)


def back_up(source, mode):
    """The engine's own backup: one state of the database, whoever writes to it."""
    with connect(source, mode) as database, sqlite3.connect(COPY) as copy:
        database.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")


def copy(name):
    source = only_files(name)
    if not os.path.exists(source):
        raise Refused("backup.no_database", "the tracker has made no database yet")
    try:
        back_up(source, "ro")
    except sqlite3.OperationalError:
        # What a crash left beside the database belongs to it, and is put right in a copy.
        raw = "/copy/raw.sqlite"
        for side in ("", "-journal", "-wal"):
            if os.path.exists(source + side):
                shutil.copyfile(source + side, raw + side)
        if os.path.exists(COPY):
            os.unlink(COPY)
        back_up(raw, "rw")
        for side in ("", *SIDES):
            if os.path.exists(raw + side):
                os.unlink(raw + side)
    look()


def look():
    if not os.path.isfile(COPY) or os.path.islink(COPY):
        raise Refused("backup.damaged", "the copy holds no database")
    with connect(COPY, "ro") as database:
        verdict = database.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if verdict != "ok":
            raise Refused("backup.damaged", f"the database is damaged: {verdict}")
        names = database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
        ).fetchall()
        for (name,) in names:
            quoted = '"' + name.replace('"', '""') + '"'
            rows = database.execute(f"SELECT count(*) FROM {quoted}").fetchone()[0]
            columns = ",".join(column[1] for column in database.execute(f"PRAGMA table_info({quoted})"))
            print("table", name, rows, columns, sep="\t")


def put(name):
    look()
    if not os.path.lexists(PLACE):
        os.mkdir(PLACE, 0o750)
    target = only_files(name)
    draft = target + ".restoring"
    if os.path.lexists(draft):
        os.unlink(draft)
    shutil.copyfile(COPY, draft)
    os.chmod(draft, 0o640)
    with open(draft, "rb") as written:
        os.fsync(written.fileno())
    for side in SIDES:
        if os.path.lexists(target + side):
            os.unlink(target + side)
    os.replace(draft, target)
    folder = os.open(PLACE, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def main(words):
    os.umask(0o077)
    try:
        {"copy": copy, "look": look, "put": put}[words[0]](*words[1:])
    except Refused as refused:
        print("failed", *refused.args, sep="\t")
        return 1
    except sqlite3.DatabaseError as error:
        full = "disk is full" in str(error)
        print("failed", "remote.disk_full" if full else "backup.damaged", f"SQLite says: {error}", sep="\t")
        return 1
    except OSError as error:
        full = error.errno in (28, 122)
        print("failed", "remote.disk_full" if full else "backup.failed", f"{error.strerror}", sep="\t")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
