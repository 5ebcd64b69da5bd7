"""The practice adverts, their signs and what a minute says about them, in the window's words. No Qt.

Names stand as they are in every language: they are plainly invented. So are sums; they are no advice on what work pays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from safetravel.catalogue import Words
from safetravel.guidance.adverts import AdvertId, AdvertKind, Channel, FindingId, SignId, Source, Tells


@dataclass(frozen=True)
class AdvertText:
    """What an advert says: a heading, then a line a thought. The data's `contact` stands below the last line."""

    heading: str
    lines: tuple[str, ...]


def text_of(advert: AdvertId, words: Words) -> AdvertText:
    heading, *lines = (_doubtful(words) | _ordinary(words))[advert]
    return AdvertText(heading, tuple(lines))


def _doubtful(words: Words) -> dict[AdvertId, tuple[str, ...]]:
    return {
        AdvertId.S1: (
            words.tr("Girls wanted for a hotel in Germany"),
            words.tr("You are from 18 to 30. You get 4,500 € in hand for four hours a day."),
            words.tr("No language needed, no experience needed."),
            words.tr("We pay the bus and the visa. You pay it back from your first wages."),
            words.tr(
                "Send a full-length photo to Vika, in private. Only three places: the bus leaves tomorrow at six."
            ),
        ),
        AdvertId.S2: (
            words.tr("Harvest in Spain"),
            words.tr("120 € a day. Bed and food are free."),
            words.tr("Documents are no problem: we register everybody."),
            words.tr("Leave your passport with our coordinator when you set out."),
            words.tr("Every evening a car with a driver from the station."),
        ),
        AdvertId.S3: (
            words.tr("Nanny for a rich family in Dubai or London"),
            words.tr("3,000 $ and presents. No papers needed: we do everything."),
            words.tr("Please do not talk about it with others. The family likes its privacy."),
            words.tr("The interview is tonight in a flat. You get the address when you are at the metro."),
        ),
        AdvertId.S4: (
            words.tr("You were chosen"),
            words.tr("Dear candidate, Muster Pack Group has selected your CV. Your pay: 3,900 € a month."),
            words.tr("To keep your place, pay 180 € for the work permit to our bank card within 24 hours."),
            words.tr("Send us a scan of your passport, and of your bank card from both sides."),
        ),
        AdvertId.S5: (
            words.tr("Hello dear"),
            words.tr("I saw what you wrote in the help group. I am from Kharkiv, too."),
            words.tr("My friend has a café in Italy. She takes only good girls."),
            words.tr("You live with me in my flat. You pay nothing, you just help us."),
            words.tr("I buy your ticket. Only come without your sister at first: there is one bed."),
        ),
        AdvertId.S6: (
            words.tr("Cleaners for Warsaw"),
            words.tr("45 zł an hour, net. The first week is a trial without pay."),
            words.tr("A bed in a room for ten: 1,200 zł, taken from the pay. Who is late pays 200 zł."),
            words.tr("Contract after the first month."),
            words.tr("Ring the coordinator:"),
        ),
    }


def _ordinary(words: Words) -> dict[AdvertId, tuple[str, ...]]:
    return {
        AdvertId.O1: (
            words.tr("Room cleaning, Hotel Lipa Przykładowa, Łódź"),
            words.tr("Contract of employment, 40 hours on five days. The shifts hang on the board a month ahead."),
            words.tr("The legal minimum and 2 zł an hour more, paid on the 10th."),
            words.tr("A little Polish or English helps. Interview at the reception with Ms Przykładna."),
            words.tr("Applicants pay nothing."),
        ),
        AdvertId.O2: (
            words.tr("Picking goods in a warehouse near Leipzig"),
            words.tr("Employer: Musterlager GmbH. Pay as in the collective agreement for agency work."),
            words.tr("We pay the bus pass. A shared flat is possible, two to a room."),
            words.tr("The rent stands in the contract. You may say no to the flat."),
            words.tr("The agency is Beispiel Personal. Its licence number:"),
        ),
        AdvertId.O3: (
            words.tr("Strawberries, June and July"),
            words.tr("Farm Příklad, Czechia. The contract, in Czech and Ukrainian, comes before you travel."),
            words.tr("The hourly minimum, and more by weight. No experience needed."),
            words.tr("A caravan for four. What it costs a night stands in the contract."),
            words.tr("Bring your passport and keep it."),
        ),
        AdvertId.O4: (
            words.tr("Kitchen help in a school, Vilnius"),
            words.tr("A notice of the Employment Service, with its number."),
            words.tr("Monday to Friday, from seven to three."),
            words.tr("A health certificate is needed. The office tells you how to get one."),
            words.tr("Apply at the Employment Service or in the canteen."),
        ),
        AdvertId.O5: (
            words.tr("Half days in a shop, Debrecen"),
            words.tr("We are the bakery Pékség Minta. Please come in and talk to us, Tuesday to Friday."),
            words.tr("You can bring your children along. No Hungarian needed in the bakehouse."),
            words.tr("Last year we registered two colleagues from Kyiv."),
        ),
        AdvertId.O6: (
            words.tr("Answering customers in Ukrainian and German, from home"),
            words.tr("Muster Support GmbH: address and names stand on our page."),
            words.tr("Two video interviews with two people, named beforehand. No fees. We lend you a laptop."),
            words.tr("You get a written offer and 14 days to think. You may ask the works council about us."),
        ),
    }


def channel(kind: Channel, words: Words) -> str:
    return {
        Channel.GROUP: words.tr("In a chat group"),
        Channel.POSTER: words.tr("A poster at the station"),
        Channel.NETWORK: words.tr("On a social network"),
        Channel.MAIL: words.tr("An e-mail"),
        Channel.MESSAGE: words.tr("A private message"),
        Channel.PORTAL: words.tr("On a page with jobs"),
        Channel.NOTICE: words.tr("A notice of an office"),
    }[kind]


def sign(which: SignId, words: Words) -> str:
    return (_telling(words) | _others(words))[which]


def _telling(words: Words) -> dict[SignId, str]:
    return {
        SignId.MONEY_FIRST: words.tr("Money is wanted from you first"),
        SignId.BANK_CARD: words.tr("A picture of your bank card is wanted"),
        SignId.PASSPORT: words.tr("Your passport is wanted, or a scan of it"),
        SignId.BODY: words.tr("Age, looks or pictures of your body count, for ordinary work"),
        SignId.DEBT: words.tr("Somebody pays for you, and then you owe it"),
        SignId.SECRECY: words.tr("You are to tell nobody"),
        SignId.ALONE: words.tr("You are to come alone to a flat, a hotel or a car"),
        SignId.APART: words.tr("You are to come without those you travel with"),
        SignId.NO_EMPLOYER: words.tr("Who the employer is cannot be found out"),
        SignId.HIGH_PAY: words.tr("Far more pay than such work brings"),
        SignId.HURRY: words.tr("It has to be quick"),
        SignId.ONE_PERSON: words.tr("One person arranges everything"),
        SignId.PRIVATE_CHAT: words.tr("Only private messages"),
        SignId.CONTRACT_LATER: words.tr("The contract comes later"),
        SignId.VAGUE: words.tr("The work, the place or the pay stays vague"),
        SignId.PAPERS: words.tr("Papers are said not to matter"),
        SignId.UNPAID: words.tr("Work without pay at first"),
        SignId.DEDUCTIONS: words.tr("Much is taken from the pay"),
        SignId.UNASKED: words.tr("Somebody found you, unasked"),
        SignId.EVENING: words.tr("An unknown driver fetches you in the evening"),
    }


def _others(words: Words) -> dict[SignId, str]:
    return {
        SignId.HOUSING: words.tr("A bed or a shared room comes with it"),
        SignId.NO_LANGUAGE: words.tr("No language is needed"),
        SignId.NO_EXPERIENCE: words.tr("No experience is needed"),
        SignId.CHAT_GROUP: words.tr("It stands in a chat or help group"),
        SignId.ONLY_A_PHONE: words.tr("The only contact is a telephone number"),
        SignId.FREE_MAIL: words.tr("A free e-mail address"),
        SignId.NAMED_FIRM: words.tr("A firm with a name you can look up"),
        SignId.USUAL_PAY: words.tr("Pay near the legal minimum or the wage scale"),
        SignId.HOURS: words.tr("Hours, place and kind of work are said"),
        SignId.COSTS: words.tr("Rent and costs are said"),
        SignId.INTERVIEW: words.tr("An interview in an ordinary place, or with several people"),
        SignId.LICENCE: words.tr("An agency with a licence number"),
        SignId.PUBLIC_OFFICE: words.tr("It comes from a public office"),
        SignId.NO_FEES: words.tr("Applicants pay nothing"),
        SignId.CONTRACT_FIRST: words.tr("A contract you can read before you go"),
        SignId.TIME: words.tr("Time to think"),
        SignId.OWN_PASSPORT: words.tr("Your passport stays with you"),
        SignId.OTHERS: words.tr("You can bring somebody, or ask people who work there"),
    }


def weight(tells: Tells, words: Words) -> str:
    """What signs of this kind are called where an advert's are listed."""
    return {
        Tells.STRONG: words.tr("Strong: one is enough to stop and ask"),
        Tells.MIDDLING: words.tr("Telling together with others"),
        Tells.WEAK: words.tr("Weak: honest adverts have this, too"),
        Tells.GOOD: words.tr("Good, and no proof"),
    }[tells]


def note(kind: AdvertKind, words: Words) -> str:
    """What kind of advert it was meant to be: ours, not somebody's."""
    return {
        AdvertKind.SUSPICIOUS: words.tr("Written by us after false offers that were described."),
        AdvertKind.EXPLOITATION: words.tr(
            "This may be exploitation at work rather than trafficking. Ring the labour inspectorate or an advice centre "
            "for workers: before you sign, or later."
        ),
        AdvertKind.ORDINARY: words.tr("Written by us as an ordinary advert. All of it can be asked about beforehand."),
    }[kind]


def finding(which: FindingId, words: Words) -> str:
    return {
        FindingId.A_MINUTE_HELPS: words.tr(
            "Women who had seen one minute of clear facts about work picked out suspicious adverts more often."
        ),
        FindingId.PRESSED: words.tr("Feeling rushed and pressed is among the commonest signs."),
        FindingId.ONE_SIGN_SAYS_LITTLE: words.tr(
            "430 adverts for work abroad were read. Nearly all had one sign of those that are warned of, "
            "about one in seven had five or more."
        ),
        FindingId.IN_WRITING: words.tr(
            "Of 326 women who asked for advice on work, more than half told of a broken contract. Have it put in writing."
        ),
    }[which]


def sources(which: Sequence[Source], words: Words) -> str:
    """Where a finding comes from, small: who hosts it and the year; an address is text and never a link."""
    named = words.listed([_named(source, words) for source in which])
    return words.tr("Source: {names}", names=named)


def _named(source: Source, words: Words) -> str:
    host = urlsplit(source.address).hostname or source.who
    return words.tr("{host} ({year})", host=host, year=source.year) if source.year else host
