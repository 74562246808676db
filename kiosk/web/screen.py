"""How large a millimetre is on the kiosk's screen, and the rules its pages carry (evidence rules 21 to 26)."""

from zlib import crc32

from flask import Blueprint, Response

from kiosk.home.keys import keys_for_page
from kiosk.home.screen_rules import Look, ScreenRules, rules_of
from kiosk.web.context import home
from kiosk.web.resident.model import Touch

bp = Blueprint("screen", __name__)
LOOKS = {Look.LIGHT: "light", Look.EVENING: "evening", Look.CONTRAST: "contrast"}


def touch_of(rules: ScreenRules, look: str = "") -> Touch:
    """Return what the shell of a resident's page carries now; `look` shows another one."""
    now, keys = home().now().astimezone(), keys_for_page(home())
    return Touch(
        mm=rules.mm,
        repeat_ms=rules.repeat_ms,
        hold_ms=rules.hold_ms,
        slop_mm=rules.slop_mm,
        reach_mm=rules.reach_mm,
        idle_s=rules.idle_s,
        glass=rules.glass,
        look=look or LOOKS[rules.look_at(now)],
        low=rules.low,
        rules=f"{crc32(repr((rules, keys)).encode()):x}",
        keys=keys,
    )


@bp.get("/screen.css")
def screen_css() -> Response:
    """Serve the one size that differs from kiosk to kiosk."""
    return Response(f":root {{ --mm: {rules_of(home()).mm}px; }}\n", mimetype="text/css")
