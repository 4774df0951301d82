"""From paths to files: folders of every kind are walked, and what is not read is told of."""

import os
import stat
from pathlib import Path

import pytest

from ccgcheck.files import Exclusion, Source, find, start


def touch(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("kind: x\n", encoding="utf-8")


def names(folder: Path, *globs: str) -> list[tuple[str, bool]]:
    found = find([str(folder)], Exclusion(folder, globs))
    return [(Path(one.name).relative_to(folder).as_posix(), one.is_passed_over) for one in found]


def test_a_folder_is_walked_in_the_order_of_names_without_what_is_hidden(tmp_path: Path) -> None:
    touch(tmp_path, "b/2.yml", "b/1.YAML", "a.yaml", "c.txt", ".d.yaml", ".git/e.yaml", "node_modules/f.yaml")
    assert names(tmp_path) == [("a.yaml", False), ("b/1.YAML", False), ("b/2.yml", False)]


def test_symbolic_links_are_passed_over_and_loops_end(tmp_path: Path) -> None:
    touch(tmp_path, "a.yaml", "sub/b.yaml")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "sub" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "outside.yaml").symlink_to("/etc/hostname")
    (tmp_path / "broken.yaml").symlink_to("nowhere")
    assert sorted(names(tmp_path)) == [
        ("a.yaml", False), ("broken.yaml", True), ("loop", True), ("outside.yaml", True), ("sub/b.yaml", False),
        ("sub/up", True),
    ]  # fmt: skip


def test_a_link_that_is_named_is_read(tmp_path: Path) -> None:
    touch(tmp_path, "a.yaml")
    (tmp_path / "link.yaml").symlink_to("a.yaml")
    (one,) = find([str(tmp_path / "link.yaml"), str(tmp_path / "a.yaml")])
    assert (one.named, one.is_passed_over) == (True, False)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every folder")
def test_a_folder_that_cannot_be_read_is_told_of(tmp_path: Path) -> None:
    touch(tmp_path, "a.yaml", "shut/b.yaml")
    (tmp_path / "shut").chmod(0)
    try:
        faults = [one.fault for one in find([str(tmp_path)]) if one.fault]
    finally:
        (tmp_path / "shut").chmod(stat.S_IRWXU)
    assert faults == ["the folder cannot be read: Permission denied"]


def test_a_folder_that_vanishes_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch(tmp_path, "a.yaml", "gone/b.yaml")
    scan = os.scandir

    def failing(path: str) -> object:
        if str(path).endswith("gone"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr("os.scandir", failing)
    found = list(find([str(tmp_path)]))
    assert [(Path(one.name).name, one.fault) for one in found] == [
        ("a.yaml", None), ("gone", "the folder cannot be read: Permission denied"),
    ]  # fmt: skip


@pytest.mark.parametrize(("glob", "excluded"), [
    ("drafts/**", ["drafts/a.yaml", "drafts/x/b.yaml"]),
    ("drafts", ["drafts/a.yaml", "drafts/x/b.yaml"]),
    ("drafts/", ["drafts/a.yaml", "drafts/x/b.yaml"]),
    ("*.yaml", ["c.yaml"]),
    ("**/*.yaml", ["c.yaml", "drafts/a.yaml", "drafts/x/b.yaml"]),
    ("**/x", ["drafts/x/b.yaml"]),
    ("?.yaml", ["c.yaml"]),
    ("drafts/*.yaml", ["drafts/a.yaml"]),
    ("draft", []),
    ("../other/**", []),
    ("[c].yaml", []),
])  # fmt: skip
def test_globs_exclude_what_they_say(tmp_path: Path, glob: str, excluded: list[str]) -> None:
    touch(tmp_path, "c.yaml", "drafts/a.yaml", "drafts/x/b.yaml")
    assert sorted(name for name, is_passed_over in names(tmp_path, glob) if is_passed_over) == excluded


def test_what_is_named_is_read_whatever_is_excluded(tmp_path: Path) -> None:
    touch(tmp_path, "a.yaml")
    path = tmp_path / "a.yaml"
    assert list(find([str(path)], Exclusion(tmp_path, ("**",)))) == [Source(path.as_posix(), path)]


def test_the_folder_that_holds_all_paths(tmp_path: Path) -> None:
    touch(tmp_path, "a/1.yaml", "b/c/2.yaml")
    assert start([str(tmp_path / "a" / "1.yaml"), str(tmp_path / "b" / "c")]) == tmp_path
    assert start([str(tmp_path / "a" / "1.yaml")]) == tmp_path / "a"
    assert start(["-"]) == Path.cwd()


def test_what_is_named_counts_as_named_even_where_its_folder_comes_first(tmp_path: Path) -> None:
    touch(tmp_path, "a.yaml", "b.yaml")
    found = find([str(tmp_path), str(tmp_path / "b.yaml")])
    assert [(Path(one.name).name, one.named) for one in found] == [("a.yaml", False), ("b.yaml", True)]


def test_a_name_that_the_system_refuses_is_a_file_that_is_missing(tmp_path: Path) -> None:
    name = str(tmp_path / ("a" * 300))
    assert start([name]) == tmp_path
    (one,) = find([name])
    assert (one.name, one.named) == (name, True)
