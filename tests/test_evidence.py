"""What rules may look at: what nobody has looked at is marked, what the schema gives is filled in."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccgcheck import pointers, schemas
from ccgcheck.evidence import MARKER, Evidence, Faults, prepare, subjects

SCHEMA = schemas.load("constitution")
BLANK = {"not_reviewed": True}


def names(pointer: str) -> set[str]:
    """Return every property that the schema allows at a pointer, without those about the transcript."""
    return set(schemas.properties(SCHEMA, pointer)) - {"not_reviewed", "note", "source"}


def evidence(data: Any, *, unusable: tuple[str, ...] = (), incomplete: tuple[str, ...] = ()) -> Evidence:
    return prepare(data, SCHEMA, Faults(frozenset(unusable), frozenset(incomplete)))


def marked(value: dict[str, Any]) -> set[str]:
    return {name.removeprefix(MARKER) for name in value if name.startswith(MARKER)}


# Statements nobody has looked at


@pytest.mark.parametrize("blank", [BLANK, {**BLANK, "note": "page 4 is missing"}, {**BLANK, "source": {"title": "x"}}])
def test_blank_statement_is_taken_out_and_marked_in_its_holder(blank: dict[str, Any]) -> None:
    found = evidence({"kind": "constitution", "name": blank})
    assert found.data == {"kind": "constitution", "?name": True}
    assert found.dark == {"": {"name"}}
    assert found.is_dark("/name")
    assert found.is_dark("/name/value")
    assert not found.is_dark("/kind")


def test_blank_statement_deeper_down() -> None:
    found = evidence({"governing_body": {"quorum": BLANK, "voting": {"majority": "simple"}}})
    assert found.data == {"governing_body": {"voting": {"majority": "simple"}, "?quorum": True}}
    assert found.dark == {"/governing_body": {"quorum"}}


def test_partial_map_keeps_what_it_says_and_marks_the_rest() -> None:
    found = evidence({"name": {"value": "NHS X CCG", **BLANK}})
    assert found.data["name"]["value"] == "NHS X CCG"
    assert marked(found.data["name"]) == names("/name") - {"value"}
    assert found.dark == {"/name": names("/name") - {"value"}}
    assert not found.is_dark("/name/value")
    assert found.is_dark("/name/clause")


def test_map_without_not_reviewed_marks_nothing() -> None:
    data = {"name": {"value": "NHS X CCG"}, "area": {"description": "x", "local_authorities": ["y"]}}
    found = evidence(data)
    assert found.data == data
    assert found.dark == {}
    assert not found.is_dark("/name/clause")


def test_note_and_source_are_never_marked() -> None:
    found = evidence({"name": {"value": "x", **BLANK}, **BLANK})
    assert not marked(found.data["name"]) & {"note", "source", "not_reviewed"}
    assert not marked(found.data) & {"note", "source", "not_reviewed"}


def test_root_that_was_not_reviewed_marks_every_statement_left_out() -> None:
    found = evidence({"kind": "constitution", "name": {"value": "x"}, **BLANK})
    assert found.data["name"] == {"value": "x"}
    assert marked(found.data) == names("") - {"kind", "name"}
    assert found.is_dark("/governing_body/seats")
    assert not found.is_dark("/name/value")


def test_list_replaced_by_not_reviewed_is_marked() -> None:
    found = evidence({"governing_body": {"seats": BLANK}, "delegation": BLANK})
    assert found.data == {"governing_body": {"?seats": True}, "?delegation": True}
    assert found.is_dark("/governing_body/seats")
    assert found.is_dark("/governing_body/seats/0/role")
    assert found.is_dark("/delegation")


def test_list_element_keeps_its_place_and_marks_every_statement() -> None:
    found = evidence({"governing_body": {"seats": [BLANK, {"id": "gp", "role": "gp_member"}]}})
    blank, seat = found.data["governing_body"]["seats"]
    assert marked(blank) == names("/governing_body/seats/0")
    assert seat["id"] == "gp"
    assert found.is_dark("/governing_body/seats/0/role")
    assert not found.is_dark("/governing_body/seats/1/role")


def test_partial_list_element() -> None:
    found = evidence({"governing_body": {"seats": [{"id": "gp", "role": "gp_member", **BLANK}]}})
    assert marked(found.data["governing_body"]["seats"][0]) == names("/governing_body/seats/0") - {"id", "role"}


@pytest.mark.parametrize("value", [False, "true", 1, None])
def test_only_true_means_not_reviewed(value: object) -> None:
    data = {"name": {"value": "x", "not_reviewed": value}}
    assert evidence(data).data == data


def test_words_of_the_document_are_not_its_marks() -> None:
    assert evidence({"name": {"value": "not_reviewed"}, "delegation": []}).dark == {}


# Defaults


def test_defaults_are_filled_in() -> None:
    found = evidence({"governing_body": {"seats": [{"id": "gp", "role": "gp_member"}]}})
    assert found.data["governing_body"]["seats"] == [{"id": "gp", "role": "gp_member", "count": 1, "member": True}]


def test_defaults_yield_to_what_is_stated() -> None:
    seat = {"id": "gp", "role": "gp_member", "count": 4, "member": False}
    assert evidence({"governing_body": {"seats": [seat]}}).data["governing_body"]["seats"] == [seat]


def test_defaults_are_not_given_to_what_was_not_reviewed() -> None:
    found = evidence({"governing_body": {"seats": [{"id": "gp", "role": "gp_member", **BLANK}, BLANK]}})
    for seat in found.data["governing_body"]["seats"]:
        assert {"count", "member"} <= marked(seat)
        assert not {"count", "member"} & seat.keys()


def test_defaults_are_not_given_to_a_value_that_was_refused() -> None:
    seat = {"id": "gp", "role": "gp_member", "count": "four"}
    found = evidence({"governing_body": {"seats": [seat]}}, unusable=("/governing_body/seats/0/count",))
    (seat,) = found.data["governing_body"]["seats"]
    assert seat == {"id": "gp", "role": "gp_member", "member": True, "?count": True}


def test_defaults_make_no_holders() -> None:
    assert evidence({"governing_body": {"chair": {"clause": "1"}}}).data == {
        "governing_body": {"chair": {"clause": "1"}}
    }


# Faults


@pytest.mark.parametrize("value", [5, ["x"], {"x": "y"}, None])
def test_unusable_value_is_treated_as_not_reviewed(value: object) -> None:
    found = evidence({"version": value, "kind": "constitution"}, unusable=("/version",))
    assert found.data == {"kind": "constitution", "?version": True}
    assert found.is_dark("/version")


def test_unusable_list_element_that_is_a_map() -> None:
    data = {"governing_body": {"seats": [5, {"id": "gp", "role": "gp_member"}]}}
    found = evidence(data, unusable=("/governing_body/seats/0",))
    first, second = found.data["governing_body"]["seats"]
    assert marked(first) == names("/governing_body/seats/0")
    assert second["id"] == "gp"


def test_unusable_element_alone_in_a_list_of_maps() -> None:
    found = evidence({"governing_body": {"seats": [5]}}, unusable=("/governing_body/seats/0",))
    (seat,) = found.data["governing_body"]["seats"]
    assert marked(seat) == names("/governing_body/seats/0")


def test_list_with_an_unusable_word_cannot_be_relied_on() -> None:
    data = {"governing_body": {"quorum": {"minimum": 5, "must_include": ["chairs"]}}}
    found = evidence(data, unusable=("/governing_body/quorum/must_include/0",))
    assert found.data == {"governing_body": {"quorum": {"minimum": 5, "?must_include": True}}}
    assert found.is_dark("/governing_body/quorum/must_include/0")


def test_incomplete_map_marks_what_it_does_not_say() -> None:
    found = evidence({"name": {"value": "x", "clausee": "1"}}, incomplete=("/name",))
    assert found.data["name"]["value"] == "x"
    assert marked(found.data["name"]) == names("/name") - {"value"}


def test_incomplete_root() -> None:
    found = evidence({"kind": "constitution", "naem": {"value": "x"}}, incomplete=("",))
    assert marked(found.data) == names("") - {"kind"}


def test_not_reviewed_that_was_refused_still_casts_doubt_on_its_map() -> None:
    found = evidence({"name": {"not_reviewed": "yes"}}, unusable=("/name/not_reviewed",))
    assert found.is_dark("/name/value")


def test_fault_of_a_key_with_a_slash() -> None:
    found = evidence({"a/b~c": 5, "kind": "x"}, unusable=("/a~1b~0c",))
    assert found.data == {"kind": "x", "?a/b~c": True}


def test_faults_elsewhere_change_nothing() -> None:
    data = {"name": {"value": "x"}}
    assert evidence(data, unusable=("/area", "/name/value/deeper"), incomplete=("/area",)).data == data


# Asking


def test_hidden_looks_at_and_below_a_pointer() -> None:
    dark = {"": frozenset({"name"}), "/a": frozenset({"x", "z"}), "/a/b/0": frozenset({"y"}), "/ab": frozenset({"q"})}
    found = Evidence({}, {}, dark)
    assert found.hidden("") == {"name", "q", "x", "y", "z"}
    assert found.hidden("/a") == {"x", "y", "z"}
    assert found.hidden("/a/b") == {"y"}
    assert found.hidden("/c") == frozenset()


def test_is_dark_looks_at_the_statement_and_what_holds_it() -> None:
    found = Evidence({}, {}, {"": frozenset({"name"}), "/a/0": frozenset({"x"})})
    assert [found.is_dark(pointer) for pointer in ("/name", "/name/value", "/a/0/x", "/a/0/x/0/y")] == [True] * 4
    assert [found.is_dark(pointer) for pointer in ("", "/a", "/a/0", "/a/1/x", "/x", "/a/0/y")] == [False] * 6


def test_evidence_keeps_what_was_written() -> None:
    data = {"name": BLANK, "governing_body": {"seats": [{"id": "gp", "role": "gp_member"}]}}
    found = evidence(data)
    assert found.written is data
    assert data == {"name": BLANK, "governing_body": {"seats": [{"id": "gp", "role": "gp_member"}]}}


# Subjects


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ((), [("", {"a": [{"b": 1}, {"c": 2}, 5], "d/e": 3})]),
        (("d/e",), [("/d~1e", 3)]),
        (("a", "*", "b"), [("/a/0/b", 1)]),
        (("a", "*"), [("/a/0", {"b": 1}), ("/a/1", {"c": 2}), ("/a/2", 5)]),
        (("a", "b"), []),
        (("d/e", "*"), []),
        (("nothing", "*"), []),
    ],
)
def test_subjects(path: tuple[str, ...], expected: list[tuple[str, Any]]) -> None:
    assert list(subjects({"a": [{"b": 1}, {"c": 2}, 5], "d/e": 3}, path)) == expected


# Properties

KEYS = st.sampled_from(
    ["governing_body", "seats", "chair", "name", "value", "not_reviewed", "note", "count", "id", "x/~y"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(0, 3) | st.text("ab", max_size=2),
    lambda child: st.lists(child, max_size=3) | st.dictionaries(KEYS, child, max_size=4),
    max_leaves=15,
)


@settings(deadline=None, max_examples=200)
@given(st.dictionaries(KEYS, JSON, max_size=4))
def test_marks_and_dark_places_agree(data: dict[str, Any]) -> None:
    found = evidence(data)
    for pointer, hidden in found.dark.items():
        assert hidden
        if not any(found.is_dark(above) for above in pointers.parents(pointer)):
            holder = pointers.get(found.data, pointer)
            assert marked(holder) == hidden
            assert not hidden & holder.keys()


@settings(deadline=None, max_examples=200)
@given(st.dictionaries(KEYS, JSON, max_size=4))
def test_what_is_kept_is_what_was_written(data: dict[str, Any]) -> None:
    found = evidence(data)
    for name, value in data.items():
        if name in found.data and not isinstance(value, dict | list):
            assert found.data[name] == value
        assert (name in found.data) != (MARKER + name in found.data)


def test_a_map_in_place_of_a_list_counts_as_not_reviewed() -> None:
    for wrong in ({"not_reviewed": -1}, {"not_reviewed": False, "id": "gp"}, {"id": "gp"}):
        seen = prepare({"governing_body": {"seats": wrong}}, schemas.load("constitution"))
        assert seen.data["governing_body"] == {"?seats": True}
