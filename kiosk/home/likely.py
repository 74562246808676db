"""Remembers, for one part of one day, in which order people are offered music."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from kiosk.care.likely import LOOK_BACK, likely_first, part_of
from kiosk.people.residents import Resident
from kiosk.store.store import Store
from kiosk.units import ResidentId


@dataclass
class LikelyToday:
    """The order of people, reckoned once for each part of a day: it neither costs time nor moves under a hand."""

    _key: object = None
    _order: tuple[ResidentId, ...] = ()
    _lock: Lock = field(default_factory=Lock)

    def first(self, store: Store, people: Sequence[Resident], now: datetime, page: int) -> list[Resident]:
        """Return everyone in pages of `page` people: the likeliest page first, within a page in the usual order.

        `now` is in the home's own time. With no more people than fit on one page nothing is moved.
        """
        if len(people) <= page:
            return list(people)
        ranked = self._ranked(store, [one.id for one in people], now)
        usual = {one.id: (place, one) for place, one in enumerate(people)}
        pages = [sorted(usual[one] for one in ranked[start : start + page]) for start in range(0, len(ranked), page)]
        return [one for shown in pages for _, one in shown]

    def _ranked(self, store: Store, people: list[ResidentId], now: datetime) -> tuple[ResidentId, ...]:
        key = (now.date(), part_of(now.hour), tuple(people))
        with self._lock:
            if self._key != key:
                since = now - LOOK_BACK
                starts = {
                    one: [session.began_at.astimezone(now.tzinfo) for session in store.records.sessions_of(one, since)]
                    for one in people
                }
                self._key, self._order = key, likely_first(people, starts, now)
            return self._order
