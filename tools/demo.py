"""Serve a demo school that is thrown away afterwards, and print its logins."""

import os
import secrets
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

FLASK = [sys.executable, "-m", "flask"]


def main(arguments: list[str]) -> int:
    """Fill a new database in a temporary folder and serve it; ``arguments`` are `flask demo`'s."""
    with tempfile.TemporaryDirectory(prefix="kitaphana-demo-") as folder:
        os.environ |= {
            "DATABASE_URL": f"sqlite:///{Path(folder).as_posix()}/school.db",
            "SECRET_KEY": secrets.token_urlsafe(32),
            "BACKUP_DIR": str(Path(folder) / "backups"),
            "BACKUP_DAILY": "no",
        }
        for command in (["migrate"], ["demo", *arguments]):
            code = subprocess.run([*FLASK, *command], check=False).returncode
            if code:
                return code
        server = subprocess.Popen([sys.executable, "-m", "core.server"])
        signal.signal(signal.SIGTERM, lambda *_signal: server.terminate())
        while True:
            try:
                return server.wait()
            except KeyboardInterrupt:
                pass  # it has had the same Ctrl+C and is leaving


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
