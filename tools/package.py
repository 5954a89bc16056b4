"""Package one stage: `python -m tools.package STAGE` makes out/STAGE/ with a zip and its CloudFormation.

    out/STAGE/chalice/        what `chalice package` made, untouched (the bench compares with it)
    out/STAGE/deployment.zip  the same code, repacked to start fast
    out/STAGE/template.json   the whole stack, one generator for every stage

Nothing is done when nothing that goes in has changed. A build is never changed either: `out/STAGE` is a
link to the newest one, so whoever still works with the one before is not disturbed.
"""

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from infra.stages import STAGES, Stage
from infra.template import template_of
from tools.pyczip import repack

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "out"
INGREDIENTS = (
    "app.py",
    "requirements.txt",
    "chalicelib",
    ".chalice",
    "infra",
    "tools/botocore_data.py",
    "tools/package.py",
    "tools/pyczip.py",
)
AWS_SERVICES = frozenset({"dynamodb", "kms", "s3", "secretsmanager", "sns", "sqs", "sts"})
PRODUCTION_PYTHON = (3, 13)
FINGERPRINT_SHOWN = 12
LINES_SHOWN = 12
INCOMPLETE = "Could not install dependencies"


class PackagingError(Exception):
    """The stage cannot be packaged; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Package:
    """Where the parts of a packaged stage lie."""

    folder: Path

    @property
    def zip(self) -> Path:
        """The repacked code."""
        return self.folder / "deployment.zip"

    @property
    def stock_zip(self) -> Path:
        """The code as Chalice packages it."""
        return self.folder / "chalice" / "deployment.zip"

    @property
    def template(self) -> Path:
        """The CloudFormation of the whole stack."""
        return self.folder / "template.json"

    @property
    def made_from(self) -> Path:
        """The fingerprint of what went in, written last."""
        return self.folder / "made-from"


def package(stage: Stage) -> Package:
    """Package a stage, unless that was done from the very same ingredients.

    Raises:
        PackagingError: This Python cannot package the stage, or a dependency is missing from the zip.
    """
    refuse_foreign_python(stage, sys.version_info[:2])
    fingerprint = ingredients_fingerprint()
    made = Package(OUT / "builds" / f"{stage.name}-{build_name(fingerprint)}")
    with one_at_a_time(OUT / "package.lock"):
        if not made.made_from.exists():
            shutil.rmtree(made.folder, ignore_errors=True)
            made.folder.mkdir(parents=True)
            _build(stage, made, build_name(fingerprint))
            made.made_from.write_text(fingerprint)
        _point_to(stage, made)
    return made


def _build(stage: Stage, made: Package, name: str) -> None:
    _run_chalice(stage, made.stock_zip.parent)
    shutil.copyfile(made.stock_zip, made.zip)
    repack(made.zip, AWS_SERVICES)
    packaged = json.loads((made.stock_zip.parent / "sam.json").read_text())
    template = template_of(stage, packaged, name)
    made.template.write_text(json.dumps(template, ensure_ascii=False, indent=2) + "\n")


def _point_to(stage: Stage, made: Package) -> None:
    """Let `out/STAGE` lead to this build, and forget all but the one before."""
    link = OUT / stage.name
    before = link.resolve()
    if before == made.folder:
        return
    following = link.with_suffix(".next")
    following.unlink(missing_ok=True)
    following.symlink_to(made.folder.relative_to(OUT))
    following.replace(link)
    for old in made.folder.parent.glob(f"{stage.name}-*"):
        if old not in (made.folder, before):
            shutil.rmtree(old)


def refuse_foreign_python(stage: Stage, version: tuple[int, int]) -> None:
    """Refuse to package production with another Python than Lambda will run it with.

    The zip carries compiled modules and binary wheels of the Python that packages, so another minor
    would make a zip that does not start (design §8).
    """
    if stage.name == "production" and version != PRODUCTION_PYTHON:
        ours = ".".join(map(str, PRODUCTION_PYTHON))
        raise PackagingError(
            f"Production runs on Lambda's python{ours} and a zip only starts on the Python that packed it; "
            f"this is Python {'.'.join(map(str, version))}.\n"
            f"Way out: make PYTHON=python{ours} package STAGE=production"
        )


def ingredients_fingerprint() -> str:
    """Hash everything that goes into a package, and the Python that packs it."""
    digest = hashlib.sha256(sys.version.encode())
    for ingredient in INGREDIENTS:
        path = ROOT / ingredient
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if not file.is_file() or {"__pycache__", "deployments", "deployed"} & set(file.parts):
                continue
            digest.update(f"{file.relative_to(ROOT)}\0{file.stat().st_size}\0".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def build_name(fingerprint: str) -> str:
    """Name a build after its ingredients; `/v1/health` tells it."""
    return fingerprint[:FINGERPRINT_SHOWN]


@contextlib.contextmanager
def one_at_a_time(lock: Path) -> Iterator[None]:
    """Let only one process package at once; the next finds the work done."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _run_chalice(stage: Stage, folder: Path) -> None:
    chalice = [str(Path(sys.executable).with_name("chalice")), "package", "--stage", stage.name]
    # The region decides nothing in the template but is asked for; a set one (China's, say) is respected.
    environment = {"AWS_DEFAULT_REGION": "us-east-1", **os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [*chalice, "--pkg-format", "cloudformation", str(folder)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    # Chalice keeps every zip it ever made; out/ has the one that counts.
    shutil.rmtree(ROOT / ".chalice" / "deployments", ignore_errors=True)
    said = done.stdout + done.stderr
    if done.returncode != 0 or INCOMPLETE in said:
        shutil.rmtree(folder, ignore_errors=True)
        last_words = "\n".join(said.strip().splitlines()[-LINES_SHOWN:])
        raise PackagingError(f"chalice package failed:\n{last_words}")


def main(stage_name: str) -> None:
    if stage_name not in STAGES:
        sys.exit(f"No stage is called {stage_name}. Way out: STAGE=" + " or STAGE=".join(sorted(STAGES)))
    try:
        made = package(STAGES[stage_name])
    except PackagingError as error:
        sys.exit(str(error))
    size = made.zip.stat().st_size / 1e6
    stock = made.stock_zip.stat().st_size / 1e6
    print(f"out/{stage_name}/{made.zip.name}  {size:.1f} MB (as Chalice packages it: {stock:.1f} MB)")
    print(f"out/{stage_name}/{made.template.name}")


if __name__ == "__main__":
    main(sys.argv[1])
