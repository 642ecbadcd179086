"""What all tests share: a cache folder of their own, the encoders, and the browser."""

import os
import shutil

import pytest

from firsthand.engines.e5 import E5Encoder
from firsthand.engines.fake import FakeEncoder

FOLDERS = ("FIRSTHAND_CACHE", "FIRSTHAND_DATA")


@pytest.fixture(scope="session", autouse=True)
def cache_of_this_run(tmp_path_factory):
    """Keep the tests, and the commands they start, out of the user's folders."""
    before = {name: os.environ.get(name) for name in FOLDERS}
    for name in FOLDERS:
        os.environ[name] = str(tmp_path_factory.mktemp(name.lower()))
    yield
    for name, value in before.items():
        if value is None:
            del os.environ[name]
        else:
            os.environ[name] = value


@pytest.fixture(scope="session")
def encoder(cache_of_this_run):
    """Return the default encoder, loaded once for all tests."""
    return E5Encoder(threads=1)


@pytest.fixture(scope="session")
def fake_encoder():
    return FakeEncoder()


def find_chromium():
    """Return the path of the browser, or None."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


def pytest_runtest_setup(item):
    """Skip browser tests where there is no browser; on CI that is a failure."""
    if item.get_closest_marker("browser") is None or find_chromium():
        return
    if os.environ.get("CI") == "true":
        pytest.fail("browser tests need Chromium, and it could not be installed", pytrace=False)
    pytest.skip("browser tests need Chromium: install it (scripts/chromium.sh)")


@pytest.fixture(scope="session")
def chromium():
    """Return the browser's path, for tests marked ``browser``."""
    return find_chromium()
