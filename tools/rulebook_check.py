"""Check a rulebook file: name everything that is wrong with it, or say its rules in words.

    python tools/rulebook_check.py chalicelib/data/rulebooks/helan-2022.json

For whoever keeps the rules of a place: shape and sense are judged by the very loader the service uses.
"""

import sys
from pathlib import Path

# The tool is run by its path; the code it checks with lies one folder up.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.rulebook.document import rulebook_from_text
from chalicelib.domain.rulebook.prose import in_words


def main(paths: list[str]) -> int:
    if not paths:
        print("用法：make rulebook FILE=规则文件.json", file=sys.stderr)
        return 2
    # Every file is checked, also after one with faults.
    return max([check(Path(path)) for path in paths])


def check(path: Path) -> int:
    try:
        rulebook = rulebook_from_text(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        print(f"{path}：打不开（{error.strerror}）。", file=sys.stderr)
        return 2
    except UnicodeDecodeError:
        print(f"{path}：不是 UTF-8 编码，请另存为 UTF-8。", file=sys.stderr)
        return 1
    except InvalidInputError as error:
        print(f"{path}：有 {len(error.faults)} 处要改：", file=sys.stderr)
        for fault in error.faults:
            print(f"  {fault.pointer or '整个文件'}：{fault.detail}", file=sys.stderr)
        return 1
    print(f"{path}：没有问题（{rulebook.ref}）。")
    for paragraph in in_words(rulebook):
        print(f"\n{paragraph.title}（{paragraph.basis}）\n  {paragraph.text}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
