"""Everything kept about one person, for them or whoever may ask on their behalf."""

import base64
import json
import sqlite3
from typing import Any

from kiosk.errors import NotFound
from kiosk.store.database import Database
from kiosk.store.moments import stamp
from kiosk.store.photos import Photos, shown
from kiosk.store.schema import GROUP_TABLES, RECORD_TABLES, SHARED
from kiosk.store.tinydb_storage import collection_for
from kiosk.units import ResidentId


def everything_about(database: Database, photos: Photos, resident: ResidentId) -> dict[str, Any]:
    """Return a person's documents, records, photos (base64) and audit lines; NotFound when there is nobody."""
    with database.reading() as link:
        documents = _documents(link, resident)
        records = {table: _records(link, table, resident) for table in RECORD_TABLES}
        if not documents and not any(records.values()):
            raise NotFound("Nobody is kept under this id, so there is nothing to export.")
        return {
            "resident": resident,
            "exported_at": stamp(database.clock()),
            "documents": documents,
            "records": records,
            "audit": _audit(link, resident),
            "photos": _photos(link, photos, resident),
        }


def _documents(link: sqlite3.Connection, resident: ResidentId) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for table, body in link.execute(
        "SELECT tbl, body FROM documents WHERE collection = ? ORDER BY tbl, id", (collection_for(resident),)
    ):
        found.setdefault(table, []).append(json.loads(body))
    return found


def _records(link: sqlite3.Connection, table: str, resident: ResidentId) -> list[Any]:
    """Return a person's records; of a group they were in, the session and its plays, without who else was there."""
    shared = table in GROUP_TABLES
    where = SHARED if shared else "resident = ?"
    given = (resident, resident) if shared else (resident,)
    rows = link.execute(f"SELECT body FROM {table} WHERE {where} ORDER BY at", given)  # noqa: S608
    return [_own(json.loads(body), resident) for (body,) in rows]


def _own(body: dict[str, Any], resident: ResidentId) -> dict[str, Any]:
    others = body.pop("others", None)
    return body | {"resident": resident, "in_a_group": True} if others else body | {"resident": resident}


def _audit(link: sqlite3.Connection, resident: ResidentId) -> list[dict[str, Any]]:
    rows = link.execute(
        "SELECT a.at, a.by_kind, a.action, a.tbl, d.body FROM audit a JOIN audit_details d USING (entry) "
        "WHERE d.resident = ? ORDER BY a.entry",
        (resident,),
    )
    return [
        {"at": at, "by": by, "action": action, "table": table, **_shown_details(json.loads(body))}
        for at, by, action, table, body in rows
    ]


def _shown_details(details: dict[str, Any]) -> dict[str, Any]:
    return {name: details[name] for name in ("by_name", "document", "fields")}


def _photos(link: sqlite3.Connection, photos: Photos, resident: ResidentId) -> dict[str, str]:
    """Return the person's photos that are whole; a damaged one is reported by the check, not exported."""
    whole = [key for key in sorted(shown(link, collection_for(resident))) if photos.is_whole(key)]
    return {key: base64.b64encode(photos.read(key)).decode() for key in whole}
