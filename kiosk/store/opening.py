"""Opening a home: what must be true of its files before anybody reads them."""

from contextlib import closing

from kiosk.errors import NotFound, StoreUnavailable
from kiosk.store import rescue, schema
from kiosk.store.files import HomeFiles, free_bytes
from kiosk.store.trouble import DatabaseError, trouble_of

SET_ASIDE = "before-restore-*"
"""The folders a restore leaves behind."""


def prepare(files: HomeFiles) -> None:
    """Make a new home's database, or mend, check and upgrade the one that is there.

    StoreUnavailable, in a sentence, when what is there cannot be used; it is then left as it is.
    """
    try:
        rescue.at_start(files)
        if not files.database.exists():
            _refuse_a_home_that_lost_its_database(files)
            schema.create(files)
        _refuse_empty(files)
        with closing(schema.connect(files.database, writes=True)) as link:
            schema.upgrade(link, files)
    except (*DatabaseError, OSError) as error:
        raise StoreUnavailable(_words(files, error)) from error


def look(files: HomeFiles) -> None:
    """Make sure a home can be looked at without changing anything in it."""
    if not files.database.exists():
        raise NotFound(f"There is no kiosk home in {files.home}. Check the folder's name.")
    try:
        with closing(schema.connect(files.database, writes=False)) as link:
            found = schema.version_of(link)
    except DatabaseError as error:
        raise StoreUnavailable(_words(files, error)) from error
    schema.refuse_newer(found)
    if found < schema.VERSION:
        raise StoreUnavailable("This home was kept by an older kiosk. Start the kiosk once, it upgrades the home.")


def _refuse_a_home_that_lost_its_database(files: HomeFiles) -> None:
    """An empty home in the place of a full one would look like everything was forgotten: say so instead."""
    if any(files.photos.glob("*.jpg")) or any(files.home.glob(SET_ASIDE)) or any(files.older_databases()):
        raise StoreUnavailable(f"kiosk.db is missing from {files.home}. Restore the newest backup into it.")


def _refuse_empty(files: HomeFiles) -> None:
    if files.database.stat().st_size == 0:
        raise StoreUnavailable(f"{files.database} is empty. Restore the newest backup.")


def _words(files: HomeFiles, error: Exception) -> str:
    if isinstance(error, OSError):
        return f"{files.home} cannot be used ({error.strerror}). Check the disk and the folder's owner."
    return str(trouble_of(error, free_bytes(files.home)) or f"{files.database} cannot be opened: {error}.")
