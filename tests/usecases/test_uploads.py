from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest

from chalicelib.adapters.memory.files import MemoryFiles
from chalicelib.adapters.memory.gate import MemoryGate
from chalicelib.domain.errors import InvalidInputError, UnavailableError
from chalicelib.domain.evidence.examination import Finding
from chalicelib.domain.identifiers import PersonId, UploadId
from chalicelib.domain.identity.refusals import TooOftenError
from chalicelib.usecases.announce_upload import (
    TICKET_LASTS,
    UPLOADS_OF_ONE_PERSON,
    Announcement,
    AnnounceUpload,
)
from chalicelib.usecases.check_upload import CheckUpload
from tests.support.owing import MovableClock
from tests.support.recordings import A_PDF, PLACE, a_jpeg, exif

PERSON = PersonId("p-1")
PICTURE = a_jpeg(exif())


def announcing(content: bytes, content_type: str = "image/jpeg") -> Announcement:
    return Announcement(
        filename="门前的路.jpg",
        content_type=content_type,
        size=len(content),
        sha256=sha256(content).hexdigest(),
    )


class CountingIds:
    def __init__(self) -> None:
        self.drawn = 0

    def new(self) -> str:
        self.drawn += 1
        return f"upload-{self.drawn}"


class Door:
    def __init__(self) -> None:
        self.gate, self.files, self.clock = MemoryGate(), MemoryFiles(), MovableClock()
        self.announce = AnnounceUpload(gate=self.gate, files=self.files, ids=CountingIds(), clock=self.clock)
        self.check = CheckUpload(gate=self.gate, files=self.files, clock=self.clock)

    def upload(self, content: bytes, announcement: Announcement) -> UploadId:
        upload = self.announce(PERSON, announcement).upload
        self.files.arrived[upload] = content
        return upload

    def state_of(self, upload: UploadId) -> str:
        return self.gate.find_upload(upload, self.clock.real_now()).state


def test_a_phone_gets_a_ticket_and_a_form():
    door = Door()
    announced = door.announce(PERSON, announcing(PICTURE))
    assert announced.form.fields["key"] == announced.upload
    assert door.state_of(announced.upload) == "announced"


def test_a_file_that_is_not_taken_gets_neither_and_hears_every_reason():
    door = Door()
    with pytest.raises(InvalidInputError) as refusal:
        door.announce(PERSON, replace(announcing(PICTURE), filename="", size=0))
    assert [fault.pointer for fault in refusal.value.faults] == ["/filename", "/size"]


def test_nobody_fills_the_store_with_announcements():
    door = Door()
    for _ in range(UPLOADS_OF_ONE_PERSON.most):
        door.announce(PERSON, announcing(PICTURE))
    with pytest.raises(TooOftenError) as refusal:
        door.announce(PERSON, announcing(PICTURE))
    assert 0 < refusal.value.facts["retry_after"] <= 3601
    door.clock.pass_by(UPLOADS_OF_ONE_PERSON.window)
    assert door.announce(PERSON, announcing(PICTURE)).upload


def test_what_was_announced_is_kept_as_it_came_and_shown_without_its_place():
    door = Door()
    upload = door.upload(PICTURE, announcing(PICTURE))
    assert door.check(upload) is Finding.CLEAN
    assert door.state_of(upload) == "clean"
    assert door.files.originals[upload] == PICTURE
    assert PLACE not in door.files.shown[upload]
    assert door.files.arrived == {}


@pytest.mark.parametrize(
    ("content", "announcement", "finding"),
    [
        pytest.param(PICTURE[:-3], announcing(PICTURE), Finding.ANOTHER_SIZE, id="cut-off"),
        pytest.param(bytes(len(PICTURE)), announcing(PICTURE), Finding.ANOTHER_CONTENT, id="exchanged"),
        pytest.param(A_PDF, announcing(A_PDF), Finding.ANOTHER_TYPE, id="a-page-called-a-picture"),
    ],
)
def test_anything_else_is_refused_and_nothing_of_it_is_kept(content, announcement, finding):
    door = Door()
    upload = door.upload(content, announcement)
    assert door.check(upload) is finding
    assert door.state_of(upload) == "refused"
    assert door.files == MemoryFiles()


def test_a_second_file_under_the_same_form_is_thrown_away():
    door = Door()
    upload = door.upload(PICTURE, announcing(PICTURE))
    door.check(upload)
    door.files.arrived[upload] = PICTURE
    assert door.check(upload) is None
    assert door.files.arrived == {}
    assert door.state_of(upload) == "clean"


def test_an_arrival_told_twice_is_judged_once():
    door = Door()
    upload = door.announce(PERSON, announcing(PICTURE)).upload
    assert door.check(upload) is None
    assert door.state_of(upload) == "announced"


def test_a_file_without_a_ticket_or_after_its_time_is_thrown_away():
    door = Door()
    door.files.arrived[UploadId("nobody's")] = PICTURE
    assert door.check(UploadId("nobody's")) is None
    upload = door.upload(PICTURE, announcing(PICTURE))
    door.clock.pass_by(TICKET_LASTS + timedelta(seconds=1))
    assert door.check(upload) is None
    assert door.files == MemoryFiles()


def test_a_crash_before_the_mark_is_made_good_by_the_next_telling():
    class BreakingOnce(MemoryFiles):
        is_broken = True

        def keep(self, ticket, original, shown):
            if self.is_broken:
                self.is_broken = False
                raise UnavailableError("请稍后再试。")
            super().keep(ticket, original, shown)

    door = Door()
    upload = door.announce(PERSON, announcing(PICTURE)).upload
    files = BreakingOnce(arrived={upload: PICTURE})
    check = replace(door.check, files=files)
    with pytest.raises(UnavailableError):
        check(upload)
    assert door.state_of(upload) == "announced"
    assert check(upload) is Finding.CLEAN
