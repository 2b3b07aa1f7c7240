"""Let the linter mend what it can, and lay the code out."""

import subprocess
import sys

if __name__ == "__main__":
    ruff = [sys.executable, "-m", "ruff"]
    left = subprocess.run([*ruff, "check", "--fix", "."], check=False).returncode
    sys.exit(subprocess.run([*ruff, "format", "."], check=False).returncode or left)
