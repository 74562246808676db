"""The staff pages, put together."""

from flask import Blueprint

from kiosk.web.staff import (
    auditioning,
    caring,
    entering,
    family,
    goals,
    going,
    grouping,
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
    library,
    library_upload,
    papers,
    managing,
):
    part.routes(bp)
