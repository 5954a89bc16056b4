"""`make rulebook`: a clerk reads what to mend, or the rules in words."""

import pytest

from tests.support.rulebooks import SHIPPED, shipped
from tools.rulebook_check import main


def test_a_sound_file_is_told_in_words(capsys):
    assert main([str(path) for path in SHIPPED]) == 0
    told = capsys.readouterr().out
    assert "没有问题（helan-2022@1）" in told
    assert "咨询类3个工作日" in told


def test_every_fault_of_every_file_is_told(tmp_path, capsys):
    spoilt = tmp_path / "spoilt.json"
    spoilt.write_text(
        shipped("helan-2022").replace('"version": 1', '"version": 0, "colour": 1'), encoding="utf-8"
    )
    assert main([str(spoilt), str(SHIPPED[0])]) == 1
    streams = capsys.readouterr()
    assert "有 2 处要改" in streams.err
    assert "/version：" in streams.err
    assert "/colour：" in streams.err
    assert "没有问题" in streams.out


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        pytest.param(None, 2, "打不开", id="absent"),
        pytest.param("规则".encode("gbk"), 1, "UTF-8", id="not-utf-8"),
        pytest.param(b"\xef\xbb\xbf{", 1, "整个文件", id="byte-order-mark-and-no-json"),
    ],
)
def test_a_file_that_cannot_be_read_is_no_traceback(tmp_path, capsys, content, code, words):
    path = tmp_path / "file.json"
    if content is not None:
        path.write_bytes(content)
    assert main([str(path)]) == code
    assert words in capsys.readouterr().err


def test_without_a_file_the_usage_is_told(capsys):
    assert main([]) == 2
    assert "make rulebook FILE=" in capsys.readouterr().err
