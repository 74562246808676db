"""The packs that ship: readable line by line, large and varied enough, no record in them twice."""

import re
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

from kiosk.config import MEDIA
from kiosk.library.packs import load_catalogue
from kiosk.playlists.catalogue import Catalogue
from kiosk.playlists.folding import fold
from kiosk.playlists.songs import Song

PACKS = MEDIA / "packs"
HEADER = "title,performer,year,regions,language,genre,themes,energy,tempo,also,familiarity,sure"
LANGUAGES = frozenset(
    """
    af ak am ar arc az bar bbc bcl be bem bg bin bjn bm bn bo br bs ca ceb cs cy da de el en es et eu fa fi fo fr
    frp fur fy ga gaa gd gl gsw gu gv ha haw he hi hil hns hr ht hu hy id ig ijn ilo is it ja jv ka kab kg ki kk km
    kmb kn ko ksh ku kw la lad lb lg lij lmo ln lt lua luo lv mai mfe mg mi min mk ml mn mr ms mt my nan nap nd
    nds ne nl no nso ny oc or os pa pam pap pcm pi piu pl pms pra ps pt qu rap rm rn ro rom ru rw sa sah sc scn
    sco sd se si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt ty ug uk umb ur uz ve vec
    vi vmw wa wo xal xh yi yo yua yue za zh zu zxx
    """.split()
)
"""ISO 639 codes that older people's songs may carry: two letters where there are two."""
NEAR_YEARS = 2
PARTS_OF_A_COUNTRY = re.compile(r"\b[A-Z]{2}(?:-[A-Z]{2,})?\b")
_BRACKETS = re.compile(r"[(\[].*?[)\]]")
_OTHERS = re.compile(r" (?:and|with|featuring|feat) .*")


@pytest.fixture(scope="module")
def packs() -> Catalogue:
    return load_catalogue([PACKS])


def test_every_line_of_every_pack_can_be_read(packs: Catalogue) -> None:
    assert packs.problems == ()


def test_a_wrong_line_is_left_out_and_named(tmp_path: Path) -> None:
    lines = [HEADER, "Good Tune,,1930,IE,en,folk,,2,slow,,3,sure", "Bad Tune,,soon,IE,en,folk,,2,slow,,3,sure"]
    (tmp_path / "own.csv").write_text("\n".join(lines), encoding="utf-8")
    read = load_catalogue([tmp_path])
    assert [song.title for song in read.songs.values()] == ["Good Tune"]
    assert [(problem.pack, problem.line) for problem in read.problems] == [("own", 3)]


def test_every_pack_has_the_columns_of_the_readme_in_their_order() -> None:
    headers = {path.stem: path.read_text(encoding="utf-8-sig").partition("\n")[0].strip() for path in _files()}
    assert {pack: header for pack, header in headers.items() if header != HEADER} == {}


def test_there_are_packs_and_songs_enough(packs: Catalogue) -> None:
    assert len({song.pack for song in packs.songs.values()}) >= 40
    assert len(packs.songs) >= 5_000


def test_no_pack_is_nearly_empty(packs: Catalogue) -> None:
    sizes = Counter(song.pack for song in packs.songs.values())
    assert {path.stem: sizes[path.stem] for path in _files() if sizes[path.stem] < 20} == {}


def test_the_years_reach_from_1900_to_1985_without_a_gap(packs: Catalogue) -> None:
    years = sorted({song.year for song in packs.songs.values() if song.year})
    assert years[0] == 1900
    assert years[-1] >= 1985
    assert [pair for pair in pairwise(years) if pair[1] - pair[0] > 1 and pair[0] < 1985] == []


def test_every_region_the_readme_names_has_a_song(packs: Catalogue) -> None:
    held = {code for song in packs.songs.values() for code in song.regions}
    assert _regions_of_the_readme() - held == set()


def test_languages_are_codes_people_speak(packs: Catalogue) -> None:
    strange = {song.language: f"{song.title} ({song.pack})" for song in packs.songs.values()}
    assert {code: song for code, song in strange.items() if code not in LANGUAGES} == {}


def test_no_record_stands_twice(packs: Catalogue) -> None:
    """Two entries of one title, performer and time would both reach one list (README: one song, one pack)."""
    alike: dict[tuple[str, str], list[Song]] = defaultdict(list)
    for song in packs.songs.values():
        if song.performer:
            alike[fold(_BRACKETS.sub("", song.title) or song.title), _lead(song)].append(song)
    assert [_both(one, other) for songs in alike.values() for one, other in pairwise(songs) if _near(one, other)] == []


def test_no_instrumental_stands_twice_under_two_names_where_both_are_heard(packs: Catalogue) -> None:
    alike: dict[tuple[str, str], list[Song]] = defaultdict(list)
    for song in packs.songs.values():
        if song.language == "zxx" and song.performer:
            for title in {fold(title) for title in (song.title, *song.also) if " by " not in title}:
                alike[title, _lead(song)].append(song)
    twice = [
        _both(one, other)
        for (title, _), songs in alike.items()
        for one, other in pairwise(songs)
        if title in {fold(one.title), fold(other.title)} and set(one.regions) & set(other.regions)
    ]
    assert twice == []


def _files() -> list[Path]:
    return sorted(PACKS.glob("*.csv"))


def _regions_of_the_readme() -> set[str]:
    words = (PACKS / "README.md").read_text(encoding="utf-8")
    return set(PARTS_OF_A_COUNTRY.findall(words.split("**Regions.**")[1].split("**Genres.**")[0])) - {"YU"}


def _lead(song: Song) -> str:
    return _OTHERS.sub("", fold(song.performer)).removeprefix("the ")


def _near(one: Song, other: Song) -> bool:
    return one.year is not None and other.year is not None and abs(one.year - other.year) <= NEAR_YEARS


def _both(one: Song, other: Song) -> str:
    return f"{one.title} by {one.performer}: {one.pack} and {other.pack}"


def test_a_pack_edited_while_the_kiosk_runs_is_read_anew(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text(f"{HEADER}\nOur Street,,1950,IE,en,pop,,,,,,\n", encoding="utf-8")
    assert [song.title for song in load_catalogue([tmp_path]).songs.values()] == ["Our Street"]
    assert load_catalogue([tmp_path]) is load_catalogue([tmp_path]), "what is unchanged is not read again"
    own.write_text(f"{HEADER}\nOur Street,,1950,IE,en,pop,,,,,,\nOur Lane,,1951,IE,en,pop,,,,,,\n", encoding="utf-8")
    assert len(load_catalogue([tmp_path]).songs) == 2
