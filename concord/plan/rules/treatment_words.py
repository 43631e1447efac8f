"""Words that name treatment, by the kind that they name. Own lists of Concord: English, and the commonest words of four languages beside it.

Each line is one regular expression, looked for as whole words in any case; if it has a group, that part is what is named. `NOT_MEANT` are
phrases in which the same words mean something of every day; they are taken out of the text first.
"""

from __future__ import annotations

A_DAY = r"(?:(?:once|twice|\d|one|two|three) (?:times )?)?(?:an?|each|every) (?:day|morning|evening|night)|daily"
TAKE = r"(?:takes?|taking|swallow(?:ing)?|add(?:ing)?|start(?:ing)?|try(?:ing)?)"
A_FEW = r"(?:\d+|a few|some|one|two|three|four|five|six|eight|ten|twelve|fifteen|twenty)"
# Leaving something out, with what is left out after it.
LEAVE_OUT = r"(?:leav(?:e|ing) out|cut(?:ting)? out|giv(?:e|ing) up|eliminat(?:e|ing)|avoid(?:ing)?|stop eating|exclud(?:e|ing)|go without|keep off|stay off)(?: all| any)?"
# So many hours without and so many with food; no hour of the clock and no date.
NO_HOUR = "".join(
    rf"(?<!\b{word} )"
    for word in ("at", "by", "on", "to", "from", "until", "till", "before", "after", "around", "since")
)
FOODS = r"(?:gluten|wheat|dairy|milk|lactose|carbs|carbohydrates|fodmaps?|eggs|nuts|soya?|grains|histamine|nightshades|fructose|legumes|yeast)"

NOT_MEANT = (
    # What a food holds, and a food that holds it.
    r"(?:rich|high|low|full) (?:in|of) (?:[\w-]+(?:,| and| or)? ?){1,3}", r"[\w-]+[- ]rich\b", r"(?:sources?|foods?) (?:of|with) [\w-]+",
    r"(?:probiotic|live) yog(?:h)?urts?", r"(?:coffee|time|space|nespresso) capsules?", r"capsule wardrobe", r"medicine (?:ball|cabinet)s?",
    # Screens.
    r"(?:phones?|screens?|laptops?|computers?|tv|television|ipads?|devices?)(?:,| and| or| nor|/)(?: \w+){0,2} tablets?",
    r"tablets?(?:,| and| or| nor|/)(?: \w+){0,2} (?:phones?|screens?|laptops?|computers?|tv|television|devices?)",
    r"tablet (?:computers?|screens?|games?|time|case)", r"(?:charge|switch off|turn off|put away|put down|read on|play on|watch on|look at) (?:the|your|my|a) tablet",
    r"(?:put|keep|leave|charge) (?:the|your|my) tablet (?:away|down|out|outside|off|in the (?:kitchen|hall|living room|drawer))", r"on (?:the|your|my|a) tablet\b",
    # Food, and what is put on bread or skin every day.
    r"(?:ice|whipped|sour|double|single|clotted|coffee|sun|hand|face|shaving|body|foot)[- ]creams?", r"cream (?:cheese|crackers?|soup|cake|tea|in)\b",
    r"(?:herbal|mint|fruit|tea|fennel|ginger|camomile|chamomile|lemon) infusions?", r"infusions? of (?:mint|fennel|ginger|camomile|chamomile|lemon|herbs|sage|thyme)",
    r"(?:maple|date|golden|rice) syrup", r"(?:ginger|espresso|coffee|turmeric) shots?", r"drops? of (?:lemon|milk|oil|water|vinegar|honey|soap|sauce|juice)",
    r"(?:drink(?:ing)?|glass(?:es)?|bottles?|sip|cups?|jug)\b[^.;\n]{0,24}?\d+ ?(?:ml|millilit(?:re|er)s?)", r"\d+ ?(?:ml|millilit(?:re|er)s?) (?:of )?(?:\w+ )?(?:glass(?:es)?|cups?|mugs?|bottles?|water|tea|milk|juice|soup|broth|squash)",
    r"\d+ units? (?:of (?:alcohol|wine|beer)|a week|per week)", r"sugar-free (?:gum|drinks?|squash|jelly)",
    # The body scan of mindfulness, and looking through something.
    r"body[- ]scans?", r"scan(?:ning)? (?:the|your|my|through|each|for)", r"(?:refer|referring) (?:back )?to (?:the|your|my|this|it|them|our|page|what)",
    # Speed and fastening.
    r"fasten(?:ing)? (?:your|the|my|a|it|them|up|both|each)", r"break(?:ing)? (?:your|the|my|a) fast",
    # Not skipping is no fast.
    r"(?:not|n't|never|without|instead of|rather than|stop) skip(?:ping)? (?:\w+ )?\w+", r"(?:bus|room|road|line|platform|seat) (?:b|d)\d+", r"b\d+ (?:bus|road)",
    r"omega watch(?:es)?", r"supplement (?:your|the|this|it|my|these) ",
)  # fmt: skip

MEDICINES = (
    r"\d+(?:[.,]\d+)? ?(?:mg|mcg|µg|μg|ml|iu|(?:milli|micro)grams?|millilit(?:re|er)s?)", r"\d+ units?", r"(?:low|high|small|daily|double|half|full)[- ]dos(?:e|es|age)",
    r"(?:[\w-]+ )?(?:tablets?|pills?|capsules?|caplets?|lozenges?|suppositor(?:y|ies)|pessar(?:y|ies))", r"(?:cough|fever) syrups?", r"sachets?(?! of tea)",
    r"medicines?", r"medications?", r"meds", r"(?:herbal|home|natural|cold|flu) remed(?:y|ies)", r"over[- ]the[- ]counter", r"(?:repeat )?prescriptions?",
    r"ibuprofen", r"paracetamol", r"acetaminophen", r"aspirin", r"naproxen", r"diclofenac", r"nsaids?", r"anti-?inflammator(?:y|ies) (?:drugs?|gel|tablets?|medicines?)",
    r"pain ?(?:killers?|relievers?|relief gel)", r"opioids?", r"codeine", r"tramadol", r"morphine", r"oxycodone", r"(?:suma|riza|zolmi)?triptans?",
    r"anti-?(?:histamines?|biotics?|depressants?|psychotics?|acids?|emetics?|coagulants?|convulsants?|fungals?|virals?|diarrh?oeals?)", r"antacids?",
    r"cetirizine", r"loratadine", r"decongestants?", r"omeprazole", r"pantoprazole", r"ppis?", r"proton[- ]pump inhibitors?", r"laxatives?", r"senna", r"macrogol", r"loperamide", r"imodium",
    r"(?:cortico)?steroids?", r"cortisone", r"hydrocortisone", r"predniso(?:lo)?ne", r"statins?", r"beta[- ]?blockers?", r"ace inhibitors?", r"diuretics?", r"blood thinners?", r"warfarin",
    r"metformine?", r"insulin", r"aspart", r"lispro", r"glulisine", r"glargine", r"detemir", r"degludec", r"isophane", r"novorapid", r"humalog", r"apidra", r"fiasp", r"lantus", r"levemir", r"tresiba", r"toujeo", r"gli(?:clazid|mepirid|pizid|benclamid)e?", r"semaglutide", r"ozempic", r"wegovy", r"glp-?1", r"(?:levo)?thyroxine", r"hrt", r"hormone (?:replacement|therapy|treatment)", r"o?estrogen", r"progesterone", r"testosterone",
    r"ssris?", r"sertraline", r"citalopram", r"amitriptyline", r"mirtazapine", r"pregabalin", r"gabapentin", r"benzodiazepines?", r"diazepam", r"zopiclone", r"zolpidem", r"modafinil", r"methylphenidate", r"ritalin",
    # What the names of whole classes end in, after the stems of the international names (WHO); and the commonest names in the trade.
    r"\w{2,}(?:sartan|[aeiu]pril|olol|statin|dipine|prazole|tidine|gliflozin|gliptin|glutide|xaban|gatran|trigine|acetam|zepam|zolam|oxetine|axine|"
    r"azodone|iapine|peridone|piprazole|triptan|gepant|pramine|triptyline|cillin|mycin|floxacin|cycline|conazole|ciclovir|[tx]umab|[lz]umab|limus|"
    r"tinib|micort|bicort|[lm]etasone|nisolone|sonide|[mf]eterol|moterol|butamol|tropium|parin|thiazide|semide|lactone|lukast|setron|profen|oxicam|coxib|dronate|barbital|bamazepine|"
    r"pridil|caine|codone|morphone|fentanil|formin|glitazone)",
    r"eliquis", r"entresto", r"jardiance", r"forxiga", r"xarelto", r"mounjaro", r"victoza", r"trulicity", r"humira", r"stelara", r"prozac", r"zoloft", r"cipralex", r"lexapro", r"seroquel", r"valium", r"xanax", r"lyrica",
    r"ventolin", r"symbicort", r"nexium", r"lasix", r"concor", r"plavix", r"lipitor", r"viagra", r"cialis", r"aimovig", r"ajovy", r"emgality", r"voltaren", r"nurofen", r"advil", r"tylenol", r"panadol", r"aspro", r"botulinum\w*",
    r"carbamazepine", r"lacosamide", r"topiramate", r"valproate", r"methotrexate", r"azathioprine", r"hydroxychloroquine", r"ivabradine", r"digoxin", r"clonidine", r"guanfacine", r"midodrine", r"fludrocortisone", r"pyridostigmine", r"doxepin",
    r"lithium", r"(?:low[- ]dose )?naltrexone", r"ldn", r"(?:medical )?cannabis", r"marijuana", r"ketamine", r"psilocybin", r"micro-?dos(?:e|es|ing)", r"sleep(?:ing)? aids?",
    r"hom(?:o?e)opath(?:y|ic)", r"globuli", r"bach flowers?", r"tinctures?", r"sedatives?", r"tranquilli[sz]ers?",
    # German, French, Italian, Spanish
    r"\w*tabletten?", r"medikamente?n?", r"arzneimittel", r"arznei", r"pillen?", r"kapseln?", r"\w*tropfen", r"(?:schmerz|schlaf|abf(?:ü|ue)hr|beruhigungs)mittel", r"z(?:ä|ae)pfchen",
    r"comprim(?:é|e)s?", r"m(?:é|e)dicaments?", r"g(?:é|e)lules?", r"pilules?", r"gouttes", r"sirop", r"suppositoires?", r"antidouleurs?",
    r"compress[ae](?! (?:on|to|for))", r"pastigli[ae]", r"pillol[ae]", r"farmac[oi]", r"medicinal[ei]", r"gocce", r"sciroppo", r"antidolorific[oi]", r"suppost[ae]",
    r"pastillas?", r"comprimidos?", r"medicamentos?", r"medicinas?", r"c(?:á|a)psulas?", r"jarabe", r"gotas", r"analg(?:é|e)sicos?",
    r"calpol", r"lemsip", r"gaviscon", r"rennies?", r"nytol", r"benadryl", r"zyrtec", r"adderall", r"concerta", r"ivermectin", r"methylene blue", r"dmso", r"chlorine dioxide", r"contraceptives?", r"lsd", r"tiger balm", r"mouth[- ]tap(?:e|ing)",
    r"smok(?:e|ing) (?:an? |some )?(?:joints?|weed|spliffs?)", r"b(?:a|ä)ch-?bl(?:ü|ue)ten", r"sch(?:ü|ue)(?:ß|ss)ler[- ]?salze?",
)  # fmt: skip

SUPPLEMENTS = (
    r"supplements?", r"supplementation", r"multi-?vitamins?", r"vitamin [a-k]\d*", rf"(?:{TAKE}|extra|high-dose|some) (?:\w+ )?vitamins?", r"b-?(?:6|12)", r"d3", r"folic acid", r"folate", r"biotin", r"niacin",
    r"magnesium", r"zinc", r"selenium", r"potassium", r"calcium", r"iodine", r"chromium", r"electrolytes?", rf"({TAKE} (?:some |an? |your |more |extra |liquid )*iron)(?! (?:the|your|out))", r"iron supplements?",
    r"salt (?:tablets?|capsules?|pills?)", r"creatine", r"melatonin", r"omega(?:[- ]?[369])?s?", r"(?:fish|krill|cod[- ]liver|evening primrose|black seed) oil", r"pro-?biotics?", r"pre-?biotics?", r"psyllium", r"fib(?:re|er) powder",
    r"co-?q[- ]?10", r"q10", r"coenzyme", r"nac", r"n-acetyl[\w-]*", r"5-?htp", r"(?:l-)?(?:theanine|tryptophan|carnitine|glutamine|arginine|lysine|tyrosine)", r"gaba", r"glycine", r"taurine", r"amino acids?", r"bcaas?",
    r"(?:whey|protein|collagen|greens|mineral) powders?", r"pre-workout", r"collagen", r"glucosamine", r"chondroitin", r"curcumin", r"quercetin", r"resveratrol", r"berberine", r"spirulina", r"chlorella", r"royal jelly", r"nootropics?",
    r"st\.? john'?s[- ]wort", r"ashwagandha", r"valerian", r"rhodiola", r"gink(?:g|k)o", r"ginseng", r"kava", r"passion ?flower", r"echinacea", r"feverfew", r"butterbur", r"black cohosh", r"saw palmetto", r"milk thistle", r"maca", r"lion'?s mane", r"reishi", r"cordyceps",
    r"cbd", r"cannabidiol", r"hemp oil", r"kratom", r"nicotine (?:gum|pouch(?:es)?|spray)", r"(?:liver|colon|juice|parasite|heavy metal) (?:cleanse|detox)", r"detox (?:tea|drinks?|cure|juice)",
    r"nahrungserg(?:ä|ae)nzung(?:smittel)?", r"johanniskraut", r"baldrian", r"zink", r"compl(?:é|e)ments? alimentaires?", r"integrator[ei]", r"suplementos?",
    r"vit\.? [a-k]\d*", r"b[- ]complex", r"activated charcoal", r"bentonite(?: clay)?", r"propolis", r"(?:castor|mct|c8) oil", r"(?:exogenous )?ketones", r"ketone (?:drinks?|esters?|salts?)", r"inositol", r"nmn", r"nad\+?",
    r"bromelain", r"nattokinase", r"serrapeptase", r"d-ribose", r"(?:alpha )?lipoic acid", r"palmitoylethanolamide", r"kreatin", r"kollagen", r"heilerde", r"snus", r"khat",
)  # fmt: skip

PROCEDURES = (
    r"inject(?:s|ed|ing|ions?)?", r"infusions?", r"(?:iv|vitamin|saline) drips?", r"jabs?", r"(?:flu|b12|cortisone|steroid|booster|vitamin) shots?", r"vaccin(?:e|es|ation|ations|ated)", r"botox",
    r"ointments?", r"(?:eye|ear|nose|nasal)[- ]?drops", rf"{A_FEW} drops", r"(?:nasal|nose|throat|mouth|sinus) (?:spray|rinse|wash)s?", r"inhalers?", r"nebuli[sz]ers?", r"enemas?", r"cpap", r"tens (?:machine|unit|device)",
    r"(?:nicotine|pain|hormone|o?estrogen|fentanyl|lidocaine|heat|skin|transdermal|medicine|capsaicin) patch(?:es)?", r"(?:wear(?:ing)?|stick on|apply(?:ing)?|put on) (?:an?|the|your|one|two|new) (?:new )?patch(?:es)?(?! of)",
    r"(?:cortisone|steroid|capsaicin|hormone|pain|antifungal|eczema|moisturi[sz]ing|numbing|medicated|skin|heat|voltarol|arnica|tea tree) (?:creams?|gels?|lotions?|balms?|oils?)",
    r"(?:rub(?:bing)?|apply(?:ing)?|put|spread|smear|massage) (?:\w+ ){0,3}(?:creams?|gels?|lotions?|balms?)(?: (?:on|in|into) (?!bread|toast|cake|scones?|strawberries|coffee))?",
    r"acupuncture", r"dry needling", r"cupping", r"surgery", r"(?:have|having|an) operation", r"chiropract(?:ic|or)", r"ultrasound (?:therapy|treatment)", r"shock ?wave", r"transfusions?", r"colonic irrigation", r"implants?", r"catheters?",
    r"spritzen?", r"salben?", r"impfung(?:en)?", r"infusionen", r"piq(?:û|u)res?", r"pommades?", r"vaccins?", r"perfusions?", r"iniezion[ei]", r"puntur[ae]", r"pomat[ae]", r"vaccin[oi]", r"flebo", r"inyecci(?:ó|o)n(?:es)?", r"pomadas?", r"vacunas?",
    r"(?:(?:bright|red|infra-?red) )?light (?:therapy|box(?:es)?)", r"uv lamps?", r"hyperbaric (?:oxygen|chambers?)", r"oxygen (?:therapy|bottles?|mask)", r"vagus nerve stimulat\w+", r"ear seeds?", r"leech(?:es)?", r"colonics?",
)  # fmt: skip

DIETS = (
    r"(?:intermittent |water |juice |alternate[- ]day |overnight |dry |therapeutic )*fasting", r"(?:water|juice|dry|overnight|one-day|weekly|\d+[- ](?:day|hour)) fasts?(?! (?:walk|run|train|food))",
    r"fast for (?:\w+ ){0,3}(?:hours?|days?|weeks?|nights?)", r"fast for \d+ ?h", r"(?:^|[.,;:!?]\s*|\b(?:to|and|then|you|please|or|we|i|can|will)\s)(fast (?:until|till|from|all day|overnight|on|every|each|once|twice|one|two|after))",
    rf"{NO_HOUR}(?:16[:/]8|18[:/]6|20[:/]4|14[:/]10|12[:/]12)(?![:/.]?\d)", r"5:2(?: diet)?", r"omad", r"one meal a day", r"eating windows?", r"time[- ]restricted (?:eating|feeding)",
    r"skip(?:ping)? (?:your |the )?(?:breakfasts?|lunch(?:es)?|dinners?|suppers?|(?:all |evening )?meals?)", r"(?:no|without) (?:breakfast|lunch|dinner|supper)",
    r"(?:gluten|dairy|lactose|carb|wheat|milk|egg|nut|soya?|grain|histamine|yeast|fructose)[- ]free", r"sugar[- ]free (?:week|month|day|diet|days|weeks)",
    rf"{LEAVE_OUT} {FOODS}", r"(?:no|without|zero)(?: all| any)? (?:gluten|wheat|dairy|lactose|carbs|carbohydrates|fodmaps?|eggs|nuts|soya?|grains|histamine|nightshades|fructose)",
    r"(?:very )?low[- ]?(?:fodmap|carb|histamine|residue|purine|oxalate|calorie)s?", r"fodmaps?", r"keto(?:genic)?", r"carnivore diet", r"paleo", r"(?:autoimmune|aip) (?:protocol|diet)", r"(?:elimination|exclusion|crash|liquid|gaps|monotrophic) diets?", r"meal replacements?",
    r"\d{3,4} ?(?:k?cal(?:orie)?s?)(?: a day)?", r"detox diets?",
    r"(?:intervall|heil|intermittierendes )fasten", r"fasten", r"(?:gluten|laktose|milch)frei\w*", r"je(?:û)n(?:e|er)", r"sans (?:gluten|lactose|lait)", r"digiun(?:o|are)", r"senza (?:glutine|lattosio)", r"ayun(?:o|ar|as)", r"sin (?:gluten|lactosa)",
    r"(?:only|just|nothing but) water (?:until|till|before|from|on|for)", r"water only (?:until|till|before|from|on|for)", r"(?:nothing to eat|eat(?:ing)? nothing) (?:until|till|before|after|from|for|on)", r"no (?:food|eating) (?:until|till|before)",
    r"kein(?:en)? (?:fr(?:ü|ue)hst(?:ü|ue)ck|mittagessen|abendessen)", r"(?:fr(?:ü|ue)hst(?:ü|ue)ck|mittagessen|abendessen) (?:auslassen|weglassen|streichen|ausfallen lassen)", r"(?:verzicht auf|ohne) (?:gluten|weizen|laktose|milchprodukte|getreide|kohlenhydrate|histamin)",
    r"(?:histamin|fru[ck]tose|kohlenhydrat)arm\w*", r"trennkost", r"dinner[- ]cancell?ing", r"saut(?:er|e|ez) (?:le |les |un )?(?:petits?[- ]d[ée]jeuners?|d[ée]jeuners?|d[îi]ners?|repas)",
)  # fmt: skip

TESTS = (
    r"(?:blood|stool|urine|breath|allergy|skin prick|genetic|dna|hormone|thyroid|liver|lab(?:oratory)?|hearing|eye|smear|covid|pregnancy|(?:food )?intolerance|microbiome|saliva|sleep apn(?:o)?ea) (?:tests?|panels?|samples?|work|counts?|screen(?:ing)?)",
    r"bloods", r"x-?rays?", r"mris?", r"ct(?: scans?)", r"(?:bone|brain|heart|pet|dexa|lung|full) scans?", r"scans?", r"ultrasounds?", r"biops(?:y|ies)", r"(?:endo|colono|gastro|broncho|laparo)scop(?:y|ies)", r"e[ck]gs?", r"eegs?", r"emgs?",
    r"echocardiogram", r"spirometry", r"mammograms?", r"sleep (?:study|studies|lab)", r"glucose (?:monitor|sensor)s?", r"cgm", r"(?:get|have|getting|having) (?:\w+ ){0,3}(?:levels?|blood|thyroid|iron|hormones?|heart|vitamins?) (?:levels? )?(?:checked|tested|measured)", r"get (?:\w+ )?(?:tested|screened) for",
    r"bluttests?", r"blutbild", r"blutabnahme", r"r(?:ö|oe)ntgen\w*", r"ultraschall", r"prises? de sang", r"radiographies?", r"esam[ei] del sangue", r"ecografi[ae]", r"an(?:á|a)lisis de sangre", r"radiograf(?:í|i)as?",
)  # fmt: skip

REFERRALS = (
    r"referrals?", r"(?:be|get|been|are|is|being) referred", r"refer (?:you|her|him|them|me|yourself)", r"referred to",
    r"(?:see|seeing|visit|book|ask|appointment (?:with|at)) (?:with )?(?:an?|the|your) (?:specialist|neurologist|cardiologist|rheumatologist|gastroenterologist|dermatologist|endocrinologist|urologist|gyn(?:a)?ecologist|psychiatrist|surgeon|h(?:a)?ematologist|oncologist|allergist|immunologist|ophthalmologist|(?:sleep|pain|memory|headache|fatigue) clinic)",
    r"(?:ü|ue)berweisung(?:en)?",
)  # fmt: skip

BY_KIND = {
    "SUPPLEMENT": SUPPLEMENTS, "MEDICINE": MEDICINES, "PROCEDURE": PROCEDURES, "DIET": DIETS, "TEST": TESTS, "REFERRAL": REFERRALS,
}  # fmt: skip
