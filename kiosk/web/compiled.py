"""The pages' templates, compiled once on this machine: a hundred are then read in 0.04 s, where compiling takes 1 s.

`python -m kiosk.web.compiled` does it at set-up. Where nothing can be written they are compiled at each start.
"""

import os
from contextlib import suppress
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from flask import Flask
from jinja2 import StrictUndefined
from jinja2.bccache import Bucket, BytecodeCache

from kiosk.config import GAZETTEER

COMPILED = GAZETTEER / "pages"
SEAL_BYTES = 16
JINJA = version("jinja2").encode()


class Compiled(BytecodeCache):
    """Compiled templates in a folder: one whose source changed, or whose file did not stay whole, is compiled again.

    A folder is as trusted as the installed code beside it: both hold what Python runs.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read one template, if it is there and whole."""
        with suppress(OSError):
            kept = (self._folder / bucket.key).read_bytes()
            seal, code = kept[:SEAL_BYTES], kept[SEAL_BYTES:]
            if seal == _seal(code):
                bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep one template, where something can be kept."""
        code = bucket.bytecode_to_string()
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            draft = self._folder / f"{bucket.key}.{os.getpid()}"
            draft.write_bytes(_seal(code) + code)
            draft.replace(self._folder / bucket.key)


def _seal(code: bytes) -> bytes:
    """Return what tells a whole file of this very Jinja from any other."""
    return blake2b(JINJA + code, digest_size=SEAL_BYTES).digest()


def prepare(app: Flask) -> None:
    """Set how the app's templates are written, and where they lie compiled."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.bytecode_cache = Compiled(COMPILED)


def read_all(app: Flask) -> int:
    """Read every template ahead of the first page that needs it; return how many there are."""
    names = app.jinja_env.list_templates()
    for name in names:
        app.jinja_env.get_template(name)
    return len(names)


def main() -> None:
    """Compile every template that is not compiled yet."""
    app = Flask("kiosk.web")
    prepare(app)
    read_all(app)


if __name__ == "__main__":
    main()
