"""The words of the tips (`guidance/tips.py`), for posters and for the window alike: one text of one thing."""

from __future__ import annotations

from dataclasses import dataclass

from safetravel.catalogue import Words


@dataclass(frozen=True)
class TipText:
    """`title` "" for a tip of the longer list, which is one line."""

    title: str
    line: str


def tip_text(tip_id: str, words: Words) -> TipText | None:
    """The words of a tip, None for one that is not known. `words` are of the contact domain."""
    return eight(words).get(tip_id) or longer(words).get(tip_id)


def eight(words: Words) -> dict[str, TipText]:
    return {
        "passport": TipText(
            words.say("Keep your passport on your body"),
            words.say("Show it to border guards, police and officials only. Give it to nobody to keep."),
        ),
        "phone": TipText(
            words.say("Keep your phone with you, and charged"),
            words.say("Give the phone and its SIM card to nobody."),
        ),
        "route": TipText(
            words.say("Tell somebody you trust your route"),
            words.say("Say when you will call next. Tell them of every change."),
        ),
        "word": TipText(
            words.say("Agree on a word that means danger"),
            words.say("Only you and they know it. To others it sounds ordinary."),
        ),
        "pictures": TipText(
            words.say("Before a ride, photograph the driver, the vehicle and its plate"),
            words.say("Look at the ID. Send the pictures before you get in. Whoever refuses: do not get in."),
        ),
        "together": TipText(
            words.say("Do not travel alone with strangers"),
            words.say("Go in twos and threes."),
        ),
        "official": TipText(
            words.say("Take rides, beds and jobs from official points"),
            words.say("Or from organisations that are known. Ask to see their badge."),
        ),
        "wrong": TipText(
            words.say("If something feels wrong, go where people are"),
            words.say("Go to the police or an official, call 112 or a helpline. You may leave at any time."),
        ),
    }


def longer(words: Words) -> dict[str, TipText]:
    return {name: TipText("", line) for name, line in _lines(words).items()}


def _lines(words: Words) -> dict[str, str]:
    return {
        "copies": words.say(
            "Photograph every document before you leave. Send the pictures to yourself and to your family."
        ),
        "children": words.say("Guard the children's documents in the same way, and stay together as a family."),
        "signature": words.say("Sign nothing in a language you do not read."),
        "by-heart": words.say("Learn a few phone numbers by heart. Teach children their family name and a number."),
        "address": words.say(
            "Carry the address where you stay, written in the local language. Give it to the children, too."
        ),
        "in-return": words.say("Ask before a ride whether anything is expected in return."),
        "badge": words.say("Ask helpers for the badge of their organisation."),
        "where-to": words.say("Before you leave, know the address you go to and the name of the host."),
        "women-alone": words.say(
            "Be wary of somebody who offers rides or beds only to women alone, or money for coming along."
        ),
        "stay-aboard": words.say("Do not leave the train or the bus on the way without need."),
        "detours": words.say("A driver should say where the stops are, and make no detours."),
        "on-paper": words.say("Write the most important numbers on paper as well: the phone may be flat."),
        "location": words.say("Share where you are with people you trust."),
        "groups": words.say("Mind what you write in public groups: those who exploit people read along."),
        "known-long": words.say("Choose somebody you have known for long, not a new acquaintance."),
        "each-offer": words.say("Tell them of each offer of a bed, a job or papers, and who made it."),
        "known-places": words.say("Stay where known organisations offer a place, if you can."),
        "reviews": words.say(
            "If you book on the net, read what earlier guests say. Take a place that many speak well of."
        ),
        "host-id": words.say("Ask the host to show an ID."),
        "tell-office": words.say("If you stay with private people, tell the local office where you are."),
        "leave-it": words.say("If a place does not feel right, leave it."),
        "owe-nothing": words.say("Work, sex or begging in return for a bed is a crime. You owe nothing for it."),
        "contract": words.say("Take a job only with a written contract that you can read."),
        "firm": words.say("Look up whether the firm exists, where it is, and what the work usually pays."),
        "agency": words.say("Look up whether the agency is registered or has a licence."),
        "pay-nobody": words.say("Do not pay for being hired. Where an agent may charge by law, ask for a receipt."),
        "no-loan": words.say("Take no loan and no gift from strangers: they make you depend on them."),
        "cash": words.say("Divide your cash and keep it in several places."),
        "aid-is-free": words.say("Asylum, registration and aid cost nothing. A fee is a warning."),
        "no-hurry": words.say("Do not decide in a hurry. Being rushed is a warning."),
        "learn": words.say("Learn a little of the local language, and what your rights are there."),
        "call-112": words.say("112 is the emergency number in all of the European Union. The call is free."),
        "shout": words.say("If somebody tries to take your passport, shout and call for help."),
        "anyone": words.say("Anybody can be the one who lures: women, too, and people you know."),
        "vest": words.say(
            "A yellow vest says nothing: anybody can buy one. Look for a badge, a named organisation and a signed stand."
        ),
        "asking": words.say(
            "Asking for pictures can make somebody angry. Ask openly, in a lit place with people around, before your "
            "luggage is loaded. Never inside the car."
        ),
        "wrong-contact": words.say(
            "The person you tell may be the one who exploits you. When in doubt, choose somebody else."
        ),
    }


def theme_title(theme: str, words: Words) -> str:
    """The heading of a theme (`guidance.tips.Theme`)."""
    return {
        "documents": words.say("Documents"),
        "ride": words.say("The ride"),
        "phone": words.say("Your phone"),
        "people": words.say("People you trust"),
        "bed": words.say("A place to stay"),
        "job": words.say("Work and money"),
        "wrong": words.say("When something feels wrong"),
        "care": words.say("Where to take care"),
    }[theme]


def credit(words: Words) -> str:
    """For the tip about pictures."""
    return words.say("After a tip of STOP THE TRAFFIK.")
