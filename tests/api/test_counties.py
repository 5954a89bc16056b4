"""What anybody may read of a county."""

import json

import pytest

from tests.support.counties import HELAN_FILES, shelves_with
from tests.support.edge import faults_in, told
from tests.support.rulebooks import changed

ROUTES = ["", "/places", "/checklist", "/rulebook"]


@pytest.fixture(scope="module")
def shelves():
    return shelves_with(HELAN_FILES)


@pytest.fixture(autouse=True)
def helan(services, shelves):
    services.shelves = shelves


def with_rules(**changes):
    pointers = {f"/{name}": value for name, value in changes.items()}
    rulebook = changed(json.loads(HELAN_FILES["rulebook.json"]), pointers)
    return shelves_with({**HELAN_FILES, "rulebook.json": json.dumps(rulebook).encode()})


def test_the_counties_are_listed(api):
    answer = api.get("/v1/counties")
    assert answer.json_body == {"items": [{"id": "helan", "name": "贺兰县"}], "next": None}


def test_a_deployment_without_counties_says_so(api, services):
    services.shelves = shelves_with()
    assert api.get("/v1/counties").json_body == {"items": [], "next": None}


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("county", ["nowhere", "HELAN", "%00", "a" * 3000, "..%2f", "贺兰"])
def test_an_unknown_county_is_missing(api, route, county):
    assert told(api.get(f"/v1/counties/{county}{route}")) == (404, "county-missing")


class TestCounty:
    @pytest.fixture
    def county(self, api):
        return api.get("/v1/counties/helan").json_body

    @pytest.mark.obligation("H-12.2", "H-12.3")
    def test_tells_kinds_with_their_limits_in_numbers_and_words(self, county):
        assert [(kind["kind"], kind["limit"]) for kind in county["kinds"]] == [
            ("咨询", {"n": 3, "unit": "WD", "label": "3个工作日"}),
            ("非咨询", {"n": 10, "unit": "WD", "label": "10个工作日"}),
        ]

    @pytest.mark.obligation("H-9.1", "H-9.2", "H-9.3")
    def test_tells_where_a_complaint_may_start_from(self, county):
        assert county["sources"] == [
            {"type": "checklist", "label": "监督事项清单"},
            {"type": "disclosure", "label": "公开公示信息"},
            {"type": "other", "label": "其他"},
        ]

    @pytest.mark.obligation("S-20", "H-5.2")
    def test_tells_what_belongs_to_12388_and_to_12345(self, county):
        assert set(county["notices"]) == {"12388", "12345"}
        assert all(line in text for line, text in county["notices"].items())

    @pytest.mark.obligation("S-3", "H-8.1")
    def test_maps_the_nine_states_to_the_four_steps(self, county):
        assert county["progress"]["steps"] == ["诉", "转", "办", "评"]
        assert [(state["name"], state["step"]) for state in county["progress"]["states"]] == [
            ("投诉", "诉"),
            ("受理", "诉"),
            ("转办", "转"),
            ("办理", "办"),
            ("拟制答复意见", "办"),
            ("审核答复意见", "办"),
            ("答复", "评"),
            ("评价", "评"),
            ("办结", "评"),
        ]

    @pytest.mark.obligation("H-14.2", "H-14.3")
    def test_tells_what_is_rated_and_how(self, county):
        assert county["evaluation"]["aspects"] == ["办理情况", "办理态度", "回复内容", "办理效果"]
        assert county["evaluation"]["grades"] == ["非常满意", "满意", "一般满意", "不太满意", "不满意"]

    def test_tells_by_which_calendar_days_are_counted_and_how_far_it_reaches(self, county):
        assert county["calendar"]["version"].startswith("CN-")
        assert county["calendar"]["known_until"] == "2026-12-31"

    def test_a_county_that_asks_for_no_rating_says_null(self, api, services):
        services.shelves = with_rules(evaluation=None)
        assert api.get("/v1/counties/helan").json_body["evaluation"] is None


class TestPlaces:
    def places(self, api, query=""):
        return api.get(f"/v1/counties/helan/places{query}").json_body["items"]

    @pytest.mark.obligation("H-3.1", "H-4.0")
    def test_the_whole_grid_is_one_flat_list(self, api):
        places = self.places(api)
        assert places[0] == {
            "id": "640122",
            "name": "贺兰县",
            "type": "county",
            "label": "县",
            "parent": None,
        }
        known = {place["id"] for place in places}
        assert all(place["parent"] in known for place in places[1:])
        assert {"county", "town", "township", "village", "department"} <= {place["type"] for place in places}

    def test_offices_behind_the_scenes_are_no_places(self, api):
        assert not any("纪" in place["name"] for place in self.places(api))

    def test_below_a_town_lie_its_villages(self, api):
        below = self.places(api, "?parent=640122100")
        assert below
        assert {place["parent"] for place in below} == {"640122100"}

    def test_below_a_village_lies_nothing(self, api):
        assert self.places(api, "?parent=640122100200") == []

    @pytest.mark.parametrize("parent", ["640122-jw", "nowhere"])
    def test_a_parent_that_is_no_place_is_a_fault(self, api, parent):
        answer = api.get(f"/v1/counties/helan/places?parent={parent}")
        assert told(answer) == (422, "invalid-input")
        assert set(faults_in(answer)) == {"/parent"}

    def test_a_misspelt_filter_is_no_filter_silently_lost(self, api):
        answer = api.get("/v1/counties/helan/places?parnt=640122100")
        assert set(faults_in(answer)) == {"/parnt"}


class TestChecklist:
    @pytest.fixture
    def checklist(self, api):
        return api.get("/v1/counties/helan/checklist").json_body

    @pytest.mark.obligation("H-17.1", "H-17.2")
    def test_every_item_carries_all_that_a_citizen_may_hold_against_it(self, checklist):
        assert len({item["category"] for item in checklist["items"]}) == 6
        for item in checklist["items"]:
            assert item["steps"]
            assert item["basis"][0]["title"]
            assert item["responsible_unit"]["name"]
            assert item["supervising_body"]["name"]
            assert item["time_limit"]

    @pytest.mark.obligation("H-4.2")
    def test_drafts_are_not_told(self, checklist):
        drafts = [
            item["id"]
            for item in json.loads(HELAN_FILES["checklist.json"])["items"]
            if item["status"] != "published"
        ]
        assert drafts
        assert not {item["id"] for item in checklist["items"]} & set(drafts)

    def test_version_and_day_are_told(self, checklist):
        assert checklist["version"]
        assert checklist["effective_on"] == "2026-01-01"
        assert "教育" in checklist["fields"]
        assert checklist["next"] is None


class TestRulebook:
    @pytest.fixture
    def rulebook(self, api):
        return api.get("/v1/counties/helan/rulebook").json_body

    @pytest.mark.obligation("H-0.1")
    def test_all_seven_particulars_of_the_document_are_told(self, rulebook):
        assert rulebook["meta"] == {
            "id": "helan-2022",
            "version": 1,
            "title": "贺兰县小微权力“监督一点通”平台运行管理暂行办法（试行）",
            "doc_no": "贺党办〔2022〕78号",
            "issuer": "中共贺兰县委办公室",
            "issued_on": "2022-07-01",
            "published_on": "2022-07-04",
            "effective_from": "2022-07-01",
            "publicity": "此件公开发布",
            "interpreter": "贺兰县委负责解释，具体解释工作由贺兰县纪委监委承担",
        }

    def test_the_rules_are_told_in_words_each_with_its_clauses(self, rulebook):
        text = "".join(rule["text"] for rule in rulebook["rules"])
        assert "10个工作日" in text
        assert all(rule["title"] and rule["basis"] for rule in rulebook["rules"])

    @pytest.mark.obligation("H-0.1")
    def test_the_page_of_the_county_tells_the_same_document(self, api, rulebook):
        assert api.get("/v1/counties/helan").json_body["rulebook"] == rulebook["meta"]


class TestKeeping:
    @pytest.mark.parametrize("path", ["/v1/counties", *(f"/v1/counties/helan{route}" for route in ROUTES)])
    def test_whoever_has_the_answer_gets_no_second_copy(self, api, path):
        first = api.get(path)
        assert first.headers["Cache-Control"] == "public, max-age=60"
        for held in (first.headers["ETag"], f'"other", W/{first.headers["ETag"]}', "*"):
            again = api.get(path, If_None_Match=held)
            assert again.status_code == 304
            assert not again.body
            assert again.headers["ETag"] == first.headers["ETag"]

    def test_a_new_version_has_a_new_tag(self, api, services):
        old = api.get("/v1/counties/helan").headers["ETag"]
        services.shelves = with_rules(version=2)
        assert api.get("/v1/counties/helan", If_None_Match=old).status_code == 200

    def test_a_refusal_is_kept_by_nobody(self, api):
        assert api.get("/v1/counties/nowhere").headers["Cache-Control"] == "no-store"
