"""What somebody said about an offer, a plain statement for each sign that a check asks for (`resources/guidance/checks.toml`).

A statement repeats an answer. It says nothing of what it means, and nothing about what anybody is or wants.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from safetravel.catalogue import Words


def statement(flag: str, words: Words) -> str:
    """What a yes to the question of sign `flag` says, in the language of `words` (contact domain); "" for a sign that no check asks for."""
    group = {
        "TR": _ride,
        "AC": _place,
        "JO": _job,
        "WO": _at_work,
        "RE": _online,
        "DO": _documents,
    }.get(flag[:2])
    return group(words).get(flag, "") if group else ""


def check_name(check: str, words: Words) -> str:
    """What the questions of a check were about; of one that is not known here, only that it was an offer."""
    return {
        "ride": words.say("About a ride"),
        "place": words.say("About a place to stay"),
        "job": words.say("About a job offer"),
        "there": words.say("About a place where this person works already"),
        "online": words.say("About somebody met online"),
    }.get(check, words.say("About an offer"))


def _ride(words: Words) -> dict[str, str]:
    return {
        "TR01": words.say("Pictures were asked for, and the answer was no."),
        "TR02": words.say("Somebody took a passport, an ID or a telephone for the journey, or asked to hold it."),
        "TR03": words.say("This person was to travel apart from family or companions."),
        "TR04": words.say("This person was to be the only passenger of a driver not known before."),
        "TR05": words.say("The ride was offered only to women or girls who travel on their own."),
        "TR06": words.say("Money or presents were offered for coming along."),
        "TR10": words.say("There was anger or pressure after a no, or after hesitation."),
        "TR11": words.say("The address to go to, or who would be there, was not known."),
    }


def _place(words: Words) -> dict[str, str]:
    return {
        "AC01": words.say("Work, sex, care or housework was expected in return for a free bed."),
        "AC02": words.say("The bed was offered only to young women, or only to women without a husband."),
        "AC03": words.say("The host was asked for an ID, and the answer was no."),
        "AC04": words.say("A deposit or a broker was to be paid before the place had been seen."),
        "AC05": words.say("The host said that registering with the authorities was not needed, or not allowed."),
        "AC06": words.say("The room cannot be locked, or the house cannot be left freely."),
    }


def _job(words: Words) -> dict[str, str]:
    return {
        "JO01": words.say("The pay that was offered was much higher than is usual for such work."),
        "JO03": words.say("The job, papers, training or travel was to be paid in advance, or to become a debt."),
        "JO04": words.say("There was no written contract, or none in a language that this person reads."),
        "JO06": words.say("The decision was wanted on the same day."),
        "JO08": words.say(
            "Full-body pictures, age, looks or family status were asked for, for work that does not need them."
        ),
        "JO09": words.say("One other person was to arrange everything: visa, tickets, a place to live."),
        "JO10": words.say("Nobody was to be told about the job."),
    }


def _at_work(words: Words) -> dict[str, str]:
    return {
        "WO01": words.say("The pay came late, was less than promised, or did not come."),
        "WO02": words.say("Money is taken from the pay for travel, bed, tools, food, clothes or fines not agreed on."),
        "WO03": words.say("The workplace or the job cannot be left at will."),
        "WO04": words.say("Violence, the police, deportation or harm to the family was threatened in case of leaving."),
        "WO08": words.say("Somebody else speaks or interprets whenever a person from outside asks."),
    }


def _online(words: Words) -> dict[str, str]:
    return {
        "RE01": words.say("They have met online only, and this person is to come to another country."),
        "RE02": words.say("The friendship or love became very serious within a short time."),
        "RE03": words.say("Little can be found out about the other person's work, family or past."),
        "RE04": words.say("The contact was to be kept secret, or to go on in a more private app."),
        "RE05": words.say("Intimate pictures were asked for, or there was a threat to show pictures."),
        "RE07": words.say("Money or presents were given that are to be paid back."),
        "RE08": words.say("Somebody decides whom this person sees or where this person goes, or reads the telephone."),
    }


def _documents(words: Words) -> dict[str, str]:
    return {
        "DO01": words.say("Somebody who is neither police, border guard nor consulate holds a passport or an ID."),
        "DO02": words.say("A document was wanted as a deposit, or for a registration."),
        "DO04": words.say("Somebody else keeps the bank card, or receives the pay."),
        "DO05": words.say("Money was asked for registration, asylum, relocation or resettlement."),
    }
