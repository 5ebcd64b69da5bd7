"""What a check of an offer asks, and what it says to the answers, in the window's words. No Qt.

For each sign one statement that is true where the sign is there, so that "yes" always means the same, and one sentence of advice. What
comes of a check is what to do and whom to ask: no score, nothing about what anybody is, and never that an offer is a good one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from safetravel.catalogue import Words
from safetravel.domain.journey import Reply
from safetravel.guidance.checks import Check, CheckId, Finding, Outcome
from safetravel.guidance.flags import Flag, Phase
from safetravel.guidance.lines import host_of

PAPERS_GONE: Final = "DO01"
"""Who is told to keep papers that somebody else has stops reading."""


@dataclass(frozen=True)
class Asked:
    """One sign: the `statement` to say yes or no to, and what to do where it is so."""

    statement: str
    advice: str


@dataclass(frozen=True)
class Reason:
    """An answer of the person's own, with the advice to it and where the sign comes from."""

    statement: str
    advice: str
    source: str


@dataclass(frozen=True)
class Group:
    title: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class ResultText:
    """`steps` one idea each, in order. `groups` are the answers that count, then what is not known yet; either may be missing."""

    title: str
    lead: str
    steps: tuple[str, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class CheckTile:
    icon: str
    title: str
    line: str


def tile(check: CheckId, words: Words) -> CheckTile:
    return {
        CheckId.RIDE: CheckTile("vehicle", words.tr("A ride"), words.tr("Somebody offers to take you along.")),
        CheckId.PLACE: CheckTile("house", words.tr("A place to stay"), words.tr("A bed, a room, a flat.")),
        CheckId.JOB: CheckTile("job", words.tr("A job"), words.tr("An offer or an advert, here or abroad.")),
        CheckId.THERE: CheckTile(
            "person-in-house", words.tr("I already work there"), words.tr("Or I live there, and something feels wrong.")
        ),
        CheckId.ONLINE: CheckTile(
            "mobile", words.tr("Somebody I met online"), words.tr("A friend or a love whom you know from the net.")
        ),
    }[check]


def replies(words: Words) -> dict[Reply, str]:
    return {
        Reply.YES: words.tr("Yes, that is so"),
        Reply.NO: words.tr("No"),
        Reply.UNSURE: words.tr("I do not know"),
    }


def asked(flag: str, words: Words) -> Asked:
    """The words for a sign that a check asks for. KeyError for another one: a test holds both lists against each other."""
    return {"TR": _ride, "AC": _place, "JO": _job, "WO": _at_work, "RE": _online, "DO": _documents}[flag[:2]](words)[
        flag
    ]


def source(flag: Flag, words: Words) -> str:
    """The hosts of its sources, as text; our own judgement is called that."""
    named = list(dict.fromkeys(map(host_of, flag.sources)))
    if flag.ours:
        named.append(words.tr("our own judgement"))
    return words.tr("Source: {hosts}", hosts=words.listed(named))


def result_text(check: Check, outcome: Outcome, words: Words) -> ResultText:
    there = check.phase is Phase.THERE
    if outcome.finding is Finding.CRITICAL:
        title, lead, steps = _critical_there(words) if there else _critical(words)
        if not there and any(flag.id == PAPERS_GONE for flag in outcome.signs):
            steps = (words.tr("Say who has your papers."), *steps[1:])
    elif outcome.finding is Finding.SEVERAL:
        title, lead, steps = _several_there(words) if there else _several(words)
    else:
        title, lead, steps = _nothing(check.id, words)
    said = words.tr("What you said") if outcome.finding is not Finding.NOTHING else words.tr("A reason to ask")
    unknown = words.tr("What you do not know yet")
    groups = tuple(
        Group(name, tuple(_reason(flag, words) for flag in flags))
        for name, flags in ((said, outcome.signs), (unknown, outcome.unsure))
        if flags
    )
    return ResultText(title, lead, steps, groups)


def texts_of(result: ResultText) -> Sequence[str]:
    """Every sentence that a result shows."""
    reasons = [reason for group in result.groups for reason in group.reasons]
    said = [text for reason in reasons for text in (reason.statement, reason.advice, reason.source)]
    return (result.title, result.lead, *result.steps, *(group.title for group in result.groups), *said)


def _reason(flag: Flag, words: Words) -> Reason:
    both = asked(flag.id, words)
    return Reason(both.statement, both.advice, source(flag, words))


Parts = tuple[str, str, tuple[str, ...]]


def _critical(words: Words) -> Parts:
    return (
        words.tr("Do not go."),
        words.tr("One thing that you said is reason enough."),
        (
            words.tr("Keep your passports."),
            words.tr("Stay where people are."),
            words.tr("Do not argue. Call one of these numbers."),
        ),
    )


def _critical_there(words: Words) -> Parts:
    return (
        words.tr("Nobody may keep you there."),
        words.tr("One thing that you said is reason enough to get out. It is not your fault."),
        (
            words.tr("Keep your phone and your papers with you, where you can."),
            words.tr("Stay near other people."),
            words.tr("Call one of these numbers when nobody listens."),
        ),
    )


def _several(words: Words) -> Parts:
    return (
        words.tr("Stop, and ask first."),
        words.tr("Several signs come together. Each alone says little."),
        (
            words.tr("Agree to nothing today, and pay nothing."),
            words.tr("Keep your passports."),
            words.tr("Ask somebody who earns nothing by it: an official desk, a helpline, somebody you trust."),
        ),
    )


def _several_there(words: Words) -> Parts:
    return (
        words.tr("Ask somebody from outside."),
        words.tr("Several signs come together. It is not your fault."),
        (
            words.tr("Write down the hours, the pay, names and the address."),
            words.tr("Keep your phone and your papers with you, where you can."),
            words.tr("Ask a helpline what you are owed, and how to leave if you want to."),
        ),
    )


def _nothing(check: CheckId, words: Words) -> Parts:
    if check is CheckId.THERE:
        steps: tuple[str, ...] = (
            words.tr("Tell somebody outside where you are: the address, the names."),
            words.tr("Agree with them when you call, and what they do if you do not."),
            words.tr("Keep your papers, your phone and some money with you."),
            words.tr("If something changes, ask again."),
        )
    else:
        pictures = words.tr(
            "Take pictures of the driver, the vehicle and the plate, and send them to somebody you trust."
        )
        names = words.tr("Send somebody you trust the names, the address and the telephone number.")
        steps = (
            pictures if check is CheckId.RIDE else names,
            words.tr("Agree with them when you call, and what they do if you do not."),
            words.tr("Keep your papers, your phone and some money with you."),
            words.tr("You may say no at any time, on the way too."),
        )
    return (
        words.tr("This proves nothing."),
        words.tr("A few questions cannot look into anybody. So that you can be reached:"),
        steps,
    )


def _ride(words: Words) -> dict[str, Asked]:
    return {
        "TR01": Asked(
            words.tr("The driver refuses pictures of the face, the ID, the vehicle or the plate."),
            words.tr("Do not get in. Ask for another ride at the official desk."),
        ),
        "TR02": Asked(
            words.tr("The driver or somebody else holds your passport, ID or phone for the journey, or wants to."),
            words.tr("Show a document if you must, and take it back at once. Your phone stays with you."),
        ),
        "TR03": Asked(
            words.tr("Somebody wants to separate you from your children, your family or your companions."),
            words.tr("Stay together. Take only a ride in which all of you go."),
        ),
        "TR04": Asked(
            words.tr("You would be the only passenger, with a driver who is a stranger to you."),
            words.tr("Take somebody along, or wait for a ride with other passengers."),
        ),
        "TR05": Asked(
            words.tr("The ride is only for women or girls on their own, or with one small child."),
            words.tr("Look for a ride that takes families and men as well."),
        ),
        "TR06": Asked(
            words.tr("Money or presents are offered to you for coming along."),
            words.tr("Take nothing, and stay with the people you know."),
        ),
        "TR10": Asked(
            words.tr("The person becomes angry or presses you when you hesitate or say no."),
            words.tr("You may say no, and you owe nobody a reason. Go to where other people are."),
        ),
        "TR11": Asked(
            words.tr("The address where you will arrive, or who will meet you there, is unknown to you."),
            words.tr("Ask for the whole address and a name. Send both to somebody you trust before you go."),
        ),
    }


def _place(words: Words) -> dict[str, Asked]:
    return {
        "AC01": Asked(
            words.tr("Work, sex, care or housework is expected in return for the bed."),
            words.tr("Do not move in. Ask at the official desk for another bed."),
        ),
        "AC02": Asked(
            words.tr("The bed is only for young women, or only for women without a husband."),
            words.tr("Ask for a bed at the official desk or at an aid organisation instead."),
        ),
        "AC03": Asked(
            words.tr("The host refuses to show an ID."),
            words.tr("Ask for a name and an ID before you go. Without them, look for another place."),
        ),
        "AC04": Asked(
            words.tr("You are to pay a deposit or a broker before you have seen the place."),
            words.tr("Pay only when you have seen the place and hold a contract or a receipt."),
        ),
        "AC05": Asked(
            words.tr("The host says that registering with the authorities is unnecessary or forbidden."),
            words.tr("Register all the same. Tell the authorities or an aid organisation where you live."),
        ),
        "AC06": Asked(
            words.tr("Your room stays open to others, or somebody else decides when you leave the house."),
            words.tr("You may leave, whatever was said or signed. Behind a locked door, call the emergency number."),
        ),
    }


def _job(words: Words) -> dict[str, Asked]:
    return {
        "JO01": Asked(
            words.tr("The pay is much higher than usual for such work."),
            words.tr("Ask a helpline or the labour office what such work pays there."),
        ),
        "JO03": Asked(
            words.tr("You are to pay for the job, papers, training or travel, now or later as a debt."),
            words.tr("Pay nothing, and sign for no debt."),
        ),
        "JO04": Asked(
            words.tr("The written contract is missing, or in a language that is foreign to you."),
            words.tr(
                "Ask for a contract that you can read before you travel. Show it to somebody who knows such work."
            ),
        ),
        "JO06": Asked(
            words.tr("You have to decide today."),
            words.tr("Say that you decide tomorrow, after you have asked somebody."),
        ),
        "JO08": Asked(
            words.tr(
                "They want full-body pictures, of you or a child, or your looks, age or family, for work that has no use for them."
            ),
            words.tr("Send no pictures. If some were sent already: keep the messages and tell a helpline."),
        ),
        "JO09": Asked(
            words.tr("One person arranges everything for you: visa, ticket, a place to live."),
            words.tr("Hold your own ticket and papers, and keep money for the way back."),
        ),
        "JO10": Asked(
            words.tr("You are asked to keep the job a secret."),
            words.tr("Tell somebody you trust: the name, the address, the day."),
        ),
    }


def _at_work(words: Words) -> dict[str, Asked]:
    return {
        "WO01": Asked(
            words.tr("You are paid less than promised, late, or nothing at all."),
            words.tr("Write down your hours and what you got, day by day. A helpline knows how to ask for the rest."),
        ),
        "WO02": Asked(
            words.tr("Your pay is cut for transport, bed, tools, food, clothes or fines that came as a surprise."),
            words.tr("Write down each sum and the reason you were told. Ask a helpline about it."),
        ),
        "WO03": Asked(
            words.tr("You are kept from leaving the workplace or the job."),
            words.tr("Nobody may force you to stay. A helpline can plan with you how to leave."),
        ),
        "WO04": Asked(
            words.tr(
                "Somebody threatens you, your family or your stay here if you stop: violence, police, deportation."
            ),
            words.tr("Remember what was said and when. Tell a helpline: they hear this often."),
        ),
        "WO08": Asked(
            words.tr("Somebody speaks or interprets for you each time an outsider asks."),
            words.tr("Ask a helpline for an interpreter of its own, and speak for yourself."),
        ),
    }


def _online(words: Words) -> dict[str, Asked]:
    return {
        "RE01": Asked(
            words.tr("You know this person only online, and they want you to come to another country."),
            words.tr("Meet first near your home, among people, with somebody you trust."),
        ),
        "RE02": Asked(
            words.tr("The friendship or love became very serious very fast."),
            words.tr("Take your time. Ask somebody you trust what they think of it."),
        ),
        "RE03": Asked(
            words.tr("Their work, family and past stay vague, so that little can be checked."),
            words.tr("Ask for what can be looked up: a full name, a workplace, a video call."),
        ),
        "RE04": Asked(
            words.tr("You are asked to keep the contact secret, or to move to a more private app."),
            words.tr("Tell somebody you trust about it, and keep the old messages."),
        ),
        "RE05": Asked(
            words.tr("They ask for intimate pictures, or threaten to show pictures."),
            words.tr("Send nothing and pay nothing. Keep the messages, and tell a helpline or the police."),
        ),
        "RE07": Asked(
            words.tr("They give you money or presents that you will have to pay back."),
            words.tr("Take nothing more. A debt is no reason to go anywhere with anybody."),
        ),
        "RE08": Asked(
            words.tr("They control whom you see or where you go, or they read your phone."),
            words.tr("Talk to somebody of your own, on a phone that they cannot read."),
        ),
    }


def _documents(words: Words) -> dict[str, Asked]:
    return {
        "DO01": Asked(
            words.tr("Somebody other than the police, a border guard or a consulate has your passport or ID."),
            words.tr("Your papers are yours. Do not argue alone: tell the police or a helpline who has them."),
        ),
        "DO02": Asked(
            words.tr("You are asked to hand over a document: as a deposit, for a registration, for a ticket."),
            words.tr("Show it, and take it back at once. A document is never a deposit."),
        ),
        "DO04": Asked(
            words.tr("Somebody else keeps your bank card or receives your pay."),
            words.tr("Tell your bank and a helpline. The pay is yours."),
        ),
        "DO05": Asked(
            words.tr("Somebody takes money to register you, or for asylum, relocation or resettlement."),
            words.tr("Pay nobody before you have asked at an official desk what it costs."),
        ),
    }
