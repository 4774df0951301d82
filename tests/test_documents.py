"""Loading: any bytes become documents and problems, and every key and value knows its place."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccgcheck import pointers
from ccgcheck.documents import MAX_BYTES, MAX_NODES, Document, Loaded, Place, load_bytes, load_path
from ccgcheck.problems import Problem
from ccgcheck.yaml_nodes import MAX_DEPTH


def load(text: str | bytes) -> Loaded:
    return load_bytes(text.encode() if isinstance(text, str) else text, "a.yaml")


def document(text: str | bytes) -> Document:
    loaded = load(text)
    assert loaded.problems == ()
    assert len(loaded.documents) == 1
    return loaded.documents[0]


def problem(text: str | bytes) -> Problem:
    loaded = load(text)
    assert len(loaded.problems) == 1
    return loaded.problems[0]


def place(text: str, pointer: str, *, of_value: bool = False) -> tuple[int, int]:
    found = document(text).place(pointer, of_value=of_value)
    return found.line, found.column


# Encodings


def test_utf_8() -> None:
    assert document("name: Café 😀").data == {"name": "Café 😀"}


def test_byte_order_mark_is_dropped_and_moves_no_place() -> None:
    found = document(b"\xef\xbb\xbfkind: constitution\n")
    assert found.data == {"kind": "constitution"}
    assert found.place("/kind") == Place(1, 1)
    assert found.place("/kind", of_value=True) == Place(1, 7)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-16-le", "utf-32"])
def test_other_unicode_encodings_are_refused(encoding: str) -> None:
    found = problem("kind: constitution\n".encode(encoding))
    assert found.kind == "encoding"
    assert found.line == 1
    assert load("kind: constitution\n".encode(encoding)).documents == ()


def test_utf_16_says_what_to_do() -> None:
    assert problem("kind: constitution\n".encode("utf-16")).message == "the file is UTF-16; save it as UTF-8"


def test_latin_1_is_refused_at_its_first_byte() -> None:
    found = problem("kind: constitution\nname: Café\n".encode("latin-1"))
    assert (found.kind, found.line, found.column) == ("encoding", 2, 10)
    assert "0xe9" in found.message
    assert "UTF-8" in found.message


def test_wrong_byte_after_a_byte_order_mark_is_named_at_its_place() -> None:
    found = problem(b"\xef\xbb\xbfa: \xff\n")
    assert (found.kind, found.line, found.column) == ("encoding", 1, 4)
    assert "0xff" in found.message


def test_column_of_a_wrong_byte_counts_characters_not_bytes() -> None:
    found = problem("é😀: ".encode() + b"\xff")
    assert (found.line, found.column) == (1, 5)


def test_truncated_character_is_refused() -> None:
    found = problem("a: é".encode()[:-1])
    assert (found.kind, found.line, found.column) == ("encoding", 1, 4)


def test_nul_byte_is_refused_at_its_place() -> None:
    found = problem(b"a: 1\nb\0c: 2\n")
    assert (found.kind, found.line, found.column) == ("encoding", 2, 2)
    assert "NUL" in found.message


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", b"PK\x03\x04\x14\0"]
)
def test_binary_files_are_refused(content: bytes) -> None:
    loaded = load(content)
    assert loaded.documents == ()
    assert [found.kind for found in loaded.problems] == ["encoding"]


@pytest.mark.parametrize(
    ("text", "line", "column", "character"),
    [
        ("a: é\x07b\n", 1, 5, "U+0007"),
        ("x: 1\na: 😀é\x01b\n", 2, 6, "U+0001"),
        ("a: b\x7f\n", 1, 5, "U+007F"),
        ("a: b\x80\n", 1, 5, "U+0080"),
        ("a: \x1b[31m\n", 1, 4, "U+001B"),
        ("a: \ufffe\n", 1, 4, "U+FFFE"),
    ],
)
def test_control_characters_are_named_at_their_place(text: str, line: int, column: int, character: str) -> None:
    found = problem(text)
    assert (found.kind, found.line, found.column) == ("syntax", line, column)
    assert character in found.message
    assert "remove it" in found.message


# Keys


def test_duplicate_key_shows_both_places_and_keeps_the_first() -> None:
    loaded = load("a: 1\nb: 2\n\na: 3\n")
    assert [found.data for found in loaded.documents] == [{"a": 1, "b": 2}]
    (found,) = loaded.problems
    assert (found.kind, found.line, found.column, found.pointer) == ("duplicate_key", 4, 1, "/a")
    assert '"a"' in found.message
    assert "1:1" in found.message


def test_duplicate_key_below_shows_its_pointer() -> None:
    (found,) = load("seats:\n  - {id: x, id: y}\n").problems
    assert (found.kind, found.line, found.column, found.pointer) == ("duplicate_key", 2, 13, "/seats/0/id")
    assert "2:6" in found.message


def test_every_repetition_of_a_key_is_a_problem() -> None:
    assert [(found.line, found.kind) for found in load("a: 1\na: 2\na: 3\n").problems] == [
        (2, "duplicate_key"),
        (3, "duplicate_key"),
    ]


def test_the_same_key_in_quotes_is_a_duplicate() -> None:
    assert [found.kind for found in load("a: 1\n\"a\": 2\n'a': 3\n").problems] == ["duplicate_key", "duplicate_key"]


def test_the_same_key_in_two_maps_is_no_duplicate() -> None:
    assert document("a: {k: 1}\nb: {k: 2}\n").data == {"a": {"k": 1}, "b": {"k": 2}}


@pytest.mark.parametrize("key", ["5", "1.5", "true", "False", "~", "null", "0x1F"])
def test_key_that_is_not_text_is_refused(key: str) -> None:
    loaded = load(f"a: 1\n{key}: x\n")
    assert loaded.documents[0].data == {"a": 1}
    (found,) = loaded.problems
    assert (found.kind, found.line, found.column, found.pointer) == ("key", 2, 1, "")
    assert f'"{key}"' in found.message
    assert "quotes" in found.message


@pytest.mark.parametrize("key", ["no", "on", "y", "2016-10-01", "007", "1:30", '"5"', "'true'", "<<", "!!str 5"])
def test_key_that_stays_text_is_kept(key: str) -> None:
    expected = key.removeprefix("!!str ").strip("'\"")
    assert document(f"{key}: x\n").data == {expected: "x"}


@pytest.mark.parametrize("key", ["? [a, b]\n", "? {a: b}\n", "? - a\n  - b\n", "? [[a], {b: [c]}]\n"])
def test_list_or_map_as_a_key_is_refused(key: str) -> None:
    loaded = load(f"{key}: x\nkept: 1\n")
    assert loaded.documents[0].data == {"kept": 1}
    (found,) = loaded.problems
    assert (found.kind, found.line, found.pointer) == ("key", 1, "")
    assert "a list or map" in found.message


def test_a_refused_key_does_not_lend_its_place_to_the_key_that_counts() -> None:
    found = load('1: a\n"1": b\n').documents[0]
    assert found.data == {"1": "b"}
    assert found.place("/1") == Place(2, 1)
    assert found.place("/1", of_value=True) == Place(2, 6)


def test_there_are_no_merge_keys() -> None:
    assert document("a: &a {k: 1}\nb: {<<: *a}\n").data == {"a": {"k": 1}, "b": {"<<": {"k": 1}}}


# Documents in a stream


def test_several_documents_have_their_index_and_place() -> None:
    loaded = load("kind: one\n---\nkind: two\n...\n---\n\nkind: three\n")
    assert loaded.problems == ()
    assert [(found.index, found.kind, found.file) for found in loaded.documents] == [
        (0, "one", "a.yaml"),
        (1, "two", "a.yaml"),
        (2, "three", "a.yaml"),
    ]
    assert [found.place("/kind") for found in loaded.documents] == [Place(1, 1), Place(3, 1), Place(7, 1)]


def test_documents_before_broken_yaml_are_kept() -> None:
    loaded = load("a: 1\n---\nb: 2\n---\nc: [\n")
    assert [found.data for found in loaded.documents] == [{"a": 1}, {"b": 2}]
    (found,) = loaded.problems
    assert found.kind == "syntax"
    assert found.line > 4


def test_problems_of_every_document_are_told() -> None:
    loaded = load("a: 1\na: 2\n---\n5: x\n")
    assert [(found.kind, found.line) for found in loaded.problems] == [("duplicate_key", 2), ("key", 4)]
    assert [found.data for found in loaded.documents] == [{"a": 1}, {}]


def test_anchors_do_not_reach_into_the_next_document() -> None:
    loaded = load("a: &x 1\n---\nb: *x\n")
    assert [found.data for found in loaded.documents] == [{"a": 1}]
    assert [(found.kind, found.line, found.column) for found in loaded.problems] == [("syntax", 3, 4)]


@pytest.mark.parametrize("text", ["", "\n\n", "   \n", "# only a comment\n", "# one\n\n# two", "\ufeff", "\ufeff# c\n"])
def test_file_without_a_document(text: str) -> None:
    loaded = load(text)
    assert loaded.documents == ()
    (found,) = loaded.problems
    assert (found.kind, found.line, found.column) == ("empty", 1, 1)
    assert "kind" in found.message


def test_document_that_says_nothing_is_still_a_document() -> None:
    assert document("---\n").data is None


@pytest.mark.parametrize(
    "text", ["- a\n", "text\n", "5\n", "---\n", "kind: 5\n", "kind:\n", "kind: {a: 1}\n", "kinds: x\n"]
)
def test_document_that_gives_itself_no_kind(text: str) -> None:
    assert document(text).kind is None


# Anchors and aliases


def test_alias_has_the_value_and_the_place_of_its_anchor() -> None:
    found = document("a: &x {k: 1}\nb: *x\nc: [*x]\n")
    assert found.data == {"a": {"k": 1}, "b": {"k": 1}, "c": [{"k": 1}]}
    assert found.place("/b") == Place(2, 1)
    assert found.place("/b", of_value=True) == Place(1, 4)
    assert found.place("/b/k") == Place(1, 8)
    assert found.place("/c/0/k") == Place(1, 8)


def test_alias_of_a_scalar() -> None:
    assert document("a: &x 5\nb: *x\n").data == {"a": 5, "b": 5}


@pytest.mark.parametrize(("text", "line", "column"), [("a: *x\n", 1, 4), ("a: 1\nb: [*x]\n", 2, 5)])
def test_alias_of_nothing(text: str, line: int, column: int) -> None:
    found = problem(text)
    assert (found.kind, found.line, found.column) == ("syntax", line, column)
    assert "undefined alias" in found.message


@pytest.mark.parametrize(
    "text",
    ["&a [*a]\n", "a: &x {b: *x}\n", "a: &x [1, {b: [*x]}]\n", "&a\n- &b\n  - *a\n- *b\n"],
)
def test_alias_that_refers_to_itself(text: str) -> None:
    loaded = load(text)
    assert loaded.documents == ()
    (found,) = loaded.problems
    assert found.kind == "aliases"
    assert found.line >= 1
    assert "refer to themselves" in found.message


def _laughs(levels: int) -> str:
    lines = ["l0: &l0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"l{i}: &l{i} [{', '.join([f'*l{i - 1}'] * 10)}]" for i in range(1, levels)]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("levels", [6, 9, 60])
def test_alias_bomb_is_refused(levels: int) -> None:
    loaded = load(_laughs(levels))
    assert loaded.documents == ()
    (found,) = loaded.problems
    assert found.kind == "aliases"
    assert found.line >= 1
    assert f"{MAX_NODES:,}" in found.message


def test_aliases_in_moderation_are_fine() -> None:
    assert len(document(_laughs(3)).data["l2"]) == 10


def test_limit_on_values_is_for_the_file_not_for_each_document() -> None:
    loaded = load("---\n".join([_laughs(5)] * 6))
    assert [found.kind for found in loaded.problems] == ["aliases"]


# Nesting


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[" * 10_000 + "]" * 10_000, id="flow list"),
        pytest.param("[" * 10_000, id="flow list never closed"),
        pytest.param("{a: " * 10_000 + "1" + "}" * 10_000, id="flow map"),
        pytest.param("{a: " * 10_000, id="flow map never closed"),
        pytest.param("[\n" * 10_000 + "]\n" * 10_000, id="flow list over lines"),
        pytest.param("[{a: " * 5_000 + "1" + "}]" * 5_000, id="both"),
        pytest.param("- " * 10_000 + "x", id="dashes"),
        pytest.param("? " * 10_000 + "x", id="question marks"),
        pytest.param("".join(f"{' ' * depth}a:\n" for depth in range(3_000)), id="block map"),
        pytest.param("".join(f"{' ' * depth}-\n" for depth in range(3_000)), id="block list"),
        pytest.param("seats:\n  - role:\n      " + "[" * 10_000, id="below a key"),
        # what a quick look at the text may be deceived by
        pytest.param("# " + "]" * 2_000 + "\n" + "[" * 2_000 + "]" * 2_000, id="after closing brackets in a comment"),
        pytest.param('["' + "]" * 2_000 + '", ' + "[" * 2_000 + "]" * 2_001, id="after closing brackets in a text"),
        pytest.param("# c\r" + "- " * 2_000 + "x", id="after a carriage return"),
        pytest.param("# c\x85" + "- " * 2_000 + "x", id="after a next-line character"),
        pytest.param("# c\u2028" + "- " * 2_000 + "x", id="after a line separator"),
        pytest.param("# c\r" + "- " * 200_000 + "x", id="after a carriage return, deeper than any stack"),
        pytest.param("# c\u2028" + "? " * 200_000 + "x", id="after a line separator, deeper than any stack"),
        pytest.param("[" * 499 + "- " * 99 + "x", id="brackets and dashes"),
        pytest.param("[a: " * 99 + "1" + "]" * 99, id="pairs"),
    ],
)
def test_deep_nesting_is_refused(text: str) -> None:
    loaded = load(text)
    assert loaded.documents == ()
    (found,) = loaded.problems
    assert found.kind == "nesting"
    assert found.line >= 1
    assert found.column >= 1
    assert f"more than {MAX_DEPTH} deep" in found.message


def test_deep_nesting_through_aliases_is_refused() -> None:
    lines = ["a0: &a0 []"]
    lines += [f"a{i}: &a{i} {'[' * 90}*a{i - 1}{']' * 90}" for i in range(1, 12)]
    loaded = load("\n".join(lines))
    assert loaded.documents == ()
    assert [found.kind in ("nesting", "aliases") for found in loaded.problems] == [True]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("[" * 50 + "x" + "]" * 50, 50, id="flow list"),
        pytest.param("{a: " * 50 + "x" + "}" * 50, 50, id="flow map"),
        pytest.param("- " * 50 + "x", 50, id="dashes"),
        pytest.param("".join(f"{'  ' * depth}a:\n" for depth in range(50)), 50, id="block map"),
        pytest.param("".join(f"{'    ' * depth}-\n" for depth in range(50)), 50, id="block list"),
        pytest.param("[" * MAX_DEPTH + "x" + "]" * MAX_DEPTH, MAX_DEPTH, id="the limit, flow"),
        pytest.param("- " * MAX_DEPTH + "x", MAX_DEPTH, id="the limit, block"),
    ],
)
def test_legal_nesting_is_read(text: str, expected: int) -> None:
    value, depth = document(text).data, 0
    while isinstance(value, dict | list):
        value = value["a"] if isinstance(value, dict) else value[0]
        depth += 1
    assert depth == expected


def test_one_level_too_many_is_refused() -> None:
    assert problem("[" * (MAX_DEPTH + 1) + "x" + "]" * (MAX_DEPTH + 1)).kind == "nesting"


def test_long_indents_and_many_brackets_are_not_nesting() -> None:
    text = f"a:\n{' ' * 200}b: [{', '.join(['[1]'] * 300)}]\nc: '{'[' * 500}'\n"
    found = document(text).data
    assert len(found["a"]["b"]) == 300
    assert found["c"] == "[" * 500


# Tags


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("!!str 2016", "2016"),
        ("!!str true", "true"),
        ("!!str", ""),
        ("!!str ~", "~"),
        ("!!int 5", 5),
        ("!!bool true", True),
        ("!!seq [1]", [1]),
        ("!!map {a: 1}", {"a": 1}),
    ],
)
def test_core_tags_are_kept(text: str, value: object) -> None:
    assert document(f"v: {text}\n").data == {"v": value}


@pytest.mark.parametrize(
    "tag",
    [
        "!!python/object/apply:os.system",
        "!!python/name:os.system",
        "!!python/none",
        "!!binary",
        "!!timestamp",
        "!!set",
        "!mine",
        "!<tag:example.org,2016:x>",
    ],
)
@pytest.mark.parametrize("value", ["x", "[x]", "{x: 1}"])
def test_other_tags_are_refused(tag: str, value: str) -> None:
    loaded = load(f"a: 1\nb: {tag} {value}\n")
    assert loaded.documents == ()
    (found,) = loaded.problems
    assert (found.kind, found.line, found.column) == ("syntax", 2, 4)
    assert "tag" in found.message
    assert "not allowed" in found.message


@pytest.mark.parametrize("text", ["? !x a\n: 1\n", "a: [1, {b: !x c}]\n", "!x a: 1\n", "&a !x [*a]\n"])
def test_other_tags_are_refused_wherever_they_stand(text: str) -> None:
    found = problem(text)
    assert found.kind == "syntax"
    assert "!x" in found.message


@pytest.mark.parametrize("text", ["a: !%ED%A0%80 x\n", "%TAG !e! tag:%ED%A0%80\n---\na: !e!x x\n", "a: !<%C0%80> x\n"])
def test_tag_that_is_not_unicode_is_a_problem(text: str) -> None:
    assert problem(text).kind == "syntax"


# Syntax


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("a:\n\tb: 1\n", 2, 1, "indent with spaces"),
        ("a: b: c\n", 1, 5, "quotes"),
        ("a: 1\n  b: 2\n", 2, 4, "mapping values are not allowed"),
        ('a: "x\nb: 1\n', 3, 1, "close the quote"),
        ("a: [1, 2\nb: 3\n", 2, 2, "flow sequence"),
        ("{a: 1]\n", 1, 6, "flow mapping"),
        ("a: 1\nb: @x\n", 2, 4, "cannot start any token"),
        ('a: "\\q"\n', 1, 5, "escape"),
        ("a:\n- 1\nb\n", 4, 1, "':'"),
        ("a: }\n", 1, 4, "expected node content"),
        ("a: !e!x 1\n", 1, 4, "tag handle"),
    ],
)
def test_broken_yaml_is_told_at_its_place(text: str, line: int, column: int, words: str) -> None:
    loaded = load(text)
    assert loaded.documents == ()
    (found,) = loaded.problems
    assert (found.kind, found.line, found.column) == ("syntax", line, column)
    assert found.message.startswith("this is not YAML: ")
    assert words in found.message


# Files


def test_too_large() -> None:
    found = problem(b"#" * (MAX_BYTES + 1))
    assert found.kind == "too_large"
    assert "10 MB" in found.message


def test_large_but_not_too_large() -> None:
    assert problem(b"#" * MAX_BYTES).kind == "empty"


def test_too_large_on_disk(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    assert [found.kind for found in load_path(path).problems] == ["too_large"]


def test_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("kind: constitution\n", encoding="utf-8")
    loaded = load_path(path)
    assert loaded.problems == ()
    assert loaded.file == path.as_posix()
    assert [(found.kind, found.file) for found in loaded.documents] == [("constitution", path.as_posix())]


def test_file_goes_by_the_name_given(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a: [\n", encoding="utf-8")
    loaded = load_path(path, "folder/a.yaml")
    assert loaded.file == "folder/a.yaml"
    assert [found.file for found in loaded.problems] == ["folder/a.yaml"]


def test_missing_file(tmp_path: Path) -> None:
    (found,) = load_path(tmp_path / "none.yaml").problems
    assert (found.kind, found.line, found.column) == ("missing", 0, 0)
    assert "no such file" in found.message


def test_folder_is_not_a_file(tmp_path: Path) -> None:
    (found,) = load_path(tmp_path).problems
    assert (found.kind, found.line, found.column) == ("unreadable", 0, 0)
    assert "not a regular file" in found.message


def test_broken_link_is_missing(tmp_path: Path) -> None:
    link = tmp_path / "link.yaml"
    link.symlink_to(tmp_path / "gone.yaml")
    assert [found.kind for found in load_path(link).problems] == ["missing"]


def test_impossible_name_is_a_problem(tmp_path: Path) -> None:
    assert [found.kind for found in load_path(tmp_path / ("x" * 5000)).problems] == ["unreadable"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_unreadable_file(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a: 1\n", encoding="utf-8")
    path.chmod(0)
    (found,) = load_path(path).problems
    assert found.kind == "unreadable"
    assert "cannot be read" in found.message


# Places

TEXT = """\
kind: constitution
body: {type: ccg, name: NHS X}
governing_body:
  seats:
    - id: gp
      role:  gp_member
    - {id: lay, "a/b~c": 1}
  text: >-
    folded
  empty:
"""


@pytest.mark.parametrize(
    ("pointer", "key", "value"),
    [
        ("", (1, 1), (1, 1)),
        ("/kind", (1, 1), (1, 7)),
        ("/body", (2, 1), (2, 7)),
        ("/body/name", (2, 19), (2, 25)),
        ("/governing_body", (3, 1), (4, 3)),
        ("/governing_body/seats", (4, 3), (5, 5)),
        ("/governing_body/seats/0", (5, 7), (5, 7)),
        ("/governing_body/seats/0/id", (5, 7), (5, 11)),
        ("/governing_body/seats/0/role", (6, 7), (6, 14)),
        ("/governing_body/seats/1", (7, 7), (7, 7)),
        ("/governing_body/seats/1/a~1b~0c", (7, 17), (7, 26)),
        ("/governing_body/text", (8, 3), (8, 9)),
        ("/governing_body/empty", (10, 3), (10, 9)),
    ],
)
def test_place(pointer: str, key: tuple[int, int], value: tuple[int, int]) -> None:
    assert place(TEXT, pointer) == key
    assert place(TEXT, pointer, of_value=True) == value


@pytest.mark.parametrize(
    ("pointer", "nearest"),
    [
        ("/nothing", ""),
        ("/kind/deeper", "/kind"),
        ("/governing_body/chair/drawn_from", "/governing_body"),
        ("/governing_body/seats/2", "/governing_body/seats"),
        ("/governing_body/seats/x", "/governing_body/seats"),
        ("/governing_body/seats/-1", "/governing_body/seats"),
        ("/governing_body/seats/0/title", "/governing_body/seats/0"),
    ],
)
def test_place_of_what_is_missing_is_its_nearest_ancestor(pointer: str, nearest: str) -> None:
    assert place(TEXT, pointer) == place(TEXT, nearest)
    assert place(TEXT, pointer, of_value=True) == place(TEXT, nearest, of_value=True)


def test_place_of_a_duplicate_key_is_the_one_that_counts() -> None:
    assert load("a: 1\na: 2\n").documents[0].place("/a", of_value=True) == Place(1, 4)


def test_column_counts_characters() -> None:
    assert place("{é😀: 1, b: 2}\n", "/b") == (1, 9)


# Properties

SENTENCES = settings(deadline=None, max_examples=200)
YAML_PARTS = st.sampled_from(
    [
        *("- ", "-", "? ", ": ", ":", "[", "]", "{", "}", ",", "\n", "\n  ", " ", "\t", "\r", "\x85", "\u2028"),
        *("&a ", "*a", "&b ", "<<: ", "!!str ", "!!int ", "!x ", "!", "!%ED", "%A0%80 ", "%", "%YAML 1.2\n"),
        *("|\n", ">-\n", "'", '"', "\\", "\\ud800", "#", "---\n", "...\n", "@", "`", "\ufeff", "\x07"),
        *("a", "b: 1", "5", "true", "~", "é", "😀", "2016-10-01"),
    ]
)


def _is_told_well(loaded: Loaded, text: str | None) -> None:
    assert loaded.documents or loaded.problems
    for found in loaded.problems:
        assert found.file == "a.yaml"
        assert len(found.message) > 10
        assert found.message.strip() == found.message
        assert found.line >= 1
        assert found.column >= 1
        if text is not None:
            assert found.line <= len(text.splitlines()) + 1


@SENTENCES
@given(st.binary(max_size=200))
def test_any_bytes_load(content: bytes) -> None:
    _is_told_well(load(content), None)


@SENTENCES
@given(st.text(max_size=100))
def test_any_text_loads(text: str) -> None:
    _is_told_well(load(text.encode("utf-8", "replace")), text)


@settings(deadline=None, max_examples=500)
@given(st.lists(YAML_PARTS, max_size=30).map("".join))
def test_anything_like_yaml_loads(text: str) -> None:
    _is_told_well(load(text), text)


PRINTABLE = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=20)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(min_value=-(2**63) + 1, max_value=2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | PRINTABLE,
    lambda child: st.lists(child, max_size=5) | st.dictionaries(PRINTABLE, child, max_size=5),
    max_leaves=20,
)


def _dump(data: Any, indent: int | None) -> str:
    return json.dumps(data, ensure_ascii=False, indent=indent)


def _pointers(data: Any, pointer: str = "") -> Iterator[tuple[str, str | None, Any]]:
    yield pointer, pointers.split(pointer)[-1] if pointer else None, data
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _pointers(value, pointers.join(pointer, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            for found, key, below in _pointers(value, pointers.join(pointer, index)):
                yield found, None if found == pointers.join(pointer, index) else key, below


@SENTENCES
@given(JSON, st.sampled_from([None, 1, 2, 4]))
def test_json_is_read_as_it_was_written(data: Any, indent: int | None) -> None:
    text = _dump(data, indent)
    assert _dump(document(text).data, indent) == text


@SENTENCES
@given(JSON, st.sampled_from([None, 1, 2]))
def test_every_pointer_has_its_place(data: Any, indent: int | None) -> None:
    text = _dump(data, indent)
    lines = text.split("\n")
    found = document(text)
    for pointer, key, value in _pointers(data):
        at = found.place(pointer)
        of_value = found.place(pointer, of_value=True)
        written = _dump(key, None) if key is not None else _dump(value, indent).partition("\n")[0]
        assert lines[at.line - 1][at.column - 1 :].startswith(written)
        assert lines[of_value.line - 1][of_value.column - 1 :].startswith(_dump(value, indent)[0])


@SENTENCES
@given(JSON, st.lists(st.text(max_size=4) | st.integers(0, 9).map(str), max_size=6))
def test_any_pointer_has_a_place_in_the_file(data: Any, tokens: list[str]) -> None:
    text = _dump(data, 2)
    lines = text.split("\n")
    at = document(text).place(pointers.build(tokens))
    assert 1 <= at.line <= len(lines)
    assert 1 <= at.column <= len(lines[at.line - 1]) + 1


def test_text_without_end_is_a_problem_and_the_rest_stands() -> None:
    loaded = load_bytes(b"a: " + b"x" * 10_001 + b"\nb: " + b"y" * 10_000 + b"\n", "f")
    (problem,) = loaded.problems
    assert (problem.line, problem.column, problem.kind, problem.pointer) == (1, 4, "too_large", "/a")
    assert loaded.documents[0].data["b"] == "y" * 10_000
