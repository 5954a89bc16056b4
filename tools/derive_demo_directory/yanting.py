"""盐亭县: a county as tenant, whose one stationed group supervises both departments (S-2)."""

from tools.derive_demo_directory.county import COUNTY, DISCIPLINE, UNIT, VILLAGE
from tools.derive_demo_directory.place import CITY, Place

YANTING = Place(
    id="yanting",
    name="盐亭县",
    division="510723",
    area_code="0816",
    root="510723",
    county_body="510723-jw",
    bodies=(
        {"id": "5107", "name": "绵阳市", "type": "city"},
        {"id": "5107-jw", "name": "绵阳市纪委监委", "type": "city_discipline", "parent": "5107"},
        {"id": "510723", "name": "盐亭县", "type": "county", "parent": "5107"},
        {
            "id": "510723-jw",
            "name": "盐亭县纪委监委",
            "type": "county_discipline",
            "parent": "510723",
            "supervised_by": "5107-jw",
            "place": "510723",
        },
        {
            "id": "510723-pz1",
            "name": "盐亭县纪委监委派驻第一纪检监察组",
            "type": "stationed_discipline",
            "parent": "510723-jw",
            "supervised_by": "510723-jw",
        },
        {
            "id": "510723-nyj",
            "name": "盐亭县农业农村局",
            "type": "department",
            "parent": "510723",
            "supervised_by": "510723-pz1",
        },
        {
            "id": "510723-mzj",
            "name": "盐亭县民政局",
            "type": "department",
            "parent": "510723",
            "supervised_by": "510723-pz1",
        },
    ),
    posts={
        "5107-jw": CITY,
        "510723-jw": COUNTY,
        "510723-pz1": DISCIPLINE,
        "510723001-jw": DISCIPLINE,
        "510723100-jw": DISCIPLINE,
        "510723-nyj": UNIT,
        "510723-mzj": UNIT,
        "510723001": UNIT,
        "510723100": UNIT,
        "510723001019": VILLAGE,
        "510723001210": VILLAGE,
        "510723100021": VILLAGE,
        "510723100236": VILLAGE,
    },
)
