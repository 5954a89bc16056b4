"""Deploy a package to the local AWS: upload code, create or update the stack, read what it made."""

import hashlib
import json
import time
from dataclasses import dataclass
from typing import Any

from botocore.config import Config
from botocore.exceptions import ClientError
from botocore.session import Session

from infra.tables import EXPIRES_AT, TABLES
from tools.package import Package

STACK = "yidiantong-local"
CODE_BUCKET = "yidiantong-local-code"
REGION = "us-east-1"
PATIENCE_SECONDS = 120
IN_PROGRESS = "_IN_PROGRESS"
DONE = ("CREATE_COMPLETE", "UPDATE_COMPLETE")
NOT_YET = 0.2
MADE_FROM = "made-from"


class DeploymentError(Exception):
    """The stack could not be deployed; the message carries what CloudFormation said."""


@dataclass(frozen=True, slots=True)
class LocalAws:
    """Clients of the local AWS, as its root user: for tools and tests, never for the application."""

    endpoint: str

    def client(self, service: str) -> Any:  # noqa: ANN401  botocore makes its clients at run time.
        """Give a client of one service."""
        return Session().create_client(
            service,
            endpoint_url=self.endpoint,
            region_name=REGION,
            aws_access_key_id="test",
            aws_secret_access_key="test",  # noqa: S106  # pragma: allowlist secret - the emulator's own
            config=Config(retries={"total_max_attempts": 1}, s3={"addressing_style": "path"}),
        )


def outputs_of(aws: LocalAws, package: Package) -> dict[str, str] | None:
    """Read what the stack of this very package made, by output name; nothing if it does not stand."""
    stack = _described(aws.client("cloudformation"))
    if stack is None or stack["StackStatus"] not in DONE:
        return None
    tags = {tag["Key"]: tag["Value"] for tag in stack.get("Tags", [])}
    if tags.get(MADE_FROM) != package.made_from.read_text():
        return None
    return {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}


def deploy(aws: LocalAws, package: Package) -> dict[str, str]:
    """Bring the stack to what was packaged and give its outputs.

    Raises:
        DeploymentError: CloudFormation refused, or did not finish in time.
    """
    template = _pointing_at(package, _upload(aws, package))
    stacks = aws.client("cloudformation")
    arguments = {
        "StackName": STACK,
        "TemplateURL": _upload_template(aws, template),
        "Capabilities": ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
        # Kept with the stack itself: a killed emulator comes back with an older one.
        "Tags": [{"Key": MADE_FROM, "Value": package.made_from.read_text()}],
    }
    try:
        if _described(stacks):
            stacks.update_stack(**arguments)
        else:
            stacks.create_stack(**arguments)
    except ClientError as error:
        raise DeploymentError(f"CloudFormation refused the stack: {error}") from error
    _wait(stacks)
    _expire_items(aws)
    outputs = outputs_of(aws, package)
    if outputs is None:
        raise DeploymentError(f"The stack {STACK} was deployed and cannot be read.")
    return outputs


def _described(stacks: Any) -> dict[str, Any] | None:  # noqa: ANN401  botocore makes its clients at run time.
    try:
        (stack,) = stacks.describe_stacks(StackName=STACK)["Stacks"]
    except ClientError:
        return None
    described: dict[str, Any] = stack
    return described


def _upload(aws: LocalAws, package: Package) -> dict[str, str]:
    code = package.zip.read_bytes()
    key = f"{hashlib.sha256(code).hexdigest()[:16]}.zip"
    store = aws.client("s3")
    store.create_bucket(Bucket=CODE_BUCKET)
    store.put_object(Bucket=CODE_BUCKET, Key=key, Body=code)
    return {"Bucket": CODE_BUCKET, "Key": key}


def _upload_template(aws: LocalAws, template: dict[str, Any]) -> str:
    # Too long to be sent along: CloudFormation takes at most 51,200 bytes in the request.
    aws.client("s3").put_object(Bucket=CODE_BUCKET, Key="template.json", Body=json.dumps(template).encode())
    return f"{aws.endpoint}/{CODE_BUCKET}/template.json"


def _pointing_at(package: Package, code: dict[str, str]) -> dict[str, Any]:
    template: dict[str, Any] = json.loads(package.template.read_text())
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = code
    return template


def _wait(stacks: Any) -> None:  # noqa: ANN401 botocore makes its clients at run time.
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        (stack,) = stacks.describe_stacks(StackName=STACK)["Stacks"]
        if not stack["StackStatus"].endswith(IN_PROGRESS):
            break
        if time.monotonic() > deadline:
            raise DeploymentError(f"The stack {STACK} is not ready after {PATIENCE_SECONDS} s.")
        time.sleep(NOT_YET)
    if stack["StackStatus"] not in DONE:
        raise DeploymentError(f"The stack {STACK} is {stack['StackStatus']}:\n{_what_failed(stacks)}")


def _what_failed(stacks: Any) -> str:  # noqa: ANN401 botocore makes its clients at run time.
    events = stacks.describe_stack_events(StackName=STACK)["StackEvents"]
    failed = [event for event in events if event["ResourceStatus"].endswith("FAILED")]
    return "\n".join(
        f"  {event['LogicalResourceId']}: {event.get('ResourceStatusReason', '?')}" for event in failed
    )


def _expire_items(aws: LocalAws) -> None:
    """Set what the emulator's CloudFormation passes over: the time to live of tables."""
    store = aws.client("dynamodb")
    for table in TABLES:
        if table.expires:
            name = f"{STACK}-{table.name}"
            if (
                store.describe_time_to_live(TableName=name)["TimeToLiveDescription"]["TimeToLiveStatus"]
                == "ENABLED"
            ):
                continue
            wanted = {"AttributeName": EXPIRES_AT, "Enabled": True}
            store.update_time_to_live(TableName=name, TimeToLiveSpecification=wanted)
