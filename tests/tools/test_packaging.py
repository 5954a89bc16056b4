"""A package that would not start is refused before it is made."""

import subprocess
import sys

import pytest

from infra.stages import LOCAL, PRODUCTION
from tools.environment import refuse_other_pythons
from tools.package import ROOT, PackagingError, ingredients_fingerprint, refuse_foreign_python


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 14)])
def test_production_is_packed_on_lambdas_own_python_only(version):
    with pytest.raises(
        PackagingError, match=r"python3\.13 .*\n.*make PYTHON=python3\.13 package STAGE=production"
    ):
        refuse_foreign_python(PRODUCTION, version)


def test_production_is_packed_on_python_3_13():
    refuse_foreign_python(PRODUCTION, (3, 13))


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13)])
def test_the_local_stage_is_packed_on_any_supported_python(version):
    refuse_foreign_python(LOCAL, version)


def test_the_fingerprint_of_the_ingredients_stays_while_they_stay():
    assert ingredients_fingerprint() == ingredients_fingerprint()


def test_an_unknown_stage_is_told_which_there_are():
    done = subprocess.run(
        [sys.executable, "-m", "tools.package", "test"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "STAGE=local or STAGE=production" in done.stderr


@pytest.mark.parametrize("version", [(3, 10), (3, 14), (2, 7)])
def test_a_python_outside_the_range_is_told_the_way_out(version):
    with pytest.raises(SystemExit, match=r"needs Python 3\.11, 3\.12 or 3\.13\.\n.*PYTHON="):
        refuse_other_pythons(*version)


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13)])
def test_a_python_inside_the_range_is_accepted(version):
    refuse_other_pythons(*version)
