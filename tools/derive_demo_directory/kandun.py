"""坎墩街道: the sub-district as tenant; its 协调办公室 hands out what is no matter of discipline (K-2)."""

from tools.derive_demo_directory.place import (
    ADMINISTRATION,
    DISCLOSURE,
    RESPONSIBLE,
    TWO_HANDLERS,
    Place,
    in_charge,
    one_each,
    several,
)

OFFICE = (*RESPONSIBLE, *TWO_HANDLERS)
VILLAGE = (*RESPONSIBLE, *one_each(handler="承办人"))

KANDUN = Place(
    id="kandun",
    name="坎墩街道",
    division="330282",
    area_code="0574",
    root="330282003",
    county_body="330282003-jw",
    bodies=(
        {"id": "330282", "name": "慈溪市", "type": "county"},
        {
            "id": "330282-jw",
            "name": "慈溪市纪委监委",
            "type": "county_discipline",
            "parent": "330282",
            "place": "330282",
        },
    ),
    towns=frozenset({"330282003"}),
    offices=(
        {"id": "330282003-sh", "name": "坎墩街道社会事务办公室", "type": "office", "parent": "330282003"},
        {"id": "330282003-cj", "name": "坎墩街道城镇建设办公室", "type": "office", "parent": "330282003"},
        {"id": "330282003-fw", "name": "坎墩街道便民服务中心", "type": "office", "parent": "330282003"},
    ),
    posts={
        "330282003-jw": (
            *several("intake", "信访受理岗（一）", "信访受理岗（二）", led=True),
            *several("coordination_office", "协调办公室岗（一）", "协调办公室岗（二）"),
            *several("county", "纪工委督办岗（一）", "纪工委督办岗（二）", led=True),
            *several("county_leader", "纪工委负责人岗（一）", "纪工委负责人岗（二）", led=True),
            *several("sealed_desk", "监察办专人岗（一）", "监察办专人岗（二）"),
            *DISCLOSURE,
            *ADMINISTRATION,
        ),
        "330282003": (
            *several("main_leader", "党工委书记岗", "办事处主任岗", led=True),
            *in_charge(
                {
                    "分管领导岗（一）": (
                        "330282003-sh",
                        "330282003-cj",
                        "330282003001",
                        "330282003002",
                        "330282003003",
                        "330282003201",
                        "330282003202",
                        "330282003203",
                    ),
                    "分管领导岗（二）": (
                        "330282003-cj",
                        "330282003-fw",
                        "330282003002",
                        "330282003204",
                        "330282003205",
                        "330282003206",
                        "330282003207",
                    ),
                    "分管领导岗（三）": (
                        "330282003-fw",
                        "330282003-sh",
                        "330282003207",
                        "330282003208",
                        "330282003209",
                        "330282003210",
                        "330282003211",
                    ),
                }
            ),
        ),
        "330282003-sh": OFFICE,
        "330282003-cj": OFFICE,
        "330282003-fw": OFFICE,
        "330282003002": VILLAGE,
        "330282003207": VILLAGE,
    },
)
