import pytest

from geo_events.articles.recognising import recognise_language, settle_language

ARABIC = "قُتل خمسة جنود في هجوم على حاجز قرب المدينة"
ENGLISH = "Five soldiers were killed in an attack on a checkpoint near the town, officials said on Monday."
SENTENCES = {
    "ar": ARABIC,
    "fa": "پنج سرباز در حمله به یک پاسگاه در نزدیکی شهر کشته شدند",
    "ur": "شہر کے قریب چوکی پر حملے میں پانچ فوجی ہلاک ہو گئے",
    "he": "חמישה חיילים נהרגו בהתקפה על מחסום ליד העיר",
    "tr": "Şehir yakınlarında bir kontrol noktasına düzenlenen saldırıda beş asker öldü",
    "uk": "П'ятеро солдатів загинули під час нападу на блокпост біля міста",
    "ru": "Пятеро солдат погибли при нападении на блокпост у города",
    "fr": "Cinq soldats ont été tués dans une attaque contre un poste près de la ville",
    "es": "Cinco soldados murieron en un ataque contra un puesto cerca de la ciudad",
    "pt": "Cinco soldados foram mortos num ataque a um posto perto da cidade",
    "de": "Fünf Soldaten wurden bei einem Angriff auf einen Posten nahe der Stadt getötet",
    "sw": "Askari watano waliuawa katika shambulio dhidi ya kituo karibu na mji",
    "ha": "An kashe sojoji biyar a wani hari da aka kai kan shingen bincike kusa da birnin",
    "my": "မြို့အနီး စစ်ဆေးရေးဂိတ် တိုက်ခိုက်မှုတွင် စစ်သား ငါးဦး သေဆုံး",
    "zh": "五名士兵在城市附近的检查站遇袭身亡",
    "en": ENGLISH,
}


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_shows_its_language(code):
    assert recognise_language(SENTENCES[code]) == code


@pytest.mark.parametrize(
    "text",
    [
        "Clashes in Deir ez-Zor, Al-Hasakah",
        "Gunmen loyal to Abu Walid al-Masri attacked Deir Hafer, Maskanah and Khanaser, Anadolu said",
        f"{ENGLISH} The statement read: «{ARABIC}».",
        "Mosul",
    ],
)
def test_english_with_foreign_names_or_quotations_is_taken_for_no_other_language(text):
    assert recognise_language(text) in {"en", None}


def test_metadata_count_unless_they_mistake_what_is_english():
    assert settle_language("fa", ARABIC) == ("fa", None)
    assert settle_language("en-GB", "Mosul") == ("en", None)
    language, told = settle_language("en", ARABIC)
    assert language == "ar"
    assert told is not None
    assert "given as en" in told


REPORT = (
    f"{ENGLISH} The attackers had come from the hills to the north of the town and fled before the army "
    "arrived, according to a statement of the ministry, which said those who were behind it would be found."
)


@pytest.mark.parametrize("code", sorted(SENTENCES.keys() - {"en"}))
def test_a_report_in_another_language_is_not_taken_for_english_for_an_english_quotation(code):
    report = f"{(SENTENCES[code] + '. ') * 8} “{ENGLISH}”"
    assert recognise_language(report) == code


@pytest.mark.parametrize("code", sorted(SENTENCES.keys() - {"en"}))
def test_an_english_report_stays_english_whatever_language_it_quotes(code):
    assert recognise_language(f"{REPORT} “{SENTENCES[code]}”, {REPORT}") == "en"


def test_plain_english_needs_no_language_model(monkeypatch):
    monkeypatch.setattr(
        "geo_events.articles.recognising._identifier", lambda: pytest.fail("the model was asked")
    )
    assert recognise_language(REPORT) == "en"
    assert recognise_language(REPORT.upper()) == "en"
    with pytest.raises(pytest.fail.Exception):
        recognise_language("The words the, of, and, to, that. " * 2)
