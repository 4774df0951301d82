"""What the schema says of a document, in sentences at their places, and what every schema must hold to."""

import copy
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from ccgcheck import documents, pointers, resources, schema_check, schemas, validators
from ccgcheck.evidence import Faults
from ccgcheck.problems import Problem
from tests.support import dump_yaml, load_yaml, pointers_of

HEAD = """\
kind: constitution
body: {type: ccg, name: NHS X CCG, ods_code: 99Z}
effective_date: 2016-10-01
"""


def check(text: str) -> list[Problem]:
    loaded = documents.load_bytes(text.encode(), "a.yaml")
    assert loaded.problems == ()
    return schema_check.check(loaded.documents[0], "constitution")


def faults(text: str) -> Faults:
    (document,) = documents.load_bytes(text.encode(), "a.yaml").documents
    return schema_check.faults(schema_check.check(document, "constitution"), document, "constitution")


def only(text: str) -> Problem:
    found = check(text)
    assert len(found) == 1, found
    return found[0]


def at(problem: Problem) -> tuple[int, int, str | None]:
    return problem.line, problem.column, problem.pointer


# Valid documents


def test_the_least_document_is_valid() -> None:
    assert check(HEAD) == []


@pytest.mark.parametrize(
    "text",
    [
        "not_reviewed: true\n",
        "name: {not_reviewed: true}\n",
        "name: {value: NHS X CCG, not_reviewed: true, note: seen in part}\n",
        "governing_body: {seats: {not_reviewed: true}}\n",
        "governing_body: {seats: {not_reviewed: true, note: page 4 is missing}}\n",
        "governing_body: {seats: [{not_reviewed: true}, {id: gp, role: gp_member}]}\n",
        "members: {practices: {not_reviewed: true}}\n",
        "delegation: {not_reviewed: true}\n",
        "governing_body:\n  seats: [{id: gp, role: gp_member}]\n  chair: {drawn_from: [gp]}\n",
        'standing_orders: {clause: "6.8"}\n',
        "approval: {approved_by: nhs_england, date: 2016-02-29}\n",
    ],
)
def test_valid(text: str) -> None:
    assert check(HEAD + text) == []


@pytest.mark.parametrize("ods_code", ["99Z", "07M", "001", '"123"', "QWE", "A1B2C", "1E"])
def test_ods_codes_in_the_right_form(ods_code: str) -> None:
    expected = [] if ods_code != "1E" else ["/body/ods_code"]
    assert [found.pointer for found in check(HEAD.replace("99Z", ods_code))] == expected


SAMPLES = resources.folder("schemas").parent / "sample_constitutions"


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in sorted(SAMPLES.rglob("*.yaml"))])
def test_samples_are_valid(path: Path) -> None:
    loaded = documents.load_path(path)
    assert loaded.problems == ()
    assert [schema_check.check(found, found.kind or "") for found in loaded.documents] == [[]] * len(loaded.documents)


# Wrong types


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("version: 4.0", (4, 10, "/version"), ["must be text", "is 4.0", "put it in quotes"]),
        ("version: 4", (4, 10, "/version"), ["must be text", "is 4;", "put it in quotes"]),
        ("version: true", (4, 10, "/version"), ["must be text", "is true", "put it in quotes"]),
        (
            "participation: {by_each_member: yes}",
            (4, 33, "/participation/by_each_member"),
            ["must be true or false", 'is "yes"', "without quotes"],
        ),
        (
            'participation: {by_each_member: "true"}',
            (4, 33, "/participation/by_each_member"),
            ["must be true or false", 'is "true"', "without quotes"],
        ),
        ('members: {number: "8"}', (4, 19, "/members/number"), ["must be a whole number", 'is "8"', "without quotes"]),
        ("members: {number: 8.5}", (4, 19, "/members/number"), ["must be a whole number", "is 8.5"]),
        ("members: {number: true}", (4, 19, "/members/number"), ["must be a whole number", "is true"]),
        ("name: NHS X CCG", (4, 7, "/name"), ["must be a map", 'is "NHS X CCG"']),
        ("name: [x]", (4, 7, "/name"), ["must be a map", "is a list"]),
        ("name: {value: {x: y}}", (4, 15, "/name/value"), ["must be text", "is a map"]),
        ("governing_body: {seats: text}", (4, 25, "/governing_body/seats"), ["must be a list", 'is "text"']),
        ("governing_body: {seats: [5]}", (4, 26, "/governing_body/seats/0"), ["must be a map", "is 5"]),
        ("standing_orders: {clause: 6.8}", (4, 27, "/standing_orders/clause"), ["must be text", "put it in quotes"]),
    ],
)
def test_wrong_type(text: str, place: tuple[int, int, str], words: list[str]) -> None:
    found = only(HEAD + text + "\n")
    assert at(found) == place
    assert found.kind == "schema"
    assert found.message.startswith(pointers.dotted(place[2]) + " ")
    assert [word for word in words if word not in found.message] == []


def test_ods_code_as_a_number_says_to_quote_it() -> None:
    found = only(HEAD.replace("99Z", "123"))
    assert at(found) == (2, 46, "/body/ods_code")
    assert found.message == "body.ods_code must be text, and is 123; put it in quotes"


@pytest.mark.parametrize("text", ["- a\n", "5\n", "text\n", "---\n"])
def test_document_that_is_no_map(text: str) -> None:
    found = only(text)
    assert found.pointer == ""
    assert found.line >= 1
    assert found.message.startswith("the document must be a map, and is ")


# Keys


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        (
            "governing_bodys: {}",
            (4, 1, ""),
            'the document has no property "governing_bodys"; did you mean "governing_body"?',
        ),
        (
            'governing_body: {chairr: {clause: "1"}}',
            (4, 18, "/governing_body"),
            'governing_body has no property "chairr"; did you mean "chair"?',
        ),
        (
            "governing_body: {seats: [{id: gp, role: gp_member, Title: GP}]}",
            (4, 52, "/governing_body/seats/0"),
            'governing_body.seats[0] has no property "Title"; did you mean "title"?',
        ),
        ("name: {value: x, qqq: y}", (4, 18, "/name"), 'name has no property "qqq"'),
        (
            "governing_body: {seats: {not_reviewed: true, nots: x}}",
            (4, 46, "/governing_body/seats"),
            'governing_body.seats has no property "nots"; did you mean "note"?',
        ),
    ],
)
def test_unknown_key(text: str, place: tuple[int, int, str], message: str) -> None:
    found = only(HEAD + text + "\n")
    assert at(found) == place
    assert found.kind == "schema"
    assert found.message == message


def test_every_unknown_key_is_told() -> None:
    found = check(HEAD + "name: {value: x, aaa: 1, bbb: 2}\n")
    assert [(problem.column, problem.message) for problem in found] == [
        (18, 'name has no property "aaa"'),
        (26, 'name has no property "bbb"'),
    ]


def test_missing_key_says_what_it_holds() -> None:
    found = only(HEAD + "source: {url: https://example.org}\n")
    assert at(found) == (4, 1, "/source")
    assert found.message == 'source needs "title" (Title of the page or paper)'


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("governing_body: {seats: [{id: gp}]}", (4, 26, "/governing_body/seats/0"), 'needs "role" (The role of a seat'),
        ("delegation: [{function: x, functions_of: ccg}]", (4, 14, "/delegation/0"), 'needs "to" (To whom a function'),
        ("members: {practices: [{ods_code: J99101}]}", (4, 23, "/members/practices/0"), 'needs "name" (Its name)'),
    ],
)
def test_missing_key_of_a_list_element(text: str, place: tuple[int, int, str], words: str) -> None:
    found = only(HEAD + text + "\n")
    assert at(found) == place
    assert words in found.message


def test_document_without_its_first_keys() -> None:
    found = check("kind: constitution\n")
    assert [at(problem) for problem in found] == [(1, 1, ""), (1, 1, "")]
    assert ['needs "body" (The body' in problem.message for problem in found] == [True, False]
    assert ['needs "effective_date" (' in problem.message for problem in found] == [False, True]


# Values


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        (
            "approval: {approved_by: nhs_englnd}",
            (4, 25, "/approval/approved_by"),
            ["must be one of nhs_england, member_practices", 'is "nhs_englnd"', 'did you mean "nhs_england"?'],
        ),
        (
            "approval: {approved_by: England}",
            (4, 25, "/approval/approved_by"),
            ['is "England"', 'did you mean "nhs_england"?'],
        ),
        ("approval: {approved_by: 5}", (4, 25, "/approval/approved_by"), ["must be one of nhs_england", "is 5"]),
        ("approval: {approved_by: [a]}", (4, 25, "/approval/approved_by"), ["must be one of nhs_england", "is a list"]),
        (
            "governing_body: {seats: [{id: gp, role: lay_membr}]}",
            (4, 41, "/governing_body/seats/0/role"),
            ['is "lay_membr"', "not one of its", "words", 'did you mean "lay_member"?'],
        ),
        (
            "governing_body: {quorum: {must_include: [chairs]}}",
            (4, 42, "/governing_body/quorum/must_include/0"),
            ["must be one of chair, chair_or_deputy", 'did you mean "chair"?'],
        ),
        ("not_reviewed: false", (4, 15, "/not_reviewed"), ["must be true", "is false"]),
        ("name: {value: x, not_reviewed: yes}", (4, 32, "/name/not_reviewed"), ["must be true", 'is "yes"']),
    ],
)
def test_closed_vocabulary(text: str, place: tuple[int, int, str], words: list[str]) -> None:
    found = only(HEAD + text + "\n")
    assert at(found) == place
    assert [word for word in words if word not in found.message] == []


def test_word_like_no_other_gets_the_whole_vocabulary() -> None:
    found = only(HEAD + "governing_body: {seats: [{id: gp, role: xyzzy}]}\n")
    assert "did you mean" not in found.message
    assert [role for role in ("accountable_officer", "gp_member", "other") if role not in found.message] == []


def test_kind_and_type_are_fixed() -> None:
    found = check(HEAD.replace("kind: constitution", "kind: minutes").replace("ccg,", "icb,"))
    assert [(at(problem), problem.message) for problem in found] == [
        ((1, 7, "/kind"), 'kind must be constitution, and is "minutes"'),
        ((2, 14, "/body/type"), 'body.type must be ccg, and is "icb"'),
    ]


@pytest.mark.parametrize(
    "day",
    [
        *("2016-02-30", "2015-02-29", "2016-13-01", "0000-01-01", "2016-1-1", "2016-10", "2016", "20161001"),
        *('"20161001"', "01/10/2016", "1 October 2016", "2016-W40-6", "2016-10-01T00:00:00", "２０１６-10-01"),
    ],
)
def test_date_that_is_no_day(day: str) -> None:
    found = only(f"{HEAD}approval: {{date: {day}}}\n")
    assert at(found) == (4, 18, "/approval/date")
    assert "YYYY-MM-DD" in found.message
    assert day.strip('"') in found.message


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("name: {}", (4, 7, "/name"), ["must be a map that says something", "is empty"]),
        ("governing_body: {seats: []}", (4, 25, "/governing_body/seats"), ["a list of at least 1", "is empty"]),
        ("area: {local_authorities: []}", (4, 27, "/area/local_authorities"), ["a list of at least 1", "is empty"]),
        ('version: ""', (4, 10, "/version"), ["not empty"]),
        ("version:", (4, 9, "/version"), ["must be text", "is empty"]),
        ("version: ~", (4, 10, "/version"), ["must be text", "is empty"]),
        ("name:", (4, 6, "/name"), ["must be a map", "is empty"]),
        ("governing_body: {seats: }", (4, 25, "/governing_body/seats"), ["must be a list", "is empty"]),
        ("approval: {approved_by: }", (4, 25, "/approval/approved_by"), ["must be one of nhs_england", "is empty"]),
        ("participation: {by_each_member: }", (4, 33, "/participation/by_each_member"), ["true or false", "is empty"]),
    ],
)
def test_empty(text: str, place: tuple[int, int, str], words: list[str]) -> None:
    found = only(HEAD + text + "\n")
    assert at(found) == place
    assert [word for word in words if word not in found.message] == []


@pytest.mark.parametrize("ods_code", ["99z", "99", "9999", "999999", "99-Z", '""', "{}"])
def test_ods_code_in_the_wrong_form(ods_code: str) -> None:
    found = check(HEAD.replace("99Z", ods_code))
    assert [at(problem) for problem in found] == [(2, 46, "/body/ods_code")]


def test_pattern_says_what_the_right_form_is() -> None:
    found = only(HEAD.replace("99Z", "99z"))
    assert 'body.ods_code is "99z"' in found.message
    assert "not in the right form" in found.message
    assert "Organisation Data Service" in found.message
    assert "(pattern ^[0-9A-Z]{3}" in found.message


@pytest.mark.parametrize(
    ("text", "pointer", "words"),
    [
        ("members: {number: 0}", "/members/number", "must be at least 1, and is 0"),
        (
            "governing_body: {quorum: {fraction: 1.5}}",
            "/governing_body/quorum/fraction",
            "must be at most 1, and is 1.5",
        ),
        ("governing_body: {quorum: {fraction: 0}}", "/governing_body/quorum/fraction", "must be more than 0, and is 0"),
    ],
)
def test_limits(text: str, pointer: str, words: str) -> None:
    found = only(HEAD + text + "\n")
    assert found.pointer == pointer
    assert words in found.message


def test_long_text_is_shown_shortened() -> None:
    found = only(f"{HEAD}name: {{value: x, text: {'y' * 2001}}}\n")
    assert "at most 2000 characters" in found.message
    assert len(found.message) < 200


def test_wrong_address_is_one_problem() -> None:
    found = only(HEAD + "source: {title: x, url: example.org}\n")
    assert at(found) == (4, 25, "/source/url")
    assert "https://" in found.message


# References

SEATS = "governing_body:\n  seats:\n    - {id: chair_gp, role: gp_member}\n    - {id: lay, role: lay_member}\n"


def test_dangling_reference_suggests_the_seat() -> None:
    found = only(HEAD + SEATS + "  chair:\n    drawn_from: [lay, char_gp]\n")
    assert at(found) == (9, 23, "/governing_body/chair/drawn_from/1")
    assert found.kind == "reference"
    expected = 'governing_body.chair.drawn_from[1] is "char_gp", and no seat has this id; did you mean "chair_gp"?'
    assert found.message == expected


def test_dangling_reference_like_no_seat() -> None:
    found = only(HEAD + SEATS + "  chair:\n    drawn_from: [xyzzy]\n")
    assert found.message.endswith("no seat has this id")


@pytest.mark.parametrize("seats", ["", "  seats: {not_reviewed: true}\n"])
def test_reference_is_not_judged_where_no_seats_are_stated(seats: str) -> None:
    assert check(f'{HEAD}governing_body:\n  pay: {{clause: "1"}}\n{seats}  chair: {{drawn_from: [gp]}}\n') == []


def test_reference_is_not_judged_where_a_seat_was_not_reviewed() -> None:
    assert check(HEAD + SEATS + "    - {not_reviewed: true}\n  chair: {drawn_from: [perhaps_that_one]}\n") == []


def test_reference_through_a_committee() -> None:
    found = check(HEAD + SEATS + "committees: [{kind: audit, members: [{seat: lays}]}]\n")
    assert [(problem.kind, problem.pointer) for problem in found] == [("reference", "/committees/0/members/0/seat")]
    assert 'did you mean "lay"?' in found[0].message


# Order and faults


def test_problems_stand_in_the_order_of_the_file() -> None:
    found = check(HEAD.replace("99Z", "z") + "version: 4\nname: {}\nzzz: 1\narea: {local_authorities: []}\n")
    assert [problem.line for problem in found] == [2, 4, 5, 6, 7]


@pytest.mark.parametrize(
    ("text", "unusable", "incomplete"),
    [
        ("", set(), set()),
        ("version: 4\n", {"/version"}, set()),
        ("name: text\n", {"/name"}, set()),
        ("name: {value: x, zzz: 1}\n", set(), {"/name"}),
        ("zzz: 1\n", set(), {""}),
        ("governing_body: {seats: [{id: gp}]}\n", set(), {"/governing_body/seats/0"}),
        ("governing_body: {seats: []}\n", {"/governing_body/seats"}, set()),
        (SEATS + "  chair: {drawn_from: [nobody]}\n", {"/governing_body/chair/drawn_from/0"}, set()),
    ],
)
def test_faults(text: str, unusable: set[str], incomplete: set[str]) -> None:
    assert faults(HEAD + text) == Faults(frozenset(unusable), frozenset(incomplete))


def test_faults_of_problems_that_concern_no_statement() -> None:
    (document,) = documents.load_bytes(HEAD.encode(), "a.yaml").documents
    assert schema_check.faults([Problem("a.yaml", 1, 1, "date", "x")], document, "constitution") == Faults()


def test_duplicate_key_is_unusable_even_when_it_holds_a_map() -> None:
    loaded = documents.load_bytes((HEAD + "name: {value: x}\nname: {value: y}\n").encode(), "a.yaml")
    assert schema_check.faults(list(loaded.problems), loaded.documents[0], "constitution") == Faults(
        frozenset({"/name"})
    )


# Property

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-9, 9)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text("ab_", max_size=4),
    lambda child: (
        st.lists(child, max_size=3)
        | st.dictionaries(st.sampled_from(["seats", "id", "role", "chair", "not_reviewed", "a~/b"]), child, max_size=3)
    ),
    max_leaves=8,
)


@settings(deadline=None, max_examples=150)
@given(st.dictionaries(st.sampled_from(sorted(schemas.load("constitution")["properties"])), JSON, max_size=4))
def test_any_document_is_checked(data: dict[str, Any]) -> None:
    text = json.dumps({"effective_date": "2016-10-01", **data}, indent=2)
    for found in check(text):
        assert 1 <= found.line <= text.count("\n") + 1
        assert found.column >= 1
        assert found.pointer is not None
        assert len(found.message) > 10


# The schemas themselves

ALL = sorted(path.name.removesuffix(".schema.json") for path in resources.folder("schemas").glob("*.schema.json"))


WRITTEN = (*schemas.kinds(), *schemas.SETTLING, "config")


def _subschemas(node: Any, pointer: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(node, dict):
        yield pointer, node
        for key, value in node.items():
            yield from _subschemas(value, pointers.join(pointer, key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _subschemas(value, pointers.join(pointer, index))


def test_there_is_a_schema_for_constitutions() -> None:
    assert "constitution" in schemas.kinds()
    assert set(schemas.kinds()) < set(ALL)


@pytest.mark.parametrize("name", ALL)
def test_schema_is_valid(name: str) -> None:
    schema = schemas.load(name)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert Draft202012Validator(Draft202012Validator.META_SCHEMA).is_valid(dict(schema))
    Draft202012Validator.check_schema(dict(schema))


@pytest.mark.parametrize("name", ALL)
def test_references_are_local_and_stand(name: str) -> None:
    schema = schemas.load(name)
    references = {node["$ref"] for _, node in _subschemas(schema) if isinstance(node.get("$ref"), str)}
    assert [reference for reference in references if not reference.startswith("#/$defs/")] == []
    assert {reference.removeprefix("#/$defs/") for reference in references} == set(schema.get("$defs", {}))


@pytest.mark.parametrize("name", WRITTEN)
def test_every_property_is_described(name: str) -> None:
    schema = schemas.load(name)
    silent = [
        pointers.join(pointer, key)
        for pointer, node in _subschemas(schema)
        if not pointer.endswith("/properties")
        for key, value in node.get("properties", {}).items()
        if not schemas.resolve(schema, value).get("description")
    ]
    assert silent == []


@pytest.mark.parametrize("name", WRITTEN)
def test_every_word_of_a_vocabulary_is_described(name: str) -> None:
    silent = [
        (pointer, option.get("const"))
        for pointer, node in _subschemas(schemas.load(name))
        for option in (node["oneOf"] if isinstance(node.get("oneOf"), list) else [])
        if not option.get("description")
    ]
    assert silent == []


@pytest.mark.parametrize("name", schemas.kinds())
def test_vocabularies_are_closed_and_in_snake_case(name: str) -> None:
    nodes = [node for _, node in _subschemas(schemas.load(name))]
    assert [node for node in nodes if isinstance(node.get("enum"), list)] == []
    vocabularies = [
        [option["const"] for option in node["oneOf"]] for node in nodes if isinstance(node.get("oneOf"), list)
    ]
    assert vocabularies
    assert [words for words in vocabularies if len(words) != len(set(words))] == []
    assert [word for words in vocabularies for word in words if word != word.lower() or not word.isidentifier()] == []


@pytest.mark.parametrize("name", WRITTEN)
def test_every_map_refuses_unknown_keys(name: str) -> None:
    maps = [(pointer, node) for pointer, node in _subschemas(schemas.load(name)) if "properties" in node]
    open_maps = [
        pointer
        for pointer, node in maps
        if node.get("type") == "object" and node.get("additionalProperties") is not False
    ]
    assert open_maps == []


@pytest.mark.parametrize("name", schemas.kinds())
def test_what_refers_refers_to_something(name: str) -> None:
    schema = schemas.load(name)
    found = schemas.references(name)
    assert bool(found) == (name in ("constitution", "governing_body", "meeting"))
    for pattern, target in found:
        assert schemas.at(schema, target.replace("*", "0")), target
        assert schemas.at(schema, pointers.build(pattern).replace("*", "0")), pattern


@pytest.mark.parametrize("value", [
    "2016-02-29", "2015-02-29", "2016-2-1", "20160201", "2016-02-01T00:00", " 2016-02-01", "2016-W01-1", "", "x", 20160201, None, True,
])  # fmt: skip
def test_the_quick_check_knows_the_same_days(value: object) -> None:
    data = {"kind": "constitution", "body": {"type": "ccg", "name": "x", "ods_code": "99Z"}, "effective_date": value}
    slow = not any(validators.validator("constitution").iter_errors(data))
    assert validators.is_valid(data, "constitution") is slow is (value == "2016-02-29")


@pytest.mark.parametrize(("value", "fits"), [
    ("https://example.org/a?b=c", True), ("http://x", True), ("ftp://x", False), ("https://", False), ("https://a b", False), ("x", False), (1, False),
])  # fmt: skip
def test_the_quick_check_knows_the_same_addresses(value: object, fits: bool) -> None:
    data = {
        "kind": "constitution",
        "body": {"type": "ccg", "name": "x", "ods_code": "99Z"},
        "effective_date": "2016-02-29",
    }
    data["source"] = {"title": "x", "url": value}
    slow = not any(validators.validator("constitution").iter_errors(data))
    assert validators.is_valid(data, "constitution") is slow is fits


def _changed(data: Any, pointer: str, value: Any) -> Any:
    changed = copy.deepcopy(data)
    *way, last = pointers.split(pointer)
    holder = changed
    for token in way:
        holder = pointers.step(holder, token)
    key: Any = int(last) if isinstance(holder, list) else last
    if value is ...:
        del holder[key]
    else:
        holder[key] = value
    return changed


@pytest.mark.parametrize("value", [..., None, True, -1, 1.5, "", "x", "2018-02-30", [], ["x", "x"], {}, {"x": 1}])
def test_the_quick_validator_tells_the_same_faults(value: Any) -> None:
    refused = told_quickly = 0
    for path in sorted((SAMPLES / "cases" / "greenholme").glob("*.yaml")):
        data = load_yaml(path)
        name = data["kind"]
        schema = schemas.load(name)
        for pointer, _ in list(pointers_of(data))[1::23]:
            changed = _changed(data, pointer, value)
            slow = [validators.Fault.of(error) for error in validators.validator(name).iter_errors(changed)]
            found = validators.quick(name).iter_errors(changed)
            quick = [validators.Fault.told(error, schema, changed) for error in found]
            refused += bool(slow)
            assert bool(slow) == bool(quick)
            if None not in quick:
                told_quickly += bool(slow)
                (document,) = documents.load_bytes(dump_yaml(changed).encode(), "a.yaml").documents
                assert _told(document, name, quick) == _told(document, name, slow)
    assert refused > 5
    assert told_quickly >= refused * 0.8


def _told(document: documents.Document, name: str, faults: Iterable[Any]) -> set[Problem]:
    return {problem for fault in faults for problem in schema_check._explain(document, name, fault)}
