"""One local stack from start to stop: emulator, package, CloudFormation, seeds, front.

    with local_stack(Folder(path), front_port=8080, aws_port=4566) as stack:
        httpx.get(f"{stack.api}/v1/health")

`make run` and the tests marked `stack` use this same door.
"""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from infra.stages import LOCAL
from tools.local.deployment import REGION, DeploymentError, LocalAws, deploy, outputs_of
from tools.local.emulator import Emulator, refuse_taken_port, running
from tools.local.folder import CLEAN, Folder, LocalStackError, write_holders
from tools.local.front import serving
from tools.local.seed import Account, seed
from tools.package import Package, PackagingError, package

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """A running stack.

    Attributes:
        api: The address before `/v1`.
        web: Where a person begins.
        aws: Clients of the local AWS, as root.
        outputs: What CloudFormation made, by output name.
        folder: Where it keeps everything.
    """

    api: str
    web: str
    aws: LocalAws
    outputs: dict[str, str]
    folder: Folder
    emulator: Emulator

    def settings(self) -> dict[str, str]:
        """Read the settings that the deployed functions have."""
        functions = self.aws.client("lambda")
        deployed = functions.get_function_configuration(FunctionName=self.outputs["APIHandlerName"])
        variables: dict[str, str] = deployed["Environment"]["Variables"]
        return variables

    def environment(self) -> dict[str, str]:
        """Give the environment for a command that works on this stack's stores as root."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
        return (
            inherited
            | self.settings()
            | {
                "AWS_ENDPOINT_URL": self.aws.endpoint,
                "AWS_ACCESS_KEY_ID": "test",
                "AWS_SECRET_ACCESS_KEY": "test",  # pragma: allowlist secret - the emulator's own
                "AWS_DEFAULT_REGION": REGION,
                "AWS_REGION": REGION,
            }
        )


@contextmanager
def local_stack(
    folder: Folder,
    *,
    front_port: int,
    aws_port: int,
    packaged: Package | None = None,
    tell: Tell = lambda _: None,
) -> Iterator[Stack]:
    """Run a stack for as long as the block lasts, and stop it so that its data is kept.

    Args:
        folder: Where it keeps everything.
        front_port: The one address for pages and API.
        aws_port: The local AWS; the queues' addresses carry it, so it stays the same for one folder.
        packaged: What to deploy; made from the sources as they stand unless given.
        tell: Hears what is going on.

    Raises:
        LocalStackError: It cannot run; the message says why, and the way out.
    """
    with folder.claimed() as lock:
        write_holders(lock, os.getpid())
        folder.check()
        refuse_taken_port(front_port, "PORT")
        refuse_taken_port(aws_port, "STACK_PORT")
        if folder.was_killed():
            tell("The emulator was killed last time: what was stored since that start is lost.")
        if packaged is None:
            tell("Packaging …")
            packaged = _package()
        tell("Starting the local AWS …")
        with running(folder, aws_port, lock) as emulator:
            write_holders(lock, os.getpid(), emulator.pid)
            outputs = _deploy(emulator.aws, packaged, tell)
            upstream = f"{emulator.aws.endpoint}/restapis/{outputs['RestAPIId']}/api/_user_request_"
            with serving(front_port, upstream) as address:
                stack = Stack(
                    api=address,
                    web=f"{address}/",
                    aws=emulator.aws,
                    outputs=outputs,
                    folder=folder,
                    emulator=emulator,
                )
                _write(stack, seed(stack))
                yield stack


def _package() -> Package:
    try:
        return package(LOCAL)
    except PackagingError as error:
        raise LocalStackError(str(error)) from error


def _deploy(aws: LocalAws, packaged: Package, tell: Tell) -> dict[str, str]:
    if outputs := outputs_of(aws, packaged):
        return outputs
    tell("Deploying …")
    try:
        return deploy(aws, packaged)
    except DeploymentError as error:
        raise LocalStackError(f"{error}\nWay out, if the stores changed their shape: {CLEAN}") from error


def _write(stack: Stack, accounts: list[Account]) -> None:
    document = {"api": stack.api, "web": stack.web, "aws": stack.aws.endpoint, "accounts": accounts}
    stack.folder.stack_file.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
