"""The dossier that ships: its metadata is sound, and no edit loses a fact it is there to hold."""

import re
import tomllib
from datetime import date
from pathlib import Path

import frontmatter
import pytest

SEEDS = Path(__file__).parents[1] / "seeds"
DOCUMENTS = sorted(SEEDS.glob("*.md"))

# Keys a document may carry; a missing one means that the source does not say.
KNOWN_KEYS = {"title", "publisher", "date", "url", "language", "restated", "note"}

# What a scraped page carries besides its article.
FURNITURE = (
    "become a member",
    "cookie",
    "editor's picks",
    "help us",
    "media logo",
    "most popular",
    "official photo",
    "related articles",
    "rely on",
    "share this",
    "subscribe",
)

# Document, then patterns that one of its paragraphs holds together, whatever their order.
FACTS = (
    ("000", r"24 June 2026", r"Qalibaf", r"Aliyev", r"Baku", r"20th session"),
    ("000", r"Mehr", r"departed", r"Tehran", r"Tasnim and Al-Alam"),
    ("000", r"dozens of Muslim-majority states", r"de facto negotiating floor"),
    ("000", r"readout", r"emphasised", r"continuity of its dialogue", r"asymmetry"),
    ("000", r"no substantive joint readout", r"no evidence", r"communiqué", r"signed document"),
    ("000", r"photograph", r"handshake", r"return flight", r"signal", r"deliverable"),
    ("000", r"unable to verify", r"energy", r"transit", r"Zangezur", r"Karabakh", r"consular"),
    ("000", r"OIC secretariat", r"none of these"),
    ("000", r"Nagorno-Karabakh", r"security flank", r"convening power", r"low-cost"),
    ("000", r"past decade", r"Turkey and Israel", r"confessional complexity", r"state visit"),
    ("000", r"\bWest\b", r"channels of communication", r"closed", r"calibrated", r"silent"),
    ("000", r"courtesy call", r"outcome has not been disclosed"),
    ("000", r"agenda", r"may be keeping", r"did not surface", r"not in evidence"),
    ("000", r"PUIC secretariat", r"spokesperson", r"does not disclose"),
    ("000", r"mehrnews", r"tasnimplus", r"alalamfa"),
    ("001", r"Monday", r"six years", r"Pezeshkian", r"Baku"),
    ("001", r"invitation of Aliyev", r"subordinate", r"Khameini"),
    ("001", r"official readout", r"energy"),
    ("001", r"AZTV", r"state-run", r"territorial integrity", r"stability"),
    ("001", r"satisfied with their territory", r"lands of another state"),
    ("001", r"Zangezur", r"strip of land", r"Armenia", r"Nakhchivan"),
    ("001", r"North-South transport corridor", r"via Iran", r"Nakhchivan"),
    ("001", r"minority", r"ethnic Azerbaijanis", r"Israel", r"warm relations", r"Armenia"),
    ("001", r"2023", r"embassy", r"shuttered", r"Shia Muslims", r"arrests"),
    ("001", r"Washington Post", r"Georgian national", r"rabbi", r"thwarted", r"playing with fire"),
    ("002", r"Zagulba Palace", r"immediately", r"talks"),
    ("002", r"television", r"friend of Azerbaijan", r"greetings", r"Khamenei", r"nearly six years"),
    ("002", r"rooted in historical", r"Israel", r"key source of tension"),
    ("002", r"Sanaei", r"one-day trip", r"Shahid Rajaee Port", r"a new beginning", r"IRNA"),
    ("002", r"Baghaei", r"Raisi", r"May 2024", r"helicopter", r"November 2024", r"Shina Ansari"),
    ("002", r"Paknejad", r"Moscow", r"55 billion cubic meters", r"Astara", r"land transit"),
    ("002", r"Second Nagorno-Karabakh War", r"reclaimed", r"land corridor", r"Turkey and Iran"),
    ("002", r"railway", r"Zangezur corridor", r"1988", r"severed"),
    ("002", r"Rafsanjani in 1993", r"Khatami.{0,20}2004", r"Ahmadinejad.{0,20}2007", r"2010"),
    ("002", r"Rouhani", r"2016", r"2019", r"first countries", r"independence"),
    ("003", r"Ilham Aliev", r"Massoud Pezeshkian", r"Monday", r"potential thaw"),
    ("003", r"official statement", r"restricted format", r"flags"),
    ("003", r"Shahid port", r"at least 46", r"deep sorrow", r"solidarity"),
    ("003", r"indirect negotiations", r"nuclear program", r"Washington", r"Oman mediates"),
    ("003", r"former Soviet republic", r"Turkey", r"ethnic Azeris"),
    ("003", r"early 2023", r"diplomat died", r"two guards", r"expelled diplomats"),
    ("003", r"Israel", r"arch-rival", r"defense equipment", r"platform"),
    ("003", r"Zangezur Corridor", r"southern Armenia", r"by extension, to Europe"),
    ("003", r"December 2024", r"naval drills", r"Caspian Sea"),
    ("003", r"could mark", r"recalibration", r"Middle East"),
    ("004", r"1 April", r"Sanayei", r"Hajiyev", r"Bayramov, the Foreign Minister", r"2024"),
    ("004", r"Report\.az", r"great importance", r"neighboring states"),
    ("004", r"transport sector", r"North–South", r"intergovernmental commission"),
    ("004", r"bridge", r"Araz River", r"Agband", r"Raisi"),
    ("004", r"social media", r"bilateral political relations", r"February 2025"),
    ("004", r"might indicate", r"lessening"),
    ("004", r"2020", r"Shia community", r"spying for Iran"),
    ("004", r"disrespect for the territorial integrity", r"supposedly", r"lorries", r"2021"),
    ("004", r"January 2023", r"head of its security", r"two other guards", r"blamed Iran"),
)


def paragraphs_of(text: str) -> list[str]:
    """Return the body's paragraphs, headings left out."""
    blocks = (block.strip() for block in re.split(r"\n\s*\n", frontmatter.loads(text).content))
    return [block for block in blocks if not block.startswith("#")]


@pytest.fixture(params=DOCUMENTS, ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    return request.param


def test_five_documents_ship_numbered_in_order():
    numbers = [path.name[:3] for path in DOCUMENTS]

    assert numbers == ["000", "001", "002", "003", "004"]
    assert all(re.fullmatch(r"\d{3}(-[a-z]+)+\.md", path.name) for path in DOCUMENTS)


def test_the_front_matter_says_that_the_words_are_a_restatement(path):
    metadata = frontmatter.loads(path.read_text(encoding="utf-8")).metadata

    assert metadata["restated"] is True
    assert metadata["language"] == "en"


def test_the_front_matter_holds_known_and_filled_fields_only(path):
    metadata = frontmatter.loads(path.read_text(encoding="utf-8")).metadata

    assert set(metadata) <= KNOWN_KEYS
    assert all(value not in ("", None) for value in metadata.values())
    assert type(metadata.get("date", date.min)) is date


def test_a_label_that_contradicts_its_text_is_kept_and_remarked_on():
    (path,) = SEEDS.glob("004-*.md")

    metadata = frontmatter.loads(path.read_text(encoding="utf-8")).metadata

    assert metadata["date"] == date(2025, 3, 30)
    assert "1 April" in str(metadata["note"])


def test_every_paragraph_stands_on_one_line(path):
    text = path.read_text(encoding="utf-8")

    assert all("\n" not in paragraph for paragraph in paragraphs_of(text))
    assert text.endswith("\n")


def test_no_page_furniture_is_in_a_document(path):
    text = path.read_text(encoding="utf-8").lower().replace("’", "'")

    assert [words for words in FURNITURE if words in text] == []


def test_a_document_speaks_in_the_third_person(path):
    body = " ".join(paragraphs_of(path.read_text(encoding="utf-8")))

    assert re.findall(r"\b(?:I|we|us|our|ours)\b", body) == []


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: f"{fact[0]}-{fact[1]}")
def test_a_fact_stands_in_one_paragraph(fact):
    number, *patterns = fact
    (path,) = SEEDS.glob(f"{number}-*.md")

    paragraphs = paragraphs_of(path.read_text(encoding="utf-8"))

    assert any(all(re.search(pattern, text) for pattern in patterns) for text in paragraphs)


def test_the_manifest_says_what_the_dossier_is_and_what_to_ask_it():
    manifest = tomllib.loads((SEEDS / "manifest.toml").read_text(encoding="utf-8"))

    dossier = manifest["dossier"]

    assert dossier["title"]
    assert dossier["about"].endswith(".")
    assert len(set(dossier["examples"])) == 3
    assert all(question.endswith("?") for question in dossier["examples"])
