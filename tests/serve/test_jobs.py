"""From a form to the page: progress, failures, cancelling, bounds, and many readers."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import httpx
import pytest

from firsthand.engines.fake import FakeEncoder
from firsthand.errors import UsageError
from firsthand.io.judgements import read_judgements
from firsthand.read.plan import Item
from firsthand.serve.jobs import Desk, Job, Submission
from firsthand.serve.settings import Settings

from .running import (
    BOTH,
    ENGLISH,
    SECOND,
    DyingEncoder,
    Room,
    StuckEncoder,
    no_encoder,
    serving,
    wait_until,
)

READERS = 1000


@pytest.fixture(scope="module")
def room() -> Iterator[Room]:
    with serving() as running:
        yield running


@pytest.fixture(scope="module")
def story(room: Room) -> str:
    job = room.submit(*BOTH)
    assert room.wait(job)["state"] == "done"
    return job


def test_files_become_a_page(room: Room, story: str) -> None:
    assert room.state(story)["next"] == f"/stories/{story}"
    led = room.client.get(f"/jobs/{story}")
    assert (led.status_code, led.headers["location"]) == (303, f"/stories/{story}")
    page = room.client.get(f"/stories/{story}")
    assert page.status_code == 200
    assert "Petra Quill" in page.text
    assert "one.txt" in page.text
    assert str(room.root) not in page.text
    assert room.left_behind == []


def test_the_desk_lists_the_newest_first(room: Room, story: str) -> None:
    later = room.submit(("files", ("later.txt", SECOND.encode())))
    room.wait(later)
    desk = room.client.get("/").text
    assert 0 < desk.index(f"/stories/{later}") < desk.index(f"/stories/{story}")


def test_the_page_is_packed_for_who_takes_it(room: Room, story: str) -> None:
    def raw(accepted: str) -> tuple[str | None, bytes]:
        asked = {"Accept-Encoding": accepted}
        with room.client.stream("GET", f"/stories/{story}", headers=asked) as answer:
            return answer.headers.get("content-encoding"), b"".join(answer.iter_raw())

    plain = raw("identity")
    assert plain[0] is None
    for accepted in ("gzip", "br, gzip;q=0.5", "GZIP"):
        encoding, body = raw(accepted)
        assert (encoding, gzip.decompress(body)) == ("gzip", plain[1])
    for refused in ("gzip;q=0", "br", "gzip; q=0.0"):
        assert raw(refused) == plain


@pytest.mark.parametrize("suffix", [".json", ".csv", ".jsonl", ".graphml", ".jsonld"])
def test_exports_are_files_with_safe_names(room: Room, story: str, suffix: str) -> None:
    answer = room.client.get(f'/stories/{story}/export/a%22;b%0d%0aX-Y: "é{suffix}')
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == f'attachment; filename="a-b-X-Y{suffix}"'
    assert "x-y" not in answer.headers
    assert "two" in answer.content.decode("utf-8-sig")
    if suffix == ".json":
        assert len(json.loads(answer.content)["reports"]) == 2


def test_what_is_not_there_is_a_plain_page(room: Room, story: str) -> None:
    for path in ("/nothing", "/jobs/x", "/jobs/x.json", "/stories/x", "/assets/x.js"):
        answer = room.client.get(path)
        assert (answer.status_code, "Traceback" in answer.text) == (404, False)
        assert "<h1>Not here</h1>" in answer.text
    for name in ("story", "story.exe", "..%2f..%2fetc%2fpasswd", "x.json.exe"):
        assert room.client.get(f"/stories/{story}/export/{name}").status_code == 404
    assert room.client.get("/jobs").status_code == 405
    assert room.client.delete("/").status_code == 405


class FaultyDesk(Desk):
    """Has a fault in its list of jobs."""

    @property
    def jobs(self) -> tuple[Job, ...]:
        raise RuntimeError("a secret")


def test_a_fault_of_ours_is_a_plain_page() -> None:
    with serving(kind=FaultyDesk) as room:
        answer = room.client.get("/")
        assert answer.status_code == 500
        assert "a fault of firsthand" in answer.text
        assert "Traceback" not in answer.text and "secret" not in answer.text
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert room.client.get("/nothing").status_code == 404


def test_a_disk_that_takes_no_files_is_told() -> None:
    with serving() as room:
        room.root.rmdir()
        answer = room.hand_in(*BOTH)
        assert answer.status_code == 507
        assert "disk" in answer.text and str(room.root) not in answer.text
        room.root.mkdir()
        assert room.hand_in(*BOTH).status_code == 303


def test_head_gives_what_get_gives_without_a_body(room: Room, story: str) -> None:
    for path in ("/", f"/stories/{story}", f"/jobs/{story}.json"):
        head, got = room.client.head(path), room.client.get(path)
        assert head.status_code == got.status_code == 200
        assert head.content == b""
        assert head.headers["content-length"] == got.headers["content-length"]


def test_assets_are_kept_for_ever_under_a_name_of_their_content(room: Room) -> None:
    desk = room.client.get("/").text
    for start in ("/assets/serve.", "/assets/page."):
        path = desk[desk.index(start) :].partition('"')[0]
        answer = room.client.get(path)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
    assert "{%" not in answer.text and "--paper" in answer.text


def test_a_thousand_read_at_once(room: Room, story: str) -> None:
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < 3 * READERS:
        pytest.skip("this machine does not allow so many connections")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 3 * READERS), hard))
    path = f"/stories/{story}"
    page = room.client.get(path).content

    async def read_all() -> list[bytes]:
        limits = httpx.Limits(max_connections=READERS)
        async with httpx.AsyncClient(base_url=room.url, limits=limits, timeout=120) as client:

            async def read() -> bytes:
                answer = await client.get(path)
                answer.raise_for_status()
                return answer.content

            return await asyncio.gather(*(read() for _ in range(READERS)))

    assert asyncio.run(read_all()) == [page] * READERS


def test_the_server_answers_while_it_compares_and_a_job_can_be_stopped() -> None:
    with serving(StuckEncoder) as room:
        stuck, waiting = room.submit(*BOTH), room.submit(*BOTH)
        assert room.wait(stuck, "comparing")["words"] == "comparing"
        assert room.state(waiting)["state"] == "waiting"
        assert "two.txt" in room.client.get("/").text
        page = room.client.get(f"/jobs/{stuck}")
        assert '<noscript><meta http-equiv="refresh"' in page.text
        assert "2 of 2 read" in page.text
        assert room.client.post(f"/jobs/{stuck}/cancel").headers["location"] == "/"
        assert room.client.get(f"/jobs/{stuck}").status_code == 404
        assert room.wait(waiting, "comparing")["state"] == "comparing"
        room.client.post(f"/jobs/{waiting}/cancel")
        assert room.left_behind == []
        assert "None yet" in room.client.get("/").text


def test_a_job_stopped_before_its_first_step_leaves_no_files(tmp_path: Path) -> None:
    folder = tmp_path / "upload"
    folder.mkdir()
    (folder / "0").write_text(ENGLISH, encoding="utf-8")
    item = Item(id="one", file=str(folder / "0"), path="one.txt")

    async def submit_and_stop() -> None:
        desk = Desk(FakeEncoder, Settings())
        job = desk.submit(Submission((item,), folder))
        await desk.remove(job.id)
        assert desk.jobs == ()
        await desk.close()

    asyncio.run(submit_and_stop())
    assert not folder.exists()


def test_no_more_jobs_wait_than_allowed() -> None:
    with serving(StuckEncoder, Settings(most_waiting=2)) as room:
        jobs = [room.submit(*BOTH), room.submit(*BOTH)]
        refused = room.hand_in(*BOTH)
        assert refused.status_code == 503
        assert "Too many comparisons are waiting" in refused.text
        room.client.post(f"/jobs/{jobs[1]}/cancel")
        room.submit(*BOTH)


def test_the_oldest_results_leave() -> None:
    with serving(settings=Settings(most_jobs=2)) as room:
        jobs = []
        for number in range(3):
            jobs.append(room.submit(("files", (f"{number}.txt", ENGLISH.encode()))))
            room.wait(jobs[-1])
        codes = [room.client.get(f"/stories/{job}").status_code for job in jobs]
        assert codes == [404, 200, 200]


def test_a_finished_job_can_be_removed(room: Room) -> None:
    job = room.submit(*BOTH)
    room.wait(job)
    room.client.post(f"/jobs/{job}/cancel")
    assert room.client.get(f"/stories/{job}").status_code == 404
    assert room.client.post(f"/jobs/{job}/cancel").status_code == 404


def test_a_job_that_fails_says_why() -> None:
    with serving(no_encoder) as room:
        job = room.submit(*BOTH)
        failed = room.wait(job)
        assert (failed["state"], failed["next"]) == ("failed", None)
        assert failed["message"] == "the weights are damaged; install firsthand anew"
        page = room.client.get(f"/jobs/{job}")
        assert "the weights are damaged" in page.text
        assert 'http-equiv="refresh"' not in page.text
        assert room.client.get(f"/stories/{job}").status_code == 404
        assert room.left_behind == []


def test_a_process_that_dies_costs_one_job() -> None:
    with serving(DyingEncoder) as room:
        for _ in range(2):
            failed = room.wait(room.submit(*BOTH))
            assert (failed["state"], "ended in the middle" in failed["message"]) == ("failed", True)
        assert room.client.get("/").status_code == 200


def test_judgements_are_read_for_each_comparison(tmp_path: Path) -> None:
    file = tmp_path / "judged.jsonl"
    with serving(judgements=partial(read_judgements, str(file))) as room:
        assert room.wait(room.submit(*BOTH))["state"] == "done"
        file.write_text('{"apart": ["one", "two"]}\n', encoding="utf-8")
        job = room.submit(*BOTH)
        room.wait(job)
        exported = room.client.get(f"/stories/{job}/export/story.json").json()
        assert [story["reports"] for story in exported["stories"]] == [["one"], ["two"]]
        file.write_text("nonsense\n", encoding="utf-8")
        failed = room.wait(room.submit(*BOTH))
        assert "is no JSON" in failed["message"]
        with pytest.raises(UsageError):
            read_judgements(str(file))


def test_inputs_of_the_command_are_compared_at_once(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(ENGLISH, encoding="utf-8")
    with serving(inputs=[str(tmp_path), str(tmp_path / "lost.txt")]) as room:
        wait_until(lambda: "/stories/" in room.client.get("/").text)
        assert (tmp_path / "one.txt").exists()
        desk = room.client.get("/").text
        story = desk[desk.index("/stories/") :].partition('"')[0]
        assert "lost.txt: no such file" in room.client.get(story).text


def test_after_a_restart_old_pages_are_gone() -> None:
    with serving() as room:
        port = int(room.url.rpartition(":")[2])
        job = room.submit(*BOTH)
        room.wait(job)
    with serving(port=port) as room:
        assert room.url.endswith(str(port))
        assert room.client.get(f"/stories/{job}").status_code == 404
        assert room.wait(room.submit(*BOTH))["state"] == "done"
