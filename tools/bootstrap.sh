#!/bin/sh
# Makes sure that the machine has what the Makefile itself needs: make, and a Python that can make virtual
# environments. As root on Debian it installs what is missing; anybody else is told what to install.
set -eu

PYTHON=${PYTHON:-python3}
missing=""
command -v make >/dev/null 2>&1 || missing="$missing make"
if ! command -v "$PYTHON" >/dev/null 2>&1; then
    missing="$missing python3 python3-venv"
elif ! "$PYTHON" -c 'import ensurepip, venv' >/dev/null 2>&1; then
    missing="$missing python3-venv"
fi
command -v node >/dev/null 2>&1 || echo "Note: Node is not installed. Only the pages under web/ will need it." >&2
[ -z "$missing" ] && exit 0

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing$missing …"
    apt-get update -qq
    # shellcheck disable=SC2086  # a list of package names
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $missing
else
    echo "Missing on this machine:$missing" >&2
    echo "Way out on Debian or Ubuntu: sudo apt-get install$missing" >&2
    exit 1
fi
