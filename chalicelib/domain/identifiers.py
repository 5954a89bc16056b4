"""Names of things: plain strings to the store, distinct types to the type checker."""

from typing import NewType

CaseNo = NewType("CaseNo", str)
CountyId = NewType("CountyId", str)
OrgId = NewType("OrgId", str)
PostId = NewType("PostId", str)
PlaceId = NewType("PlaceId", str)
ItemId = NewType("ItemId", str)
AccountId = NewType("AccountId", str)
PersonId = NewType("PersonId", str)
UploadId = NewType("UploadId", str)
TextRef = NewType("TextRef", str)
