"""What is doubtful about a number in `helplines.json`, in the window's words; a test holds both lists against each other."""

from __future__ import annotations

from safetravel.catalogue import Words


def told(doubt: str, words: Words) -> str:
    """As it stands where it is none of ours: a centre writes in its own language."""
    return doubts(words).get(doubt, doubt)


def doubts(words: Words) -> dict[str, str]:
    return {
        "A line for any trouble.": words.tr("A line for any trouble."),
        "A line for women, which names the centres against trafficking.": words.tr(
            "A line for women, which names the centres against trafficking."
        ),
        "A page of the European Union from 2020 gives 612 1360 and 16106.": words.tr(
            "A page of the European Union from 2020 gives 612 1360 and 16106."
        ),
        "A page of the state says day and night.": words.tr("A page of the state says day and night."),
        "Another list gives 076 261 51 28.": words.tr("Another list gives 076 261 51 28."),
        "Another list gives 088 1239 999.": words.tr("Another list gives 088 1239 999."),
        "Another list gives the older number 70 20 30 82.": words.tr(
            "Another list gives the older number 70 20 30 82."
        ),
        "Another public list gives 01 796 36 70.": words.tr("Another public list gives 01 796 36 70."),
        "From 2022: it may be closed.": words.tr("From 2022: it may be closed."),
        "From an old page.": words.tr("From an old page."),
        "It advises people at work with victims, too.": words.tr("It advises people at work with victims, too."),
        "It was to become part of another office in 2026.": words.tr(
            "It was to become part of another office in 2026."
        ),
        "Sources disagree about the hours.": words.tr("Sources disagree about the hours."),
        "The hours are from an older copy of the page.": words.tr("The hours are from an older copy of the page."),
        "The hours are from an older page. At other times there was an answering machine.": words.tr(
            "The hours are from an older page. At other times there was an answering machine."
        ),
        "The number for calls inside Lithuania has one source. The one for calls from abroad has three, and rings inside, too.": words.tr(
            "The number for calls inside Lithuania has one source. The one for calls from abroad has three, and rings inside, too."
        ),
        "The number was seen in one list only.": words.tr("The number was seen in one list only."),
        "The police say day and night. A page of the state: the office on weekdays, urgent calls at other times by mobile.": words.tr(
            "The police say day and night. A page of the state: the office on weekdays, urgent calls at other times by mobile."
        ),
        "The second number is from one page without a title.": words.tr(
            "The second number is from one page without a title."
        ),
        "Two lists disagree who runs it.": words.tr("Two lists disagree who runs it."),
    }
