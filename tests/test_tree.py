"""What is kept under version control names no machine and no host that packages come from."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = ["requirements-build.txt", "requirements-dev.txt", "requirements.txt"]
# Written in pieces, so that this file does not hold what it looks for.
FOLDERS = ["/".join(("", *names, "")) for names in (["work", "main"], ["root"], ["home"])]
TEMPORARY = "/".join(("", "tmp", "w", ""))
HOSTS = [
    ".".join(names)
    for names in (
        ["pypi", "org"],
        ["pythonhosted", "org"],
        ["registry", "npmjs", "org"],
        ["registry", "yarnpkg", "com"],
        ["deb", "debian", "org"],
        ["proxy", "golang", "org"],
    )
]
PIN = re.compile(r"^([a-z0-9.-]+)==(\S+)", re.MULTILINE)


def kept():
    """Return the text files under version control."""
    try:
        done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    paths = [ROOT / name for name in done.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


@pytest.mark.parametrize("word", [*FOLDERS, TEMPORARY, *HOSTS])
def test_no_file_names_this_machine_or_a_registry(word):
    assert [str(p.relative_to(ROOT)) for p in kept() if word.encode() in p.read_bytes()] == []


def pins(lock):
    return PIN.findall((ROOT / lock).read_text(encoding="utf-8"))


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_one_version_with_hashes(lock):
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", "")
    lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    assert len(lines) > 5
    for line in lines:
        assert PIN.match(line), line
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", line), line


def test_the_locks_agree_on_versions():
    assert set(pins("requirements.txt")) <= set(pins("requirements-dev.txt"))
    development = dict(pins("requirements-dev.txt"))
    for name, version in pins("requirements-build.txt"):
        assert development.get(name, version) == version


def test_every_dependency_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extra = project["optional-dependencies"]["dev"]
    for lock, wanted in [
        ("requirements.txt", project["dependencies"]),
        ("requirements-dev.txt", [*project["dependencies"], *extra]),
    ]:
        names = {name for name, _ in pins(lock)}
        assert {re.split(r"[<>=~!\[; ]", d, maxsplit=1)[0].lower() for d in wanted} <= names
