"""Buckets: evidence and its quarantine, the library of versioned documents, the archive of entries."""

from typing import Any

from infra.stages import Resources, Stage

ARCHIVE_YEARS = 10
QUARANTINE_DAYS = 2


def buckets(stage: Stage) -> Resources:
    """Give every bucket of a stage."""
    made: Resources = {
        "EvidenceBucket": _bucket(stage, "evidence", versioned=True),
        "QuarantineBucket": _quarantine(stage),
        # Rulebooks, calendars, directories, checklists: named by version, pointed at from the registry.
        "LibraryBucket": _bucket(stage, "library", versioned=True),
        "ArchiveBucket": _archive(stage),
    }
    if stage.is_reached_by_tls_only:
        made |= {f"{logical_id}Policy": _tls_only(logical_id) for logical_id in tuple(made)}
    return made


def _bucket(stage: Stage, what: str, *, versioned: bool) -> dict[str, Any]:
    properties: dict[str, Any] = {
        # Bucket names are shared by all accounts of the world, so this one's number is part of them.
        "BucketName": {"Fn::Sub": f"{stage.named(what)}-${{AWS::AccountId}}"},
        "PublicAccessBlockConfiguration": {
            "BlockPublicAcls": True,
            "BlockPublicPolicy": True,
            "IgnorePublicAcls": True,
            "RestrictPublicBuckets": True,
        },
        "OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]},
        "BucketEncryption": {
            "ServerSideEncryptionConfiguration": [
                {
                    "BucketKeyEnabled": True,
                    "ServerSideEncryptionByDefault": {
                        "SSEAlgorithm": "aws:kms",
                        "KMSMasterKeyID": {"Fn::GetAtt": ["MatterKey", "Arn"]},
                    },
                }
            ]
        },
        "LifecycleConfiguration": {
            "Rules": [
                {
                    "Id": "broken-off-uploads",
                    "Status": "Enabled",
                    "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1},
                }
            ]
        },
    }
    if versioned:
        properties["VersioningConfiguration"] = {"Status": "Enabled"}
    return {
        "Type": "AWS::S3::Bucket",
        "DeletionPolicy": "Retain",
        "UpdateReplacePolicy": "Retain",
        "Properties": properties,
    }


def _quarantine(stage: Stage) -> dict[str, Any]:
    """Take what phones send; each arrival is told to the queue of the check, and nothing stays long."""
    bucket = _bucket(stage, "quarantine", versioned=False)
    bucket["DependsOn"] = ["UploadsQueuePolicy"]
    properties = bucket["Properties"]
    properties["LifecycleConfiguration"]["Rules"].append(
        {"Id": "never-checked", "Status": "Enabled", "ExpirationInDays": QUARANTINE_DAYS}
    )
    properties["NotificationConfiguration"] = {
        "QueueConfigurations": [
            {"Event": "s3:ObjectCreated:*", "Queue": {"Fn::GetAtt": ["UploadsQueue", "Arn"]}}
        ]
    }
    # Any page may post: what may arrive is said by the signed policy of the form, not by its origin.
    properties["CorsConfiguration"] = {
        "CorsRules": [
            {"AllowedMethods": ["POST"], "AllowedOrigins": ["*"], "AllowedHeaders": ["*"], "MaxAge": 3600}
        ]
    }
    return bucket


def _archive(stage: Stage) -> dict[str, Any]:
    """Keep every timeline entry out of the reach of the roles that write it."""
    bucket = _bucket(stage, "archive", versioned=True)
    bucket["Properties"] |= {
        "ObjectLockEnabled": True,
        "ObjectLockConfiguration": {
            "ObjectLockEnabled": "Enabled",
            "Rule": {"DefaultRetention": {"Mode": "GOVERNANCE", "Years": ARCHIVE_YEARS}},
        },
    }
    return bucket


def _tls_only(logical_id: str) -> dict[str, Any]:
    return {
        "Type": "AWS::S3::BucketPolicy",
        "Properties": {
            "Bucket": {"Ref": logical_id},
            "PolicyDocument": {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Sid": "NothingUnencryptedOnTheWay",
                        "Effect": "Deny",
                        "Principal": "*",
                        "Action": "s3:*",
                        "Resource": [
                            {"Fn::GetAtt": [logical_id, "Arn"]},
                            {"Fn::Sub": f"${{{logical_id}.Arn}}/*"},
                        ],
                        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                    }
                ],
            },
        },
    }
