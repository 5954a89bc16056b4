"""The items of the table `cases`: a head per case and the parts that it makes true (storage §3)."""

from typing import Any, Final, get_type_hints

from pynamodb.attributes import (
    Attribute,
    BinaryAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
)
from pynamodb.expressions.update import RemoveAction, SetAction
from pynamodb.indexes import GlobalSecondaryIndex, IncludeProjection, KeysOnlyProjection
from pynamodb.models import Model

from chalicelib.adapters.dynamodb.records import Codec, RecordForm, codec_of
from chalicelib.domain.workflow.case import Case, Complaint, Entry

HEAD: Final = "H"
TEXT: Final = "B#"
CHUNK: Final = "T#"
SLIP: Final = "S#"
LINK: Final = "L#"

KEPT_ELSEWHERE: Final = frozenset({"case_no", "complaint", "last_hash", "next_wake_at"})
"""Fields of a case that the head keeps in a form of its own: as key, lifted for an index, or packed."""

LIFTED: Final = frozenset({"kind", "place"})
"""Fields of the complaint that the desk index shows and that therefore stand at the top of the item."""

COMPLAINT: Final = RecordForm(Complaint, without=LIFTED)


class RecordAttribute(Attribute[Any]):
    """An attribute whose form follows from the domain's own type."""

    def __init__(self, codec: Codec) -> None:
        super().__init__(null=True)
        self.attr_type = codec.kind
        self._codec = codec

    def serialize(self, value: Any) -> Any:  # noqa: ANN401 - whatever the codec takes
        """Write a value of the domain."""
        return self._codec.encode(value)

    def deserialize(self, value: Any) -> Any:  # noqa: ANN401 - whatever the codec gives
        """Read a value of the domain."""
        return self._codec.decode(value)

    def set(self, value: Any) -> SetAction | RemoveAction:  # noqa: ANN401 - whatever the codec takes
        """Set the attribute; None takes it away."""
        return super().remove() if value is None else super().set(self._written(value))

    def _written(self, value: Any) -> Any:  # noqa: ANN401 - as above
        # PynamoDB takes what is no list for an item of one, what is no dict for no map: it gets neither.
        return {self.attr_type: self.serialize(value)}


class ExactNumberAttribute(Attribute[str]):
    """A number that Python never sees as a float: instants in seconds."""

    attr_type = "N"


class WakeIndex(GlobalSecondaryIndex[Any]):  # type: ignore[no-untyped-call]  # PynamoDB types it not
    """Cases to whom the clock owes something, by shard and instant."""

    class Meta:
        """Projects keys only: a sweep reads the head anyway."""

        index_name = "wake"
        projection = KeysOnlyProjection()

    wake_shard = UnicodeAttribute(hash_key=True)
    wake_at = ExactNumberAttribute(range_key=True)


class DeskIndex(GlobalSecondaryIndex[Any]):  # type: ignore[no-untyped-call]  # as above
    """Cases and slips by desk and due."""

    class Meta:
        """Projects what a list shows; these change only when the keys do (storage §4)."""

        index_name = "desk"
        projection = IncludeProjection(["title", "kind", "place", "flags", "recused"])

    desk_key = UnicodeAttribute(hash_key=True)
    desk_due = ExactNumberAttribute(range_key=True)


class HeadRow(Model):
    """The head: all that a case is. Put whole once, afterwards changed by attribute only (storage §12)."""

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True, default=HEAD)

    complaint = RecordAttribute(Codec("M", COMPLAINT.encode, COMPLAINT.decode))
    kind = UnicodeAttribute(null=True)
    place = UnicodeAttribute(null=True)
    last_hash = BinaryAttribute(legacy_encoding=False, null=True)

    title = BinaryAttribute(legacy_encoding=False, null=True)
    """Sealed under the matter's monthly key, so that a page of a desk opens twenty titles with one key."""
    filed_by = BinaryAttribute(legacy_encoding=False, null=True)
    """Sealed under the people's key, with a random nonce: two cases of one person look unrelated."""

    desk_key = UnicodeAttribute(null=True)
    desk_due = ExactNumberAttribute(null=True)
    wake_shard = UnicodeAttribute(null=True)
    wake_at = ExactNumberAttribute(null=True)
    next_wake_at = ExactNumberAttribute(null=True)
    """The true next wake-up, if a failing case was put off and `wake_at` is later (storage §7)."""

    wake = WakeIndex()
    desk = DeskIndex()

    version: RecordAttribute
    state: RecordAttribute
    # The rest of a case, field by field: a field that cases gain is kept from that day on.
    locals().update(
        {
            name: RecordAttribute(codec_of(hint))
            for name, hint in get_type_hints(Case).items()
            if name not in KEPT_ELSEWHERE
        }
    )


class TextRow(Model):
    """A text of a case under its reference, compressed, then sealed under the case's key. Immutable."""

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    text = BinaryAttribute(legacy_encoding=False)


class ChunkRow(Model):
    """Older entries with their hashes, named by the number of the first one. Immutable."""

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    entries = RecordAttribute(codec_of(tuple[Entry, ...]))
    hashes = BinaryAttribute(legacy_encoding=False)
    """32 bytes each."""


class LinkRow(Model):
    """That another case follows this one. Immutable; the other one's head says whether it still does."""

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)


class SlipRow(Model):
    """A second place on a desk; a slip that the head does not confirm is dropped by whoever meets it."""

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    version = NumberAttribute()
    """The version that the case had after the commit that put the slip."""
    desk_key = UnicodeAttribute()
    desk_due = ExactNumberAttribute()
    title = BinaryAttribute(legacy_encoding=False, null=True)
    kind = UnicodeAttribute()
    place = UnicodeAttribute()
    flags = UnicodeSetAttribute(null=True)
    recused = UnicodeSetAttribute(null=True)
