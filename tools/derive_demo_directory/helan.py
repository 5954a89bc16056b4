"""贺兰县: the county as tenant, with two stationed groups (H-4.0)."""

from tools.derive_demo_directory.county import COUNTY, DISCIPLINE, UNIT, VILLAGE
from tools.derive_demo_directory.place import CITY, Place

HELAN = Place(
    id="helan",
    name="贺兰县",
    division="640122",
    area_code="0951",
    root="640122",
    county_body="640122-jw",
    bodies=(
        {"id": "640100", "name": "银川市", "type": "city"},
        {"id": "640100-jw", "name": "银川市纪委监委", "type": "city_discipline", "parent": "640100"},
        {"id": "640122", "name": "贺兰县", "type": "county", "parent": "640100"},
        {
            "id": "640122-jw",
            "name": "贺兰县纪委监委",
            "type": "county_discipline",
            "parent": "640122",
            "supervised_by": "640100-jw",
            "place": "640122",
        },
        {
            "id": "640122-pz1",
            "name": "贺兰县纪委监委派驻第一纪检监察组",
            "type": "stationed_discipline",
            "parent": "640122-jw",
            "supervised_by": "640122-jw",
        },
        {
            "id": "640122-pz2",
            "name": "贺兰县纪委监委派驻第二纪检监察组",
            "type": "stationed_discipline",
            "parent": "640122-jw",
            "supervised_by": "640122-jw",
        },
        {
            "id": "640122-jtj",
            "name": "贺兰县教育体育局",
            "type": "department",
            "parent": "640122",
            "supervised_by": "640122-pz1",
        },
        {
            "id": "640122-mzj",
            "name": "贺兰县民政局",
            "type": "department",
            "parent": "640122",
            "supervised_by": "640122-pz1",
        },
        {
            "id": "640122-nyj",
            "name": "贺兰县农业农村局",
            "type": "department",
            "parent": "640122",
            "supervised_by": "640122-pz2",
        },
    ),
    posts={
        "640100-jw": CITY,
        "640122-jw": COUNTY,
        "640122-pz1": DISCIPLINE,
        "640122-pz2": DISCIPLINE,
        "640122100-jw": DISCIPLINE,
        "640122101-jw": DISCIPLINE,
        "640122-jtj": UNIT,
        "640122-mzj": UNIT,
        "640122-nyj": UNIT,
        "640122100": UNIT,
        "640122101": UNIT,
        "640122100200": VILLAGE,
        "640122100202": VILLAGE,
        "640122101200": VILLAGE,
        "640122101208": VILLAGE,
    },
)
