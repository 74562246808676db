"""What a draft leaves out unseen could never have joined it."""

import random
from dataclasses import replace
from itertools import count
from math import isclose

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.playlists.bounds import Bounds
from kiosk.playlists.familiarity import Familiarity
from kiosk.playlists.judging import PLENTY, Judge
from kiosk.playlists.listener import Exposure, Listener
from kiosk.playlists.songs import Song, Sureness
from kiosk.playlists.stock import Stock
from kiosk.playlists.wish import Wish
from kiosk.units import SongId, Year

REGIONS = ("IE", "GB", "GB-SCT", "US", "US-BLACK", "FR", "IN-HINDI", "TT", "JP")
NORA = Listener(
    "Nora",
    Year(1936),
    exposures=(
        Exposure(Year(1936), Year(1955), {"IE": 1.0, "GB": 0.5, "US": 0.4}, label="Kerrin"),
        Exposure(Year(1956), Year(2026), {"TT": 1.0, "US": 0.6, "GB": 0.5}, label="Port Alder"),
    ),
    languages=("en", "ga"),
    moved=((Year(1956), "TT"),),
)
LIVES = (
    NORA,
    replace(NORA, speaks=("ga", "en"), tastes=frozenset({"pop"})),
    replace(NORA, birth=None),
    replace(NORA, moved=(), parents=(Year(1925), Year(1935))),
    replace(NORA, exposures=()),
    replace(NORA, languages=("ga", "hi"), moved=((Year(1956), "FR"),)),
)
numbers = count()


@st.composite
def songs(draw: st.DrawFn) -> Song:
    regions = draw(st.lists(st.sampled_from(REGIONS), min_size=1, max_size=4, unique=True))
    return Song(
        SongId(f"s{next(numbers)}"),
        f"Title {next(numbers)}",
        draw(st.sampled_from(("", "Ann", "Ben"))),
        draw(st.none() | st.integers(1920, 1985).map(Year)),
        tuple(regions),
        draw(st.sampled_from(("en", "ga", "fr", "hi", "zxx"))),
        draw(st.sampled_from(("pop", "country", "hymn", "traditional"))),
        familiarity=draw(st.integers(1, 4)),
        graded=tuple((code, draw(st.integers(1, 5))) for code in regions if draw(st.booleans())),
        sure=draw(st.sampled_from(list(Sureness))),
    )


@settings(deadline=None, max_examples=60)
@given(st.lists(songs(), min_size=1, max_size=40), st.sampled_from(LIVES))
def test_no_song_scores_more_than_its_bounds(catalogue: list[Song], life: Listener) -> None:
    stock, model = Stock.of(catalogue), Familiarity(life)
    bounds = Bounds(model, stock)
    for year, groups in stock.years.items():
        for alike, most in zip(groups, bounds.of_groups(year), strict=True):
            for group in alike:
                score = model.quick_score(group[0])
                assert score <= most * bounds.of_fame(group[0], model.reached_in(alike[0][0])) + 1e-9
                assert most <= bounds.of_year(year) + 1e-9


@settings(deadline=None, max_examples=8)
@given(st.integers(0, 999), st.sampled_from(LIVES))
def test_a_draft_knows_the_same_best_songs_as_scoring_all_of_them(seed: int, life: Listener) -> None:
    chance = random.Random(seed)
    catalogue = [
        Song(
            SongId(f"s{number}"),
            f"Title {number}",
            year=Year(1930 + number % 40),
            regions=tuple(chance.sample(REGIONS, chance.randint(1, 4))),
            language=chance.choice(("en", "ga", "hi")),
            genre=chance.choice(("pop", "country")),
            familiarity=chance.randint(1, 4),
            graded=(("TT", chance.randint(1, 5)), ("IE", chance.randint(1, 5))),
        )
        for number in range(PLENTY * 2)
    ]
    judge = Judge(Familiarity(life), Wish())
    found = sorted((one.score for one in judge.candidates(Stock.of(catalogue), chance.random)), reverse=True)
    every = sorted(map(judge.model.quick_score, catalogue), reverse=True)
    assert len(found) >= PLENTY
    assert all(isclose(one, other) for one, other in zip(found, every, strict=False))


def test_songs_of_one_group_were_as_big_in_every_place() -> None:
    alike = Song(SongId("a"), "A", "Ann", Year(1955), ("IE", "GB"), "en", "pop")
    stock = Stock.of([alike, replace(alike, id=SongId("b"), title="B", graded=(("IE", 5),))])
    assert [len(group) for groups in stock.years[Year(1955)] for group in groups] == [1, 1]
