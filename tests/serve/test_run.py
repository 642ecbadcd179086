"""The command: what it prints, whom it lets in, and how it ends."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from firsthand.cli import main

from .running import ENGLISH, SECOND, begun, wait_until


@contextmanager
def command(tmp_path: Path, *arguments: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """Run ``firsthand serve`` in a session of its own, its temporary files below ``tmp_path``."""
    (tmp_path / "temporary").mkdir()
    process = subprocess.Popen(
        [sys.executable, "-m", "firsthand", "serve", "--port", "0", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, **environment, "TMPDIR": str(tmp_path / "temporary")},
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def folders(tmp_path: Path) -> list[Path]:
    return list((tmp_path / "temporary").glob("firsthand-*"))


def address(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    line = process.stderr.readline()
    found = re.fullmatch(r"firsthand: open (http://\S+) \(Ctrl-C ends it\)\n", line)
    assert found, line
    return found.group(1)


def test_inputs_are_compared_by_the_default_encoder_and_ctrl_c_ends_all(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "one.txt").write_text(ENGLISH, encoding="utf-8")
    (reports / "two.txt").write_text(SECOND, encoding="utf-8")
    with command(tmp_path, str(reports)) as process:
        url = address(process)
        assert url.startswith("http://127.0.0.1:")
        with httpx.Client(base_url=url, timeout=60) as client:
            wait_until(lambda: "/stories/" in client.get("/").text)
            desk = client.get("/").text
            page = client.get(desk[desk.index("/stories/") :].partition('"')[0])
            assert "2 reports in 1 language" in page.text
            assert folders(tmp_path) != []
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate()
        assert (process.returncode, out, err) == (130, "", "")
    assert folders(tmp_path) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_ends_at_once_in_the_middle_of_work(tmp_path: Path, number: signal.Signals) -> None:
    with command(tmp_path) as process:
        url = address(process).rstrip("/")
        body = {"files": ("one.txt", (ENGLISH * 3000).encode())}
        answer = httpx.post(f"{url}/jobs", files=body, headers={"Origin": url})
        assert answer.status_code == 303
        host, port = url.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port))) as half:
            half.sendall(begun(url))
            wait_until(lambda: any(any(folder.iterdir()) for folder in folders(tmp_path)))
            os.killpg(process.pid, number)
            _, err = process.communicate()
        assert (process.returncode, err) == (130 if number == signal.SIGINT else 143, "")
    assert folders(tmp_path) == []


def test_off_this_machine_the_address_has_a_token(tmp_path: Path) -> None:
    with command(tmp_path, "--host", "0.0.0.0") as process:
        url = address(process)
        port, token = re.fullmatch(r"http://[^/:]+:(\d+)/\?token=([\w-]{40,})", url).groups()
        local = f"http://127.0.0.1:{port}/"
        assert httpx.get(local).status_code == 401
        assert httpx.get(local, params={"token": token}, follow_redirects=False).status_code == 303
        assert httpx.get(local, headers={"Authorization": f"Bearer {token}"}).status_code == 200


def test_a_token_may_be_given_in_the_environment(tmp_path: Path) -> None:
    with command(tmp_path, FIRSTHAND_TOKEN="over the &hill") as process:
        url = address(process)
        assert url.endswith("/?token=over%20the%20%26hill")
        with httpx.Client(follow_redirects=True) as client:
            assert client.get(url.partition("?")[0]).status_code == 401
            assert client.get(url).status_code == 200


def test_a_port_that_is_taken_is_misuse(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert main(["serve", "--port", port]) == 2
    told = capsys.readouterr().err
    assert f"port {port}" in told and "--port" in told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--host", "no such host"], "is not known"),
        (["--host", "192.0.2.7"], "cannot listen"),
        (["--port", "70000"], "--port"),
        (["-"], "standard input"),
        (["--judgements", __file__], "is no JSON"),
        (["--profile", "wild"], "--profile"),
    ],
)
def test_misuse_ends_with_2_and_a_word(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", *arguments]) == 2
    assert told in capsys.readouterr().err
