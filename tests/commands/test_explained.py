import json

from command_runs import run


def test_code_explains_its_events_in_plain_text(tmp_path):
    path = tmp_path / "one.jsonl"
    lines = [
        {"id": "a", "text": "A car bomb killed three people in Mosul on Monday.", "published": "2024-03-15"},
        {
            "id": "b",
            "text": "Une bombe a tué trois personnes lundi à Mossoul, selon la police du pays.",
        },
    ]
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines) + "no JSON\n")
    result = run("code", path, "--explain")
    assert result.exit_code == 3
    first, second = result.stdout.strip().split("\n\n")
    assert first.startswith(
        "a: 1 events\nRemote explosive/landmine/IED, Mosul (exact), 2024-03-11: confidence "
    )
    for said in ('0-50: "A car bomb killed', "  when: its sentence", '  where: "Mosul"', "an event: belief"):
        assert said in first
    assert second == "b: 0 events"
    assert "not in English (fr)" in result.stderr
    assert "no JSON" in result.stderr


def test_explain_says_in_plain_text_what_decided(tmp_path):
    articles = tmp_path / "in.jsonl"
    text = "Shelling hit Mosul\u009b\u202e and Paris, Texas, on Sunday, officials of the city said."
    articles.write_text(json.dumps({"id": "a\u001b[2J", "text": text}) + "\nno JSON\n", encoding="utf-8")
    result = run("geoparse", articles, "--explain")
    assert result.exit_code == 3
    assert '"Paris" at' in result.stdout
    assert "held by the next name +" in result.stdout
    assert "is a mention by" in result.stdout
    assert not set(result.stdout) & set("\u001b\u009b\u202e")
    assert run("geoparse", articles, "--explain", "--spans", articles).exit_code == 2
