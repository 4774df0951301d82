"""The register of CCGs: the data that we ship, how names are compared, and registers that cannot be used."""

from pathlib import Path

import pytest

from ccgcheck import packs
from ccgcheck.register import BadRegister, facts, load, normalised
from ccgcheck.validators import is_date
from tests.support import PACK, ROOT, SAMPLES, ccg, load_yaml, write_pack

REGISTER = load(ROOT / "rules" / "ccg" / "register.csv")


def in_being(day: str) -> int:
    return sum(entry["start_date"] <= day <= entry["end_date"] for entry in REGISTER.values())


@pytest.mark.parametrize(("day", "number"), [
    ("2013-03-31", 0), ("2013-04-01", 211), ("2015-04-01", 209), ("2017-04-01", 207), ("2018-04-01", 195),
    ("2019-04-01", 191), ("2020-04-01", 135), ("2021-04-01", 106), ("2022-06-30", 106), ("2022-07-01", 0),
])  # fmt: skip
def test_as_many_existed_as_are_known_to_have(day: str, number: int) -> None:
    assert in_being(day) == number


def test_every_entry_is_whole() -> None:
    assert len(REGISTER) == 248
    for code, entry in REGISTER.items():
        assert is_date(entry["start_date"]), code
        assert is_date(entry["end_date"]), code
        assert entry["start_date"] < entry["end_date"], code
        assert not entry["successor_ods_code"] or entry["successor_ods_code"] in REGISTER, code


def test_our_real_samples_are_on_it() -> None:
    for path in sorted((SAMPLES / "real").glob("*.yaml")):
        body = load_yaml(path)["body"]
        known = facts(REGISTER, body)
        assert known["listed"], path
        assert known["name_agrees"], path
        assert known["start_date"] == body["established"], path


@pytest.mark.parametrize(("one", "other", "same"), [
    ("NHS Lewisham CCG", "NHS Lewisham Clinical Commissioning Group", True),
    ("NHS Herefordshire & Worcestershire CCG", "nhs herefordshire and worcestershire clinical commissioning group", True),
    ("NHS Durham Dales, Easington and Sedgefield CCG", "NHS Durham Dales Easington & Sedgefield CCG", True),
    ("NHS St Helens CCG", "NHS St. Helens CCG", True),
    ("NHS King's Lynn CCG", "NHS Kings Lynn CCG", True),
    ("NHS Lewisham CCG", "NHS Lambeth CCG", False),
    ("NHS North Durham CCG", "NHS Durham CCG", False),
])  # fmt: skip
def test_names_are_compared_by_their_words(one: str, other: str, same: bool) -> None:
    assert (normalised(one) == normalised(other)) is same


def test_a_body_is_known_with_its_successor() -> None:
    known = facts(REGISTER, {"ods_code": "08L", "name": "NHS Lewisham CCG"})
    assert known["successor_name"] == "NHS South East London CCG"
    assert facts(REGISTER, {"ods_code": "72Q", "name": "x"})["successor_name"] == ""


@pytest.mark.parametrize("body", [{}, {"ods_code": 7}, {"ods_code": "99Z"}, {"ods_code": None}])
def test_a_body_that_is_not_listed_is_just_that(body: dict[str, object]) -> None:
    assert facts(REGISTER, body) == {"listed": False}


@pytest.mark.parametrize(("content", "says"), [
    (b"ods_code,name\n99Z,x\n", "it lacks the columns end_date, start_date, successor_ods_code"),
    (b"\xff\xfe\x00", "cannot be read"),
    (b"", "it lacks the columns"),
])  # fmt: skip
def test_a_register_that_cannot_be_used_is_refused(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "register.csv").write_bytes(content)
    with pytest.raises(BadRegister, match=says):
        load(tmp_path / "register.csv")
    with pytest.raises(packs.BadPack) as caught:
        packs.load(write_pack(tmp_path, head=PACK + "register: register.csv\n"))
    (problem,) = caught.value.problems
    assert says in problem.message
    assert (Path(problem.file).name, problem.line) == ("pack.yaml", 9)


def test_a_register_outside_the_pack_is_never_read(tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    folder.mkdir()
    write_pack(folder, head=PACK + "register: register.csv\n")
    (folder / "register.csv").symlink_to(ROOT / "rules" / "ccg" / "register.csv")
    with pytest.raises(packs.BadPack) as caught:
        packs.load(folder)
    assert "lies outside the pack's folder" in caught.value.problems[0].message


def test_our_pack_carries_it() -> None:
    assert ccg().register == REGISTER
