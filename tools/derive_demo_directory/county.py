"""Posts of a place where the county is the tenant (H-4.0, H-4.1)."""

from tools.derive_demo_directory.place import (
    ADMINISTRATION,
    DISCLOSURE,
    RESPONSIBLE,
    TWO_HANDLERS,
    one_each,
    several,
)

UNIT = (
    *RESPONSIBLE,
    *TWO_HANDLERS,
    *several("unit_party_committee", "党委（党组）审核岗（一）", "党委（党组）审核岗（二）", led=True),
    *DISCLOSURE,
)
VILLAGE = (*RESPONSIBLE, *one_each(handler="承办人", editor="公开录入岗", assistant="代录岗"))
DISCIPLINE = several("intake", "受理岗（一）", "受理岗（二）", led=True)
COUNTY = (
    *several("county", "平台受理岗（一）", "平台受理岗（二）", led=True),
    *several("county_leader", "分管领导岗（一）", "分管领导岗（二）", led=True),
    *several("sealed_desk", "信访专员岗（一）", "信访专员岗（二）"),
    *DISCLOSURE,
    *ADMINISTRATION,
)
