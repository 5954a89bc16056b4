"""Repack a deployment zip so that it starts fast: compiled, trimmed, and the same bytes every time.

Chalice ships no `.pyc` and Lambda cannot write them, so each cold start would compile some 330 modules.
The compiled files are of the unchecked-hash kind: nobody looks at the sources again. Therefore never run
this in a source tree, and only with the Python minor that will run the zip.
"""

import compileall
import py_compile
import shutil
import tempfile
import zipfile
from pathlib import Path

from tools import botocore_data

TASK_ROOT = "/var/task"
EPOCH = (1980, 1, 1, 0, 0, 0)


def repack(package: Path, aws_services: frozenset[str]) -> None:
    """Replace the zip by its fast form.

    Args:
        package: The zip that `chalice package` made.
        aws_services: The services whose descriptions botocore keeps; the others are never called.
    """
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        with zipfile.ZipFile(package) as original:
            original.extractall(root)
        _trim(root, aws_services)
        compileall.compile_dir(
            folder,
            quiet=2,
            stripdir=folder,
            prependdir=TASK_ROOT,
            invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
        )
        fast = package.with_suffix(".tmp")
        with zipfile.ZipFile(fast, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for path in sorted(path for path in root.rglob("*") if path.is_file()):
                _add(archive, path, str(path.relative_to(root)))
        fast.replace(package)


def _trim(root: Path, aws_services: frozenset[str]) -> None:
    # A developer's own caches come along with chalicelib, made by whatever Python he last ran.
    for cache in list(root.rglob("__pycache__")):
        shutil.rmtree(cache)
    data = root / "botocore" / "data"
    if data.is_dir():
        botocore_data.trim(data, aws_services)


def _add(archive: zipfile.ZipFile, path: Path, name: str) -> None:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.external_attr = 0o644 << 16
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, path.read_bytes())
