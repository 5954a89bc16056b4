"""What wakes a person: refusals of our own making, letters nobody could deliver, work that stands still."""

from dataclasses import dataclass
from typing import Any

from infra.environment import environment
from infra.functions import API_HANDLER, FUNCTIONS
from infra.stages import Resources, Stage

MINUTE = 60
JOBS = tuple(function.logical_id for function in FUNCTIONS if function.logical_id != API_HANDLER)
DEAD_LETTERS = ("SweepDeadLetters", "NoticesDeadLetters", "UploadsDeadLetters", "RelayFailures")


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """One measure and the value from which on somebody has to look."""

    meaning: str
    namespace: str
    metric: str
    statistic: str
    threshold: int
    dimensions: dict[str, Any]
    minutes: int = 5


def alarms(stage: Stage, packaged: Resources) -> Resources:
    """Give the alarms about what is packaged, and the topic on which they are told."""
    told: Resources = {
        "AlarmTopic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": stage.named("alarms")}}
    }
    for logical_id, alarm in _alarms(stage).items():
        if _watches_something(alarm, packaged):
            told[f"{logical_id}Alarm"] = _resource(alarm, stage.named(logical_id))
    return told


def _alarms(stage: Stage) -> dict[str, Alarm]:
    watched = {
        logical_id: Alarm(
            meaning="Messages were given up. Read docs/operations.md, then `make redrive`.",
            namespace="AWS/SQS",
            metric="ApproximateNumberOfMessagesVisible",
            statistic="Maximum",
            threshold=1,
            dimensions={"QueueName": {"Fn::GetAtt": [logical_id, "QueueName"]}},
        )
        for logical_id in DEAD_LETTERS
    }
    # Chalice makes a 500 of an uncaught exception, so Lambda's own error count would stay at nought.
    watched["ApiFaults"] = Alarm(
        meaning="The API answered with a fault of its own.",
        namespace="AWS/ApiGateway",
        metric="5XXError",
        statistic="Sum",
        threshold=1,
        dimensions={"ApiName": stage.named("api")},
    )
    watched["RelayLag"] = Alarm(
        meaning="The relay is a quarter of an hour behind; the stream keeps only a day (storage §9).",
        namespace="AWS/Lambda",
        metric="IteratorAge",
        statistic="Maximum",
        threshold=15 * MINUTE * 1000,
        dimensions={"FunctionName": {"Ref": "Relay"}},
    )
    watched["NoticesWaiting"] = Alarm(
        meaning="A notice has waited for two hours.",
        namespace="AWS/SQS",
        metric="ApproximateAgeOfOldestMessage",
        statistic="Maximum",
        threshold=120 * MINUTE,
        dimensions={"QueueName": {"Fn::GetAtt": ["NoticesQueue", "QueueName"]}},
    )
    watched["SweepSilent"] = Alarm(
        meaning="No sweep has begun for a quarter of an hour: terms run out unnoticed.",
        namespace="AWS/Lambda",
        metric="Invocations",
        statistic="Sum",
        threshold=1,
        dimensions={"FunctionName": {"Ref": "SweepStart"}},
        minutes=15,
    )
    watched["CalendarHorizon"] = Alarm(
        meaning="A calendar ends within sixty days: find the next notice and import it (docs/calendar.md).",
        namespace=environment(stage)["POWERTOOLS_METRICS_NAMESPACE"],
        metric="CalendarsNearTheirEnd",
        statistic="Maximum",
        threshold=1,
        dimensions={"service": environment(stage)["POWERTOOLS_SERVICE_NAME"]},
        minutes=24 * 60,
    )
    watched["NightlyFindings"] = Alarm(
        meaning="The nightly check has found something: /v1/health lists it.",
        namespace=environment(stage)["POWERTOOLS_METRICS_NAMESPACE"],
        metric="NightlyFindings",
        statistic="Maximum",
        threshold=1,
        dimensions={"service": environment(stage)["POWERTOOLS_SERVICE_NAME"]},
        minutes=24 * 60,
    )
    for function in JOBS:
        watched[f"{function}Failures"] = Alarm(
            meaning=f"The job {function} failed.",
            namespace="AWS/Lambda",
            metric="Errors",
            statistic="Sum",
            threshold=1,
            dimensions={"FunctionName": {"Ref": function}},
        )
    return watched


def _watches_something(alarm: Alarm, packaged: Resources) -> bool:
    watched = alarm.dimensions.get("FunctionName")
    return watched is None or watched["Ref"] in packaged


def _resource(alarm: Alarm, name: str) -> dict[str, Any]:
    # Silence is the alarm only where something must happen every five minutes.
    is_about_silence = alarm.metric == "Invocations"
    return {
        "Type": "AWS::CloudWatch::Alarm",
        "Properties": {
            "AlarmName": name,
            "AlarmDescription": alarm.meaning,
            "Namespace": alarm.namespace,
            "MetricName": alarm.metric,
            "Statistic": alarm.statistic,
            "Dimensions": [{"Name": name, "Value": value} for name, value in alarm.dimensions.items()],
            "Period": alarm.minutes * MINUTE,
            "EvaluationPeriods": 1,
            "Threshold": alarm.threshold,
            "ComparisonOperator": (
                "LessThanThreshold" if is_about_silence else "GreaterThanOrEqualToThreshold"
            ),
            "TreatMissingData": "breaching" if is_about_silence else "notBreaching",
            "AlarmActions": [{"Ref": "AlarmTopic"}],
        },
    }
