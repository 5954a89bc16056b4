"""Derive the demonstration directories from the statistical divisions.

Places and codes are the real ones of the divisions files (counties.csv, towns.csv, villages.csv); bodies and
posts are invented, and no person is named. Every town and village of a county is in its directory, so that a
citizen can choose his own; only some have posts, so that the others show the way to the county pool (R-06).

    python -m tools.derive_demo_directory <folder with towns.csv and villages.csv> [place …]
"""

import argparse
import sys
from pathlib import Path

from chalicelib.adapters.shipped_files.counties import demonstration
from chalicelib.domain.directory.cautions import cautions
from chalicelib.domain.directory.document import as_document, directory_from
from tools.derive_demo_directory.deriving import as_lines, document_of
from tools.derive_demo_directory.place import Place
from tools.derive_demo_directory.places import PLACES


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m tools.derive_demo_directory", description=__doc__)
    parser.add_argument("divisions", type=Path)
    parser.add_argument(
        "places", nargs="*", metavar="place", help=f"of {', '.join(PLACES)}; all of them if none"
    )
    asked = parser.parse_args(arguments)
    unknown = set(asked.places) - PLACES.keys()
    if unknown:
        parser.error(f"no such place: {', '.join(sorted(unknown))}")
    for place in asked.places or PLACES:
        derive(PLACES[place], asked.divisions)


def derive(place: Place, divisions: Path) -> None:
    """Write the directory of a place, and tell what its staffed bodies lack."""
    # Which roles sign is the rulebook's word; the import judges by it.
    directory = directory_from(document_of(place, divisions), signing=())
    target = demonstration(place.id) / "directory.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(as_lines(as_document(directory)), encoding="utf-8")
    staffed = {post.org for post in directory.posts.values()}
    print(f"{place.id}/{target.name}: {len(directory.orgs)} orgs, {len(directory.posts)} posts")
    for caution in cautions(directory):
        if caution.org in staffed:
            print(f"  {caution.detail}")


if __name__ == "__main__":
    main(sys.argv[1:])
