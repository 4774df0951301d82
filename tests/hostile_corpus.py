"""Hostile files: what each holds, and the kinds of problem that it must be given. An empty set: it is judged."""

from collections.abc import Iterator

from tests.support import HEAD

DATED = f"{HEAD}effective_date: 2018-01-01\n"
EVIL_TEXTS = {
    "markup": "[bold red]X[/bold red] [link=http://e.example]y[/link] [/] [[",
    "html": "</script></style></title><script>alert(1)</script><img src=x onerror=alert(2)><!-- ]]>",
    "attribute": "\"' onmouseover=alert(1) x=\"",
    "formula": "=cmd|'/c calc'!A0",
    "formulas": "+1;=1+1;\u2212x;@SUM(A1);\uff1d1",
    "workflow": "::error file=a,line=1::x%0A::add-mask::y ::stop-commands::z",
    "old-workflow": "##[add-mask]secret ##[command]x",
    "many-colons": ":" * 400,
    "jinja": "{{ 7 * 7 }} {% for x in ().__class__.__mro__ %}{{ x }}{% endfor %}",
    "template": "{this} {law.minimum} {{x}} %s %(name)s ${HOME} $(id) `id`",
    "markdown": "| a | b |\n|---|---|\n# h\n- [x](javascript:alert(1)) ![i](//e.example/i.png) <b> ```",
    "mention": "@everyone @org/team #1 www.e.example GH-1 https://e.example",
    "bidi": "\u202egro.elpmaxe\u202c \u2066x\u2069 \u200f",
    "zero-width": "NHS\u200b \ufeff\u2060Example\u00ad",
    "separators": "a\u2028b\u2029c\u0085d\u000be",
    "private": "\ue000\ufdd0 \U0010fffe \U000e0041",
    "combining": "e" + "\u0301" * 400,
    "astral": "\U0001f469\u200d\u2695\ufe0f" * 50,
    "wide": "\u6f22" * 300,
    "one-word": "w" * 9_000,
    "path": "../../../../etc/passwd\\..\\..\\nul",
    "cdata": "]]> <![CDATA[ x ]]> &amp; &#0; <?xml?> <!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>",
    "spaces": " \t  \t ",
    "json": '\\u0000 \\ud800 "}]} \\',
    "regex": "(a+)+$ .* [" + "a" * 400 + "!",
    "cel": "') || true || ('",
}  # fmt: skip
ESCAPES = {
    "escape": "\\e[31m\\e]0;title\\a\\e]8;;http://e.example\\e\\\\x\\e[2J", "nul": "a\\0b", "bell": "\\a\\b\\v\\f",
    "c1": "\\x9b31m\\x85", "surrogate": "\\ud800", "surrogates": "\\ud83d\\ude00", "delete": "\\x7f",
    "carriage": "NHS A\\r::error::x\\nkind: x",
}  # fmt: skip
"""These stand in double quotes as they are: YAML itself writes the characters so."""


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''").replace("\n", "\n\n  ").replace("\v", "") + "'"


def _everywhere(text: str) -> str:
    """Return a constitution that says `text`, as YAML has it, wherever any text may stand."""
    return (
        f"kind: constitution\nbody: {{type: ccg, name: {text}, ods_code: 99Z}}\neffective_date: 2018-01-01\n"
        f"version: {text}\nname: {{value: {text}, clause: {text}, text: {text}}}\n"
        f"area: {{description: {text}, local_authorities: [{text}], clause: {text}}}\n"
        f"members: {{practices: [{{name: {text}, code: {text}}}]}}\n"
        f"governing_body: {{seats: [{{id: {text}, role: {text}, title: {text}}}], clause: {text}}}\n"
        f"committees: [{{id: {text}, name: {text}, kind: {text}}}]\n"
        f"{text}: {text}\n"
    )


def _texts() -> Iterator[tuple[str, bytes]]:
    for name, text in EVIL_TEXTS.items():
        yield f"text {name}", _everywhere(_quoted(text)).encode()
    for name, text in ESCAPES.items():
        yield f"escape {name}", _everywhere(f'"{text}"').encode("utf-8", "surrogatepass")


def _nested(opened: str, closed: str, times: int) -> bytes:
    return (f"{DATED}name: {opened * times}{closed * times}\n").encode()


def _bomb(levels: int, width: int) -> bytes:
    lines = ["a0: &a0 [x]"]
    lines += [f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * width)}]" for level in range(1, levels)]
    return (DATED + "\n".join(lines)).encode()


TEXTS = dict(_texts())
"""Constitutions whose every text is hostile, by name."""
FILES: dict[str, tuple[bytes, set[str]]] = {
    "nothing": (b"", {"empty"}),
    "blanks": (b" \n\t\n" * 1000, {"empty", "syntax"}),
    "a byte-order mark": (b"\xef\xbb\xbf", {"empty"}),
    "two byte-order marks": (b"\xef\xbb\xbf\xef\xbb\xbf" + DATED.encode(), set()),
    "NUL": (b"\0", {"encoding"}),
    "NUL at the end": (DATED.encode() + b"\0", {"encoding"}),
    "every byte": (bytes(range(256)) * 64, {"encoding"}),
    "UTF-16": (DATED.encode("utf-16"), {"encoding"}),
    "UTF-16 without a mark": (DATED.encode("utf-16-be"), {"encoding"}),
    "UTF-32": (DATED.encode("utf-32"), {"encoding"}),
    "Latin-1 in the middle": (DATED.encode() + b"version: caf\xe9\n", {"encoding"}),
    "half a character": (DATED.encode() + b"version: \xe2\x82", {"encoding"}),
    "overlong UTF-8": (DATED.encode() + b"version: \xc0\xaf\n", {"encoding"}),
    "surrogates as UTF-8": (DATED.encode() + b"version: \xed\xa0\x80\n", {"encoding"}),
    "past Unicode": (DATED.encode() + b"version: \xf4\x90\x80\x80\n", {"encoding"}),
    "a control character": (DATED.encode() + b"version: \x01\n", {"syntax"}),
    "a terminal escape": (DATED.encode() + b"version: \x1b[2J\n", {"syntax"}),
    "only carriage returns": (DATED.replace("\n", "\r").encode(), set()),
    "every line break": (DATED.replace("\n", "\u2028").encode(), set()),
    "brackets": (_nested("[", "]", 1_000), {"nesting"}),
    "braces": (_nested("{a: ", "}", 1_000), {"nesting"}),
    "open brackets": (b"[" * 500_000, {"nesting"}),
    "open braces": (b"{a: " * 100_000, {"nesting"}),
    "dashes": (b"- " * 100_000, {"nesting"}),
    "question marks": (b"? " * 50_000, {"nesting", "syntax"}),
    "indents": (b"".join(b" " * depth + b"a:\n" for depth in range(2_000)), {"nesting"}),
    "anchors": (b"&a " * 10_000 + b"x", {"syntax", "kind"}),
    "an alias bomb": (_bomb(12, 10), {"aliases"}),
    "a wide alias bomb": (_bomb(3, 5_000), {"aliases"}),
    "an alias of itself": (DATED.encode() + b"name: &a [*a]\n", {"aliases"}),
    "an alias of nothing": (DATED.encode() + b"name: *b\n", {"syntax"}),
    "a huge text": (DATED.encode() + b"version: " + b"x" * 5_000_000 + b"\n", {"too_large"}),
    "a huge folded text": (DATED.encode() + b"version: >\n" + b"  word word\n" * 200_000, {"too_large"}),
    "a huge key": (DATED.encode() + b"? " + b"k" * 2_000_000 + b"\n: 1\n", {"too_large", "schema"}),
    "a huge comment": (b"#" * 9_000_000 + b"\n" + DATED.encode(), set()),
    "a huge number": (DATED.encode() + b"version: " + b"9" * 5_000 + b"\n", set()),
    "a number past all floats": (DATED.encode() + b"members: {practices: 1e999999}\n", {"schema"}),
    "a number in figures without end": (DATED.encode() + b"members: 0." + b"3" * 8_000 + b"\n", {"schema"}),
    "a hexadecimal number without end": (DATED.encode() + b"members: 0x" + b"f" * 8_000 + b"\n", {"schema"}),
    "many keys": (DATED.encode() + b"".join(b"k%d: 1\n" % n for n in range(50_000)), {"too_large"}),
    "many wrong keys": (DATED.encode() + b"".join(b"k%d: 1\n" % n for n in range(9_000)), {"too_large", "schema"}),
    "one key many times": (DATED.encode() + b"a: 1\n" * 90_000, {"too_large"}),
    "many keys many times": (
        DATED.encode() + b"".join(b"k%d: 1\n" % (n % 5_000) for n in range(9_990)),
        {"duplicate_key", "too_large"},
    ),
    "keys that are no text": (DATED.encode() + b"".join(b"%d: 1\n" % n for n in range(9_000)), {"key", "too_large"}),
    "many seats": (
        f"{DATED}governing_body:\n  seats:\n".encode()
        + b"".join(b"  - {id: s%d, role: gp_member, count: 1}\n" % n for n in range(25_000)),
        {"schema"},
    ),
    "many seats that are wrong": (
        f"{DATED}governing_body:\n  seats:\n".encode()
        + b"".join(b"  - {id: s%d, role: x}\n" % n for n in range(30_000)),
        {"too_large", "schema"},
    ),
    "more values than are allowed": (DATED.encode() + b"version: [" + b"x," * 200_000 + b"]\n", {"aliases"}),
    "as many seats as may be": (
        f"{DATED}governing_body:\n  seats:\n".encode()
        + b"".join(b"  - {id: s%d, role: gp_member}\n" % n for n in range(500))
        + b"committees:\n"
        + b"".join(
            b"  - {id: c%d, name: C, kind: other, members: [{seat: s%d}], quorum: {minimum: 2}}\n" % (n, n)
            for n in range(500)
        ),
        set(),
    ),
    "many references to nothing": (
        f"{DATED}committees:\n".encode()
        + b"".join(b"  - {id: c%d, name: C, members: [{seat: %s}]}\n" % (n, b"s" * 90) for n in range(400)),
        {"schema"},
    ),
    "many practices": (
        f"{DATED}members:\n  practices:\n".encode() + b"  - {name: P, ods_code: A12345}\n" * 30_000,
        {"schema"},
    ),
    "many documents": (b"---\n" * 100_000, {"kind", "too_large"}),
    "many constitutions": ((DATED + "---\n").encode() * 1_100, {"too_large"}),
    "a tag of Python": (DATED.encode() + b"version: !!python/object/apply:os.system [id]\n", {"syntax"}),
    "a tag that is not text": (DATED.encode() + b"version: !%FF x\n", {"syntax"}),
    "a YAML directive of the future": (b"%YAML 9.9\n---\n" + DATED.encode(), {"syntax"}),
    "a tag directive": (b"%TAG ! tag:e.example,2000:\n---\n" + DATED.encode() + b"version: !x y\n", {"syntax"}),
    "a merge key": (DATED.encode() + b"<<: {kind: meeting}\n", {"schema"}),
    "keys of Python": (DATED.encode() + b"__class__: {__init__: {__globals__: 1}}\n", {"schema"}),
    "a kind that is a list": (b"kind: [constitution]\nbody: {}\n", {"kind"}),
    "a kind that is huge": (b"kind: " + b"[" + b"x," * 90_000 + b"]\nbody: {}\n", {"kind"}),
    "a kind that is a path": (b"kind: ../config\nbody: {}\n", {"kind"}),
    "a kind of our own": (b"kind: config\nbody: {}\n", {"kind"}),
    "a body that is a list": (b"kind: constitution\nbody: [x]\neffective_date: 2018-01-01\n", {"schema"}),
    "a day that is none": (f"{HEAD}effective_date: 2018-02-30\n".encode(), {"schema"}),
    "a day before Christ": (f"{HEAD}effective_date: -0044-03-15\n".encode(), {"schema"}),
    "the first day": (f"{HEAD}effective_date: 0001-01-01\n".encode(), {"date"}),
    "the last day": (f"{HEAD}effective_date: 9999-12-31\n".encode(), {"date"}),
    "a day in other figures": (f"{HEAD}effective_date: \u0662\u0660\u0661\u0668-01-01\n".encode(), {"schema"}),
    "a map as every value": (f"{HEAD}effective_date: {{}}\nname: {{}}\nmembers: {{}}\n".encode(), {"schema"}),
}
"""Files that are hostile as a whole, by what they are."""
