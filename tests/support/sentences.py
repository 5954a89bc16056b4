"""What a refusal says: whole sentences of the office's, whatever field or file it is about."""

import re

_SENTENCE = re.compile(r"[“《（0-9a-z一-鿿].*[。）]", re.DOTALL)


def in_sentences(faults):
    """Give the faults back if each is told in a sentence."""
    unspoken = [fault for fault in faults if not _SENTENCE.fullmatch(fault.detail)]
    assert not unspoken, unspoken
    return list(faults)
