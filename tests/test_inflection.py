"""Forms of verbs and nouns."""

import pytest

from geo_events.inflection import Form, noun_forms, verb_forms

FORMS = verb_forms(
    ["agree", "ban", "deny", "impose", "say", "see", "veto", "withdraw", "hit"],
    {"say": "said said", "see": "saw seen", "withdraw": "withdrew withdrawn", "hit": "hit hit"},
)


@pytest.mark.parametrize(
    ("written", "base", "form"),
    [
        ("agreed", "agree", Form.PAST | Form.PARTICIPLE),
        ("agreeing", "agree", Form.ING),
        ("banned", "ban", Form.PAST | Form.PARTICIPLE),
        ("banning", "ban", Form.ING),
        ("denies", "deny", Form.PRESENT),
        ("denied", "deny", Form.PAST | Form.PARTICIPLE),
        ("denying", "deny", Form.ING),
        ("imposing", "impose", Form.ING),
        ("says", "say", Form.PRESENT),
        ("saw", "see", Form.PAST),
        ("seen", "see", Form.PARTICIPLE),
        ("vetoes", "veto", Form.PRESENT),
        ("withdrawn", "withdraw", Form.PARTICIPLE),
        ("hit", "hit", Form.BASE | Form.PAST | Form.PARTICIPLE),
    ],
)
def test_forms_lead_back_to_their_verb(written, base, form):
    assert FORMS[written] == (base, form)


def test_nouns_have_their_plural():
    assert noun_forms(["ally", "spokesman", "crisis"]) >= {
        "ally",
        "allies",
        "spokesman",
        "spokesmen",
        "crisis",
    }
