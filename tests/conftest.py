"""What all tests share: where the shared material lies, and a cache of their own."""

from pathlib import Path

import hypothesis
import pytest

REPOSITORY = Path(__file__).resolve().parents[1]

# A busy machine is no fault of the code; pytest-timeout watches what hangs.
hypothesis.settings.register_profile("tifa", deadline=None)
hypothesis.settings.load_profile("tifa")


@pytest.fixture(scope="session", autouse=True)
def cache_of_the_tests(tmp_path_factory):
    """Keep the user's own cache out of every test, and every test out of it."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TIFA_CACHE", str(folder))
        yield folder


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real corpora beside the checkout; they are not part of the repository."""
    folder = REPOSITORY.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"needs the shared material in {folder}, which is not there")
    return folder


@pytest.fixture(scope="session")
def cgwr(shared):
    """The State Council's reports, 1954–2026, read once."""
    from analysis import read_corpus

    return read_corpus(shared / "corpora" / "cgwr")
