"""A port or a program that is missing is told with the way out."""

import socket

import pytest

from tools.local import emulator
from tools.local.emulator import free_port, refuse_taken_port, running
from tools.local.folder import Folder, LocalStackError


def test_a_port_in_use_names_the_setting_that_chooses_another():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(LocalStackError, match=rf"Port {port} .*in use.*\n.*make run PORT={port + 1}"):
            refuse_taken_port(port, "PORT")


def test_a_free_port_is_accepted():
    refuse_taken_port(free_port(), "PORT")


def test_a_missing_emulator_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(emulator, "PROGRAM", tmp_path / "nothing")
    folder = Folder(tmp_path)
    with (
        folder.claimed() as lock,
        pytest.raises(LocalStackError, match=r"not installed.*\n.*make setup"),
        running(folder, free_port(), lock),
    ):
        pass


def test_an_emulator_that_does_not_start_leaves_its_last_words(tmp_path, monkeypatch):
    program = tmp_path / "ministack"
    program.write_text("#!/bin/sh\necho the state is of another version; exit 3\n")
    program.chmod(0o755)
    monkeypatch.setattr(emulator, "PROGRAM", program)
    folder = Folder(tmp_path / "local")
    with (
        folder.claimed() as lock,
        pytest.raises(LocalStackError, match=r"did not start(.|\n)*the state is of another version"),
        running(folder, free_port(), lock),
    ):
        pass
