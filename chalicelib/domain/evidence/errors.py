"""What can be wrong inside a file."""


class BrokenFileError(Exception):
    """The file does not hold together: it breaks off, or a length in it points nowhere."""
