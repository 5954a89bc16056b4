"""Bring one virtual environment to what its requirement files ask for.

Usage: environment.py FOLDER REQUIREMENTS LOCK STAMP

Runs on any Python 3, so that a wrong one is told so in words instead of by a syntax error. An existing
environment of the same Python is brought up to date in place; one of another Python is made anew.
`STAMP` is touched last: make asks for it again only when a requirement file or the Python has changed.
"""

import pathlib
import subprocess
import sys
import venv

OLDEST, NEWEST = (3, 11), (3, 13)
PIP = "pip==26.2.1"  # Chalice asks for a pip below 26.3


def refuse_other_pythons(major: int, minor: int) -> None:
    """Stop with a way out unless this Python is one the project runs on."""
    if not OLDEST <= (major, minor) <= NEWEST:
        sys.exit(
            f"Python {major}.{minor} does not fit: Yidiantong needs Python 3.11, 3.12 or 3.13.\n"
            "Way out: make PYTHON=python3.12 <target>"
        )


def refuse_missing_venv() -> None:
    """Stop with a way out where the system's Python comes without ensurepip, as Debian's does."""
    try:
        import ensurepip  # noqa: F401, PLC0415  Its absence is what we ask about.
    except ImportError:
        sys.exit("This Python cannot make virtual environments.\nWay out: sh tools/bootstrap.sh")


def stands_on_this_python(folder: pathlib.Path) -> bool:
    """Tell whether the environment runs, and on the Python that was asked for."""
    python = folder / "bin" / "python"
    ask = [str(python), "-c", "import sys; print(*sys.version_info[:2])"]
    try:
        answer = subprocess.run(ask, capture_output=True, check=True, text=True).stdout.split()
    except (OSError, subprocess.CalledProcessError):
        return False
    return answer == [str(part) for part in sys.version_info[:2]]


def main(folder: pathlib.Path, requirements: str, lock: str, stamp: pathlib.Path) -> None:
    refuse_other_pythons(*sys.version_info[:2])
    refuse_missing_venv()
    if not stands_on_this_python(folder):
        print(f"Making {folder} on Python {sys.version_info[0]}.{sys.version_info[1]} …", flush=True)
        venv.create(folder, clear=True, with_pip=True, symlinks=True)
    print(f"Installing {requirements} into {folder} …", flush=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    subprocess.run([*pip, PIP], check=True)
    subprocess.run([*pip, "--requirement", requirements, "--constraint", lock], check=True)
    for old in folder.glob(".ready-*"):
        old.unlink()
    stamp.touch()


if __name__ == "__main__":
    try:
        main(pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3], pathlib.Path(sys.argv[4]))
    except subprocess.CalledProcessError as error:
        sys.exit(f"Installing failed; pip said why above. Try again. (exit {error.returncode})")
