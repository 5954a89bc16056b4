"""What the template says about each function beyond Chalice: name, settings, logs, how it is fed.

A function Chalice packages must stand in `FUNCTIONS`; one listed here may still be unwritten.
"""

from dataclasses import dataclass, field
from typing import Any

from infra.environment import environment
from infra.stages import Resources, Stage, Template

LOG_DAYS = 90

# One worker carries 100 cases a second; more than eight would only fight for write units (storage §7).
SWEEPERS = 8
API_HANDLER = "APIHandler"
PARTIAL_BATCHES = ["ReportBatchItemFailures"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """A function by its name in Python; `feed` corrects what Chalice says about its event source."""

    name: str
    logical_id: str
    feed: dict[str, Any] = field(default_factory=dict)

    @property
    def logs(self) -> str:
        """Give the logical id of its log group."""
        return f"{self.logical_id}Logs"


FUNCTIONS = (
    Function(name="api_handler", logical_id=API_HANDLER),
    Function(name="sweep_start", logical_id="SweepStart"),
    Function(
        name="sweep_shard",
        logical_id="SweepShard",
        feed={
            "Queue": {"Fn::GetAtt": ["SweepQueue", "Arn"]},
            "FunctionResponseTypes": PARTIAL_BATCHES,
            "ScalingConfig": {"MaximumConcurrency": SWEEPERS},
        },
    ),
    Function(
        name="relay",
        logical_id="Relay",
        feed={
            "Stream": {"Fn::GetAtt": ["CasesTable", "StreamArn"]},
            "StartingPosition": "TRIM_HORIZON",
            "ParallelizationFactor": 4,
            "BisectBatchOnFunctionError": True,
            "MaximumRetryAttempts": 10,
            "DestinationConfig": {
                "OnFailure": {"Type": "SQS", "Destination": {"Fn::GetAtt": ["RelayFailures", "Arn"]}}
            },
        },
    ),
    Function(
        name="sender",
        logical_id="Sender",
        feed={
            "Queue": {"Fn::GetAtt": ["NoticesQueue", "Arn"]},
            "FunctionResponseTypes": PARTIAL_BATCHES,
        },
    ),
    Function(name="release", logical_id="Release"),
    Function(
        name="check_uploads",
        logical_id="CheckUploads",
        feed={
            "Queue": {"Fn::GetAtt": ["UploadsQueue", "Arn"]},
            "FunctionResponseTypes": PARTIAL_BATCHES,
        },
    ),
    Function(name="nightly", logical_id="Nightly"),
    Function(name="horizon", logical_id="Horizon"),
)


class UnlistedFunctionError(Exception):
    """The application has a function that the infrastructure does not know."""


def complete_functions(template: Template, stage: Stage, build: str) -> Resources:
    """Complete the functions that Chalice packaged, in place, and give their log groups."""
    known = {function.logical_id: function for function in FUNCTIONS}
    logs: Resources = {}
    for logical_id, resource in template["Resources"].items():
        if resource["Type"] != "AWS::Serverless::Function":
            continue
        if logical_id not in known:
            raise UnlistedFunctionError(f"Give the function {logical_id} an entry in infra/functions.py.")
        function = known[logical_id]
        _complete(resource["Properties"], function, stage, build)
        logs[function.logs] = {
            "Type": "AWS::Logs::LogGroup",
            "DeletionPolicy": "Retain",
            "UpdateReplacePolicy": "Retain",
            "Properties": {
                "LogGroupName": f"/aws/lambda/{stage.named(function.name)}",
                "RetentionInDays": LOG_DAYS,
            },
        }
    return logs


def _complete(properties: dict[str, Any], function: Function, stage: Stage, build: str) -> None:
    properties["FunctionName"] = stage.named(function.name)
    properties["Architectures"] = [stage.architecture]
    properties["Environment"] = {"Variables": {**environment(stage), "BUILD": build}}
    properties["LoggingConfig"] = {"LogGroup": {"Ref": function.logs}}
    if function.feed:
        (source,) = properties["Events"].values()
        source["Properties"] |= function.feed
