"""The local stack's folder says clearly why it cannot be used, and the way out."""

import os

import pytest

from tools.local.folder import Folder, LocalStackError, write_holders


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path / "local")


def test_a_second_stack_on_the_same_folder_is_told_who_runs(folder):
    with folder.claimed() as lock:
        write_holders(lock, os.getpid())
        with pytest.raises(LocalStackError, match=rf"process {os.getpid()}.*\n.*make stop"), folder.claimed():
            pass


def test_a_holder_that_died_leaves_the_folder_free(folder):
    with folder.claimed() as lock:
        write_holders(lock, 2**22 + 1)
    with folder.claimed():
        assert not folder.was_killed()


def test_state_that_cannot_be_read_is_named_file_by_file(folder):
    folder.state.mkdir(parents=True)
    (folder.state / "dynamodb.json").write_text('{"cut off')
    (folder.state / "s3.json").write_text("")
    (folder.state / "sqs.json").write_text("{}")
    with pytest.raises(LocalStackError, match=r"dynamodb\.json, s3\.json\.\n.*make clean-state"):
        folder.check()


def test_files_without_tables_are_refused(folder):
    folder.objects.mkdir(parents=True)
    folder.unsaved.touch()
    with pytest.raises(LocalStackError, match=r"killed before its first clean stop.*\n.*make clean-state"):
        folder.check()


def test_a_fresh_folder_is_fine(folder):
    folder.check()


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "taken").write_text("a file stands here")
    with pytest.raises(LocalStackError, match=r"cannot be written"), Folder(tmp_path / "taken").claimed():
        pass


def test_clean_forgets_what_was_stored(folder):
    folder.state.mkdir(parents=True)
    (folder.state / "sqs.json").write_text("{}")
    folder.unsaved.touch()
    folder.clean()
    assert not folder.has_state()
    assert not folder.was_killed()


def test_clean_leaves_a_running_stack_alone(folder):
    with folder.claimed() as lock:
        write_holders(lock, os.getpid())
        with pytest.raises(LocalStackError, match="already runs"):
            folder.clean()


def test_stopping_where_nothing_runs_is_no_fault(folder):
    assert folder.stop_holder() is False


def test_a_holder_nobody_knows_is_not_shot_at(folder):
    with folder.claimed(), pytest.raises(LocalStackError, match="by whom is not known"):
        folder.stop_holder()
