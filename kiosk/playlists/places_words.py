"""Taking apart how people say where they come from: owns filler words, state codes and years in the words."""

import re

from kiosk.playlists.folding import fold

_STATE_CODE = re.compile(r"(?<=[\w.],)\s*([A-Z])\.?\s?([A-Z])\.?(?=\s*$|\s*[,;)])|(?<=\w)\s+([A-Z]{2})\s*$")
_YEAR = re.compile(r"\b(1[89]\d\d|20[0-2]\d)\b")

FILLER = frozenset(
    """
    a about after all along also always an and another apartment are area around as at away back bay beach
    before beside between bit border born both boy brought bungalow but by cabin called came camp centre child
    city close coast colony come confederation convent cottage council country countryside county croft dairy
    day days deep district down during east eastern edge emigrated england's estate family far farm farmhouse
    father few five foot for former formerly four from ghetto girl goldfields grand grew had half hamlet he
    her here high hill hills his home homestead hospital house i in independence inland inner inside into is
    island isle it its just kind known lake land later left little live lived living long lower main many
    market me mid middle miles mill mine mining monastery moor mother mountain mountains my named near nearby
    new next nine north northern not now of off old on once one only or originally orphanage our out outer
    outside over palace parents parish part partition peninsula people people's place plantation port pre
    proper quarter railway raised ranch real region remote republic reservation reserve revolution river road
    rural same school sea seaside second shack shanty sharecropper sharecropper's she shore shtetl side since
    small so some somewhere south southern spent square station still street suburb suburbs swabian tenement
    that the their then there they three till time to today took town township tribal two under until up upper
    used valley very via village war was way we well went were west western what when where which who wild
    with within world year years young your
    """.split()
)
"""Words that are never a place by themselves."""

ADJECTIVES = frozenset(
    """
    american argentine armenian australian austrian belgian bohemian brazilian british bulgarian canadian
    catholic chinese colonial croatian czech danish dutch english estonian ethnic finnish french german greek
    hungarian imperial indian irish italian japanese jewish korean latvian lithuanian native occupied orthodox
    ottoman persian polish portuguese protestant romanian russian scottish serbian slovak slovenian soviet
    spanish swedish swiss turkish ukrainian welsh
    """.split()
)
"""Peoples and faiths: they colour a place but do not name it."""


def place_words(said: str, states: dict[str, str]) -> list[str]:
    """The words in order, folded, with US state codes ("Butte, MT") spelt out; `states` is code to name."""

    def spell(found: re.Match[str]) -> str:
        code = (found[1] or "") + (found[2] or "") or found[3]
        return f" {states[code]} " if code in states else found.group()

    return fold(_STATE_CODE.sub(spell, said.strip())).split()


def year_said(said: str) -> int | None:
    """A year in the words themselves, as in "Lahore before 1947"; the year before it when they say "before"."""
    found = _YEAR.search(said)
    if found is None:
        return None
    return int(found[1]) - (1 if re.search(r"before\W+$", said[: found.start()], re.IGNORECASE) else 0)
