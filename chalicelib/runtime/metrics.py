"""Numbers that alarms watch, written as log lines in CloudWatch's embedded format: no call, no permission."""


def measure(name: str, value: int) -> None:
    """Tell one number; namespace and service stand in the environment (`infra/environment.py`)."""
    # Few functions measure anything, and the others need not import it.
    from aws_lambda_powertools.metrics import MetricUnit, single_metric

    with single_metric(name=name, unit=MetricUnit.Count, value=value):
        pass
