from hypothesis import given
from hypothesis import strategies as st

from kiosk.store.rows import Body, Change, State, changes, checksum

BODIES = st.dictionaries(st.sampled_from("abcd"), st.none() | st.integers() | st.lists(st.integers(), max_size=2))
STATES: st.SearchStrategy[State] = st.dictionaries(
    st.sampled_from(["stories", "playlists"]), st.dictionaries(st.sampled_from("123"), BODIES)
)


def applied(state: State, found: list[Change]) -> State:
    """Do the changes by hand, the slow and plain way."""
    result = {table: dict(documents) for table, documents in state.items()}
    for change in found:
        documents = result.setdefault(change.table, {})
        if change.after is None:
            del documents[change.id]
        else:
            documents[change.id] = change.after
    return {table: documents for table, documents in result.items() if documents}


@given(STATES, STATES)
def test_the_changes_lead_from_one_state_to_the_other(before: State, after: State) -> None:
    expected = {table: documents for table, documents in after.items() if documents}
    assert applied(before, list(changes(before, after))) == expected


@given(STATES)
def test_nothing_changed_is_nothing_to_write(state: State) -> None:
    assert list(changes(state, state)) == []


def test_a_change_names_the_fields_that_differ_but_not_the_revision() -> None:
    before: Body = {"called": "Maeve", "notes": [1], "revision": 1}
    after: Body = {"called": "Mae", "notes": [1], "revision": 2, "new": None, "more": 1}
    assert Change("residents", "r-1", before, after).fields() == ("called", "more")


@given(st.binary(min_size=1), st.data())
def test_one_flipped_bit_changes_the_checksum(body: bytes, data: st.DataObject) -> None:
    position = data.draw(st.integers(0, len(body) * 8 - 1))
    flipped = bytearray(body)
    flipped[position // 8] ^= 1 << (position % 8)
    assert checksum("stories", body) != checksum("stories", bytes(flipped))


def test_a_checksum_knows_where_one_part_ends() -> None:
    assert checksum("ab", "c") != checksum("a", "bc")
    assert checksum(None, "") != checksum("", None)
