"""Inputs are events, articles without one, or rejects: nothing is lost and nothing counted twice."""

import gzip
import io
import json
import zipfile
from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo_events.pipeline import RunSettings, run

EVENT = "A car bomb killed two people in Basra on Monday, police said."
CALM = "The minister spoke about the harvest and the price of bread in the capital."
SPANISH = "El ministro habló de la cosecha y del precio del pan en la capital durante la semana."


def packed(*members):
    """Pack a zip archive."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in members:
            archive.writestr(name, text)
    return content.getvalue()


@dataclass(frozen=True)
class Kind:
    """An input file, and how many of the articles in it end how."""

    suffix: str
    content: bytes
    events: int = 0
    calm: int = 0
    rejected: int = 0


def lines(*articles):
    return "\n".join(article if isinstance(article, str) else json.dumps(article) for article in articles)


FEED = "<rss version='2.0'><channel><title>Post</title>{}</channel></rss>"
ITEM = "<item><guid>{}</guid><description>{}</description></item>"
MESSAGES = [
    {"id": 1, "type": "service", "action": "create_channel"},
    {"id": 2, "type": "message", "text": EVENT},
    {"id": 3, "type": "message", "text": ["The minister ", {"type": "bold", "text": "spoke"}, " of bread."]},
    {"id": 4, "type": "message", "text": "", "poll": {"question": "Who?"}},
]
KINDS = [
    Kind(".txt", EVENT.encode(), events=1),
    Kind(".txt", CALM.encode(), calm=1),
    Kind(".txt", SPANISH.encode(), calm=1),
    Kind(".txt", b"", rejected=1),
    Kind(".txt", bytes(range(256)), rejected=1),
    Kind(".txt", EVENT.encode("utf-16"), events=1),
    Kind(".md", f"---\npublished: 2024-13-01\n---\n{EVENT}".encode(), events=1),
    Kind(".md", b"---\ntitle: [\n---\ntext", rejected=1),
    Kind(".html", f"<html><body><article><p>{EVENT}</p></article></body></html>".encode(), events=1),
    Kind(".html", b"<html></html>", rejected=1),
    Kind(".pdf", b"no PDF", rejected=1),
    Kind(".docx", b"PK\3\4 no Word", rejected=1),
    Kind(".eml", f"Subject: x\n\n{EVENT}".encode(), events=1),
    Kind(".eml", b"no mail at all", rejected=1),
    Kind(".jsonl", lines({"text": EVENT}, {"text": CALM}, "{cut", {"no": "text"}).encode(), 1, 1, 2),
    Kind(".jsonl", lines({"text": SPANISH, "text_translated": EVENT}).encode(), events=1),
    Kind(".jsonl.gz", gzip.compress(lines({"text": EVENT}).encode(), mtime=0), events=1),
    Kind(".csv", f'text,title\n"{EVENT}",a\n"{CALM}",b\n,c\n"x",d,e\n'.encode(), 1, 1, 2),
    Kind(".csv", b"day,price\n2024-03-15,3\n", rejected=1),
    Kind(".csv", b"text,title\n", rejected=1),
    Kind(".json", json.dumps({"name": "c", "messages": MESSAGES}).encode(), 1, 1, 1),
    Kind(".json", json.dumps({"messages": MESSAGES})[:-40].encode(), 1, 1, 1),
    Kind(".rss", FEED.format(ITEM.format("a", EVENT) + ITEM.format("b", "")).encode(), 1, 0, 1),
    Kind(".xml", b"<rss", rejected=1),
    Kind(".zip", packed(("a.txt", EVENT), ("b.zip", b""), ("c.csv", "a\n1\n"), ("README", "")), 1, 0, 2),
    Kind(".zip", packed(), rejected=1),
    Kind(".zip", b"no zip", rejected=1),
    Kind(".jpg", b"\xff\xd8", rejected=1),
]


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(chosen=st.lists(st.sampled_from(KINDS), min_size=1, max_size=len(KINDS), unique=True))
def test_every_input_is_counted_once(chosen, tmp_path_factory, gazetteer, language):
    folder = tmp_path_factory.mktemp("in")
    for number, kind in enumerate(chosen):
        # each text of its own, since a text that comes twice is told and left out
        (folder / f"{number:02}{kind.suffix}").write_bytes(kind.content)
    done = run(RunSettings((folder,)), gazetteer=gazetteer, language=language)
    counted = done.report["articles"]
    expected = [sum(getattr(kind, name) for kind in chosen) for name in ("events", "calm", "rejected")]
    assert [counted[name] for name in ("with events", "without event", "rejected")] == expected, [
        (reject.origin, reject.reason) for reject in done.rejects
    ]
    assert counted["in"] == sum(expected)
    assert len({entry["file"] for entry in done.report["inputs"]}) == len(chosen)
    left_out = [entry for entry in done.report["left out"] if not entry["article kept"]]
    assert len(left_out) == counted["rejected"]
