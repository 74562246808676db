"""The tables of folding: letters, numbers, sound rules and words that sound alike; no behaviour."""

_LETTER_PAIRS = {
    "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŋ": "ng",
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "e", "ж": "zh", "з": "z",
    "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ў": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch",
    "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya", "ј": "y", "љ": "ly", "њ": "ny", "ћ": "ch", "ђ": "dj",
    "џ": "dzh", "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k",
    "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y",
    "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
}  # fmt: skip
LETTERS = str.maketrans(_LETTER_PAIRS)
"""Letters that lose their marks or their alphabet (Cyrillic and Greek to the usual Latin)."""

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = {
    "1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth", "5th": "fifth", "6th": "sixth",
    "7th": "seventh", "8th": "eighth", "9th": "ninth", "10th": "tenth", "12th": "twelfth", "19th": "nineteenth",
    "20th": "twentieth", "21st": "twenty first", "42nd": "forty second",
}  # fmt: skip


def _in_words(number: int) -> str:
    if number < 20:
        return _UNITS[number]
    tens, units = divmod(number, 10)
    return _TENS[tens - 2] + (f" {_UNITS[units]}" if units else "")


NUMBERS = {str(number): _in_words(number) for number in range(100)} | _ORDINALS | {
    "100": "hundred", "1000": "thousand", "1000000": "million",
}  # fmt: skip
"""Figures as the words people say: "24" is "twenty four"."""

SOUND_RULES = (
    ("eigh", "e"), ("ight", "it"), ("ough", "o"), ("augh", "o"), ("tsch", "k"), ("shch", "s"),
    ("tch", "k"), ("sch", "s"), ("eau", "o"), ("dzh", "j"),
    ("ch", "k"), ("sh", "s"), ("zh", "s"), ("kh", "k"), ("gh", "g"), ("bh", "b"), ("dh", "d"), ("th", "t"),
    ("ph", "f"), ("jh", "j"), ("wh", "v"), ("wr", "r"), ("kn", "n"), ("ck", "k"), ("qu", "kv"), ("dj", "j"),
    ("dg", "g"), ("tz", "ts"), ("cz", "k"), ("sz", "s"), ("cc", "k"), ("mb", "m"),
    ("aa", "a"), ("ee", "i"), ("ea", "i"), ("ie", "i"), ("ey", "i"), ("oo", "u"), ("ou", "u"), ("ow", "u"),
    ("oe", "o"), ("oa", "o"), ("ue", "u"), ("ae", "e"), ("ai", "e"), ("ay", "e"), ("ei", "e"), ("au", "o"),
    ("aw", "o"), ("ew", "u"), ("ing", "in"),
    ("c", "k"), ("q", "k"), ("x", "ks"), ("w", "v"), ("y", "i"), ("z", "s"),
)  # fmt: skip
"""Spellings that fall together, longest first; each place in a word is read once."""

SPOKEN_ALIKE = """
you u ya yu yow | the de da | to too two tu | for four fore 4 | me my mi | a of o ov uh | and n an und en
your youre yer yore ur | are r ar our hour | be b bee | see sea c si | why y | love luv lov | through threw thru
know no noh | here hear | one won wan | sun son | by buy bye | i eye aye ay | eyes ice
their there theyre | heart hart | dear deer | rain reign rein | soul sole | tide tied | sale sail | wear where ware
week weak | flower flour | road rode rowed | peace piece | which witch | whole hole | would wood | weather whether
made maid | mail male | plain plane | pair pear | red read | bare bear | fair fare | tail tale | waist waste
some sum | new knew nu gnu | rose rows | sent scent cent | stair stare | been bin | board bored | break brake
cell sell | days daze | die dye | find fined | gate gait | great grate | guest guessed | hair hare | heard herd
high hi | hymn him | holy wholly | jeans genes | lone loan | main mane mein mai | morning mourning
pale pail | past passed | pause paws | pray prey | sight site cite | soar sore | stake steak | toe tow | vain vein vane
way weigh whey | wine whine | world whirled | wait weight | meet meat | steel steal | sweet suite | ring wring
blue blew | not knot | night knight nite | right write rite | with wif wit wid | want wanna | going gonna goin
got gotta | because cause cuz coz | this dis | that dat | old ole ol | them dem em | little lil | oh ohh owe
till til | children chillun | woman wimmin | yeah yeh ye | all awl | seas seize | hey hay | mister mr
doctor dr | saint st sankt | do doo due dew | ho hoe | so sew sow | aunt ant | ball bawl
bell belle | berry bury | birth berth | bow bough | boy buoy | ceiling sealing | coarse course | corps core
feet feat | fir fur | hall haul | heel heal | key quay | lead led | lie lye | loot lute | moan mown | muscle mussel
none nun | pain pane | pole poll | pour pore poor | rap wrap | role roll | sauce source
shoe shoo | tea tee | tear tier | throne thrown | whale wail | war wore
"""
"""Words said alike, or nearly so in passing: each group (between bars) sounds like its first word."""
