"""What people are called: the same in every record of a body, whatever the order."""

from itertools import permutations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ccgcheck import schemas
from ccgcheck.cases import Case, Record
from ccgcheck.evidence import prepare
from ccgcheck.facts.people import Callings, Person, is_same

Data = dict[str, Any]


def record(kind: str, data: Data) -> Record:
    return Record(kind, prepare(data, schemas.load(kind)), "2018-01-01")


def called(*records: tuple[str, Data], one: str = "ada") -> str:
    return Callings.of(Case.gather(record(*each) for each in records)).called({"id": one})


ROSTER = ("governing_body", {"members": [{"id": "ada", "name": "Dr Ada Moss", "title": "Chair", "role": "gp_member"}]})
MINUTES = ("meeting", {"attendance": [{"id": "ada", "role": "lay_member", "title": "Vice Chair"}]})
REGISTER = ("interests", {"interests": [{"person": "ada", "name": "A. Moss", "nature": "Partner"}]})


def test_the_roster_has_the_last_word_on_a_name() -> None:
    assert called(ROSTER, MINUTES, REGISTER) == "Dr Ada Moss"
    assert called(MINUTES, REGISTER) == "A. Moss"
    assert called(MINUTES) == "Vice Chair"


def test_an_id_says_who_of_several_and_who_is_not_described() -> None:
    alike = ("governing_body", {"members": [{"id": "ada", "role": "gp_member"}, {"id": "ben", "role": "gp_member"}]})
    assert called(alike) == "the GP member (ada)"
    assert called(alike, ("meeting", {"attendance": [{"id": "ben", "name": "Ben"}]})) == "the GP member"
    assert called(one="ada_moss") == "ada_moss"


def test_a_sentence_begins_with_a_capital_but_for_an_id() -> None:
    people = Callings()
    assert people.opening({"role": "gp_member"}) == "The GP member"
    assert people.opening({"who": "a_khan"}, "who") == "a_khan"
    assert people.opening({}) == "Somebody"


@given(st.lists(st.sampled_from(["Ada Moss", "A. Moss", "Dr A. Moss"]), min_size=1, max_size=3))
def test_neither_the_order_of_entries_nor_that_of_records_matters(names: list[str]) -> None:
    found = {
        called(("interests", {"interests": [{"person": "ada", "name": name, "nature": "Partner"} for name in order]}))
        for order in permutations(names)
    }
    assert len(found) == 1


def test_one_surname_after_two_titles_may_be_two_people() -> None:
    assert is_same(Person(name="Dr Lee"), Person(name="Mrs Lee")) is None
    assert is_same(Person(name="Dr Lee"), Person(name="dr lee")) is True
    assert is_same(Person(name="Dr Ann Lee"), Person(name="Ann Lee")) is True
