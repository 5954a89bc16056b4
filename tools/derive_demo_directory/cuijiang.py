"""翠江镇 in 宁化县: a complaint begins in its village and goes up level by level (C-M6, C-M10b)."""

from tools.derive_demo_directory.place import (
    ADMINISTRATION,
    CITY,
    DISCLOSURE,
    RESPONSIBLE,
    TWO_HANDLERS,
    Place,
    Posting,
    in_charge,
    one_each,
    several,
)

VILLAGE = (
    # Whoever is on duty has nobody beside him: where he may not, the secretary takes the complaint in.
    Posting(role="intake", title="值班受理岗", deputy="unit-leader-1"),
    *several("unit_leader", "村（居）党支部书记岗", led=True),
    *one_each(handler="承办人", duty_officer="值班员岗", editor="公开录入岗"),
)
UNIT = (*RESPONSIBLE, *TWO_HANDLERS)

CUIJIANG = Place(
    id="cuijiang",
    name="宁化县翠江镇",
    division="350424",
    area_code="0598",
    root="350424",
    county_body="350424-jw",
    bodies=(
        {"id": "3504", "name": "三明市", "type": "city"},
        {"id": "3504-jw", "name": "三明市纪委监委", "type": "city_discipline", "parent": "3504"},
        {"id": "350424", "name": "宁化县", "type": "county", "parent": "3504"},
        {
            "id": "350424-jw",
            "name": "宁化县纪委监委",
            "type": "county_discipline",
            "parent": "350424",
            "supervised_by": "3504-jw",
            "place": "350424",
        },
        {
            "id": "350424-nyj",
            "name": "宁化县农业农村局",
            "type": "department",
            "parent": "350424",
            "supervised_by": "350424-jw",
        },
        {
            "id": "350424-mzj",
            "name": "宁化县民政局",
            "type": "department",
            "parent": "350424",
            "supervised_by": "350424-jw",
        },
    ),
    towns=frozenset({"350424100"}),
    offices=(
        {"id": "350424100-mz", "name": "翠江镇社会事务办公室", "type": "office", "parent": "350424100"},
        {"id": "350424100-nj", "name": "翠江镇农业农村办公室", "type": "office", "parent": "350424100"},
    ),
    posts={
        "3504-jw": CITY,
        "350424-jw": (
            *several("county", "平台受理岗（一）", "平台受理岗（二）", led=True),
            *several("county_leader", "分管领导岗（一）", "分管领导岗（二）", led=True),
            *several("sealed_desk", "信访专员岗（一）", "信访专员岗（二）"),
            *DISCLOSURE,
            *ADMINISTRATION,
        ),
        "350424100-jw": (
            *several("intake", "受理岗（一）", "受理岗（二）", led=True),
            *several("discipline_secretary", "纪委书记岗", "纪委副书记岗", led=True),
        ),
        "350424-nyj": (
            *UNIT,
            *in_charge({"分管领导岗（一）": ("350424-nyj",), "分管领导岗（二）": ("350424-nyj",)}),
        ),
        "350424-mzj": (
            *UNIT,
            *in_charge({"分管领导岗（一）": ("350424-mzj",), "分管领导岗（二）": ("350424-mzj",)}),
        ),
        "350424100": (
            *UNIT,
            *several("main_leader", "镇党委书记岗", "镇长岗", led=True),
            *in_charge(
                {
                    "挂包领导岗（一）": (
                        "350424100-mz",
                        "350424100-nj",
                        "350424100001",
                        "350424100002",
                        "350424100006",
                        "350424100008",
                        "350424100201",
                        "350424100202",
                    ),
                    "挂包领导岗（二）": (
                        "350424100-mz",
                        "350424100001",
                        "350424100004",
                        "350424100007",
                        "350424100009",
                        "350424100202",
                        "350424100204",
                    ),
                    "挂包领导岗（三）": (
                        "350424100-nj",
                        "350424100008",
                        "350424100010",
                        "350424100203",
                        "350424100204",
                    ),
                }
            ),
        ),
        "350424100-mz": UNIT,
        "350424100-nj": UNIT,
        "350424100001": VILLAGE,
        "350424100008": VILLAGE,
        "350424100202": VILLAGE,
        "350424100204": VILLAGE,
    },
)
