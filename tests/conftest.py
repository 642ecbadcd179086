"""What all tests share: a cache folder of their own, and the encoders."""

import os

import pytest

from firsthand.engines.e5 import E5Encoder
from firsthand.engines.fake import FakeEncoder


@pytest.fixture(scope="session", autouse=True)
def cache_of_this_run(tmp_path_factory):
    """Keep the tests, and the commands they start, out of the user's cache folder."""
    before = os.environ.get("FIRSTHAND_CACHE")
    os.environ["FIRSTHAND_CACHE"] = str(tmp_path_factory.mktemp("cache"))
    yield
    if before is None:
        del os.environ["FIRSTHAND_CACHE"]
    else:
        os.environ["FIRSTHAND_CACHE"] = before


@pytest.fixture(scope="session")
def encoder(cache_of_this_run):
    """Return the default encoder, loaded once for all tests."""
    return E5Encoder(threads=1)


@pytest.fixture(scope="session")
def fake_encoder():
    return FakeEncoder()
