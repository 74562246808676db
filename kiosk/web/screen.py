"""How large a millimetre is on the kiosk's screen, from its stored diagonal (evidence rule 21)."""

from math import hypot

from flask import Blueprint, Response

from kiosk.home.home import Home
from kiosk.web.context import home

bp = Blueprint("screen", __name__)

DIAGONAL_INCH = 15.6
WIDTH_PX, HEIGHT_PX = 1280, 800
MM_PER_INCH = 25.4


def pixels_per_mm(kiosk: Home) -> float:
    """Return CSS pixels per millimetre; 3.8 for the usual 15.6-inch screen at 1280 x 800."""
    stored = kiosk.store.settings.get("screen", {})
    inch = float(stored.get("inch", DIAGONAL_INCH))
    width, height = int(stored.get("width", WIDTH_PX)), int(stored.get("height", HEIGHT_PX))
    return round(hypot(width, height) / (inch * MM_PER_INCH), 3)


@bp.get("/screen.css")
def screen_css() -> Response:
    """Serve the one size that differs from kiosk to kiosk."""
    return Response(f":root {{ --mm: {pixels_per_mm(home())}px; }}\n", mimetype="text/css")
