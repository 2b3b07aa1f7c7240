#!/bin/sh
# Print a Python that is 3.11 or newer and can make a .venv; a sentence when there is none.
# Each is tried by running it: a python3 of pyenv may be there and yet refuse.
root=$(dirname "$0")/..
good='import sys; sys.exit(sys.version_info < (3, 11))'
ready=
[ -f "$root/.venv/installed.json" ] && ready=$root/.venv/bin/python
for python in "$PYTHON" "$ready" python3.13 python3.12 python3.11 python3 python3.14 python; do
    [ -n "$python" ] || continue
    "$python" -c "$good" >/dev/null 2>&1 || continue
    if "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        echo "$python"
        exit 0
    fi
    second=${second:-$python}
done
# Without venv: tools/setup.py says what to install.
if [ -n "$second" ]; then
    echo "$second"
    exit 0
fi
echo "Kitaphana needs Python 3.11 or newer, and none was found. On Debian and Ubuntu run" >&2
echo "'apt-get install python3 python3-venv' as the administrator; if yours lies elsewhere, say" >&2
echo "PYTHON=/path/to/python3 make run." >&2
exit 1
