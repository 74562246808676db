"""What people call each listening region, and the languages most spoken and sung there."""

NAMES = {
    "AM": "Armenia", "AR": "Argentina", "AT": "Austria", "AU": "Australia", "AU-FIRST": "First Nations Australia",
    "BA": "Bosnia", "BB": "Barbados", "BD": "Bangladesh", "BE": "Belgium", "BE-VL": "Flanders", "BE-WA": "Wallonia",
    "BG": "Bulgaria", "BR": "Brazil", "BY": "Belarus", "CA": "Canada", "CA-ATLANTIC": "Atlantic Canada",
    "CA-FIRST": "First Nations Canada", "CA-QC": "Quebec", "CD": "the Congo", "CH": "Switzerland",
    "CH-DE": "German Switzerland", "CH-FR": "French Switzerland", "CH-IT": "Ticino", "CL": "Chile", "CN": "China",
    "CO": "Colombia", "CU": "Cuba", "CY": "Cyprus", "CZ": "the Czech lands", "DE": "Germany",
    "DE-EAST": "East Germany", "DE-WEST": "West Germany", "DK": "Denmark", "DO": "the Dominican Republic",
    "DZ": "Algeria", "EC": "Ecuador", "EE": "Estonia", "EG": "Egypt", "ES": "Spain", "ES-AN": "Andalusia",
    "ES-CT": "Catalonia", "ES-GA": "Galicia in Spain", "ES-PV": "the Basque Country", "FI": "Finland",
    "FO": "the Faroes",
    "FR": "France", "FR-BRE": "Brittany", "FR-COR": "Corsica", "GB": "Britain", "GB-ENG": "England",
    "GB-NIR": "Northern Ireland", "GB-SCT": "Scotland", "GB-WLS": "Wales", "GE": "Georgia", "GH": "Ghana",
    "GR": "Greece", "GY": "Guyana", "HK": "Hong Kong", "HR": "Croatia", "HU": "Hungary", "ID": "Indonesia",
    "IE": "Ireland", "IE-GAELTACHT": "the Gaeltacht", "IL": "Israel", "IN": "India",
    "IN-AP": "Andhra", "IN-GJ": "Gujarat", "IN-HINDI": "Hindi-speaking India", "IN-KA": "Karnataka",
    "IN-KL": "Kerala", "IN-MH": "Maharashtra", "IN-PB": "Punjab", "IN-TN": "Tamil Nadu", "IN-WB": "Bengal",
    "IQ": "Iraq",
    "IR": "Iran", "IS": "Iceland", "IT": "Italy", "IT-NAP": "Naples", "IT-SOUTH": "southern Italy", "JM": "Jamaica",
    "JP": "Japan", "KE": "Kenya", "KR": "Korea", "LB": "Lebanon", "LK": "Sri Lanka", "LT": "Lithuania",
    "LV": "Latvia", "MA": "Morocco", "MK": "Macedonia", "MT": "Malta", "MX": "Mexico", "MY": "Malaysia",
    "NG": "Nigeria", "NL": "the Netherlands", "NO": "Norway", "NZ": "New Zealand", "NZ-MAORI": "Māori New Zealand",
    "PE": "Peru", "PH": "the Philippines", "PK": "Pakistan", "PK-PB": "Pakistani Punjab", "PL": "Poland",
    "PR": "Puerto Rico", "PT": "Portugal", "RO": "Romania", "RS": "Serbia", "RU": "Russia", "SE": "Sweden",
    "SG": "Singapore", "SI": "Slovenia", "SK": "Slovakia", "SY": "Syria", "TR": "Turkey", "TT": "Trinidad",
    "TW": "Taiwan", "TZ": "Tanzania", "UA": "Ukraine", "UG": "Uganda", "US": "America",
    "US-APPALACHIA": "Appalachia", "US-BLACK": "Black America", "US-JEWISH": "Jewish America",
    "US-LATINO": "Latino America", "US-SOUTH": "the American South", "UY": "Uruguay", "VE": "Venezuela",
    "VN": "Vietnam", "ZA": "South Africa", "ZA-AF": "Afrikaans South Africa", "ZA-BLACK": "Black South Africa",
    "ZA-CAPE": "the Cape", "ZW": "Zimbabwe",
}  # fmt: skip

LANGUAGES = {
    "AM": "hy", "AR": "es", "AT": "de", "AU": "en", "BA": "sr hr", "BB": "en", "BD": "bn", "BE": "nl fr", "BE-VL": "nl",
    "BE-WA": "fr", "BG": "bg", "BR": "pt", "BY": "be ru", "CA": "en", "CA-QC": "fr", "CH": "de fr it", "CH-DE": "de",
    "CH-FR": "fr", "CH-IT": "it", "CL": "es", "CN": "zh", "CO": "es", "CU": "es", "CY": "el tr", "CZ": "cs", "DE": "de",
    "DK": "da", "DO": "es", "DZ": "ar fr", "EE": "et", "EG": "ar", "ES": "es", "ES-CT": "ca es", "ES-GA": "gl es",
    "ES-PV": "eu es", "FI": "fi", "FR": "fr", "FR-BRE": "br fr", "GB": "en", "GB-SCT": "en gd", "GB-WLS": "cy en",
    "GE": "ka", "GH": "en ak", "GR": "el", "GY": "en", "HK": "yue", "HR": "hr", "HU": "hu", "ID": "id", "IE": "en ga",
    "IE-GAELTACHT": "ga", "IL": "he", "IN": "hi", "IN-AP": "te", "IN-GJ": "gu hi", "IN-HINDI": "hi",
    "IN-KA": "kn hi", "IN-KL": "ml", "IN-MH": "mr hi", "IN-PB": "pa hi", "IN-TN": "ta",
    "IN-WB": "bn", "IQ": "ar", "IR": "fa", "IS": "is", "IT": "it", "IT-NAP": "nap it", "IT-SOUTH": "it", "JM": "en",
    "JP": "ja", "KE": "sw en", "KR": "ko", "LB": "ar", "LK": "si ta", "LT": "lt", "LV": "lv", "MA": "ar", "MK": "mk",
    "MT": "mt it", "MX": "es", "MY": "ms", "NG": "en yo ig", "NL": "nl", "NO": "no", "NZ": "en", "PE": "es", "PH": "tl",
    "PK": "ur pa", "PK-PB": "pa ur", "PL": "pl", "PR": "es", "PT": "pt", "RO": "ro", "RS": "sr", "RU": "ru", "SE": "sv",
    "SI": "sl", "SK": "sk", "SY": "ar", "TR": "tr", "TT": "en", "TW": "zh", "UA": "uk ru", "US": "en",
    "US-LATINO": "es en", "UY": "es", "VE": "es", "VN": "vi", "ZA": "en af", "ZA-AF": "af", "ZA-BLACK": "zu xh st",
    "AD": "ca", "AE": "ar", "AF": "fa ps", "AG": "en", "AL": "sq", "AO": "pt", "AW": "pap nl", "AZ": "az ru",
    "BF": "fr", "BH": "ar", "BI": "rn fr", "BJ": "fr", "BM": "en", "BO": "es qu", "BS": "en", "BW": "tn en",
    "BZ": "en es", "CD": "ln fr", "CF": "fr", "CG": "ln fr", "CI": "fr", "CM": "fr en", "CR": "es", "CV": "pt",
    "CW": "pap nl", "DM": "en", "EC": "es", "ER": "ti", "ET": "am", "FJ": "en hi", "FO": "fo da", "GA": "fr",
    "GD": "en", "GF": "fr", "GG": "en", "GI": "en es", "GL": "kl da", "GM": "en", "GN": "fr", "GP": "fr", "GQ": "es",
    "GT": "es", "GW": "pt", "HN": "es", "HT": "ht fr", "IM": "en", "JE": "en", "JO": "ar", "KG": "ky ru", "KH": "km",
    "KN": "en", "KW": "ar", "KZ": "kk ru", "LA": "lo", "LC": "en fr", "LI": "de", "LR": "en", "LS": "st en",
    "LU": "lb de fr", "LY": "ar", "MC": "fr it", "MD": "ro ru", "ME": "sr", "MG": "mg fr", "ML": "fr", "MM": "my",
    "MN": "mn", "MO": "yue pt", "MQ": "fr", "MR": "ar", "MU": "fr en hi", "MW": "ny en", "MZ": "pt", "NA": "af de en",
    "NC": "fr", "NE": "fr", "NI": "es", "NP": "ne", "NZ-MAORI": "mi en", "OM": "ar", "PA": "es", "PF": "fr",
    "PG": "en", "PS": "ar", "PY": "es gn", "QA": "ar", "RE": "fr", "RW": "rw fr", "SA": "ar", "SC": "en fr",
    "SD": "ar", "SG": "zh ms en", "SL": "en", "SM": "it", "SN": "fr wo", "SO": "so", "SR": "nl", "SV": "es",
    "SZ": "en", "TD": "fr ar", "TG": "fr", "TH": "th", "TJ": "tg ru", "TL": "pt", "TM": "tk ru", "TN": "ar fr",
    "TO": "to en", "TZ": "sw", "UG": "lg en", "UZ": "uz ru", "VA": "it", "VC": "en", "WS": "sm en", "XK": "sq sr",
    "YE": "ar", "ZM": "en", "ZW": "sn en",
}  # fmt: skip
"""ISO 639 codes, the one sung most first; separated by spaces. Parts not listed speak as their country does."""

COMMUNITIES = dict.fromkeys(
    "TT GY SR FJ MU ZA KE UG TZ GB US CA AU MY SG".split(), frozenset("hi ur pa bn gu ta te mr ml kn si".split())
)
"""Languages whose songs were heard in a country by the families that brought them, hardly by their neighbours."""


def spoken(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the languages of the first of these regions that has any, the one sung most first."""
    known = (LANGUAGES.get(code) for code in codes)
    return tuple(next((words for words in known if words), "").split())
