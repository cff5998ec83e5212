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
