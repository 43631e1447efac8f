"""Words that say how much, how often, at what time, and what is changed. Own lists of Concord: English, and the commonest words of four languages.

Each line is one family, a regular expression for whole words without marks: what is agreed in one word of it may be said in another.
"""

from __future__ import annotations

NUMBERS = {
    word: str(number)
    for number, words in {
        1: "one eins", 2: "two both couple pair zwei beide deux due dos ambos", 3: "three third drei trois tre tres", 4: "four vier quatre quattro cuatro",
        5: "five funf fuenf cinq cinque cinco", 6: "six sechs sei seis", 7: "seven sieben sept sette siete", 8: "eight acht huit otto ocho", 9: "nine neun neuf nove nueve",
        10: "ten zehn dix dieci diez", 11: "eleven elf onze undici", 12: "twelve dozen zwolf zwoelf douze dodici doce", 14: "fourteen vierzehn quatorze", 15: "fifteen funfzehn quinze quindici quince",
        16: "sixteen sechzehn", 18: "eighteen achtzehn", 20: "twenty zwanzig vingt venti veinte", 25: "twentyfive", 30: "thirty dreissig trente trenta treinta", 40: "forty vierzig quarante quaranta cuarenta",
        50: "fifty funfzig cinquante cinquanta cincuenta", 60: "sixty", 75: "seventyfive", 80: "eighty", 100: "hundred hundert cent cento cien", 1000: "thousand tausend mille mil",
    }.items()
    for word in words.split()
}  # fmt: skip

HOW_OFTEN = (
    r"once (?:an?|per|each|every) day|once daily|(?:each|every) day|daily|(?:ein ?mal )?(?:taglich|am tag)|jeden tag|(?:une fois )?par jour|chaque jour|tous les jours|ogni giorno|una volta al giorno|una vez al dia|cada dia|todos los dias|diario|diariamente",
    r"every other|every second|alternate\w*|(?:odd|even) (?:days?|dates?)|jeden zweiten|un jour sur", r"once|einmal|une fois|una volta|una vez", r"twice|zweimal", r"thrice|dreimal|viermal|funfmal|sechsmal",
    r"times|mal|fois|volte|veces", r"b\.?i\.?d\.?|t\.?[di]\.?[sd]\.?|q\.?[di]\.?[ds]\.?|p\.?r\.?n\.?|b\.?d\.?|o\.?d\.?|q ?\d+ ?h|nocte|mane", r"(?:each|every)(?! (?:thing|body|one)\b)|jede[rsnm]?|chaque|tous|toutes|ogni|cada|todos|todas",
    r"weekly|wochentlich|hebdomadaire|settimanale|semanal\w*", r"monthly|monatlich", r"nightly", r"hourly|stundlich", r"fortnight\w*", r"always|immer|toujours|sempre|siempre", r"often|oft|souvent|spesso",
    r"whenever|as needed|(?:if|when) (?:needed|required|necessary)|bei bedarf|au besoin|al bisogno|si hace falta", r"if|unless|falls", r"only|nur|seulement|solo|solamente",
    r"until|till|bis|jusqu\w*|fino|hasta", r"sometimes|rarely|now and then|manchmal|parfois|a veces",
)  # fmt: skip

WHEN = (
    r"mornings?|morgens?|matins?|mattin[ao]|manana", r"forenoons?|vormittags?", r"noon|midday|mittags?|midi|mezzogiorno|mediodia", r"afternoons?|nachmittags?|apres-midi|pomeriggio|tarde",
    r"evenings?|abends?|soirs?|sera", r"nights?|tonight|nachts?|nuit|notte|noches?|midnight", r"bedtime|(?:before|at|to|into) (?:your )?bed|going to (?:bed|sleep)|schlafengehen|coucher|acostarse|coricarsi",
    r"breakfasts?|fruhstuck|petit[- ]dejeuner|colazione|desayuno", r"lunch(?:es)?|mittagessen|dejeuner|pranzo|almuerzo", r"dinners?|suppers?|tea ?time|abendessen|abendbrot|diner|souper|cena", r"brunch",
    r"meals?(?! plan)|mealtimes?|eat|eats|eating|eaten|mahlzeit(?:en)?|essen|repas|past[oi]|comidas?", r"food|foods", r"snacks?", r"empty|fasted|nuchtern|jeun|digiuno|ayunas",
    r"alcohol|wine|beer|alkohol|wein|bier|vin|vino|grapefruit\w*|milk|milch|lait|latte|leche",
    r"mondays?|montags?|lundi|lunedi|lunes", r"tuesdays?|dienstags?|mardi|martedi|martes", r"wednesdays?|mittwochs?|mercredi|mercoledi|miercoles", r"thursdays?|donnerstags?|jeudi|giovedi|jueves",
    r"fridays?|freitags?|vendredi|venerdi|viernes", r"saturdays?|samstags?|samedi|sabato|sabado", r"sundays?|sonntags?|dimanche|domenica|domingo", r"week-?ends?|wochenende", r"weekdays?|workdays?",
    r"dawn|dusk|sunrise|sunset|waking", r"earlier|early|fruher", r"later|late|spater", r"hours?|stunden?|heures?|ore|horas?", r"weeks?|wochen?|semaines?|settiman[ae]|semanas?", r"months?|monate?n?|mois|mes[ie]|meses", r"years?|jahre?n?|ann[oi]|annees?|ans|anos?|forever|for life",
)  # fmt: skip

CHANGES = (
    r"stop(?:s|ped|ping)?|quit|ceas(?:e|ing)|discontinu\w+|stopp\w+|absetz\w+|aufhor\w+|arret\w+|interromp\w+|smett\w+|dejar?|dejes|deja", r"(?<!the )end(?:s|ing)?|finish\w*",
    r"skip(?:s|ped|ping)?|omit\w*|miss(?:es|ed|ing)?|leav(?:e|ing) (?:it |them |the \w+ )?(?:out|off)|weglassen|auslassen|saut(?:er|ez)|salt(?:ar|are|es)|omett\w+|omit\w+", r"forget\w*|ignor\w+",
    r"(?:come|coming|go|going|get|getting|stay|lay|wean|keep|put|hold) (?:\w+ )?off", r"drop|dropping",
    r"doubl(?:e|es|ed|ing)|verdoppel\w*|doppelt\w*|doubler|raddoppi\w+|doppi[oa]|dobl\w+", r"triple|treble|quadruple|dreifach\w*|verdreifach\w*", r"halv(?:e|es|ed|ing)|half|halb\w*|halbier\w*|moiti\w+|demi\w*|meta|mezz[oa]|dimezz\w+|mitad|medi[oa]",
    r"quarters?|viertel|quart", r"more|mehr|plus(?! que)|piu|mas", r"extra|additional\w*|zusatzlich\w*|supplementaire\w*|aggiuntiv\w+|adicional\w*", r"another|second|noch|encore|ancora|otr[oa]s?", r"less|fewer|weniger|moins|meno|menos",
    r"without|ohne|sans|senza|sin", r"instead|rather|statt\w*|anstatt|anstelle|(?:in|a la) place|invece|en lugar", r"no|not|\w+n't|nicht|kein\w*|never|nie|niemals|ne|pas|jamais|non|nunca|avoid\w*|refus\w+|nothing",
    r"replac\w+|swap\w*|switch\w*|substitut\w+|exchang\w+|ersetz\w+|remplac\w+|sostitu\w+|sustitu\w+|reemplaz\w+", r"chang\w+|adjust\w*|vary\w*|modif\w+|titrat\w+|ander\w+|wechsel\w*|cambi\w+",
    r"inject(?!ion)\w*|spritz(?:e|en|t)?|injizier\w*|inietta\w*|inyect\w*", r"inhal(?:e|ing)|sniff\w*|snort\w*|smok\w+", r"crush\w*|grind\w*|zerdruck\w*|zerstoss\w*|ecras\w+|triturar?", r"split\w*|snap|cut(?:ting)?|teil(?:e|en)|coup(?:e|er|ez)", r"chew\w*|suck\w*|kau\w*",
    r"dissolv\w+|sprinkl\w+|melt\w*", r"break(?!fast)\w*", r"paus(?:e|es|ed|ing)|interrupt\w*|hold(?= )(?! (?:it|them|the \w+) (?:still|up|in))|withh?old\w*|pausier\w*|aussetz\w*|suspend\w*|sospend\w+",
    r"start(?:s|ed|ing)?|begin\w*|initiat\w+|beginn\w*|anfang\w*|commenc\w+|inizi\w+|empez\w+|empiez\w+|comenz\w+", r"restart\w*|resum\w+", r"a (?:rest|break|holiday)", r"rectal\w*|vaginal\w*|oral\w*|by mouth|under the tongue|sublingual\w*|nasal\w*|up the nose|into the (?:vein|muscle)", r"add(?:s|ed|ing)?", r"repeat\w*|again|wieder\w*|nochmals?",
    r"increas\w+|dos(?:e|age) up|bump\w*|ramp\w*|crank\w*|dial(?: \w+){1,2} (?:to|up)|rais(?:e|es|ed|ing)|(?:go|going|turn|step|move|ramp|bump|build|work) (?:it |them )?up|(?<!pick )up (?:the|your|to)|escalat\w+|erhoh\w*|steiger\w*|augment\w+|aument\w+|sub(?:e|ir)",
    r"decreas\w+|reduc\w+|lower(?:s|ed|ing)?|(?:go|going|turn|step|move|cut) (?:it |them )?(?:down|back)|(?<!write )(?<!put )(?<!note )(?<!lay )(?<!set )down (?:the|your|to)|taper\w*|wean\w*|reduzier\w*|verringer\w*|reduir\w*|diminu\w+|baj(?:a|ar)",
    r"high(?:er|est)?|strong(?:er|est)?|large(?:r|st)?(?! (?:glass|box|plate|cup))|big(?:ger|gest)?|hoher\w*|starker\w*", r"low(?:est)?|small(?:er|est)?(?! (?:glass|box|plate|cup|sip|bowl))|weak(?:er)?", r"max(?:imum)?|minimum|full(?! (?:glass|stomach))", r"whole|entire|all|everything|the rest|remaining|alle[ns]?|ganze[nrs]?|tout",
    r"many|much|lots?|loads|plenty|several|few|handfuls?|viele?n?|beaucoup|much[oa]s?|molt[oaie]|einige|plusieurs|divers[ie]|vari[oa]s", r"throw\w*|bin (?:the|your|it|them)|discard\w*|wegwerf\w*|jet(?:er|ez)", r"multiple|multipl\w+|as (?:often|much|many)",
    r"rapid|fast|quick|acting|bolus|basal|extended|modified|sustained|retard|depot",
)  # fmt: skip

INJECTED = r"inject\w*|insulin|\w+glutide|\w+mab|\w+parin|pens?|syringes?|spritzen?|ozempic|wegovy|mounjaro|piq\w+|iniezion[ei]|inyecci\w+"
"""What is injected anyway, so that “inject” adds nothing."""

PEN = r"pens?|syringes?"

NOT_A_CHANGE = (
    r"(?:do not|don't|never|not|without|to not|vergiss|n'oublie[zr]?) (?:to )?(?:forget|skip|miss|forgetting|skipping|missing|nicht|pas)", r"no (?:matter|more than agreed)", r"(?:the|this|that) one",
    r"(?:is|are|be|when|falls?) due", r"(?:ring|call|phone|tel|telephone|text)\b[^.;]{0,30}?\+?\d[\d /-]{5,}\d", r"pill ?box(?:es)?", r"start (?:of|the day|your day)", r"all set",
)  # fmt: skip
"""Said of a treatment, and changes nothing in it."""

A_TIME_ON_THE_CLOCK = r"\d{1,2}[:.]\d\d|\d{1,2} ?(?:am|pm|o'clock|uhr|h)|\d{1,2}(?:st|nd|rd|th)|\d{1,2} (?:january|february|march|april|may|june|july|august|september|october|november|december)"
APPOINTMENT = r"acupuncture|dry needling|cupping|surgery|operation|chiropract\w*|ultrasound|implants?|infusions?"
"""Where the day and the hour are those of an appointment."""

KEEPING = r"(?:please )?(?:fill|refill|order|collect|pick up|fetch|renew|request)"
"""What a step about the box and the pharmacy begins with: its day is not the day of the treatment."""

BESIDE = frozenset(
    """
    beside besides next near behind under onto into inside out outside over up down off away where when while than like but so because about is are was were will should must may can has had
    helps stand stands lies lie goes comes works tastes then here there too also please now today tomorrow ready box pillbox alarm reminder diary list packet pack bottle pen pens kettle cupboard shelf
    bag pocket drawer table fridge pharmacy prescription refill supply stock leaflet plan card calendar note chart app phone together agreed said written doctor nurse
    water glass juice sip und oder mit zu zum zur im in am an auf neben bei nach vor et ou avec au aux dans sur pres con per y o en junto wie comme come como
    """.split()  # noqa: SIM905
)
"""What may come right after the name of a drug and is no part of it."""
