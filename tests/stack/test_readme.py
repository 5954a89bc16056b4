"""The README tells the truth: its walkthrough runs as it stands there, and prints what it says."""

import re
import subprocess
import time

import pytest

from infra.stages import LOCAL
from tests.support.readme import walkthrough
from tools.client import Api
from tools.package import ROOT

pytestmark = pytest.mark.stack

NEXT = "---8<---"
"""Printed between two steps, so that each one's words can be told apart."""


HALF_MINUTE = 30
SIGNS_IN = re.compile(r"\(sign_in (\S+)\)")


def forget_used_codes(stack, script):
    """Let the walkthrough's accounts sign in at once: another test may have used their codes just now."""
    store, step = stack.aws.client("dynamodb"), int(time.time()) // HALF_MINUTE
    for username in SIGNS_IN.findall(script):
        for used in (step - 1, step, step + 1):
            key = {"pk": {"S": f"L#totp-step#{username}#{used}"}}
            store.delete_item(TableName=LOCAL.named("gate"), Key=key)


@pytest.fixture
def pasted(stack):
    """Paste the whole walkthrough into one shell, and give what each step printed."""
    steps = walkthrough()
    script = f"\necho '{NEXT}'\n".join(step.typed for step in steps)
    script = f"STACK='{stack.folder.stack_file}'\n{script}"
    forget_used_codes(stack, script)
    try:
        done = subprocess.run(  # noqa: S603  Our own README.
            ["bash", "-euo", "pipefail", "-c", script],  # noqa: S607  As every reader finds it.
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        Api(stack.api).set_clock(None)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not done.stderr
    return list(zip(steps, done.stdout.split(f"{NEXT}\n"), strict=True))


@pytest.mark.obligation("H-10.1", "H-10.2", "H-11.1", "H-12.5", "H-14.2", "A-03", "R-03")
def test_the_walkthrough_prints_what_stands_below_each_block(pasted):
    for step, printed in pasted:
        if step.printed is not None:
            assert printed == step.printed, step.typed
    assert any("超期" in printed for _, printed in pasted)
