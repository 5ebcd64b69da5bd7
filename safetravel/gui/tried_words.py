"""How a form went that was tried out together, in words."""

from __future__ import annotations

from safetravel.catalogue import Words
from safetravel.domain.contact import Tried


def form_name(form: str, words: Words) -> str:
    """`form` as in `domain.contact.Tried`."""
    named = {
        "text": words.tr("Text"),
        "card": words.tr("Card"),
        "page": words.tr("Page"),
        "pdf": words.tr("PDF"),
        "calendar": words.tr("Alarm"),
        "sms": words.tr("SMS"),
    }
    return named.get(form, form)


def device_name(device: str, words: Words) -> str:
    named = {
        "iphone": words.tr("iPhone"),
        "android": words.tr("Android phone"),
        "computer": words.tr("Computer"),
    }
    return named.get(device, device)


def tried_words(tried: Tried, words: Words, zone: str) -> str:
    """How it went, on what and on which day in `zone`. The device stands behind a colon: no language can bend what it is called."""
    device, date = device_name(tried.device, words), words.day(tried.at, zone)
    if not tried.worked:
        return words.tr("Did not open: {device}, {date}", device=device, date=date)
    if tried.rang is None:
        return words.tr("Opened: {device}, {date}", device=device, date=date)
    if tried.rang:
        return words.tr("Rang: {device}, {date}", device=device, date=date)
    return words.tr("Did not ring: {device}, {date}", device=device, date=date)
