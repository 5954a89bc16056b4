"""The environment every function gets: the one place where settings are given their values.

`chalicelib/runtime/settings.py` reads exactly these names. Secrets never stand here, only their names.
"""

from typing import Any

from infra.stages import Stage


def environment(stage: Stage) -> dict[str, Any]:
    """Give the variables of a stage's functions."""
    return {
        "YIDIANTONG_STAGE": stage.name,
        "TABLE_CASES": {"Ref": "CasesTable"},
        "TABLE_PEOPLE": {"Ref": "PeopleTable"},
        "TABLE_KEYS": {"Ref": "KeysTable"},
        "TABLE_MESSAGES": {"Ref": "MessagesTable"},
        "TABLE_GATE": {"Ref": "GateTable"},
        "TABLE_REGISTRY": {"Ref": "RegistryTable"},
        "TABLE_AUDIT": {"Ref": "AuditTable"},
        "BUCKET_EVIDENCE": {"Ref": "EvidenceBucket"},
        "BUCKET_QUARANTINE": {"Ref": "QuarantineBucket"},
        "BUCKET_LIBRARY": {"Ref": "LibraryBucket"},
        "BUCKET_ARCHIVE": {"Ref": "ArchiveBucket"},
        "QUEUE_SWEEP_URL": {"Ref": "SweepQueue"},
        "QUEUE_NOTICES_URL": {"Ref": "NoticesQueue"},
        "QUEUE_UPLOADS_URL": {"Ref": "UploadsQueue"},
        "KMS_KEY_MATTER": {"Fn::GetAtt": ["MatterKey", "Arn"]},
        "KMS_KEY_PEOPLE": {"Fn::GetAtt": ["PeopleKey", "Arn"]},
        "SECRET_PHONE_HMAC": {"Fn::GetAtt": ["PhoneHmacSecret", "Id"]},
        "SECRET_QUERY_CODE": {"Fn::GetAtt": ["QueryCodeSecret", "Id"]},
        "SECRET_CURSOR": {"Fn::GetAtt": ["CursorSecret", "Id"]},
        "CODES_PER_ADDRESS": str(stage.codes_per_address),
        "POWERTOOLS_SERVICE_NAME": "yidiantong",
        "POWERTOOLS_METRICS_NAMESPACE": f"Yidiantong/{stage.name}",
    }
