"""Playlists: drafted by the kiosk, changed and approved by a person, followed by a better one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.errors import BadInput, NotFound
from kiosk.home.home import Home
from kiosk.home.knowing import guarded, listener
from kiosk.home.resting import refuse_while_resting
from kiosk.people.staff import Actor
from kiosk.playlists.builder import Wish, changes, draft, playable
from kiosk.playlists.care_for import careful, offered
from kiosk.playlists.familiarity import blocked
from kiosk.playlists.listener import Listener
from kiosk.playlists.picks import Approval, Pick, Playlist, Purpose
from kiosk.playlists.purposes import FOR_ONE, family_of
from kiosk.playlists.region_words import NAMES
from kiosk.units import PlaylistId, ResidentId, SongId

READY, MOST = 14, 20
"""Picks from the library: about 14, up to 20 where songs are short, for 30 to 45 minutes (evidence rule 7)."""
MOST_NEW = 2
"""Songs on trial in a list, once enough is known of the person."""
WANTED = 12
FEWEST_TO_APPROVE = 1


@dataclass(frozen=True)
class Split:
    """A playlist as staff see it: what can play now, and the wanted list."""

    ready: tuple[Pick, ...]
    wanted: tuple[Pick, ...]


def split(home: Home, playlist: Playlist) -> Split:
    """Return the picks the library can play and the rest, each in the list's order."""
    return Split(*playable(playlist.picks, home.shelf.recordings.keys()))


def new_draft(home: Home, resident: ResidentId, by: Actor, purpose: Purpose = Purpose.EVERYDAY) -> Playlist:
    """Draft a playlist from all that is known now, and keep it beside the approved one.

    Raises BadInput when too little is known, NotAllowed while the person's music rests (evidence rule 13).
    """
    refuse_while_resting(home, resident)
    picks = suggest(home, listener(home, resident), purpose, heard_elsewhere(home, resident, purpose))
    if not picks:
        raise BadInput("Tell where and when this person lived, or name one song: then the kiosk can suggest a list.")
    approved = home.store.playlists.approved(resident, purpose)
    news = changes(approved.picks, picks) if approved else ()
    waiting = draft_of(home, resident, purpose)
    made = waiting or Playlist(PlaylistId(home.new_id()), resident, purpose, (), home.now())
    return home.store.playlists.save(replace(made, picks=picks, made_at=home.now(), changes=news), by)


def suggest(
    home: Home,
    person: Listener,
    purpose: Purpose = Purpose.EVERYDAY,
    elsewhere: frozenset[SongId] = frozenset(),
) -> tuple[Pick, ...]:
    """Return picks for a person: those the library can play first, then those worth looking for.

    `elsewhere` are songs of the person's other lists, which are heard in turn with this one.
    """
    library = frozenset(home.shelf.recordings)
    care = person.care
    wish = replace(_wish(home, purpose), careful=care.gentle, elsewhere=elsewhere)
    lengths = {} if care.gentle else {song: one.duration for song, one in home.shelf.recordings.items() if one.duration}
    known = replace(wish, count=care.draws(MOST), only=library, lengths=lengths, most_new=MOST_NEW)
    ready = careful(draft(person, home.stock, known, NAMES), care, READY if care.gentle else MOST)
    best = careful(draft(person, home.stock, wish, NAMES), care.later(), READY + WANTED)
    wanted = sorted((pick for pick in best if pick.song.id not in library), key=lambda pick: -pick.score)
    return (*ready, *wanted[:WANTED])


def _wish(home: Home, purpose: Purpose) -> Wish:
    bpm = {song: one.bpm for song, one in home.shelf.recordings.items() if one.bpm and one.bpm_sure}
    return Wish(count=READY + WANTED, purpose=purpose, today=home.today(), bpm=bpm)


def heard_elsewhere(home: Home, resident: ResidentId, purpose: Purpose) -> frozenset[SongId]:
    """Return the songs of the person's approved lists that are heard in turn with those of `purpose`."""
    family = [other for other in family_of(purpose) if other is not purpose]
    others = [home.store.playlists.approved(resident, other) for other in family]
    return frozenset(pick.song.id for one in others if one for pick in one.picks)


def approved_for(home: Home, resident: ResidentId, purpose: Purpose | None = None) -> Playlist | None:
    """Return the approved list of a purpose; without one asked for, everyday's or the newest there is."""
    if purpose is not None:
        return home.store.playlists.approved(resident, purpose)
    return home.store.playlists.approved(resident, Purpose.EVERYDAY) or home.store.playlists.approved(resident)


def other_purposes(home: Home, resident: ResidentId) -> tuple[Purpose, ...]:
    """Return the purposes with an approved list that can play, beside the one that plays by itself."""
    usual = approved_for(home, resident)
    ready = [one for one in FOR_ONE if (kept := approved_for(home, resident, one)) and split(home, kept).ready]
    return tuple(one for one in ready if usual is None or one is not usual.purpose)


def draft_of(home: Home, resident: ResidentId, purpose: Purpose = Purpose.EVERYDAY) -> Playlist | None:
    """Return the draft waiting for approval, None when there is none."""
    lists = home.store.playlists.of(resident)
    return next((one for one in lists if one.state is Approval.DRAFT and one.purpose is purpose), None)


def move(home: Home, playlist: PlaylistId, song: SongId, step: int, revision: int, by: Actor) -> Playlist:
    """Move a pick up (step -1) or down (step 1) among its kind: ready or wanted."""
    kept = _editable(home, playlist, revision)
    parts = split(home, kept)
    ready, wanted = _moved(parts.ready, song, step), _moved(parts.wanted, song, step)
    return home.store.playlists.save(replace(kept, picks=(*ready, *wanted)), by)


def _moved(picks: Sequence[Pick], song: SongId, step: int) -> tuple[Pick, ...]:
    order = list(picks)
    place = next((index for index, pick in enumerate(order) if pick.song.id == song), None)
    if place is None:
        return tuple(order)
    pick = order.pop(place)
    order.insert(max(0, min(len(order), place + step)), pick)
    return tuple(order)


def drop(home: Home, playlist: PlaylistId, song: SongId, revision: int, by: Actor) -> Playlist:
    """Leave a song out of a draft."""
    kept = _editable(home, playlist, revision)
    picks = tuple(pick for pick in kept.picks if pick.song.id != song)
    return home.store.playlists.save(replace(kept, picks=picks), by)


def approve(home: Home, playlist: PlaylistId, revision: int, by: Actor) -> Playlist:
    """Approve a draft: from now on this is what plays."""
    kept = _editable(home, playlist, revision)
    if len(split(home, kept).ready) < FEWEST_TO_APPROVE:
        raise BadInput("Keep at least one song that the library can play, then approve the list.")
    approved = replace(kept, state=Approval.APPROVED, approved_by=by.name, approved_at=home.now())
    return home.store.playlists.save(approved, by)


def _editable(home: Home, playlist: PlaylistId, revision: int) -> Playlist:
    kept = home.store.playlists.get(playlist)
    if kept.state is not Approval.DRAFT:
        raise NotFound("This list is approved already: make a new draft to change it.")
    return replace(kept, revision=revision)


def wanted_songs(home: Home, resident: ResidentId) -> tuple[Pick, ...]:
    """Return what the person's lists want and the library lacks."""
    lists = [one for one in home.store.playlists.of(resident) if one.state is not Approval.RETIRED]
    picks = {pick.song.id: pick for one in lists for pick in split(home, one).wanted}
    return tuple(sorted(picks.values(), key=lambda pick: -pick.score))


def blocked_songs(home: Home, resident: ResidentId) -> tuple[SongId, ...]:
    """Return the songs of the person's approved lists, of every purpose, that a red flag blocks by now."""
    person = guarded(home, resident)
    approved = [one for one in home.store.playlists.of(resident) if one.state is Approval.APPROVED]
    return tuple(pick.song.id for one in approved for pick in one.picks if blocked(pick.song, person))


def allowed(picks: Sequence[Pick], person: Listener) -> tuple[Pick, ...]:
    """Return picks without any that a red flag blocks, or care leaves out, since the list was approved."""
    return offered([pick for pick in picks if not blocked(pick.song, person)], person.care)
