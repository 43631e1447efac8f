"""Which words of two wishes may mean the same: small words left out, accents and endings folded. Pure; a suggestion, never a verdict.

People write in English, German, French, Italian or Spanish, and nobody says in which. So the small words of all five are left out
together, and of a word its most usual endings in any of them are taken off. That brings “walk” to “walking” and “Schmerz” to
“Schmerzen”; it is no grammar. A word of one language that is a small word in another (Italian “come”) tells nothing in either: then
there is no suggestion, and the two wishes are joined by hand. Own rule of Concord.
"""

from __future__ import annotations

import unicodedata

FEWEST_LETTERS = 3
COMPOUND = 5
"""From so many letters on, a word that begins or ends another is alike: “Rücken” and “Rückenschmerzen”."""
ENGLISH = """
    a about able after again all also am an and any are as at be because been before being better but by can could day days do does doing down
    even every feel few for from get gets getting go goes going good had has have having he help her him his how i if in into is it its
    just keep less let life like little lose make many me more most much must my need never no not of off on once one only or other our out
    over own really she should so some something still such than that the their them then there these they thing things this those time to
    too up us very want wants was we well were what when where which while who why will with without would year years you your again
    able be without anything nothing long
"""
GERMAN = """
    aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bin bis bist da damit dann das dass dein deine dem den
    denn der des deshalb dich die dies diese diesem diesen dieser dieses dir doch dort du durch ein eine einem einen einer eines endlich er
    es etwas euch euer fur ganz geben gegen gehen geht genug gut habe haben hat hatte hier ich ihm ihn ihnen ihr ihre ihrem ihren im immer in
    ins ist ja jede jedem jeden jeder jedes jetzt kann kein keine keinen keiner konnen konnte leben lieber machen mal man mehr mein meine meinem
    meinen meiner meines mich mir mit mochte mochten muss mussen nach nicht nichts nie noch nur ob oder ohne mehr sehr sein seine seinen seit
    sich sie sind so soll sollen sollte sonst tag tage tagen uber um und uns unser unsere unter viel viele vom von vor wann warum was weg weil
    weniger wenn wer werden wie wieder wieviel will wir wird wirklich wo wollen wurde wurden zu zum zur zwischen besser brauche leider
"""
FRENCH = """
    a ai aider alors apres assez au aussi autre autres aux avant avec avoir beaucoup bien bon c ca ce cela ces cet cette ceux chaque chez comme
    d dans de depuis des deux dois doit donc du elle elles en encore entre est et etais etait etre eux faire fait faut il ils j jamais
    je jour jours juste l la le les leur leurs lui m ma mais me meme mes mieux moi moins mon n ne ni nos notre nous on ont ou par pas peu peut
    peux plus plusieurs pour pourquoi pouvoir pouvais puis qu quand que quel quelle quelque quelques qui quoi rien s sa sans se ses si sien soi
    son sont sous suis sur t ta te tes toi ton toujours tous tout toute toutes tres trop tu un une va vais veut veux vie vivre voir vos
    votre voudrais vous y etre ete
"""
ITALIAN = """
    a abbastanza ad agli ai al alla alle allo altri altro anche ancora avere bene c che chi ci come con cosa cose cosi d da dagli dai dal dalla
    dalle degli dei del dell della delle dello deve devo di dopo dove e ed era essere fa fare fino fra fuori giorni giorno gli ha hai hanno ho
    i il in io l la le lei li lo loro lui ma mai me meglio meno mi mia mie miei mio molta molte molti molto ne nei nel nell nella nelle no noi
    non nostra nostro o ogni ora per perche piu poco poi posso potere prima puo qualche qualcosa quale quando quanto quella quelle quelli
    quello questa queste questi questo qui quindi re s sempre senza si sia sono sotto sta stare su sua sue sugli sui sul sulla suo suoi tanto
    te ti tra troppo tu tutta tutte tutti tutto un una uno vita vivere voglio volere vorrei vostra vostro
"""
SPANISH = """
    a ahora al algo alguna algunas alguno algunos antes aqui asi aun aunque bien bueno cada como con cosa cosas cual cuando cuanto da de debe
    debo del demas desde despues dia dias donde dos el ella ellas ellos en entre era es esa esas ese eso esos esta estado estar estas este
    esto estos estoy fue fuera ha hace hacer hacia han hasta hay he la las le les lo los mas me mejor menos mi mia mio mis mismo mucha muchas
    mucho muchos muy nada ni no nos nosotros nuestra nuestro nunca o otra otras otro otros para pero poco poder porque puede puedo pues que quien
    quiero quisiera sea sean ser si sido siempre sin sobre solo son soy su sus tal tambien tan tanto te tener tengo ti tiempo tiene toda todas
    todo todos tu tus un una unas uno unos usted vez vida vivir y ya yo querer
"""
ENDINGS = (
    "amientos", "imientos", "azioni", "aciones", "amiento", "imiento", "issement", "ationen", "ations", "amente", "azione", "acion", "ation",
    "lichen", "licher", "liches", "ungen", "keiten", "heiten", "iendo", "mente", "ement", "keit", "heit", "liche", "lich", "ando", "endo",
    "ness", "ings", "ung", "ing", "ions", "ion", "ence", "ance", "ente", "enza", "anza", "ente", "ees", "ers", "ern", "ens",
    "are", "ere", "ire", "ais", "ait", "ons", "ent", "ant", "ado", "ido", "ada", "ida", "ato", "ito", "ata", "ita", "ate", "ati", "ite", "iti", "ies", "ed", "er", "es", "en",
    "em", "ly", "ar", "ir", "ez", "ee", "os", "as", "is", "e", "s", "a", "o", "i", "n", "y",
)  # fmt: skip
LEAST_STEM = 4
LIGATURES = {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"}


def split(words: str) -> list[str]:
    """Words in small letters, as they are written; whatever is no letter or number stands between them."""
    plain = unicodedata.normalize("NFC", words).lower()
    return "".join(sign if sign.isalnum() else " " for sign in plain).split()


def folded(word: str) -> str:
    """As two words are compared: without accents, “ß” as “ss”."""
    apart = unicodedata.normalize("NFD", word.casefold())
    return "".join(LIGATURES.get(sign, sign) for sign in apart if not unicodedata.combining(sign))


TELL_NOTHING = frozenset(word for text in (ENGLISH, GERMAN, FRENCH, ITALIAN, SPANISH) for word in split(folded(text)))


def telling(words: str) -> dict[str, str]:
    """The words that say what a wish is about: as they are compared, and as they are written."""
    found = {folded(word): word for word in reversed(split(words))}
    return {
        plain: word
        for plain, word in reversed(found.items())
        if len(plain) >= FEWEST_LETTERS and plain not in TELL_NOTHING and not plain.isdigit()
    }


def stem(word: str) -> str:
    """Without its usual endings, at least four letters long; a doubled letter at the end is one."""
    while ending := next((one for one in ENDINGS if word.endswith(one) and len(word) - len(one) >= LEAST_STEM), ""):
        word = word.removesuffix(ending)
    return word[:-1] if len(word) > LEAST_STEM and word[-1] == word[-2] else word


def may_be_the_same(one: str, other: str) -> bool:
    """Two folded words: the same stem, or one is the beginning or the end of the other, as in German compounds."""
    if stem(one) == stem(other):
        return True
    short, long = sorted((one, other), key=len)
    parts = [part for part in (short, stem(short)) if len(part) >= COMPOUND]
    return any(long.startswith(part) or long.endswith(part) or stem(long).endswith(part) for part in parts)


def alike(one: str, other: str) -> list[str]:
    """The words of `one`, as they are written there, that `other` has, too."""
    others = telling(other)
    return [word for plain, word in telling(one).items() if any(may_be_the_same(plain, theirs) for theirs in others)]
