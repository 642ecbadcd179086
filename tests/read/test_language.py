from __future__ import annotations

import pytest

from firsthand.read.language import identify

TEXTS = {
    "en": "The harbour master said on Monday that the quay would stay closed.",
    "nl": "De havenmeester zei maandag dat de kade gesloten blijft.",
    "de": "Der Hafenmeister sagte am Montag, der Kai bleibe geschlossen.",
    "fr": "Le capitaine du port a déclaré lundi que le quai resterait fermé.",
    "ru": "Начальник порта заявил в понедельник, что причал останется закрытым.",
    "uk": "Начальник порту заявив у понеділок, що причал залишиться закритим.",
    "ar": "قال رئيس الميناء يوم الاثنين إن الرصيف سيبقى مغلقا لمدة ستة أسابيع.",
    "he": "מנהל הנמל אמר ביום שני כי הרציף יישאר סגור.",
    "zh": "港务长周一表示，码头将继续关闭六周。",
    "ja": "港長は月曜日、岸壁は閉鎖されたままだと述べた。",
    "hi": "बंदरगाह प्रमुख ने सोमवार को कहा कि घाट बंद रहेगा।",
}


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_languages_are_told_apart(code: str) -> None:
    assert identify(TEXTS[code]) == code


@pytest.mark.parametrize("text", ["", " \n", "1234 5678", "— … !", "ab", "Lanver"])
def test_too_little_text_is_unknown(text: str) -> None:
    assert identify(text) is None


def test_no_break_spaces_and_lines_change_nothing() -> None:
    assert identify(TEXTS["nl"].replace(" ", "\u00a0")) == identify(TEXTS["nl"].replace(" ", "\n"))
