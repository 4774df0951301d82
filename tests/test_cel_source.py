"""Rewriting CEL source: tokens, substitution and the guard on has()."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccgcheck.cel_source import free_names, guard_has, is_balanced, parts_read, substitute, tokens, without_calls
from ccgcheck.expressions import BadExpression, Expression

PIECES = st.lists(
    st.sampled_from(
        [
            *("has", "known", "this", "law", "a", "b", "r", "(", ")", "(", ")", ".", ".", " ", "\n", "\t", "// c\n"),
            *('"x"', "'y'", '"', "'", '"""', "\\", "1", "2.5", "0x1F", "1u", "é", "😀"),
            *("&&", "||", "!", "==", "[", "]", "{", "}", ":", ",", "?"),
        ]
    ),
    max_size=30,
).map("".join)


@settings(deadline=None)
@given(st.text() | PIECES)
def test_joined_tokens_are_the_source(source: str) -> None:
    assert "".join(text for _, text in tokens(source)) == source


@settings(deadline=None)
@given(st.text() | PIECES)
def test_substituting_nothing_changes_nothing(source: str) -> None:
    assert substitute(source, {}) == source
    assert substitute(source, {"this": "this"}) == source


@settings(deadline=None)
@given(st.text() | PIECES)
def test_source_without_has_or_known_is_not_guarded(source: str) -> None:
    source = source.replace("has", "x").replace("known", "y")
    assert guard_has(source) == source


@settings(deadline=None)
@given(PIECES)
def test_any_source_can_be_guarded(source: str) -> None:
    assert isinstance(guard_has(source), str)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a.b", [("name", "a"), ("mark", "."), ("name", "b")]),
        ('"a b"', [("string", '"a b"')]),
        ("'it\\'s'", [("string", "'it\\'s'")]),
        ('"say \\"x\\""', [("string", '"say \\"x\\""')]),
        ('"""a "quoted" b"""', [("string", '"""a "quoted" b"""')]),
        ("'''it's'''", [("string", "'''it's'''")]),
        (r'r"\d+"', [("string", r'r"\d+"')]),
        ("rb'x'", [("string", "rb'x'")]),
        ("1.5e3", [("number", "1.5e3")]),
        ("0x1F", [("number", "0x1F")]),
        ("6u", [("number", "6u")]),
        ("a // b", [("name", "a"), ("space", " "), ("space", "// b")]),
        ("_a1", [("name", "_a1")]),
        ('ab"x"', [("name", "ab"), ("string", '"x"')]),
    ],
)
def test_tokens(source: str, expected: list[tuple[str, str]]) -> None:
    assert list(tokens(source)) == expected


def test_raw_text_may_end_in_a_backslash() -> None:
    assert tokens(r'r"\" + this')[0] == ("string", r'r"\"')
    assert substitute(r'r"\" + this + "this"', {"this": "T"}) == r'r"\" + T + "this"'


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("this", "T"),
        ("this.this", "T.this"),
        ("this . this", "T . this"),
        ("a.this", "a.this"),
        ("a. this", "a. this"),
        ("a.b[this.c]", "a.b[T.c]"),
        ("this + this", "T + T"),
        ('"this" + this', '"this" + T'),
        ("'this' == this.x", "'this' == T.x"),
        ('"a \\" this" + this', '"a \\" this" + T'),
        ('"""this""" + this', '"""this""" + T'),
        ("// this\nthis", "// this\nT"),
        ("thistle + _this + this1", "thistle + _this + this1"),
        ("f(this, [this], {'this': this})", "f(T, [T], {'this': T})"),
        ("this?.a", "T?.a"),
        ("that + this", "U + T"),
    ],
)
def test_substitute_leaves_fields_and_texts_alone(source: str, expected: str) -> None:
    assert substitute(source, {"this": "T", "that": "U"}) == expected


def test_substitute_does_not_substitute_twice() -> None:
    assert substitute("a + b", {"a": "b", "b": "a"}) == "b + a"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("this", [("this", None)]),
        ("law.minimum", [("law", "minimum")]),
        ("law . minimum", [("law", "minimum")]),
        ("this.a.b", [("this", "a")]),
        ("law['x']", [("law", None)]),
        ('"law.x" + body.name', [("body", "name")]),
        ("// law.x\ndate", [("date", None)]),
        ("sum(this.x)", [("sum", None), ("this", "x")]),
        ("a.law.x", [("a", "law")]),
        ("", []),
    ],
)
def test_free_names(source: str, expected: list[tuple[str, str | None]]) -> None:
    assert list(free_names(source)) == expected


A_B = '(has(a.b) || ("?b" in a && not_reviewed("b")))'


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("has(a.b)", A_B),
        ("has( a.b )", A_B),
        ("!has(a.b)", f"!{A_B}"),
        ("has(a.b) && has(a.b)", f"{A_B} && {A_B}"),
        ("has(a.b.c)", '(has(a.b.c) || ("?c" in a.b && not_reviewed("c")))'),
        ("has(a[0].b)", '(has(a[0].b) || ("?b" in a[0] && not_reviewed("b")))'),
        ('has(a["x.y"].b)', '(has(a["x.y"].b) || ("?b" in a["x.y"] && not_reviewed("b")))'),
        ("s.all(x, has(x.b))", 's.all(x, (has(x.b) || ("?b" in x && not_reviewed("b"))))'),
        ("f(g(has(a.b)), 1)", f"f(g({A_B}), 1)"),
        ("known(a.b)", "has(a.b)"),
        ("known(a.b) && has(a.b)", f"has(a.b) && {A_B}"),
        ('"has(a.b)"', '"has(a.b)"'),
        ("// has(a.b)\n1", "// has(a.b)\n1"),
        ("has(a)", "has(a)"),
        ("hash(a.b) + has_x(a.b)", "hash(a.b) + has_x(a.b)"),
        ("a.has + known", "a.has + known"),
        ("", ""),
    ],
)
def test_guard_has(source: str, expected: str) -> None:
    assert guard_has(source) == expected


def test_guard_has_inside_has() -> None:
    inner = '(has(q.r) || ("?r" in q && not_reviewed("r")))'
    holder = f"a.filter(q, {inner})[0]"
    expected = f'(has({holder}.s) || ("?s" in {holder} && not_reviewed("s")))'
    assert guard_has("has(a.filter(q, has(q.r))[0].s)") == expected


@pytest.mark.parametrize("source", ["has (a.b)", "has\n(a.b)", "has // why\n(a.b)"])
def test_has_is_guarded_whatever_stands_before_its_bracket(source: str) -> None:
    assert 'not_reviewed("b")' in guard_has(source)


@pytest.mark.parametrize("source", ["known (a.b)", "known\n(a.b)"])
def test_known_is_rewritten_whatever_stands_before_its_bracket(source: str) -> None:
    assert "known" not in guard_has(source)


def test_comment_inside_has_is_no_field() -> None:
    assert '"?b" in a' in guard_has("has(a.b // see 1.2\n)")


@pytest.mark.parametrize(("source", "expected"), [
    ("a(b[c{d}])", True),
    ('a(")")', True),
    ("a // (\n", True),
    ("", True),
    ("a)", False),
    ("(a", False),
    ("(a])", False),
    (")(", False),
])  # fmt: skip
def test_brackets_that_close(source: str, *, expected: bool) -> None:
    assert is_balanced(source) is expected


def test_a_subject_cannot_be_escaped_from() -> None:
    for source in ("this) + (1", "this], [1", "this.a}", "1)[0] + [2].map(this, (this"):
        with pytest.raises(BadExpression):
            Expression(source, subject="meeting.items[element(0)]")


def test_what_was_not_reviewed_is_an_error_of_cel_itself() -> None:
    guarded = guard_has("has(a.b)")
    assert without_calls(guarded) == '(has(a.b) || ("?b" in a && {"": true}["not reviewed: b"]))'


def test_text_that_names_the_mark_is_left_alone() -> None:
    source = f'{guard_has("has(a.b)")} || a.c == "not_reviewed(\\"x\\")"'
    assert without_calls(source) == source


@pytest.mark.parametrize(("source", "paths"), [
    ("a.b.c + a.d", {("b", "c"), ("d",)}),
    ("a", {()}),
    ("x.a.b", None),
    ("a.b.size()", {("b",)}),
    ("a.size()", {()}),
    ("a.b[0].c", {("b",)}),
    ('"?c" in a.b', {("b", "c")}),
    ('"a.b" == c', None),
    ("a .b\n. c", {("b", "c")}),
    ("[1].map(x, a.b)", {("b",)}),
    ("{'k': a}", {()}),
])  # fmt: skip
def test_the_paths_that_are_read_of_a_variable(source: str, paths: set[tuple[str, ...]] | None) -> None:
    assert parts_read(source, ("a",)).get("a") == paths
