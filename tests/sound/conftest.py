"""One sound server and one set of recordings for all sound tests."""

from collections.abc import Iterator

import pytest

from tests.sound.server import SoundServer, sound_server


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SoundServer]:
    with sound_server(tmp_path_factory.mktemp("pulse")) as running:
        yield running
