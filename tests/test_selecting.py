"""Which statements a rule is asked of, and where a result stands."""

from typing import Any

import pytest

from ccgcheck.selecting import UNDECIDABLE, Path, Step, existing, place, select

MEETING: dict[str, Any] = {
    "items": [
        {"id": "a", "kind": "decision", "concerns": [{"who": "Ann"}, {"who": "Bob"}]},
        {"id": "b", "kind": "report"},
        {"id": "c", "?kind": True},
        "text",
        {"id": "d", "kind": "decision", "concerns": []},
    ],
    "chair": {"name": "Ann"},
    "count": 3,
}


@pytest.mark.parametrize(
    ("text", "document", "steps", "cel", "is_single"),
    [
        ("constitution", "constitution", (), "constitution", True),
        ("meeting", "meeting", (), "meeting", True),
        ("meeting", "constitution", (Step("meeting"),), "constitution.meeting", True),
        ("chair.name", "meeting", (Step("chair"), Step("name")), "meeting.chair.name", True),
        ("items[*]", "meeting", (Step("items", each=True),), "meeting.items[element(0)]", False),
        (
            "items[kind=decision].concerns[*]",
            "meeting",
            (Step("items", True, "kind", "decision"), Step("concerns", each=True)),
            "meeting.items[element(0)].concerns[element(1)]",
            False,
        ),
    ],
)
def test_a_path_is_read_as_it_is_written(
    text: str, document: str, steps: tuple[Step, ...], cel: str, is_single: bool
) -> None:
    path = Path.parse(text, document)
    assert path == Path(text, steps, document)
    assert (path.cel, path.is_single) == (cel, is_single)


def test_a_path_is_of_a_constitution_unless_it_says_otherwise() -> None:
    assert Path.parse("committees[*]") == Path("committees[*]", (Step("committees", each=True),), "constitution")
    assert Path.parse("constitution") == Path("constitution", (), "constitution")


@pytest.mark.parametrize(
    ("text", "selected"),
    [
        ("meeting", [("", MEETING, ())]),
        ("chair", [("/chair", {"name": "Ann"}, ())]),
        ("chair.name", [("/chair/name", "Ann", ())]),
        ("chair.nothing", []),
        ("nothing.name", []),
        ("count.name", []),
        ("count[*]", []),
        ("chair[*]", []),
        ("items[*].id", [("/items/0/id", "a", (0,)), ("/items/1/id", "b", (1,)), ("/items/2/id", "c", (2,)),
                         ("/items/4/id", "d", (4,))]),
        ("items[kind=report].id", [("/items/1/id", "b", (1,)), ("/items/2", UNDECIDABLE, (2,))]),
        ("items[kind=decision].concerns[*].who", [("/items/0/concerns/0/who", "Ann", (0, 0)),
                                                  ("/items/0/concerns/1/who", "Bob", (0, 1)),
                                                  ("/items/2", UNDECIDABLE, (2,))]),
    ],
)  # fmt: skip
def test_what_a_path_selects(text: str, selected: list[Any]) -> None:
    assert list(select(MEETING, Path.parse(text, "meeting").steps)) == selected


def test_nothing_is_selected_of_what_is_no_map() -> None:
    assert list(select(["x"], Path.parse("items[*]", "meeting").steps)) == []
    assert list(select({"items": None}, Path.parse("items[*]", "meeting").steps)) == []


@pytest.mark.parametrize(
    ("pointer", "below", "found"),
    [
        ("", (), ""), ("", ("chair",), "/chair"), ("/chair", ("name",), "/chair/name"), ("/chair", ("no", "x"), "/chair"),
        ("/items/4", (), "/items/4"), ("/items/5", (), "/items"), ("/items/x", ("id",), "/items"), ("/no", ("chair",), ""),
        ("/items/0/concerns/1", ("who", "deeper"), "/items/0/concerns/1/who"), ("/items/-1", (), "/items"),
    ],
)  # fmt: skip
def test_a_place_is_cut_back_to_what_stands_in_the_document(pointer: str, below: tuple[str, ...], found: str) -> None:
    assert existing(MEETING, pointer, below) == found


@pytest.mark.parametrize(
    ("pointer", "value", "found"),
    [
        ("/facts/quorum", {"at": "/items/1"}, "/items/1"), ("/facts/quorum", {"verdict": "no"}, "/facts/quorum"),
        ("/items/0", {"at": "/items/1"}, "/items/0"), ("/facts/quorum", "text", "/facts/quorum"),
        ("/members/0/facts/held", {"at": "/members/0"}, "/members/0"), ("/artefacts/x", {"at": "/y"}, "/artefacts/x"),
    ],
)  # fmt: skip
def test_a_fact_stands_where_what_it_is_about_does(pointer: str, value: Any, found: str) -> None:
    assert place(pointer, value) == found
