import subprocess
import sys
from pathlib import Path

import pytest

from firsthand.cache import cache_folder, cached


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("FIRSTHAND_CACHE", str(tmp_path / "kept"))
    return tmp_path / "kept"


def never():
    raise AssertionError("made again although it was kept")


def test_the_folder_is_what_the_variable_names(folder):
    assert cache_folder() == folder


def test_without_the_variable_it_is_the_users_own(monkeypatch):
    monkeypatch.delenv("FIRSTHAND_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", "/elsewhere")
    assert "firsthand" in cache_folder().parts


def test_what_was_made_is_kept_and_found_again(folder):
    path = cached("thing-1", ".bin", lambda: b"content")
    assert isinstance(path, Path)
    assert path.parent == folder
    assert path.read_bytes() == b"content"
    assert cached("thing-1", ".bin", never) == path
    assert [p.name for p in folder.iterdir()] == [path.name]


def test_another_key_is_another_file(folder):
    one = cached("thing-1", ".bin", lambda: b"content")
    other = cached("thing-2", ".bin", lambda: b"content")
    assert one != other


@pytest.mark.parametrize("damage", [b"", b"cont", b"Content", b"content and more"])
def test_a_damaged_file_is_made_again(folder, damage):
    path = cached("thing-1", ".bin", lambda: b"content")
    path.write_bytes(damage)
    assert cached("thing-1", ".bin", lambda: b"content") == path
    assert path.read_bytes() == b"content"


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(tmp_path, monkeypatch):
    file = tmp_path / "file"
    file.write_text("in the way")
    monkeypatch.setenv("FIRSTHAND_CACHE", str(file / "below"))
    assert cached("thing-1", ".bin", lambda: b"content") == b"content"


def test_an_error_in_making_leaves_nothing_behind(folder):
    def fail():
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        cached("thing-1", ".bin", fail)
    assert not folder.exists()


def test_many_processes_at_once_leave_one_whole_file(folder):
    program = (
        "import sys; from firsthand.cache import cached\n"
        "sys.stdin.read()\n"
        "path = cached('thing-1', '.bin', lambda: b'content' * 1_000_000)\n"
        "print(path.read_bytes() == b'content' * 1_000_000)"
    )
    command = [sys.executable, "-c", program]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    running = [subprocess.Popen(command, **pipes) for _ in range(4)]
    for process in running:
        process.stdin.close()
    assert [process.stdout.read().strip() for process in running] == ["True"] * 4
    assert [process.wait() for process in running] == [0] * 4
    assert len(list(folder.iterdir())) == 1
