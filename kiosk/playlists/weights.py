"""Every weight of the familiarity model in one table, each with the rule it comes from.

Score = source x age weight x place x fame x taste x learned response (evidence rule 1). Weights without a rule are
the product's own choice; evidence marks them as design values.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.playlists.listener import Source
from kiosk.playlists.songs import Sureness


@dataclass(frozen=True)
class Weights:
    """Every weight of the familiarity model, with the rule it comes from."""

    source: Mapping[Source, float] = field(
        default_factory=lambda: {Source.PERSON: 1.0, Source.FAMILY: 0.9, Source.STAFF: 0.8, Source.CHARTS: 0.5}
    )
    """Evidence rule 1."""
    same_language: float = 0.6
    elsewhere: float = 0.3
    """Evidence rule 3; heard where the person lived counts by the place's own weight, up to 1."""
    fame: tuple[float, ...] = (0.25, 0.45, 0.72, 1.0, 1.25)
    """By how big the song was there, 1 to 5: charts say what many heard, not what everybody kept (evidence A11)."""
    evergreen_age: float = 0.62
    """In place of the age curve for hymns, carols and traditional song, learned outside the charts."""
    first_language: float = 1.6
    """Factor for a song in the language somebody said comes first."""
    brought_along: float = 1.15
    never_spoken: float = 0.9
    """Factors where languages are only guessed from a move: what was sung before it comes back in the first language
    (evidence A14), and a language of neither country is the strangest."""
    without_words: float = 0.6
    strange_language: float = 0.5
    """Factors for music without words, and for a song in a language nobody said the person speaks."""
    performer_named: float = 0.7
    """As a source, when someone named the performer but not this song."""
    taste: float = 1.25
    """Factor for a genre the person is said to like."""
    from_away: float = 0.93
    """For a song heard here that was more at home elsewhere."""
    next_door: float = 0.35
    """For a song that only a community of the country sang, in a language the person does not speak."""
    parents: float = 0.25
    """For songs of the parents' youth, where their music was played at home (evidence A9): at most 0.25."""
    replay: float = 0.15
    widest_reach: int = 8
    """What is heard in many places is played again for decades, and replay explains recognition (evidence A11)."""
    topped: float = 0.05
    most_topped: int = 3
    """For each place a song topped, up to three, where its row does not say how big it was here: the biggest of several
    places were heard everywhere and are played to this day (evidence A11)."""
    sureness: Mapping[Sureness, float] = field(
        default_factory=lambda: {Sureness.SURE: 1.0, Sureness.LIKELY: 0.95, Sureness.DOUBTFUL: 0.8}
    )
    """A line whose year and performer nobody is sure of is a weaker guess."""
    sure_response: float = 0.7
    """From this mean rating on, staff saw a good response (source 0.8, evidence rule 1)."""
    prior: float = 0.5
    prior_count: int = 2
    """Learned response = (2 x prior + sum of ratings) / (n + 2) (evidence rule 5)."""

    def famous(self, grade: int) -> float:
        """Return the weight of how big a song was, by its grade 1 to 5."""
        return self.fame[max(1, min(len(self.fame), grade)) - 1]

    def topped_in(self, places: int) -> float:
        """Return the weight of having topped the year in so many other places."""
        return 1 + self.topped * min(self.most_topped, places)

    @property
    def most_famous(self) -> float:
        """The weight of the very biggest songs."""
        return max(self.fame)


WEIGHTS = Weights()
