"""Where qualified music therapists are found: national associations by name. Addresses change, so none is given."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Association:
    """One association: where, its name in its own language, and what to look for there."""

    where: str
    name: str
    look_for: str = ""


ASSOCIATIONS = (
    Association("Everywhere", "World Federation of Music Therapy", "lists associations of many countries"),
    Association("Europe", "European Music Therapy Confederation", "lists associations of Europe"),
    Association("United Kingdom", "British Association for Music Therapy", "registered with the HCPC"),
    Association("Ireland", "Irish Association of Creative Arts Therapists"),
    Association("United States", "American Music Therapy Association", "the credential MT-BC"),
    Association("Canada", "Canadian Association of Music Therapists", "the credential MTA"),
    Association("Australia", "Australian Music Therapy Association", "registered as RMT"),
    Association("New Zealand", "Music Therapy New Zealand"),
    Association("Germany", "Deutsche Musiktherapeutische Gesellschaft"),
    Association("Austria", "Österreichischer Berufsverband der MusiktherapeutInnen", "on the state’s register"),
    Association("France", "Fédération Française des Musicothérapeutes"),
    Association("Netherlands", "Nederlandse Vereniging voor Muziektherapie"),
    Association("Norway", "Norsk forening for musikkterapi"),
)
QUESTIONS = (
    "Where are you registered, and under what number?",
    "How much have you worked with people who live with dementia, and in homes like ours?",
    "How do you find out whether somebody wants to take part, each time?",
    "What will you set as goals, with whom, and when do we look at them together?",
    "How do you work with families and with our staff between your visits?",
    "What do you write down, who sees it, and how long is it kept?",
    "Who supervises you, and what do you do when music upsets somebody?",
    "What do you charge, and is there funding we could ask for?",
)
