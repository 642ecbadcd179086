"""Nothing is sent, and nothing is kept but in the folder that is ours."""

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = """
import sys
tried = []
def watch(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.sendto"}:
        tried.append((event, str(arguments[1:])))
sys.addaudithook(watch)
from firsthand.engines.e5 import E5Encoder
E5Encoder(threads=1).pooled(["One sentence."])
assert tried == [], tried
"""


def test_encoding_leaves_no_trace_outside_the_cache_folder(tmp_path):
    places = {name: tmp_path / name for name in ("home", "temporary", "cache")}
    for place in places.values():
        place.mkdir()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ORT_")}
    environment |= {
        "HOME": str(places["home"]),
        "XDG_CACHE_HOME": str(places["home"] / ".cache"),
        "TMPDIR": str(places["temporary"]),
        "FIRSTHAND_CACHE": str(places["cache"]),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    subprocess.run([sys.executable, "-c", PROGRAM], env=environment, check=True)
    left = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert left
    assert {Path(path).relative_to(tmp_path).parts[0] for path in left} == {"cache"}
