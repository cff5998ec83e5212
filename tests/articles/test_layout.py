"""Paragraphs: wrapped, torn, indented, one a line."""

import pytest

from geo_events.articles.layout import find_paragraphs

LONG = (
    "The ministry said on Thursday that it would look into the matter, and that nothing else could be done. "
    * 2
)


def paragraphs(text):
    return [" ".join(text[start:end].split()) for start, end in find_paragraphs(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Iraq wants\nforeign troops\nout\n 2,000 soldiers are there\n\nThey came in 2014.",
            ["Iraq wants foreign troops out", "2,000 soldiers are there", "They came in 2014."],
            id="a wrapped headline, then an indented subhead",
        ),
        pytest.param(
            "They want to end the\n\n\n\ncoalition's mission. It is over.",
            ["They want to end the coalition's mission. It is over."],
            id="a sentence torn by a page break",
        ),
        pytest.param(
            "Rebels Storm Village\n\nal-Qaim, 3 March -- They came at night.",
            ["Rebels Storm Village", "al-Qaim, 3 March -- They came at night."],
            id="a headline before a name in lower case",
        ),
        pytest.param(
            f"Jets bomb village\n{LONG}\n{LONG}",
            ["Jets bomb village", LONG.strip(), LONG.strip()],
            id="a paragraph a line",
        ),
        pytest.param(
            "Jets bomb village, killing ten\nBy a staff correspondent\n2024-03-12\nThe raid came at dawn.",
            [
                "Jets bomb village, killing ten",
                "By a staff correspondent",
                "2024-03-12",
                "The raid came at dawn.",
            ],
            id="byline and date stand alone",
        ),
        pytest.param(
            "The army said it had taken Sinjar\nand the hills around. President Joe\nBiden was told.",
            ["The army said it had taken Sinjar and the hills around. President Joe Biden was told."],
            id="a wrapped line that begins with a capital",
        ),
        pytest.param(
            "One.\r\n\r\nTwo\r\nand a half.", ["One.", "Two and a half."], id="line ends of Windows"
        ),
        pytest.param("Demands:\n- Leave\n- Pay", ["Demands:", "- Leave", "- Pay"], id="a list"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_paragraphs(text, expected):
    assert paragraphs(text) == expected
