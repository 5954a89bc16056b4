"""The items of the table `gate`, each a Row class of its own (storage §13); all expire by themselves."""

from typing import Final

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.models import Model

SESSION: Final = "S#"
CODE: Final = "C#"
COUNT: Final = "L#"
UPLOAD: Final = "U#"
LEASE: Final = "JOB#"


class SessionRow(Model):
    """A session under the SHA-256 of its token: who reads the table cannot sign in."""

    pk = UnicodeAttribute(hash_key=True)
    person = UnicodeAttribute(null=True)
    account = UnicodeAttribute(null=True)
    county = UnicodeAttribute(null=True)
    started_at = NumberAttribute()
    expires_at = NumberAttribute()


class CodeRow(Model):
    """The newest code of a phone, as a digest, and how often it was tried."""

    pk = UnicodeAttribute(hash_key=True)
    code = UnicodeAttribute()
    tries = NumberAttribute()
    expires_at = NumberAttribute()


class CountRow(Model):
    """How often something was tried in one window."""

    pk = UnicodeAttribute(hash_key=True)
    tries = NumberAttribute()
    expires_at = NumberAttribute()


class UploadRow(Model):
    """A file announced, and what its check found."""

    pk = UnicodeAttribute(hash_key=True)
    person = UnicodeAttribute()
    filename = UnicodeAttribute()
    content_type = UnicodeAttribute()
    size = NumberAttribute()
    sha256 = UnicodeAttribute()
    state = UnicodeAttribute()
    claimed_by = UnicodeAttribute(null=True)
    expires_at = NumberAttribute()


class LeaseRow(Model):
    """Who has taken a job, until when."""

    pk = UnicodeAttribute(hash_key=True)
    holder = UnicodeAttribute()
    expires_at = NumberAttribute()
