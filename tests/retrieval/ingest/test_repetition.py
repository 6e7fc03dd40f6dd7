import pytest

from retrieval.ingest import read_folder
from retrieval.model import Role

ARTICLES = {
    "ferry": (
        "Ferry stays in port after crack is found",
        "The ferry Marisol did not leave Port Lenna on Tuesday after engineers found a crack.",
        "Some 200 passengers waited on the quay until noon, the harbour master said.",
        "The operator had been told of rust in the hull as early as 2019.",
    ),
    "dam": (
        "Dam at Orrin reaches its highest level in 40 years",
        "Engineers opened two of the four gates of the Orrin dam on Monday.",
        "The lake had risen by three metres in a week, more than at any time since 1984.",
        "Residents of Dunmore moved their cattle uphill before the water came.",
    ),
    "hospital": (
        "Hospital in Dunmore to close its night ward",
        "The hospital in Dunmore will close its night ward in June, its board said on Friday.",
        "Nurses had asked for more staff since autumn, and two of them resigned.",
        "The nearest open ward is then 60 kilometres away, in the county town.",
    ),
    "mill": (
        "Old mill is sold to a bakery",
        "The council voted seven to two to sell the old mill to a bakery from Orrin.",
        "The buyer will pay 400,000 crowns and keep the wheel, which still turns.",
        "The mill was built in 1840 and has stood empty since 1998.",
    ),
}

STORM = (
    "A storm cut power to 3,000 homes on the island of Vess on Sunday night, officials said.",
    "Waves of nine metres closed the harbour, and two fishing boats were missing. Schools closed.",
    '"We have never seen such a sea," said the mayor, Ilse Brandt. Help came by helicopter.',
    "Vess has been without a doctor since March, and the ferry is the only way to the mainland.",
)


@pytest.fixture
def read(tmp_path):
    def read(pages):
        for name, lines in pages.items():
            (tmp_path / f"{name}.txt").write_text("\n\n".join(lines) + "\n")
        return read_folder(tmp_path)

    return read


def texts(document, role=Role.PARAGRAPH):
    return [block.text for block in document.blocks if block.role is role]


def around(articles, above=(), below=()):
    return {name: (*above, *lines, *below) for name, lines in articles.items()}


@pytest.mark.parametrize(
    "line",
    [
        "The Lenna Post is printed in the old customs house and delivered by bicycle.",
        "A weekly since 1902, sold at every kiosk between the river and the sea.",
        "Our desk is open on weekdays. Call us, and you will reach somebody.",
        "Weather for the coast, tides and moon",
        "Газета выходит по четвергам и продаётся в каждом киоске побережья.",
    ],
)
@pytest.mark.parametrize("place", ["above", "below"])
def test_what_every_page_of_a_site_says_is_furniture(read, line, place):
    dossier = read(around(ARTICLES, **{place: (line,)}))

    for document in dossier.documents:
        assert line not in texts(document)
        assert texts(document) == list(ARTICLES[document.id][1:])
        assert document.title == ARTICLES[document.id][0]


def test_a_sentence_that_a_site_glues_to_its_articles_is_parted_from_them(read):
    glued = "The Lenna Post is delivered by bicycle on every day but Sunday. "
    pages = {
        name: (title, glued + first, *rest) for name, (title, first, *rest) in ARTICLES.items()
    }

    dossier = read(pages)

    for document in dossier.documents:
        assert texts(document) == list(ARTICLES[document.id][1:])
        assert texts(document, Role.FURNITURE) == [glued.strip()]


def test_the_name_of_the_site_above_every_title_is_no_title(read):
    dossier = read(around(ARTICLES, above=("The Lenna Post and Dunmore Herald",)))

    assert {d.id: d.title for d in dossier.documents} == {n: a[0] for n, a in ARTICLES.items()}


def test_a_heading_that_many_articles_have_stays_a_heading(read):
    pages = {
        name: (title, first, "What happens next", *rest)
        for name, (title, first, *rest) in ARTICLES.items()
    }

    dossier = read(pages)

    assert all(p.heading == "What happens next" for p in dossier.passages if p.paragraph > 1)


@pytest.mark.parametrize("outlets", [2, 3, 5])
def test_wire_copy_that_several_outlets_took_over_stays_text(read, outlets):
    pages = {
        f"outlet{n}": (f"Storm over Vess, report {n}", *STORM, f"Report {n} ends with word {n}.")
        for n in range(outlets)
    }

    dossier = read(pages)

    for document in dossier.documents:
        assert texts(document)[: len(STORM)] == list(STORM)


@pytest.mark.parametrize("outlets", [2, 3, 5])
def test_the_same_report_in_full_stays_text_and_keeps_its_title(read, outlets):
    pages = {f"outlet{n}": ("Storm cuts power to Vess", *STORM) for n in range(outlets)}

    dossier = read(pages)

    for document in dossier.documents:
        assert document.title == "Storm cuts power to Vess"
        assert texts(document) == list(STORM)


@pytest.mark.parametrize("outlets", [2, 3])
def test_wire_copy_inside_longer_reports_stays_text(read, outlets):
    own = [
        "The mainland ferry hopes to sail to Vess again on Tuesday, its captain said.",
        "On Vess itself, Ilse Brandt spent the night in the school with forty families.",
        "Three winters ago a storm of this kind took the roof of the church on Vess.",
    ]
    more = list(ARTICLES.values())
    pages = {
        f"outlet{n}": (f"Vess after the storm, part {n}", own[n], *STORM, *more[n][1:])
        for n in range(outlets)
    }

    dossier = read(pages)

    for document in dossier.documents:
        assert set(STORM) <= set(texts(document))


def test_wire_copy_stays_text_beside_pages_of_other_sites(read):
    post = around(ARTICLES, below=("The Lenna Post is delivered by bicycle to every farm.",))
    pages = post | {
        "vess1": ("Storm over Vess", *STORM),
        "vess2": ("Island of Vess in the dark", *STORM, "The ferry to Vess sails on Tuesday."),
    }

    dossier = read(pages)

    assert texts(dossier.document("vess1")) == list(STORM)
    assert texts(dossier.document("dam")) == list(ARTICLES["dam"][1:])


def test_background_that_a_series_repeats_stays_text(read):
    background = "The Orrin dam was finished in 1974 and holds the water of three valleys."
    pages = {
        "one": ("Dam opens", "The Orrin dam opened a gate on Monday.", background),
        "two": ("Dam closes", "The gate of the Orrin dam was closed on Friday.", background),
        "three": ("Dam inspected", "Two engineers saw the Orrin dam on Sunday.", background),
    }

    dossier = read(pages)

    assert all(background in texts(document) for document in dossier.documents)


def test_a_page_that_is_removed_gives_the_others_their_line_back(tmp_path, read):
    line = "A weekly since 1902, sold at every kiosk between the river and the sea."
    read(around(ARTICLES, below=(line,)))
    for name in ("dam", "hospital", "mill"):
        (tmp_path / f"{name}.txt").unlink()

    assert line in texts(read_folder(tmp_path).document("ferry"))
