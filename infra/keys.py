"""KMS keys, one per domain of storage §10, and the secrets whose values nobody ever types."""

from string import punctuation
from typing import Any

from infra.stages import Resources, Stage

KEYS = {
    "MatterKey": ("matter", "Cases, texts, evidence, messages"),
    "PeopleKey": ("people", "Who filed, and how to reach them"),
    "AuditKey": ("audit", "Who read, exported, signed in"),
}
SECRETS = {
    "PhoneHmacSecret": ("phone-hmac", "Key of the phone numbers' HMAC"),
    "QueryCodeSecret": ("query-code", "Key of the query codes' HMAC"),
    "CursorSecret": ("cursor", "Key that signs the lists' cursors"),
}


def keys_and_secrets(stage: Stage) -> Resources:
    """Give the keys with their aliases, and the generated secrets."""
    made: Resources = {}
    for logical_id, (name, purpose) in KEYS.items():
        made[logical_id] = _key(purpose)
        made[f"{logical_id}Alias"] = {
            "Type": "AWS::KMS::Alias",
            "Properties": {
                "AliasName": f"alias/{stage.named(name)}",
                "TargetKeyId": {"Ref": logical_id},
            },
        }
    for logical_id, (name, purpose) in SECRETS.items():
        made[logical_id] = _secret(stage.named(name), purpose)
    return made


def _key(purpose: str) -> dict[str, Any]:
    return {
        "Type": "AWS::KMS::Key",
        "DeletionPolicy": "Retain",
        "UpdateReplacePolicy": "Retain",
        "Properties": {
            "Description": f"Yidiantong: {purpose}",
            "EnableKeyRotation": True,
            "PendingWindowInDays": 30,
            "KeyPolicy": {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        # Whoever may use the key directly is said by the roles' policies, not here.
                        "Sid": "TheAccountDecides",
                        "Effect": "Allow",
                        "Principal": {
                            "AWS": {"Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:root"}
                        },
                        "Action": "kms:*",
                        "Resource": "*",
                    },
                    {
                        # A role that may read a table or a bucket needs no grant of its own on the key.
                        "Sid": "ThroughTheStoresItEncrypts",
                        "Effect": "Allow",
                        "Principal": {"AWS": "*"},
                        "Action": [
                            "kms:Encrypt",
                            "kms:Decrypt",
                            "kms:ReEncrypt*",
                            "kms:GenerateDataKey*",
                            "kms:CreateGrant",
                            "kms:DescribeKey",
                        ],
                        "Resource": "*",
                        "Condition": {
                            "StringEquals": {
                                "kms:CallerAccount": {"Ref": "AWS::AccountId"},
                                "kms:ViaService": [
                                    {"Fn::Sub": "dynamodb.${AWS::Region}.${AWS::URLSuffix}"},
                                    {"Fn::Sub": "s3.${AWS::Region}.${AWS::URLSuffix}"},
                                ],
                            }
                        },
                    },
                ],
            },
        },
    }


def _secret(name: str, purpose: str) -> dict[str, Any]:
    return {
        "Type": "AWS::SecretsManager::Secret",
        "DeletionPolicy": "Retain",
        "UpdateReplacePolicy": "Retain",
        "Properties": {
            "Name": name,
            "Description": f"Yidiantong: {purpose}",
            "GenerateSecretString": {
                "PasswordLength": 64,
                "ExcludePunctuation": True,
                # The emulator does not know the line above; a text that begins with a brace would be read
                # as the keys of a rotation (`adapters/crypto/phone_digests.py`).
                "ExcludeCharacters": punctuation,
            },
        },
    }
