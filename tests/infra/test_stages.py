"""The local stage is production's template: what may differ is listed here, and nothing else differs."""

import json
import re

# Logical ids, or paths inside a resource, with the reason for each difference.
ONLY_IN_PRODUCTION = {
    "AccessLog": "the emulator's gateway writes none",
    "EvidenceBucketPolicy": "the emulator speaks plain HTTP only",
    "QuarantineBucketPolicy": "the emulator speaks plain HTTP only",
    "LibraryBucketPolicy": "the emulator speaks plain HTTP only",
    "ArchiveBucketPolicy": "the emulator speaks plain HTTP only",
}
DIFFERENT = {
    "RestAPI.Properties.AccessLogSetting": "the emulator's gateway writes none",
    "CasesTable.Properties.WarmThroughput": "warm throughput costs money and the emulator has none",
    "ApiHandlerRole.Properties.Policies": "a developer may run a sweep by hand (design §7)",
    "*.Properties.Architectures": "the local stack runs on the processor it finds",
}
# Routes of development, which production must not even know (design §7).
DEVELOPMENT_ROUTES = "/v1/dev/"


def of_no_stage(template, stage):
    """The template with the stage's name taken out of all names."""
    text = json.dumps(template, ensure_ascii=False, sort_keys=True)
    text = re.sub(rf"yidiantong-{stage}\b", "yidiantong-STAGE", text)
    text = re.sub(rf"(stage=|/yidiantong/|Yidiantong/|stage ){stage}\b", r"\1STAGE", text)
    text = text.replace(f'"YIDIANTONG_STAGE": "{stage}"', '"YIDIANTONG_STAGE": "STAGE"')
    # All citizens of a local stack sit at one address, those of a replay too.
    text = re.sub(r'"CODES_PER_ADDRESS": "\d+"', '"CODES_PER_ADDRESS": "N"', text)
    return json.loads(text)


def differences(one, other, path=()):
    """The paths at which two documents differ, as deep as both go."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in one.keys() | other.keys():
            yield from differences(one.get(key), other.get(key), (*path, key))
    elif one != other:
        yield path


def is_allowed(path):
    resource, *inside = path[1:]
    if len(path) == 2:
        return resource in ONLY_IN_PRODUCTION
    if path[1:5] == ("RestAPI", "Properties", "DefinitionBody", "paths"):
        return len(path) > 5 and path[5].startswith(DEVELOPMENT_ROUTES)
    within = ".".join(inside[:2])
    return f"{resource}.{within}" in DIFFERENT or f"*.{within}" in DIFFERENT


def test_stages_differ_only_where_it_is_allowed(local, production):
    found = set(differences(of_no_stage(local, "local"), of_no_stage(production, "production")))
    assert not {path for path in found if not is_allowed(path)}


def test_every_allowed_difference_is_still_one(local, production):
    found = set(differences(of_no_stage(local, "local"), of_no_stage(production, "production")))
    seen = {path[1] for path in found} | {".".join(path[1:4]) for path in found}
    seen |= {f"*.{'.'.join(path[2:4])}" for path in found}
    assert not (ONLY_IN_PRODUCTION.keys() | DIFFERENT.keys()) - seen


def test_production_knows_no_route_of_development(production):
    paths = production["Resources"]["RestAPI"]["Properties"]["DefinitionBody"]["paths"]
    assert not [path for path in paths if path.startswith(DEVELOPMENT_ROUTES)]
