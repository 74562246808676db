"""The question bank: eight short sittings, in words for the person and for those who know them."""

from collections.abc import Mapping

from kiosk.people.interview import NAME_QUESTION, Asks, Feeds, Question, Sitting
from kiosk.people.life_story import LandmarkKind

ONE_A_LINE, YEAR_HINT = "Any words will do. One on a line", "A year, a decade such as 1960s, or an age such as at 24"
BORN_HINT = "A date, a year, or a decade such as 1930s"
HARD_TIMES = (
    ("early morning", "Early morning"),
    ("washing and dressing", "Washing and dressing"),
    ("meals", "Meals"),
    ("afternoon", "Afternoon"),
    ("towards evening", "Towards evening"),
    ("going to bed", "Going to bed"),
    ("night", "At night"),
    ("when visitors leave", "When visitors leave"),
)
SIGHT_AND_HANDS = (
    ("needs glasses", "Needs glasses"),
    ("sees little", "Sees little"),
    ("cannot see the screen", "Cannot see a screen"),
    ("hands shake", "Hands shake"),
    ("touching is hard", "Touching is hard"),
    ("needs someone to press", "Needs someone to press for them"),
    ("no difficulty", "No difficulty"),
)
HEARING = (
    ("hears well", "Hears well"),
    ("hearing aids", "Wears hearing aids"),
    ("better on the left", "Better on the left"),
    ("better on the right", "Better on the right"),
    ("loud noise hurts", "Loud noise hurts"),
    ("no headphones", "Does not like headphones"),
)
IMPORTANCE = (
    ("everything", "Could not live without it"),
    ("much", "A good deal"),
    ("some", "Nice to have on"),
    ("little", "Not much"),
)
THEMES = (
    ("war", "War"),
    ("loss", "Death and mourning"),
    ("farewell", "Parting"),
    ("mother", "Mothers"),
    ("wedding", "Weddings"),
    ("childhood", "Childhood"),
    ("home", "Longing for home"),
    ("sea", "The sea"),
    ("faith", "Faith"),
)


def _place(id_: str, you: str, they: str, *, again: bool = False) -> Question:
    return Question(id_, you, they, Asks.PLACE, Feeds.CHAPTER, "A town, a county, an old name", again=again)


def _songs(id_: str, you: str, they: str, hint: str = ONE_A_LINE) -> Question:
    return Question(id_, you, they, Asks.LINES, Feeds.SONGS, hint)


def _performers(id_: str, you: str, they: str) -> Question:
    return Question(id_, you, they, Asks.LINES, Feeds.PERFORMERS, ONE_A_LINE)


def _words(id_: str, you: str, they: str, hint: str = "") -> Question:
    return Question(id_, you, they, Asks.WORDS, Feeds.WORDS, hint)


def _year(id_: str, you: str, they: str, kind: LandmarkKind) -> Question:
    return Question(id_, you, they, Asks.YEAR, Feeds.LANDMARK, YEAR_HINT, detail=kind)


WHERE = Sitting(
    "where",
    "Where and when",
    (
        Question(
            NAME_QUESTION,
            "What do you like to be called?",
            "What do you call {name}?",
            Asks.WORDS,
            Feeds.NAME,
            "For example Mum, Gran, or the name you use. The next questions use it",
            family_only=True,
        ),
        Question("born", "When were you born?", "When was {name} born?", Asks.YEAR, Feeds.BIRTH, BORN_HINT),
        _place("childhood", "Where did you live as a child?", "Where did {name} live as a child?"),
        _place("youth", "Where did you live when you were young?", "Where did {name} live as a young person?"),
        _place("later", "Where else have you lived?", "Where else has {name} lived?", again=True),
        _year(
            "moved",
            "If you came here from another country or region: when was that?",
            "If {name} came from another country or region: when was that?",
            LandmarkKind.MOVED,
        ),
    ),
)
HOME = Sitting(
    "home",
    "Languages and home",
    (
        Question(
            "languages",
            "Which languages did you grow up with?",
            "Which languages did {name} grow up with?",
            Asks.SOME_OF,
            Feeds.LANGUAGES,
            "The first language of childhood matters most",
        ),
        Question(
            "parents-music",
            "Was there music in your parents’ home?",
            "Was there music in the home {name} grew up in?",
            Asks.ONE_OF,
            Feeds.PARENTS_MUSIC,
            "Singing, a piano, a wireless, a gramophone",
            (("often", "Often"), ("sometimes", "Sometimes"), ("never", "Hardly ever")),
        ),
        Question(
            "parents-born",
            "About when were your mother and father born?",
            "About when were the parents of {name} born?",
            Asks.YEAR,
            Feeds.PARENTS_BORN,
            "A decade is enough: it tells us which songs they brought along",
        ),
        _songs("parents-songs", "What did they sing or play at home?", "What was sung or played in that home?"),
        _songs("first-song", "What is the first song you remember?", "What is the first song {name} would remember?"),
    ),
)
SCHOOL = Sitting(
    "school",
    "School, play and faith",
    (
        _songs("school-songs", "What did you sing at school?", "What did {name} sing at school?"),
        _songs("play-songs", "Which songs went with your games?", "Which songs went with the games {name} played?"),
        _year("left-school", "When did you leave school?", "When did {name} leave school?", LandmarkKind.LEFT_SCHOOL),
        _words(
            "faith",
            "Did you go to church, temple, mosque or another place of worship?",
            "Did {name} go to church, temple, mosque or another place of worship?",
            "Which one, and how much it meant",
        ),
        _songs(
            "hymns", "Which hymns or holy songs do you hold dear?", "Which hymns or holy songs does {name} hold dear?"
        ),
        _words(
            "feasts",
            "Which feast days did you keep, and with what music?",
            "Which feast days did the family of {name} keep, and with what music?",
        ),
    ),
)
WORK = Sitting(
    "work",
    "Dances, work and service",
    (
        _words("dances", "Where did you go dancing, and what did you dance?", "Where did {name} go dancing, and how?"),
        _performers("bands", "Which bands did you dance to?", "Which bands did {name} dance to?"),
        _words("work", "What work did you do?", "What work did {name} do?", "At home counts too"),
        _words(
            "service",
            "Were you in the forces, at sea, or in service?",
            "Was {name} in the forces, at sea, or in service?",
            "Say only what is good to say",
        ),
        _songs("work-songs", "What did people sing or play there?", "What did people sing or play there?"),
    ),
)
LOVE = Sitting(
    "love",
    "Love, wedding, children",
    (
        _songs(
            "courting-song", "Which song belongs to falling in love?", "Which song belongs to {name} falling in love?"
        ),
        _year("married", "When did you marry?", "When did {name} marry?", LandmarkKind.MARRIED),
        _songs("wedding-song", "What was played at your wedding?", "What was played at the wedding?"),
        _year(
            "first-child", "When was your first child born?", "When was the first child born?", LandmarkKind.FIRST_CHILD
        ),
        _songs("lullabies", "What did you sing to little ones?", "What did {name} sing to little ones?"),
    ),
)
RADIO = Sitting(
    "radio",
    "Radio, records, concerts",
    (
        _words("radio", "What did you listen to on the radio?", "What did {name} listen to on the radio?"),
        _songs(
            "screen-tunes",
            "Which tunes from films or television do you love?",
            "Which tunes from films or television does {name} love?",
        ),
        _songs("first-record", "What was your first record?", "What was the first record {name} had?"),
        _performers("concerts", "Whom did you see on a stage?", "Whom did {name} see on a stage?"),
        _performers(
            "singers", "Which singers and players do you love most?", "Which singers and players does {name} love most?"
        ),
        Question(
            "kinds",
            "What kinds of music do you like best?",
            "What kinds of music does {name} like best?",
            Asks.SOME_OF,
            Feeds.TASTES,
            "Three or so",
        ),
    ),
)
MAKING = Sitting(
    "making",
    "Making music, and how it feels",
    (
        _words(
            "instrument",
            "Did you play an instrument, and for how long?",
            "Did {name} play an instrument, and for how long?",
        ),
        _words(
            "singing", "Did you sing: in a choir, at home, at work?", "Did {name} sing: in a choir, at home, at work?"
        ),
        _songs(
            "party-piece", "What would you sing or play for company?", "What would {name} sing or play for company?"
        ),
        Question(
            "importance",
            "How much has music meant to you?",
            "How much has music meant to {name}?",
            Asks.ONE_OF,
            options=IMPORTANCE,
        ),
        _songs("happy-songs", "Which music makes you glad?", "Which music makes {name} glad?"),
        _words(
            "company",
            "Do you like music with others, or on your own?",
            "Does {name} like music with others, or alone?",
            "Sung or only played, loud or soft, lively or quiet",
        ),
    ),
)
CARE = Sitting(
    "care",
    "What to avoid, and what makes it easier",
    (
        Question(
            "never-song",
            "Is there a song we should never play?",
            "Is there a song we should never play?",
            Asks.LINES,
            Feeds.NEVER_SONG,
            "It is blocked at once, and nobody needs to say why. One on a line",
        ),
        Question(
            "never-singer",
            "Is there a singer or a voice we should never play?",
            "Is there a singer or a voice we should never play?",
            Asks.LINES,
            Feeds.NEVER_PERFORMER,
            "One on a line",
        ),
        Question(
            "never-theme",
            "Should no song be about one of these?",
            "Should no song be about one of these?",
            Asks.SOME_OF,
            Feeds.NEVER_THEME,
            "Tap only what hurts",
            THEMES,
        ),
        Question("hearing", "How do you hear?", "How does {name} hear?", Asks.SOME_OF, Feeds.HEARING, options=HEARING),
        Question(
            "sight-and-hands",
            "How are your eyes and hands?",
            "How are the eyes and hands of {name}?",
            Asks.SOME_OF,
            Feeds.SIGHT_AND_HANDS,
            options=SIGHT_AND_HANDS,
        ),
        Question(
            "hard-times",
            "Which times of the day are hard?",
            "Which times of the day are hard for {name}?",
            Asks.SOME_OF,
            Feeds.HARD_TIMES,
            "So that music can be on before them",
            HARD_TIMES,
        ),
    ),
)

SITTINGS = (WHERE, HOME, SCHOOL, WORK, LOVE, RADIO, MAKING, CARE)
QUESTIONS: Mapping[str, Question] = {one.id: one for sitting in SITTINGS for one in sitting.questions}
SITTING_OF: Mapping[str, Sitting] = {one.id: sitting for sitting in SITTINGS for one in sitting.questions}
