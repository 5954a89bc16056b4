"""建胜镇: the town as tenant; its 科室 and villages handle, its leaders answer for them (J-2.1, J-2.3)."""

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

OFFICE = (*RESPONSIBLE, *TWO_HANDLERS, *one_each(editor="公开录入岗"))
VILLAGE = (*RESPONSIBLE, *one_each(handler="承办人", editor="公开录入岗", assistant="代录岗"))

JIANSHENG = Place(
    id="jiansheng",
    name="建胜镇",
    division="500104",
    area_code="023",
    root="500104102",
    county_body="500104102-jw",
    bodies=(
        {"id": "500104", "name": "大渡口区", "type": "county"},
        {
            "id": "500104-jw",
            "name": "大渡口区纪委监委",
            "type": "county_discipline",
            "parent": "500104",
            "place": "500104",
        },
    ),
    towns=frozenset({"500104102"}),
    offices=(
        {
            "id": "500104102-mz",
            "name": "建胜镇民政和社会事务办公室",
            "type": "office",
            "parent": "500104102",
        },
        {"id": "500104102-jf", "name": "建胜镇经济发展办公室", "type": "office", "parent": "500104102"},
        {"id": "500104102-gj", "name": "建胜镇规划建设管理办公室", "type": "office", "parent": "500104102"},
    ),
    posts={
        "500104102-jw": (
            *several("intake", "受理岗（一）", "受理岗（二）", led=True),
            *several("county", "平台监督岗（一）", "平台监督岗（二）", led=True),
            *several("county_leader", "镇纪委负责人岗（一）", "镇纪委负责人岗（二）", led=True),
            *several("discipline_secretary", "纪委书记岗", "纪委副书记岗", led=True),
            *several("sealed_desk", "问题线索专人岗（一）", "问题线索专人岗（二）"),
            *DISCLOSURE,
            *ADMINISTRATION,
        ),
        "500104102": (
            *several("coordination_office", "镇党委平台专人岗（一）", "镇党委平台专人岗（二）"),
            *several("main_leader", "镇党委书记岗", "镇长岗", led=True),
            *several("unit_party_committee", "镇党委审批岗（一）", "镇党委审批岗（二）", led=True),
            *in_charge(
                {
                    "分管（联系）领导岗（一）": (
                        "500104102-mz",
                        "500104102-jf",
                        "500104102001",
                        "500104102002",
                        "500104102003",
                        "500104102004",
                        "500104102203",
                    ),
                    "分管（联系）领导岗（二）": (
                        "500104102-jf",
                        "500104102-gj",
                        "500104102002",
                        "500104102005",
                        "500104102006",
                        "500104102201",
                        "500104102202",
                    ),
                    "分管（联系）领导岗（三）": (
                        "500104102-gj",
                        "500104102-mz",
                        "500104102203",
                        "500104102205",
                        "500104102206",
                        "500104102207",
                    ),
                }
            ),
        ),
        "500104102-mz": OFFICE,
        "500104102-jf": OFFICE,
        "500104102-gj": OFFICE,
        "500104102002": VILLAGE,
        "500104102203": VILLAGE,
    },
)
