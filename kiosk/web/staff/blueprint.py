"""The staff pages, put together."""

from flask import Blueprint

from kiosk.web.staff import entering, family, lists, managing, people, seeing, story

bp = Blueprint("staff", __name__, url_prefix="/staff")

for part in (entering, people, story, lists, family, seeing, managing):
    part.routes(bp)
