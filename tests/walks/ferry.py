"""A small dossier of our own invention on a ferry line that never was, for the walks."""

from pathlib import Path

# Each with a passage that answers it outright.
WHO_SKIPPERS = "Who is the skipper of the night ferry Sunniva?"
SKIPPER_SENTENCE = "Its skipper is Marit Holm, who sailed cod boats before."
HOW_MUCH = "How much is a bicycle ticket to Torsund?"
WHO_BUILT = "Which yard built the Sunniva?"
# Names that the dossier does not hold, beside words that it does.
NEARLY = "Does the night ferry to Torsund stop in Lisbon?"
OUTSIDE = "Quantum chromodynamics eigenvalues?"
# Words that many passages hold.
WIDE = "Torsund ferry"
# Three passages whose quotes do not fit one message together.
LONG = "What does the harbour ledger list?"

GAZETTE = """\
---
title: Night ferry returns to the Torsund route
publisher: Halvik Gazette
date: 2031-05-14
url: https://gazette.example/night-ferry
language: en
---

After eleven years the night ferry sails again between Halvik and Torsund. The first crossing left \
the old pier on Monday with sixty passengers, a brass band and two goats on board, and it arrived \
on Tuesday before the bakeries opened.

The ship is called the Sunniva. Its skipper is Marit Holm, who sailed cod boats before. She says \
that the strait asks for patience and that she has brought a good supply of it.

## The ship and its yard

The Sunniva was built by the Orsnes yard in 2029. It carries ninety people and twelve cars, and \
its two engines burn hydrogen that a wind park on Skarv makes. The yard had never built a ferry \
before; until then it was known for trawlers and for one lighthouse tender.

The town council of Halvik paid for the new pier with a loan over twenty years. Councillor Petra \
Lindqvist voted against it, because the school roof leaks and the pier, in her words, does not. \
The loan was taken up at the savings bank of Torsund, which also finances the fish hall there. \
Four other councillors abstained from the vote on the pier and said so in a letter to the \
harbour office. The harbour office answered them with a table of costs, a drawing of the pier and \
an invitation to the first crossing. Two of them came along, and one was seen dancing to the \
brass band. The letter, the table and the drawing may be looked at in the reading room of the \
council on weekdays between ten and noon.

## What passengers say

A nurse who works in Torsund told us that the night ferry gives her back two hours of sleep each \
way. Until now she took the bus around the fjord, which leaves at four in the morning and smells \
of wet dog.

Fishermen are less happy. They fear that the wake of the ferry will drag their nets in the narrow \
part of the strait, and they ask for a speed limit of eight knots beside the Skarv islets.

The company answers that the ferry passes the islets at six knots already. It will put a chart \
with all measured speeds on its pier every Friday, so that anybody can check the promise.

Torsund has asked for a second ferry in the summer months. The company says that it will decide \
in March, when it knows how many tickets of the winter were sold in advance.

A choir from Torsund sings on board on the first Sunday of each month. Passengers who sing along \
get their coffee free, and passengers who sing well get a second cup.
"""

MINISTRY = """\
---
title: Winter timetable of the northern crossings
publisher: Coast Ministry
date: 2031-09-30
url: https://coast.example/winter-timetable
language: en
restated: true
---

From November to March the ferry from Halvik to Torsund leaves at half past ten in the evening. \
It needs seven hours, and on nights with ice an hour more.

In a storm of force nine or more the ferry stays in the harbour. Tickets then hold for any later \
crossing of the same winter, without a fee.

The ministry counted 4,210 passengers on the Torsund crossing in its first summer. That was a \
third more than the planners had written into their proposal.
"""

# No title, no publisher, no date: what the source does not say stays unsaid.
KIOSK = """\
A bicycle ticket to Torsund costs 45 crowns. Children under six and dogs under ten kilograms \
travel free.

The kiosk on the pier sells pancakes with cloudberry jam until the ferry to Torsund casts off.
"""


def ledger() -> str:
    """Return a document of three paragraphs, each one sentence of over 1,400 UTF-16 units.

    An emoji is one character and two units, so three quotes from here need a second message.
    """
    seasons = {"spring": "🪢", "summer": "🛢", "autumn": "🏮"}
    paragraphs = []
    for at, (season, thing) in enumerate(seasons.items()):
        rows = ", ".join(f"{thing * 14} in shed {number * (at + 3)}" for number in range(11, 44))
        paragraphs.append(f"The harbour ledger of the {season} does list {rows}.")
    head = "---\ntitle: The harbour ledger\npublisher: Halvik Archive\n---\n\n"
    return head + "\n\n".join(paragraphs) + "\n"


def write_ferry(folder: Path) -> Path:
    """Write the dossier into a folder and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (
        ("gazette.md", GAZETTE),
        ("kiosk-notes.md", KIOSK),
        ("ledger.md", ledger()),
        ("ministry.md", MINISTRY),
    ):
        (folder / name).write_text(text, encoding="utf-8")
    return folder
