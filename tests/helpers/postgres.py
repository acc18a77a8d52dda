"""A real PostgreSQL for tests: a cluster of their own in a short temporary folder, reached by a socket alone."""

from __future__ import annotations

import gc
import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

OWNER = "pmr_owner"
_MOST = 400  # connections
_PATIENCE = "300"  # seconds for it to start or to stop: on a busy computer that takes what it takes
_LET_GO = 100  # of them, with which those go that are held by nothing but garbage
_ENOUGH = 8 * 2**30  # bytes: all tests write 3 of them, their servers one or two
_PROGRAMS = 3 * 2**30  # bytes: four processes of tests, with a LibreOffice each


def missing() -> str:
    """Why there can be no server here; empty where there can."""
    if os.name != "posix":
        return "a private cluster needs a system with sockets"
    if programs() is None:
        return "PostgreSQL is not installed here (Debian: postgresql)"
    try:
        import psycopg  # noqa: F401
    except ImportError:
        return "psycopg is not installed here (pip install 'pmr_xl[server]')"
    if os.geteuid() == 0 and _other() is None:
        return "PostgreSQL does not run under the superuser, and there is no other user"
    return ""


def programs() -> Path | None:
    """Where initdb and postgres are: named by PMR_POSTGRES_BIN, on the path, or where Debian puts them."""
    named = os.environ.get("PMR_POSTGRES_BIN") or ((found := shutil.which("initdb")) and Path(found).parent)
    by_release = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda one: (len(one.parent.name), one))
    places = [Path(named)] if named else by_release[::-1]
    return next((one for one in places if (one / "initdb").exists()), None)


def _other() -> pwd.struct_passwd | None:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return None


def in_memory() -> str:
    """A folder in memory, where there is one with enough room, and as much memory for it; empty elsewhere."""
    memory = Path("/dev/shm")  # noqa: S108 - whoever asks makes a folder of its own in it
    if not (memory.is_dir() and os.access(memory, os.W_OK | os.X_OK)):
        return ""
    # The folder's size is a promise: it may be more than the computer has, or than a container may use of it.
    enough = shutil.disk_usage(memory).free > _ENOUGH and _memory_left() > _ENOUGH + _PROGRAMS
    return str(memory) if enough else ""


def _memory_left() -> int:
    """Bytes that the computer has left, or the group of programs that this one is counted in; 0 where nobody says."""
    left = []
    with suppress(OSError, ValueError, StopIteration):
        said = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        left.append(1024 * int(next(line for line in said if line.startswith("MemAvailable:")).split()[1]))
    groups = Path("/sys/fs/cgroup")
    for most, used in (
        (groups / "memory.max", groups / "memory.current"),
        (groups / "memory/memory.limit_in_bytes", groups / "memory/memory.usage_in_bytes"),
    ):
        with suppress(OSError, ValueError):  # "max", or no such group
            left.append(int(most.read_text(encoding="ascii")) - int(used.read_text(encoding="ascii")))
    return min(left, default=0)


def _room() -> str:
    """Where its files lie: in memory where there is enough of it, as a new database is some hundred files."""
    return in_memory() or "/tmp"  # noqa: S108 - its own folder is made in it; a socket's path has to be short


class Cluster:
    """A server that runs as long as the tests do."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="pg", dir=_room()))
        self._user = {}
        if os.geteuid() == 0:
            other = _other()
            os.chown(self.folder, other.pw_uid, other.pw_gid)
            self._user = {"user": other.pw_uid, "group": other.pw_gid, "extra_groups": []}
        self._made = 0
        # Its own order of texts is a person's, not the record's: what relies on it shows.
        words = ["--locale-provider=icu", "--icu-locale=en-US", "--locale=C.UTF-8"]
        self._run("initdb", "-D", "data", "-U", OWNER, "--auth=trust", "-E", "UTF8", "--no-sync", *words)
        options = f"-k {self.folder} -c listen_addresses='' -c fsync=off -c max_connections={_MOST}"
        self._run("pg_ctl", "-D", "data", "-w", "-l", "log", "-t", _PATIENCE, "-o", options, "start")
        self._watch = self._watched() if Path("/proc/self").is_dir() else None

    def _watched(self):
        """A program that ends the server where the tests are killed, and cannot do it themselves."""
        end = f"'{programs() / 'pg_ctl'}' -D data -m immediate stop; rm -rf '{self.folder}'"
        return subprocess.Popen(
            ["sh", "-c", f"while [ -d /proc/{os.getpid()} ]; do sleep 2; done; {end}"],
            cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True, **self._user,
        )  # fmt: skip

    def _run(self, program, *arguments):
        done = subprocess.run(
            [programs() / program, *arguments],
            cwd=self.folder, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, **self._user,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr}")

    def stop(self):
        """End it and take it away."""
        if self._watch is not None:
            self._watch.kill()
            self._watch.wait()
        self._run("pg_ctl", "-D", "data", "-m", "immediate", "-w", "-t", _PATIENCE, "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def address(self, database, user=OWNER):
        """How a database of it is reached."""
        return f"postgresql:///{database}?host={quote(str(self.folder), safe='')}&user={user}"

    def database(self):
        """A new empty database; gives its address."""
        name = self.database_name()
        self.sql("postgres", f"CREATE DATABASE {name}")
        return self.address(name)

    def database_name(self):
        """What no database of it is called yet."""
        self._made += 1
        ((open_now,),) = self.sql("postgres", "SELECT count(*) FROM pg_stat_activity")
        if open_now > _LET_GO:
            gc.collect()
        return f"pmr{self._made}"

    def account(self, name, password=""):
        """A new account; with a password, without which it is not let in."""
        if not self.sql("postgres", f"SELECT 1 FROM pg_roles WHERE rolname = '{name}'"):  # noqa: S608 - our own names
            self.sql("postgres", f'CREATE ROLE "{name}" LOGIN')
        if password:
            rules = self.folder / "data" / "pg_hba.conf"
            said = rules.read_text(encoding="utf-8")
            rules.write_text(f"local all {name} scram-sha-256\n{said}", encoding="utf-8")
            self.sql("postgres", f"ALTER ROLE {name} PASSWORD '{password}'", "SELECT pg_reload_conf()")
        return name

    def copied(self, address):
        """A new database with all that one of these has; whoever is connected to that one connects anew."""
        before, new = address.partition("?")[0].rpartition("/")[2], self.database_name()
        self.sql(
            "postgres",
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{before}'",  # noqa: S608 - our own names
            f"CREATE DATABASE {new} TEMPLATE {before}",
        )
        return self.address(new)

    @contextmanager
    def tables_held(self, address):
        """As long as it lasts, whoever asks one of that database's tables waits."""
        import psycopg

        with psycopg.connect(address) as holder:
            names = holder.execute("SELECT format('%I', tablename) FROM pg_tables WHERE schemaname = 'public'")
            holder.execute(f"LOCK TABLE {', '.join(name for (name,) in names.fetchall())} IN ACCESS EXCLUSIVE MODE")
            yield

    def sql(self, database, *statements):
        """Do something there as the owner; gives what the last statement found."""
        import psycopg

        place = database if "://" in database else self.address(database)
        with psycopg.connect(place, autocommit=True) as connection:
            for statement in statements:
                found = connection.execute(statement)
            return found.fetchall() if found.description else []
