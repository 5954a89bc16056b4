"""Personal data does not show itself."""

from chalicelib.domain.personal import Personal


def test_neither_repr_nor_str_nor_format_shows_the_value():
    name = Personal("王某")
    assert "王某" not in f"{name!r} {name!s} {name} {[name]}"
    assert name.value == "王某"
