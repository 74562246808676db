"""The staff pages, put together."""

from flask import Blueprint

from kiosk.web.staff import (
    auditioning,
    caring,
    entering,
    family,
    grouping,
    interviewing,
    library,
    library_upload,
    lists,
    managing,
    papers,
    people,
    seeing,
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
    library,
    library_upload,
    papers,
    managing,
):
    part.routes(bp)
