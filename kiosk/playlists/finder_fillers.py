"""The words around a request, as tables: how people begin, how they end, and how they say when; no behaviour."""

OPENINGS = (
    r"(?:please|well|oh|um+|er+|eh|so|yes|hello|and|now),?",
    r"(?:can|could|would|will) (?:you|we|i)(?: please)? (?:play|have|hear|put on|find|sing|get)(?: me| us)?,?",
    r"(?:play|put on|find|sing|give)(?: me| us)?",
    r"i(?:'d| would)? (?:want|like|love)(?: to hear)?",
    r"do you (?:have|know|remember)",
    r"have you got",
    r"what(?:'s| is| was) (?:that|the)(?: one| song| tune)?",
    r"(?:how does|how about|something like|it goes(?: like)?|it went(?: like)?|you know|it was|it's|was it)",
    r"(?:(?:the|that|this|a|an|some)(?: old)?) (?:one|song|tune|number|record|melody|hymn|ballad)s?"
    r" (?:about|called|named|that goes|that went|which goes|with|where (?:he|she|they) sings?|of|like|from)"
    r"(?: like)?(?: the words)?",
    r"(?:something about|anything about|the words (?:are|were|go)|the one)",
)
"""How a request begins before the title; several may follow each other."""

ENDINGS = (
    r"(?:or )?something(?: like that)?",
    r"or (?:other|so|such)",
    r"i (?:think|believe)(?: so)?",
    r"(?:maybe|perhaps|please)",
    r"you know(?: the one| it)?",
    r"(?:was it|isn't it|wasn't it)",
    r"it (?:was called|went)",
    r"(?:and all that|that sort of thing)",
    r"(?:my|our|your) \w+(?: and \w+)? (?:used to|would|always|often|liked to|loved to) .+",
    r"(?:we|i|they|he|she) (?:used to|always) .+",
    r"by (?:the|that|a|some) "
    r"(?:fellow|fella|man|chap|bloke|guy|woman|girl|lady|lass|boy|lad|singer|group|band|one)s?\b.*",
    r"(?:on|from) the (?:wireless|radio|television|telly|film|pictures)",
)
"""How a request trails off after the title."""

NAMELESS = r"(?:what'?s[ -]?(?:his|her|their)[ -]?(?:name|face)|whatsisname|thingummy|thingy|that|old|the great)"
"""What stands for the part of a name that is forgotten."""

WHEN = (
    r"(?:from|in|of|about|around|back in|during|sometime in|a hit in)(?: the| about| around)?(?: early| late| mid)?",
    r"(?:years|or so)",
)
"""Words before and after a decade or year."""

DECADES = {
    "twenties": 1920,
    "thirties": 1930,
    "forties": 1940,
    "fifties": 1950,
    "sixties": 1960,
    "seventies": 1970,
    "eighties": 1980,
    "nineties": 1990,
}
"""Decades as they are said, by their first year."""
