"""Words that reassure, by language, as regular expressions for the start of a word.

The program verifies nobody and knows nothing about the road, so no text may say or suggest it, not even to deny it: a tired reader
takes the word along and leaves the "not". The best state there is, is "heard from".
"""

from __future__ import annotations

import re

STOP_WORDS: dict[str, tuple[str, ...]] = {
    "en": (r"safe\b", r"safely\b", r"safer\b", r"safest\b", r"verified\b", r"secure\b", r"secured\b", r"securely\b",
           r"all[ -]right\b", r"alright\b", r"all (?:is )?(?:well|good|fine|okay|ok|clear)\b"),
    "uk": (r"безпечн", r"[ув] безпеці\b", r"перевірен", r"захищен", r"[ву]се (?:гаразд|добре|нормально|в порядку)\b"),
    "ru": (r"безопасн", r"в безопасности\b", r"проверен[аоы]?\b", r"проверенн", r"защищ[её]н", r"вс[её] (?:хорошо|нормально|в порядке)\b"),
    "pl": (r"bezpieczn", r"zweryfikowan", r"sprawdzon", r"zabezpieczon", r"wszystko (?:jest )?(?:w porządku|dobrze|ok)\b"),
    "ro": (r"sigur[ăaie]?\b", r"[îi]n siguran[țt]", r"verificat", r"securizat", r"totul (?:e|este) (?:bine|în regulă|ok)\b"),
    "sk": (r"bezpečn", r"v bezpečí\b", r"overen", r"zabezpečen", r"všetko (?:je )?(?:v poriadku|dobré|ok)\b"),
    "hu": (r"biztonságos", r"biztonságban\b", r"ellenőrzött", r"hitelesített", r"minden (?:rendben|jól|oké)\b"),
    "cs": (r"bezpečn", r"v bezpečí\b", r"ověřen", r"zabezpečen", r"vše(?:chno)? (?:je )?(?:v pořádku|dobré|ok)\b"),
    "de": (r"sicher(?:e|er|es|en|em)?\b", r"in sicherheit\b", r"verifiziert", r"überprüft\b", r"gesichert",
           r"alles (?:ist )?(?:in ordnung|gut|okay|ok)\b"),
    "fr": (r"sûre?s?\b", r"en sécurité\b", r"sécurisé", r"vérifié", r"tout (?:va bien|est en ordre)\b"),
    "tr": (r"güvenli\b", r"güvende\b", r"doğrulan", r"her şey (?:yolunda|iyi)\b"),
    "ar": (r"آمن", r"بأمان\b", r"موثّ?ق", r"كل شيء (?:بخير|على ما يرام)"),
    "fa": (r"امن\b", r"ایمن\b", r"تأ?یید ?شده", r"همه چیز (?:خوب|مرتب)"),
    "es": (r"segur[oa]s?\b", r"a salvo\b", r"verificad", r"todo (?:está |va )?(?:bien|en orden)\b"),
    "it": (r"sicur[oaie]\b", r"al sicuro\b", r"in salvo\b", r"verificat", r"tutto (?:va )?(?:bene|a posto|in ordine)\b"),
    "bg": (r"безопасн", r"в безопасност\b", r"сигурн", r"проверен", r"всичко (?:е )?(?:наред|добре)\b"),
    "lt": (r"saug(?:us|i|ūs|ios|iai)\b", r"patikrint", r"patvirtint", r"viskas (?:yra )?(?:gerai|tvarkoje)\b"),
    "ps": (r"خوندي", r"امن\b", r"تایید ?شو", r"(?:هر ?څه|ټول شیان) (?:سم|ښه)"),
}  # fmt: skip


def reassuring(text: str, language: str) -> list[str]:
    """What in `text` reassures. Placeholders are no words. Raises KeyError for a language without its list."""
    words = STOP_WORDS[language.replace("_", "-").split("-")[0]]
    plain = " ".join(re.sub(r"\{\w*\}", "{}", text).split())
    return [match[0] for word in words for match in re.finditer(rf"(?<!\w){word}", plain, re.IGNORECASE)]
