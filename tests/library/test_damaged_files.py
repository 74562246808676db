"""Songs of the catalogue in files damaged in twelve ways: what is linked is right, and most are linked."""

from kiosk.config import MEDIA
from kiosk.library.packs import load_catalogue
from tests.benchmarks.bench_matching import measure, precision, recall, total


def test_sure_links_are_right_and_most_files_are_linked() -> None:
    songs = list(load_catalogue([MEDIA / "packs", MEDIA / "songs"]).songs.values())
    whole = total(measure(songs, 40).values())
    assert whole.files >= 500
    assert precision(whole) >= 0.98
    assert recall(whole) >= 0.85
