"""Phrases as people write them: what is treatment whatever its author calls it, by the kind that it names, and what is done every day."""

TREATMENT = {
    "SUPPLEMENT": (
        "Zinc with supper", "5 g of creatine after training", "St John’s wort for six weeks", "St. John's Wort tea at night", "Melatonin half an hour before bed",
        "Ashwagandha in warm milk", "A little CBD at night", "CBD oil under the tongue", "Electrolytes in the water bottle", "Salt tablets on hot days", "Take some iron with orange juice",
        "Start iron again", "An iron supplement", "B12 once a week", "Vitamin B-12 in the morning", "Omega-3 with lunch", "Omega 3", "Two spoons of fish oil", "A probiotic each morning", "Probiotics after breakfast",
        "CoQ10 for a month", "Co-Q 10 with fat", "NAC twice a day", "Vitamin D from October to March", "One mag\u00adnesium a day", "Mag\u200bnesium", "MAGNESIUM in the evening", "One multivitamin", "Valerian before bed", "Ginkgo for memory", "5-HTP in the evening",
        "L-theanine before the meeting", "Psyllium in yoghurt", "A whey powder after the gym", "Turn to turmeric and curcumin", "Folic acid from today", "Nahrungsergänzung am Morgen", "Johanniskraut",
        "Un complément alimentaire", "Un integratore al mattino", "Potassium after sport", "A juice cleanse in January", "Nicotine gum instead",
        "Vit D in winter", "A B-complex", "Activated charcoal after meals", "Bentonite clay", "A spoon of castor oil", "MCT oil in the coffee", "A ketone drink", "Inositol at night", "Kreatin nach dem Sport", "Heilerde am Morgen", "Alpha lipoic acid", "Snus instead of cigarettes",
    ),
    "MEDICINE": (
        "No candesartan at weekends", "Lamotrigine only in the evening", "Half an Eliquis", "Leave the Entresto for a day", "Jardiance with breakfast",
        "Less levetiracetam", "Bisoprolol when the heart races", "A salbutamol puff first", "Rimegepant early", "Rosuvastatin every other day",
        "Take 400 mg with supper", "Take 400 milligrams", "2,5 mg at noon", "4 units before meals", "One tablet with supper", "Half a sleeping pill", "Two capsules", "LDN at bedtime", "Low dose naltrexone", "Ibuprofen before the walk", "A paracetamol at the first sign",
        "An antihistamine in May", "Laxatives only on Fridays", "An antacid after meals", "Omeprazole for two weeks", "A triptan early", "Painkillers twice a week at most", "A pain killer before sport", "Cough syrup at night", "Stop the statin for a week", "Skip the beta-blocker before sport",
        "An over-the-counter sleep aid", "A low-dose antidepressant", "Medical cannabis in the evening", "Microdosing on Mondays", "Some herbal remedy", "Homeopathic globules and homeopathy", "A sachet in water each morning", "One \uff4d\uff45\uff44\uff49\uff43\uff49\uff4e\uff45 less", "Insulin after lunch",
        "Eine Schmerztablette am Abend", "Ein Medikament weglassen", "Zehn Tropfen am Abend", "Un comprimé le soir", "Ce médicament", "Una pastiglia la sera", "Un farmaco", "Una pastilla por la noche", "Su medicina", "Hormone replacement", "Calpol at night", "Lemsip in the evening", "Gaviscon after supper", "Ivermectin for five days", "Methylene blue", "DMSO on the knee", "Smoke a joint before bed", "Bachblüten", "Schüßler-Salze", "Mouth tape at night",
    ),
    "PROCEDURE": (
        "An injection into the hip", "A B12 shot", "A vitamin drip", "An iron infusion", "Eye drops at night", "Three drops under the tongue", "A nicotine patch", "Wear a patch on the arm", "Cortisone cream on the elbow", "Rub some cream on your knees",
        "Put a pain gel on it", "An ointment at night", "A puff of the inhaler", "Nasal spray before bed", "Acupuncture once a week", "Dry needling", "A flu jab in October", "Get vaccinated", "TENS machine for the back", "Eine Spritze ins Knie", "Eine Salbe", "Une piqûre", "Un'iniezione", "Una inyección", "Red light therapy", "A light box at breakfast", "Bright light therapy", "Hyperbaric oxygen", "A vagus nerve stimulator", "Leeches on the knee",
    ),
    "DIET": (
        "Intermittent fasting", "A water fast until noon", "16:8 from Monday", "16/8", "Eat in an eating window of eight hours", "The 5:2 diet", "OMAD for a week", "Fast until noon", "Fast for 16 hours", "Then fast one day a week", "Skip breakfast", "Skipping dinner twice a week",
        "Leave out gluten", "A gluten-free week", "Gluten free bread only", "Cut out all dairy", "Stop eating wheat", "Avoid histamine", "No carbs after six", "Low-FODMAP for four weeks", "Low FODMAPs", "A low carb month", "Keto until Easter", "An elimination diet", "The carnivore diet", "Paleo at work", "A meal replacement at noon", "800 kcal a day",
        "Time-restricted eating", "Intervallfasten", "Eine Woche fasten", "Glutenfrei essen", "Un jour de jeûne", "Jeûner le lundi", "Digiuno due giorni", "Ayuno los lunes", "Sin gluten", "Only water until noon", "Water only on Mondays", "Nothing to eat before noon", "Eat nothing until two", "No eating until evening", "Kein Frühstück", "Frühstück auslassen", "Sauter le petit-déjeuner", "Verzicht auf Gluten", "Ohne Weizen", "Histaminarm essen", "Dinner cancelling",
    ),
    "TEST": ("A blood test on Friday", "Get your iron levels checked", "An MRI of the back", "A brain scan", "An x-ray", "An allergy test", "A sleep study", "A food intolerance test", "Wear a glucose monitor", "An ECG in spring", "Ein Bluttest", "Une prise de sang", "Un esame del sangue", "Un análisis de sangre"),
    "REFERRAL": ("A referral to the pain clinic", "Be referred to physiotherapy", "See a neurologist", "Ask your specialist", "Eine Überweisung"),
}  # fmt: skip

EVERY_DAY = (
    "Ask what your cholesterol means to you", "Ask a friend to escort you", "In April, walk at noon", "Plant a heliotrope", "Call Mr Caine on Monday",
    "Drink a glass of water", "Drink 300 ml of water on waking", "A 250 ml glass at each meal", "Eat breakfast by nine", "Take a walk", "Take ten slow breaths", "Test how far you can go", "Test which hour suits you", "Iron the shirts", "Iron for ten minutes, sitting", "A fast walk", "Walk fast for a minute",
    "Walk slowly, then fast for one minute", "A fast train is fine", "No fast food this week", "Break the fast with something warm", "Fasten your shoes sitting down", "Leave out the phone in bed", "No ice cream after nine", "Coffee without cream", "Cream cheese on bread", "Put on sun cream before the walk", "Use hand cream after washing up",
    "Write it down when energy drops", "Drop by at a friend’s", "A drop of lemon in the water", "No phone or tablet in bed", "Put the tablet away at nine", "Read on your tablet sitting up", "Charge the tablet in the kitchen", "Phone, tablet and laptop stay in the hall", "A body scan lying down", "A ten-minute body-scan with the recording",
    "Scan the room for three blue things", "Refer to your list when it is hard", "Eat food rich in iron", "An iron-rich lunch, such as lentils", "Magnesium-rich nuts as a snack", "Foods with vitamin C at lunch", "A probiotic yoghurt at ten", "Do not skip breakfast", "Have lunch instead of skipping meals", "Never skip dinner", "Mint infusion after supper", "A cup of herbal infusion",
    "A medicine ball throw", "A slow song on the speakers", "Weed one patch of the garden", "Sew a patch on the jeans", "Plan a trip for May", "No more than 14 units a week", "Cook once for two days", "Porridge with maple syrup", "Sit in the morning light for twenty minutes", "Stand up every hour", "Two portions of vegetables at supper", "Swap white bread for wholegrain", "A handful of nuts a day",
    "Less salt at the table", "No coffee after two", "One evening without alcohol", "Smaller plates", "Eat slowly, put the fork down", "Call your sister on Sunday", "Ask a neighbour to walk with you", "Stretch before bed", "A warm bath in the evening", "Get up at 6:30 every day, also at weekends", "Lights out at half past ten", "Play with Lwazi on the floor", "Meditate with the app", "Meet the choir again",
    "Stop and rest before it hurts", "Write three lines into the diary", "Keep the bedroom cool", "Do the washing up in two parts", "Do not take work to bed", "Take the stairs once a day", "Carry water with you", "Take the bus B12 to work", "A ginger shot if you like it", "Breathe in for four, out for six", "See a friend on Friday", "Book the pool for Monday", "Fish twice a week", "Oil and vinegar on the salad",
    "Rest for 20 minutes, twice a day", "Eat at 12:30, not later", "Bed from 23:00 to 6:30", "Walk 3 to 4 times a week", "Be home by 18:30", "Be home by 18:10", "Look again on 20/4", "Rest until 14:10", "Mittags zehn Minuten gehen", "Une promenade le soir", "Una passeggiata dopo cena", "Un paseo corto", "A long lunch with Mia", "A cold compress on the forehead", "A capsule wardrobe, so mornings are easier", "Keep your shoulders down", "Eat an apple at four",
    "Kaffee ohne Milch", "Only water and tea after supper", "A light lunch", "Eat nothing in bed", "No food in bed", "Daylight before breakfast", "Move the joint gently", "The charcoal drawing class", "Drink water only when thirsty",
)  # fmt: skip

TO_DO = (
    "When you have a bad night have a diazepam",
    "If sugar is high go up to 20 units of insulin",
    "If pain comes back increase metformin to 1000 mg and ring us",
    "if it is bad then have 2 paracetamol and call",
    "Should you get dizzy drop the ramipril",
    "If it hurts you take ibuprofen",
    "If it hurts remember to take an ibuprofen",
    "If it is bad then paracetamol",
    "If it hurts two paracetamol, then call",
    "If sugar is high 20 units of insulin",
    "If it hurts an ibuprofen",
    "If in doubt more insulin",
    "When dizzy no ramipril",
    "If it hurts you may have codeine",
    "In case you get hives stop the ibuprofen",
    "When it throbs try a triptan and ring",
    "If you cannot sleep pop a zopiclone",
    "If you feel low raise the sertraline",
    "If your ankles swell reduce the amlodipine",
    "If you are sick come off the metformin",
    "When the pressure falls pause the ramipril",
    "If it itches put on hydrocortisone",
    "If it hurts - ibuprofen",
    "If it hurts (ibuprofen) call us",
    "As soon as you wheeze give yourself the inhaler",
    "If you shake eat and have your insulin later",
    "When you have pain you should have a codeine",
    "If the fever stays switch to naproxen",
    "In case of pain go down to one tablet",
    "If it is bad see a neurologist",
    "If you have taken one and it still hurts have another paracetamol",
    "Whenever you feel it coming reach for the sumatriptan",
    "If you take ibuprofen and it hurts take paracetamol too",
)
"""Of “when to call”: treatment that somebody would do, however it is wrapped."""

HAPPENED = (
    "If you have a fever over 38.5 °C, call us",
    "If you took more than two paracetamol, ring 111",
    "if the rash comes back after the ibuprofen, call",
    "If you need painkillers on more than ten days a month: ring",
    "If you feel faint when you use the inhaler, call 112",
    "Call if you had to use the inhaler more than twice",
    "If you have taken a tablet twice by mistake, ring the practice",
    "If the ibuprofen does not help, call",
    "When the swelling has not gone after the antibiotics, come in",
    "If you have not slept for three nights",
    "If your hands have swollen since the ramipril, call at once",
    "Call us if you want to stop the metformin",
    "If you have run out of insulin: 020 7946 0000",
    "If you forgot to take the metformin for two days, ring us",
    "If you drop the inhaler and it breaks, ring us",
    "If symptoms have come back after the antibiotics, call",
    "If you feel sick after you take the metformin, call",
    "Should you need the diazepam again, ring before the weekend",
    "If you give yourself insulin and shake afterwards, ring 112",
    "If your bowels run for more than two days, or your heart stumbles: 020 7946 0000",
    "Call if the sertraline makes you restless",
    "Ring if two tablets do not help",
    "If you get a rash after the ibuprofen, call",
    "If a tablet sticks in the throat, call",
    "If an hour after the insulin you still shake, ring 112",
    "If you picked up the prescription and it is wrong, ring us",
    "If the pulse goes up to 130 or you faint, call 112",
    "When you have used up the tablets, ring us",
    "If they give you ibuprofen in hospital, tell us",
)
"""Of “when to call”: what may have happened before."""

METFORMIN, GLARGINE = "Metformin 500 mg once a day with food", "Insulin glargine 10 units at night"
BLOOD = "Blood test: ferritin and vitamin D"
SEMAGLUTIDE, WHEAT = "Semaglutide 0.25 mg once a week", "Leave out wheat and milk for four weeks"
SWITCH = "Stop ibuprofen, start naproxen 250 mg twice a day with breakfast and supper for two weeks"
MORE_THAN_AGREED = {
    METFORMIN: (
        "Take metformin 500 mg three times a day", "Double the metformin", "Stop metformin", "Take extra metformin", "Take 500 metformin tablets", "Inject metformin",
        "Take the metformin without food", "Take the metformin with breakfast", "Take two metformin tablets", "Skip the metformin on Sundays", "Halve the metformin", "Crush the metformin",
        "Take metformin XR", "Take metformin/glipizide", "Take metformin every morning", "Take more of the metformin", "Take the whole packet of metformin", "Take it three times a day",
        "Double it", "Take two", "Three a day", "Stop taking it", "Swallow five", "Twice a day", ("The metformin", "After breakfast, lunch and supper"), ("The metformin", "When the alarm rings", "Only half"),
        "Go up with the metformin", "Come off the metformin", "Do not take the metformin", "Metformin 500 mg twice", "Pause the metformin when you feel well", "Take metformin only if needed",
        "Take metformin until it is empty", "Take another metformin", "Metformin and again metformin", "Take the m\u0435tformin tw\u0456ce", "Take as many metformin as you like", "Take the metformin with wine",
        "Metformin dreimal am Tag", "Prenez la metformine trois fois par jour", "Metformin mattina e sera", "Dejar la metformin", "Setz das Metformin ab: stoppen", "Double the dose",
        "Metformin, 5 00 times", "Take one and a half metformin", "Use your metformin instead of lunch",
        "Metformin 500 mg and 500 mg", "Metformin at dawn and at dusk", "Collect the metformin and have it every morning", "Me\u1e6dformin XR",
    ),
    GLARGINE: (
        "Inject insulin aspart 10 units after every meal", "Insulin aspart 10 units at night", "Aspart 10 units at night", "10 units of rapid insulin at night", "Insulin glargine 10 units morning and night",
        "20 units at night", "Take twenty units", "Inject it twice", "Insulin zyxolin at night", "Raise the insulin", "Insulin glargine 10 units at night and at noon",
    ),
    SEMAGLUTIDE: ("Inject semaglutide every day", "Inject on Monday and Thursday", "Semaglutide 0.5 mg once a week", "Semaglutide once a day"),
    SWITCH: ("Stop naproxen", "Start ibuprofen", "Naproxen two tablets", "Naproxen 250 mg with lunch"),
    WHEAT: ("Leave out eggs", "Leave out wheat for eight weeks", "Skip breakfast"),
    BLOOD: ("Have two blood tests", "Blood test: ferritin every week", "Cancel it and stop the vitamin D"),
}  # fmt: skip
"""Steps by the words above them: more, less, another, at another time."""

AS_AGREED = {
    METFORMIN: (
        "Put the tablets beside the kettle", "Take the metformin as agreed", "Set an alarm for the tablets", "Take the metformin with food", "Metformin 500 mg once a day", "Take metformin daily with food",
        "Tick off the metformin in the diary", "Lay the metformin beside your plate", "Collect the metformin at the pharmacy", "Order the prescription on Monday", "Pick up the metformin tablets", "Fill your pill box every Sunday",
        "Don't forget the metformin", "Never skip the metformin", "Take the metformin with a full glass of water", "Swallow the metformin tablet with water", "Keep the tablets in the drawer", "Bring the metformin to the visit",
        "Show the tablets to the doctor", "Write down the metformin in the diary", "Ask Ben to remind you of the tablets", ("Take the metformin", "When the alarm rings"), ("Metformin, this one", "", "Put it ready"),
        "Put the pill box on the table", "Ring 020 7946 0000 about the tablets", "Read the leaflet of the metformin", "Nimm das Metformin wie besprochen", "Mets la boîte de comprimés à côté de la bouilloire",
        "Walk ten minutes every evening", "No coffee", "Fill in the form", "Write your sugar down every morning", "Take a walk after supper", "Take three deep breaths", "Two minutes of slow breathing",
        "Take your shoes off", "Stop at the bench by the lake", "Eat an apple",
    ),
    GLARGINE: ("Inject the insulin glargine at night", "Insulin glargine, 10 units", "Insulin at night", "Ten units of insulin", "Put the insulin pen beside the bed"),
    SEMAGLUTIDE: ("Inject the semaglutide", "Semaglutide 0.25 mg once a week", "Lay the semaglutide pen ready"),
    SWITCH: ("Stop the ibuprofen", "Start naproxen", "Naproxen with breakfast and supper", "Naproxen 250 mg twice a day", "Throw nothing in the sink"),
    WHEAT: ("Leave out wheat", "Leave out milk for four weeks", "Buy bread made of maize"),
    BLOOD: ("Book the blood test", "Have the blood test on Monday at 8:30", "Ring 020 7946 0000 for the blood test", "Go to the blood test in the morning", "Have your vitamin D checked"),
}  # fmt: skip
"""Steps that say what was agreed, and reminders of it."""

TABLET, ZYXOL = "One magnesium tablet with supper, for eight weeks", "Zyxol forte in the morning"
WEEKLY = "Methotrexate 10 mg twice a week. You take it in the evening. Ring me three times a month, and we stop if it does not help"
FOR_NOW = "Prednisolone 40 mg for five days, then 20 mg for five days, then stop"
MORE_ROUNDABOUT = {
    WEEKLY: (
        "Methotrexate twice a day", "Methotrexate 10 mg twice a day", "Stop methotrexate", "Stop it", "Methotrexate three times a week", "Methotrexate 10 mg a day", "Double", "Three tablets",
    ),
    FOR_NOW: ("Stop prednisolone", "Prednisolone 40 mg for 10 days", "Prednisolone 60 mg", "Five tablets"),
    METFORMIN: (
        "Take the metformin alongside each coffee", "Metformin: a tablet, and a tablet more", "Metformin 1 g with food", "Metformin 0.5 g and 500 mg",
        "Take metformin, dosage up", "Up the metformin", "Bump metformin to the top", "No metformin today", "Metformin holiday", "Drop it", "Skip a dose",
        "Leave the metformin out", "Take your daily metformin before food and after food", "Have the tablet morning and evening", "Miss a day",
        "Take tablets, lots", "Try a higher dose", "Metformin every eight hours", "Swap the metformin for berberine", "Take them all",
        "Finish the box of metformin", "Take metformin slow release", "metformin hydrochloride", "Chew it", "Use it rectally", "take 3x daily",
        "2x metformin", "1-1-1 metformin", "Metformin bid", "Metformin t.d.s.", "metformin BD", "Metformin prn", "Metformin 3 x", "Do it twice a day",
        "Same again at lunch", "Metformin 500mg 3/day", "Take metformin before you eat anything", "Quit", "Bin the metformin", "Give the metformin a rest",
        "Metformin is not for you: leave it", "Take the metformin and gliclazide",
    ),
    GLARGINE: (
        "Inject the whole pen", "Ten units at night and ten in the morning", "Ten more units", "Use the pen at lunch", "Dial the pen to 20",
        "Glargine by mouth",
    ),
    TABLET: (
        "Five", "A second tablet", "One tablet with supper and one at noon", "One tablet for nine weeks", "Magnesium oxide with supper",
        "Magnesium for a year",
    ),
    ZYXOL: (
        "Double the Zyxol with the kettle on", "Take Zyxol at night", "Zyxol: three", "Stop Zyxol", "Zyxol twice",
    ),
}  # fmt: skip
"""The same in words that somebody who wants to pass would find."""

PLAINLY_AS_AGREED = {
    WEEKLY: ("Methotrexate 10 mg twice a week", "Take methotrexate in the evening", "Stop it if it does not help", "Ring three times a month", "Methotrexate 10 mg in the evening, twice a week"),
    FOR_NOW: ("Prednisolone 40 mg", "20 mg of prednisolone for five days", "Then stop"),
    METFORMIN: (
        "Metformin with food", "Take the metformin", "Keep going with the metformin", "Let Jean remind you of the metformin",
        "Put a note on the fridge about the metformin", "Put the tablets by the toothbrush", "The metformin stands by the kettle",
        "Take the metformin when the alarm rings", "Take the metformin with your food", "Pack the metformin for the journey", "Have the metformin at hand",
        "Tell us how the metformin goes", "Bring the packet of metformin to the visit", "Talk with Ben about the metformin", "Check the date on the tablets",
        "Refill the metformin", "Metformin and a glass of water", "Tick the calendar after the tablet", "Put the tablets where you see them",
        "Set a reminder on the phone for the metformin", "Read about metformin on the leaflet", "Ask at the pharmacy for a pill box",
        "Keep a list of questions about the metformin", "Take your metformin with food, as agreed", "Metformin, then the dog", "Write a list for the shop",
        "Sit down for food", "Rest for ten minutes",
    ),
    TABLET: (
        "One magnesium tablet with supper", "The tablet, after supper", "Magnesium beside the plate", "Lay one tablet beside the plate",
        "Tablet with supper",
    ),
    ZYXOL: (
        "Take Zyxol in the morning", "Zyxol beside the kettle", "Put the Zyxol ready",
    ),
}  # fmt: skip
"""What a doctor writes who means what was agreed."""
