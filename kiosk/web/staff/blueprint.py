"""The staff pages, put together."""

from flask import Blueprint

from kiosk.web.staff import (
    auditioning,
    caring,
    clock,
    entering,
    family,
    goals,
    going,
    grouping,
    hearing,
    helping,
    interviewing,
    library,
    library_upload,
    lists,
    looking_again,
    managing,
    measuring,
    papers,
    people,
    reviewing,
    room_sound,
    seeing,
    seen,
    story,
    told_now,
)

bp = Blueprint("staff", __name__, url_prefix="/staff")

for part in (
    entering,
    people,
    story,
    interviewing,
    caring,
    hearing,
    clock,
    told_now,
    auditioning,
    lists,
    grouping,
    family,
    seeing,
    seen,
    looking_again,
    going,
    goals,
    reviewing,
    measuring,
    helping,
    library,
    library_upload,
    papers,
    managing,
    room_sound,
):
    part.routes(bp)
