"""Who decides what, what it is for, how long it stays, and how to answer a driver who asks: the words of `docs/data-protection.md`."""

from __future__ import annotations

from safetravel.catalogue import Words


def sections(words: Words) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(title, sentences) each."""
    return (
        (
            words.tr("Who decides what"),
            (
                words.tr("The traveller decides what is noted, who gets it, and when it is deleted."),
                words.tr("Whoever looks after the laptop decides how it is set up, and sees nothing that is in a locker."),
                words.tr("Whoever answers for a desk decides who works there, and what is kept as a case."),
            ),
        ),
        (
            words.tr("What it is for"),
            (words.tr("So that somebody can look for a traveller who does not arrive. For nothing else."),),
        ),
        (
            words.tr("How long it is kept"),
            (
                words.tr("A locker stays until its owner deletes it, or until its keep-until day is over: then anybody may remove it."),
                words.tr("A desk asks 30 days after a journey has ended whether it may be deleted. A case stays."),
                words.tr("Contacts are asked to delete what they got, by the day that stands on it."),
            ),
        ),
        (
            words.tr("When a driver asks"),
            (
                words.tr(
                    "“It is a picture of the car and of you. It goes to the person who waits for me, so that I can be found. "
                    "I delete it when I have arrived. You may say no.”"
                ),
                words.tr("A no is noted as a no. Nothing else is concluded from it."),
                words.tr("What a traveller keeps, only that traveller can show or delete."),
                words.tr("About what a desk keeps, a driver can ask whoever answers for the desk."),
            ),
        ),
        (
            words.tr("Who is in no picture"),
            (
                words.tr("No other passengers, and no children. Step aside or wait until they are out of the picture."),
                words.tr("Somebody who travels along is noted by first name and age band only."),
            ),
        ),
    )  # fmt: skip
