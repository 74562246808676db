"""Inviting family, and deciding on the memories they give."""

from dataclasses import dataclass
from io import BytesIO

import segno
from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from kiosk.errors import KioskError
from kiosk.home import family, life
from kiosk.people.memories import Memory, Verdict
from kiosk.people.staff import Role
from kiosk.playlists.finder import Hit
from kiosk.units import InvitationId, MemoryId, SongId
from kiosk.web.context import acting, for_staff, home
from kiosk.web.forms import Filled, number, status_of, typed
from kiosk.web.network import own_address, phones_can_reach
from kiosk.web.staff.people import someone
from kiosk.web.words import day_words


def routes(bp: Blueprint) -> None:
    """Add the pages of this module to the staff blueprint."""
    at = "/people/<resident>/family"
    bp.add_url_rule(at, "family", of_person)
    bp.add_url_rule(at, "invite", invite, methods=["POST"])
    bp.add_url_rule(f"{at}/<invitation>/withdraw", "withdraw", withdraw, methods=["POST"])
    bp.add_url_rule("/memories", "memories", memories)
    bp.add_url_rule("/memories/<memory>", "memory", memory)
    bp.add_url_rule("/memories/<memory>", "decide", decide, methods=["POST"])


@for_staff(Role.LEAD)
def of_person(resident: str) -> str:
    """Show who was invited, what they gave, and the form to invite someone."""
    return _page(resident, Filled())


def _page(resident: str, form: Filled) -> str:
    person = someone(resident)
    store = home().store
    return render_template(
        "staff/family.html",
        person=person,
        invitations=store.invitations.of(person.id),
        memories=store.memories.of(person.id),
        form=form,
        now=home().now(),
        day=day_words,
    )


@for_staff(Role.LEAD)
def invite(resident: str) -> ResponseReturnValue:
    """Make an invitation and show its link and QR code, this once."""
    person = someone(resident)
    try:
        made, token = family.invite(
            home(), person.id, request.form.get("relative", ""), request.form.get("relation", ""), acting()
        )
    except KioskError as error:
        return _page(resident, typed(error)), status_of(error)
    link = f"{own_address(home())}{url_for('family.invited')}#{token}"
    return render_template(
        "staff/invitation.html",
        person=person,
        invitation=made,
        link=link,
        qr=qr_code(link),
        until=day_words(made.expires_at),
        reachable=phones_can_reach(home()),
    )


def qr_code(link: str) -> Markup:
    """Return a QR code as a picture within the page, dark on light, with a quiet edge."""
    out = BytesIO()
    segno.make(link, error="m").save(
        out,
        kind="svg",
        scale=6,
        border=4,
        dark="#2a211c",
        light="#fff9ee",
        xmldecl=False,
        svgns=True,
        nl=False,
        title="QR code of the link",
    )
    return Markup(out.getvalue().decode())  # noqa: S704  made by segno from our own link


@for_staff(Role.LEAD)
def withdraw(resident: str, invitation: str) -> ResponseReturnValue:
    """Take an invitation back."""
    family.withdraw(home(), InvitationId(invitation), acting())
    return redirect(url_for("staff.family", resident=resident), 303)


@dataclass(frozen=True)
class Waiting:
    """One memory that waits for staff."""

    memory: Memory
    called: str


@for_staff(Role.LEAD)
def memories() -> str:
    """Show the memories that wait."""
    waiting = [
        Waiting(memory, home().store.residents.get(memory.resident).called)
        for memory in home().store.memories.waiting()
    ]
    return render_template("staff/memories.html", waiting=waiting, day=day_words)


@for_staff(Role.LEAD)
def memory(memory: str) -> str:
    """Show one memory and ask which song it means and whether it may be shown."""
    kept = home().store.memories.get(MemoryId(memory))
    return _memory(kept)


def _memory(kept: Memory, error: str = "") -> str:
    hits: tuple[Hit, ...] = home().finder.find(kept.song_words, 5).hits
    return render_template(
        "staff/memory.html",
        memory=kept,
        person=home().store.residents.get(kept.resident),
        hits=hits,
        meant=home().song(kept.song) if kept.song else None,
        given=day_words(kept.given_at),
        error=error,
    )


@for_staff(Role.LEAD)
def decide(memory: str) -> ResponseReturnValue:
    """Approve or decline a memory."""
    kept = home().store.memories.get(MemoryId(memory))
    chosen = SongId(request.form.get("song", ""))
    verdict = Verdict.APPROVED if request.form.get("do") == "approve" else Verdict.DECLINED
    song = chosen if home().song(chosen) else None
    try:
        family.decide(home(), kept.id, verdict, song, number("revision"), acting())
    except KioskError as error:
        return _memory(kept, str(error)), status_of(error)
    life.silence_what_is_blocked(home(), kept.resident)
    return redirect(url_for("staff.memories"), 303)
