"""Expressions and message templates: every outcome, every function and every way to be wrong."""

from collections.abc import Callable
from typing import Any, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccgcheck.cel_functions import words_of
from ccgcheck.expressions import Activation, BadExpression, Expression, Outcome
from ccgcheck.templates import Template, show

Compiled = TypeVar("Compiled", Expression, Template)

CONSTITUTION: dict[str, Any] = {
    "number": 18,
    "share": 0.5,
    "title": "lay_member",
    "public": True,
    "day": "2016-10-01",
    "seats": [{"id": "gp", "count": 5, "role": "gp_member"}, {"id": "lay", "count": 2, "?role": True}],
    "chair": {"clause": "6.8", "?term": True},
    "many": list(range(400)),
    "?voting": True,
}
ACTIVATION = Activation(
    {
        "constitution": CONSTITUTION,
        "this": CONSTITUTION["chair"],
        "law": {"reg-11-1": {"minimum": 6}},
        "date": "2016-10-01",
        "body": {"name": "NHS X CCG"},
    }
)


def outcome(source: str, names: dict[str, str] | None = None) -> Outcome:
    return Expression(source, names).evaluate(ACTIVATION)


def value(source: str, names: dict[str, str] | None = None) -> Any:
    found = outcome(source, names)
    assert found.kind == "value", found
    return found.value


def either(compiled: Callable[[str], Compiled], source: str) -> Compiled | BadExpression:
    try:
        return compiled(source)
    except BadExpression as error:
        return error


def bad(source: str, names: dict[str, str] | None = None) -> BadExpression:
    with pytest.raises(BadExpression) as caught:
        Expression(source, names)
    return caught.value


# Outcomes


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("constitution.number", 18),
        ("constitution.share", 0.5),
        ("constitution.title", "lay_member"),
        ("constitution.public", True),
        ("constitution.number >= 6", True),
        ("constitution.seats.map(s, s.id)", ["gp", "lay"]),
        ("constitution.chair.clause", "6.8"),
        ("this.clause", "6.8"),
        ('law["reg-11-1"].minimum', 6),
        ("date < '2022-07-01'", True),
        ("body.name", "NHS X CCG"),
        ("has(constitution.number)", True),
        ("has(constitution.nothing)", False),
        ("constitution.many.all(x, x >= 0)", True),
        ("constitution.number == 18 ? 'a' : 'b'", "a"),
        ('"a-b".split("-")', ["a", "b"]),
        ("null", None),
    ],
)
def test_value(source: str, expected: object) -> None:
    assert outcome(source) == Outcome("value", expected)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("constitution.nothing", "nothing"),
        ("constitution.nothing.deeper", "nothing"),
        ("constitution.chair.nothing == 5", "nothing"),
        ("constitution['nothing']", "nothing"),
        ("has(constitution.nothing.deeper)", "nothing"),
        ("known(constitution.nothing.deeper)", "nothing"),
        ("sum(constitution.nothing)", "nothing"),
        ("constitution.seats.exists(s, s.voting)", "voting"),
        ('law["reg-11-1"].maximum', "maximum"),
        ('law["reg-99"].minimum', "reg-99"),
        ("this.quorum", "quorum"),
    ],
)
def test_silent(source: str, name: str) -> None:
    assert outcome(source) == Outcome("silent", name)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("has(constitution.voting)", "voting"),
        ("has (constitution.voting)", "voting"),
        ("!has(constitution.voting)", "voting"),
        ("has(this.term)", "term"),
        ("has(constitution.chair.term)", "term"),
        ("constitution.seats.all(s, has(s.role))", "role"),
        ("constitution.seats.filter(s, has(s.role)).size() == 1", "role"),
        ("constitution.seats.map(s, has(s.role) ? s.count : 0)", "role"),
        ("has(this.term // why\n)", "term"),
    ],
)
def test_not_reviewed(source: str, name: str) -> None:
    assert outcome(source) == Outcome("not_reviewed", name)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("known(constitution.number)", True),
        ("known(constitution.nothing)", False),
        ("known(constitution.voting)", False),
        ("known(this.term)", False),
        ("known (this.clause)", True),
        ("constitution.seats.exists(s, known(s.role))", True),
        ("constitution.seats.all(s, known(s.role))", False),
        ("!known(this.term) || has(this.term)", True),
    ],
)
def test_known_is_true_only_of_what_is_there_and_was_reviewed(source: str, expected: bool) -> None:
    assert value(source) is expected


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("constitution.number + constitution.title", "No matching overload"),
        ("constitution.title > 5 && constitution.public", "No matching overload"),
        ("constitution.number / 0", "divide by zero"),
        ("constitution.number % 0", "modulus by zero"),
        ("constitution.seats[7]", "index=7"),
        ("constitution.title.nothing", "SELECT"),
        ("9223372036854775807 + constitution.number", "overflow"),
        ("matches(constitution.title, '(')", "regular expression"),
        ("int(constitution.title)", "cannot convert"),
        ("sum([constitution.title])", "unsupported operand"),
        ("days_between(constitution.title, date)", "isoformat"),
        ("add_months(constitution.title, 1)", "isoformat"),
        ("words(constitution.number)", "No matching overload"),
    ],
)
def test_broken(source: str, words: str) -> None:
    found = outcome(source)
    assert found.kind == "broken"
    assert words in found.value


@pytest.mark.parametrize(
    "source",
    [
        "constitution.many.all(x, constitution.many.all(y, x + y >= 0))",
        "constitution.many.map(x, constitution.many.map(y, x)).size() > 0",
        "constitution.many.exists(x, constitution.many.exists(y, constitution.many.exists(z, x + y + z < 0)))",
    ],
)
def test_iteration_budget(source: str) -> None:
    found = outcome(source)
    assert found.kind == "broken"
    assert "took too long" in found.value
    assert "budget" in found.value


def test_an_expression_works_again_after_running_out_of_budget() -> None:
    assert outcome("constitution.many.all(x, constitution.many.all(y, x + y >= 0))").kind == "broken"
    assert value("constitution.many.exists(x, x == 399)") is True


SILENT, DARK, BROKEN = "constitution.nothing", "has(this.term)", "constitution.number / 0 == 1"


@pytest.mark.parametrize("unsure", [SILENT, DARK, BROKEN])
@pytest.mark.parametrize(("operator", "absorbing"), [("||", True), ("&&", False)])
def test_three_valued_logic_absorbs(unsure: str, operator: str, absorbing: bool) -> None:
    word = str(absorbing).lower()
    assert value(f"{unsure} {operator} {word}") is absorbing
    assert value(f"{word} {operator} {unsure}") is absorbing


@pytest.mark.parametrize(("unsure", "kind"), [(SILENT, "silent"), (DARK, "not_reviewed"), (BROKEN, "broken")])
@pytest.mark.parametrize(("operator", "neutral"), [("||", "false"), ("&&", "true")])
def test_three_valued_logic_stays_undecided(unsure: str, kind: str, operator: str, neutral: str) -> None:
    assert outcome(f"{unsure} {operator} {neutral}").kind == kind
    assert outcome(f"{neutral} {operator} {unsure}").kind == kind
    assert outcome(f"!({unsure} {operator} {neutral})").kind == kind


def test_macros_absorb_too() -> None:
    assert value("constitution.seats.exists(s, has(s.role) || s.count == 2)") is True
    assert value("constitution.seats.exists(s, s.role == 'gp_member')") is True
    assert value("constitution.seats.all(s, has(s.role) && s.count == 9)") is False


# Names


@pytest.mark.parametrize(
    ("source", "names", "expected"),
    [
        ("this.clause", {"this": "constitution.chair"}, "6.8"),
        ("law.minimum", {"law": 'law["reg-11-1"]'}, 6),
        (
            "total >= law.minimum",
            {"law": 'law["reg-11-1"]', "total": "(sum(constitution.seats.map(s, s.count)))"},
            True,
        ),
        ("'total ' + constitution.title", {"total": "1"}, "total lay_member"),
    ],
)
def test_names_stand_for_their_text(source: str, names: dict[str, str], expected: object) -> None:
    assert value(source, names) == expected


def test_guard_reaches_through_a_name() -> None:
    assert outcome("has(this.term)", {"this": "constitution.chair"}) == Outcome("not_reviewed", "term")


def test_expression_says_which_variables_it_reads() -> None:
    found = Expression("this.x > law.y && total", {"this": "constitution.chair", "total": "body.name == ''"})
    assert {"constitution", "law", "body"} <= found.reads
    assert not {"this", "date"} & found.reads
    assert found.source == "this.x > law.y && total"


# Functions


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("sum([])", 0),
        ("sum([1, 2, 3])", 6),
        ("sum([1, -1])", 0),
        ("sum([1.5, 2.5])", 4.0),
        ("sum(constitution.seats.map(s, s.count))", 7),
        ("sum(constitution.seats.map(s, s.count)) >= 6", True),
        ('days_between("2016-02-28", "2016-03-01")', 2),
        ('days_between("2015-02-28", "2015-03-01")', 1),
        ('days_between("2016-03-01", "2016-02-28")', -2),
        ("days_between(date, constitution.day)", 0),
        ('days_between("2015-12-31", "2016-12-31")', 366),
        ('words("lay_member_for_finance")', "lay member for finance"),
        ("words(constitution.title)", "lay member"),
        ('words("")', ""),
        ("list([])", "none"),
        ('list(["a"])', "a"),
        ('list(["a", "b"])', "a and b"),
        ('list(["lay_member", "b", "c", "d"])', "lay member, b, c and d"),
        ("list([1, 2])", "1 and 2"),
        ("list(constitution.seats.map(s, s.id))", "gp and lay"),
        ("unique([])", []),
        ("unique([3, 1, 3, 2, 1])", [3, 1, 2]),
        ('unique(["b", "a", "b"])', ["b", "a"]),
        ('size(unique(["b", "a", "b"])) == 2', True),
    ],
)
def test_functions(source: str, expected: object) -> None:
    assert value(source) == expected


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2016-10-15", 0, "2016-10-15"),
        ("2016-10-15", 1, "2016-11-15"),
        ("2016-10-15", 12, "2017-10-15"),
        ("2016-11-30", 1, "2016-12-30"),
        ("2016-12-01", 1, "2017-01-01"),
        ("2016-12-31", 1, "2017-01-31"),
        ("2016-12-31", 2, "2017-02-28"),
        ("2016-01-31", 1, "2016-02-29"),
        ("2015-01-31", 1, "2015-02-28"),
        ("1900-01-31", 1, "1900-02-28"),
        ("2000-01-31", 1, "2000-02-29"),
        ("2016-02-29", 12, "2017-02-28"),
        ("2016-02-29", 48, "2020-02-29"),
        ("2016-08-31", 1, "2016-09-30"),
        ("2016-03-31", -1, "2016-02-29"),
        ("2016-01-31", -1, "2015-12-31"),
        ("2016-10-31", -12, "2015-10-31"),
        ("2016-10-31", 1200, "2116-10-31"),
    ],
)
def test_add_months(day: str, months: int, expected: str) -> None:
    assert value(f'add_months("{day}", {months})') == expected


@settings(deadline=None)
@given(st.dates(), st.integers(-60, 60))
def test_add_months_lands_in_the_right_month(day: Any, months: int) -> None:
    found = outcome(f'add_months("{day.isoformat()}", {months})')
    reached = day.year * 12 + day.month - 1 + months
    if not 12 <= reached < 120_000:
        assert found.kind == "broken"
        return
    year, month, last = map(int, found.value.split("-"))
    assert year * 12 + month - 1 == reached
    assert last == day.day or (last < day.day and last >= 28)


@settings(deadline=None)
@given(st.dates(), st.dates())
def test_days_between_is_the_difference(first: Any, second: Any) -> None:
    assert value(f'days_between("{first.isoformat()}", "{second.isoformat()}")') == (second - first).days


@settings(deadline=None)
@given(st.lists(st.integers(-99, 99), max_size=20))
def test_unique_and_sum_agree_with_python(numbers: list[int]) -> None:
    assert value(f"unique({numbers})") == list(dict.fromkeys(numbers))
    assert value(f"sum({numbers})") == sum(numbers)


def test_words_of_joins_as_people_do() -> None:
    assert words_of(["chair", "deputy_chair", "lay_member"]) == "chair, deputy chair and lay member"


# Wrong expressions


@pytest.mark.parametrize(
    ("source", "line", "column", "words"),
    [
        ("nosuch", 1, 1, "nosuch"),
        ("this.a > nosuch", 1, 10, "nosuch"),
        ("this.a >\n  nosuch", 2, 3, "nosuch"),
        ("nosuch(1)", 1, 7, "nosuch"),
        ("1 +", 1, 4, "Syntax error"),
        ("a b", 1, 3, "Syntax error"),
        ("(1", 1, 3, "Syntax error"),
        ("", 1, 1, "Syntax error"),
        ('1 + "a"', 1, 3, "overload"),
        ("has(this)", 1, 5, "field selection"),
        ("days_between(1, 2)", 1, 13, "days_between"),
        ('"open', 1, 1, "Syntax error"),
        ("has(this.a) && nosuch", 1, 16, "nosuch"),
    ],
)
def test_bad_expression_has_its_place(source: str, line: int, column: int, words: str) -> None:
    found = bad(source)
    assert (found.line, found.column) == (line, column)
    assert words in str(found)


@pytest.mark.parametrize(
    ("source", "names", "column"),
    [
        ("known(this.a) && nosuch", {}, 18),
        ("total > nosuch", {"total": "1"}, 9),
        ("total > 1 && total > nosuch", {"total": "sum([1])"}, 22),
        ("this.total > nosuch", {"this": "constitution.chair", "total": "1"}, 14),
    ],
)
def test_bad_expression_blames_no_name_that_is_known(source: str, names: dict[str, str], column: int) -> None:
    found = bad(source, names)
    assert "nosuch" in str(found)
    assert (found.line, found.column) == (1, column)


def test_wrong_type_through_a_name_blames_no_name_that_is_known() -> None:
    assert "undeclared" not in str(bad("1 + total", {"total": '"a"'}))


@settings(deadline=None)
@given(st.text(max_size=30))
def test_any_source_compiles_or_is_a_bad_expression(source: str) -> None:
    found = either(Expression, source)
    if isinstance(found, BadExpression):
        assert 1 <= found.line <= len(source.splitlines()) + 1
        assert found.column >= 1
        assert str(found)
    else:
        assert found.evaluate(ACTIVATION).kind in ("value", "silent", "not_reviewed", "broken")


# Templates


def render(source: str, names: dict[str, str] | None = None) -> str:
    return Template(source, names).render(ACTIVATION)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", ""),
        ("plain text", "plain text"),
        ("{constitution.number}", "18"),
        ("{constitution.number} members", "18 members"),
        ("it has {constitution.number}, not {19}", "it has 18, not 19"),
        ("{1}{2}", "12"),
        ("{{x}}", "{x}"),
        ("{{{constitution.number}}}", "{18}"),
        ("a }} b {{ c", "a } b { c"),
        ("{ {'a': 1}['a'] }", "1"),
        ("{ {'a': {'b': 2}}['a']['b'] }", "2"),
        ('{"}"}', "}"),
        ('{"{"}', "{"),
        ("{'}'} and {'{'}", "} and {"),
        ('{"it\'s }"}', "it's }"),
        ('{"say \\"}\\" "}!', 'say "}" !'),
        ("{'it\\'s }'}", "it's }"),
        ("{sum(constitution.seats.map(s, s.count))} of {list(constitution.seats.map(s, s.id))}", "7 of gp and lay"),
        ("{constitution.seats.map(s, s.id)}", "gp and lay"),
        ('{["lay_member", "b", "c"]}', "lay member, b and c"),
        ("{[]}", "none"),
        ("{constitution.public}", "yes"),
        ("{!constitution.public}", "no"),
        ("{constitution.share}", "0.5"),
        ("{2.0}", "2"),
        ("{date}", "2016-10-01"),
        ("{constitution.nothing} members", "not stated members"),
        ("{constitution.nothing.deeper}", "not stated"),
        ("{has(this.term)}", "not reviewed"),
        ("{this.term}", "not reviewed"),
        ("{constitution.number / 0}", "(cannot be worked out)"),
        ("line\n{constitution.number}\n", "line\n18\n"),
    ],
)
def test_template(source: str, expected: str) -> None:
    assert render(source) == expected


def test_template_names_stand_for_their_text() -> None:
    names = {"this": "constitution.chair", "law": 'law["reg-11-1"]'}
    assert render("clause {this.clause}: {law.minimum}", names) == "clause 6.8: 6"


def test_template_never_reads_text_of_the_document_as_a_template() -> None:
    activation = Activation({"constitution": {"title": "{1 + 1} {{"}})
    assert Template("{constitution.title}").render(activation) == "{1 + 1} {{"


def test_template_lists_its_expressions() -> None:
    assert [found.source for found in Template("a {date} b {{c}} {1 + 1}").expressions] == ["date", "1 + 1"]


@pytest.mark.parametrize(
    ("source", "line", "column", "words"),
    [
        ("x } y", 1, 3, "opens nowhere"),
        ("x { y", 1, 3, "never closed"),
        ("{", 1, 1, "never closed"),
        ("{date}}", 1, 7, "opens nowhere"),
        ("x {nosuch} y", 1, 4, "nosuch"),
        ("{date} and {nosuch}", 1, 13, "nosuch"),
        ("ab {1 +} c", 1, 8, "Syntax error"),
        ("a {}", 1, 4, "Syntax error"),
        ("a {1 +\n nosuch}", 2, 2, "nosuch"),
        ("line\n{nosuch}", 2, 2, "nosuch"),
        ("line\nmore {date} {nosuch}", 2, 14, "nosuch"),
        ("line\n{1 +\n  nosuch}", 3, 3, "nosuch"),
        ("line\n  }", 2, 3, "opens nowhere"),
        ("line\n\n x {", 3, 4, "never closed"),
    ],
)
def test_bad_template_has_its_place(source: str, line: int, column: int, words: str) -> None:
    with pytest.raises(BadExpression) as caught:
        Template(source)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("given_value", "expected"),
    [
        (True, "yes"),
        (False, "no"),
        (3, "3"),
        (3.0, "3"),
        (2.5, "2.5"),
        ("a_b", "a_b"),
        (["a_b", "c"], "a b and c"),
        ([], "none"),
    ],
)
def test_show(given_value: object, expected: str) -> None:
    assert show(given_value) == expected


@settings(deadline=None)
@given(st.text())
def test_doubled_braces_are_text(text: str) -> None:
    assert render(text.replace("{", "{{").replace("}", "}}")) == text


@settings(deadline=None)
@given(st.text(alphabet="{}'\" a1+\n", max_size=20))
def test_any_template_renders_or_is_a_bad_expression(source: str) -> None:
    found = either(Template, source)
    if isinstance(found, BadExpression):
        assert 1 <= found.line <= source.count("\n") + 1
        assert found.column >= 1
    else:
        rendered = found.render(ACTIVATION)
        assert [part for part in found.parts if isinstance(part, str) and part not in rendered] == []
        if not list(found.expressions):
            assert rendered == source.replace("{{", "{").replace("}}", "}")


@pytest.mark.parametrize(
    "source",
    [
        '"aaaaaaaaaa"' + '.replace("a", "aaaaaaaaaa")' * 12 + ' == ""',
        '["a", "b"].join("' + "x" * 60_000 + '").replace("x", "yy") == ""',
        'list([this.long, this.long, this.long]) == ""',
        'words(this.long + this.long + this.long) == ""',
        'this.long.replace("x", this.long) == ""',
        '[this.long, this.long, this.long].join(this.long) == ""',
    ],
)
def test_no_function_makes_text_without_end(source: str) -> None:
    outcome = Expression(source).evaluate(Activation({"this": {"long": "x" * 40_000}}))
    assert outcome.kind == "broken"
    assert "more than 100,000 characters" in outcome.value


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ('"a,b".split(",")', ["a", "b"]),
        ('"abc".split("")', ["a", "b", "c"]),
        ('"a b c".replace(" ", "")', "abc"),
        ('"aaa".replace("a", "b", 1)', "baa"),
        ('"abc".substring(1)', "bc"),
        ('"abc".substring(0, 2)', "ab"),
        ('["a", "b"].join("-")', "a-b"),
        ('" x ".trim()', "x"),
        ('"ABCÜ".lowerAscii()', "abcÜ"),
    ],
)
def test_text_functions_are_those_of_cel_strings(source: str, value: object) -> None:
    assert Expression(source).evaluate(Activation({})).value == value


def test_a_part_outside_a_text_is_an_error() -> None:
    assert Expression('"abc".substring(5)').evaluate(Activation({})).kind == "broken"
