"""The items of the table `people`: the only room that knows a phone number (storage §3)."""

from typing import Final

from pynamodb.attributes import BinaryAttribute, BooleanAttribute, UnicodeAttribute
from pynamodb.models import Model

from chalicelib.adapters.dynamodb.case_rows import ExactNumberAttribute

PERSON: Final = "P#"
PHONE: Final = "PH#"
NO_PHONE: Final = "NP#"
GUARD: Final = "F#"
PROFILE: Final = "PROFILE"
ALONE: Final = "-"


class PhoneRow(Model):
    """From the keyed hash of a phone to the person, one per live hash key; or from a filing without one."""

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True, default=ALONE)
    person = UnicodeAttribute()


class ProfileRow(Model):
    """What is known of a person: the phone they have shown to be theirs, sealed, if they have any."""

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True, default=PROFILE)
    phone = BinaryAttribute(legacy_encoding=False, null=True)
    created_at = ExactNumberAttribute()


class GuardRow(Model):
    """What fixes the number of one filing: the same key, the same case."""

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    case_no = UnicodeAttribute()
    body = UnicodeAttribute()
    name = BinaryAttribute(legacy_encoding=False, null=True)
    """The name given with this complaint, sealed."""
    filed_at = ExactNumberAttribute()
    is_hidden = BooleanAttribute(null=True)
    """The citizen has taken the case off their list."""
