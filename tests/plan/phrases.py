"""Phrases as people write them: what is treatment whatever its author calls it, by the kind that it names, and what is done every day."""

TREATMENT = {
    "SUPPLEMENT": (
        "Zinc with supper", "5 g of creatine after training", "St John’s wort for six weeks", "St. John's Wort tea at night", "Melatonin half an hour before bed",
        "Ashwagandha in warm milk", "A little CBD at night", "CBD oil under the tongue", "Electrolytes in the water bottle", "Salt tablets on hot days", "Take some iron with orange juice",
        "Start iron again", "An iron supplement", "B12 once a week", "Vitamin B-12 in the morning", "Omega-3 with lunch", "Omega 3", "Two spoons of fish oil", "A probiotic each morning", "Probiotics after breakfast",
        "CoQ10 for a month", "Co-Q 10 with fat", "NAC twice a day", "Vitamin D from October to March", "One mag\u00adnesium a day", "Mag\u200bnesium", "MAGNESIUM in the evening", "One multivitamin", "Valerian before bed", "Ginkgo for memory", "5-HTP in the evening",
        "L-theanine before the meeting", "Psyllium in yoghurt", "A whey powder after the gym", "Turn to turmeric and curcumin", "Folic acid from today", "Nahrungsergänzung am Morgen", "Johanniskraut",
        "Un complément alimentaire", "Un integratore al mattino", "Potassium after sport", "A juice cleanse in January", "Nicotine gum instead",
    ),
    "MEDICINE": (
        "No candesartan at weekends", "Lamotrigine only in the evening", "Half an Eliquis", "Leave the Entresto for a day", "Jardiance with breakfast",
        "Less levetiracetam", "Bisoprolol when the heart races", "A salbutamol puff first", "Rimegepant early", "Rosuvastatin every other day",
        "Take 400 mg with supper", "Take 400 milligrams", "2,5 mg at noon", "4 units before meals", "One tablet with supper", "Half a sleeping pill", "Two capsules", "LDN at bedtime", "Low dose naltrexone", "Ibuprofen before the walk", "A paracetamol at the first sign",
        "An antihistamine in May", "Laxatives only on Fridays", "An antacid after meals", "Omeprazole for two weeks", "A triptan early", "Painkillers twice a week at most", "A pain killer before sport", "Cough syrup at night", "Stop the statin for a week", "Skip the beta-blocker before sport",
        "An over-the-counter sleep aid", "A low-dose antidepressant", "Medical cannabis in the evening", "Microdosing on Mondays", "Some herbal remedy", "Homeopathic globules and homeopathy", "A sachet in water each morning", "One \uff4d\uff45\uff44\uff49\uff43\uff49\uff4e\uff45 less", "Insulin after lunch",
        "Eine Schmerztablette am Abend", "Ein Medikament weglassen", "Zehn Tropfen am Abend", "Un comprimé le soir", "Ce médicament", "Una pastiglia la sera", "Un farmaco", "Una pastilla por la noche", "Su medicina", "Hormone replacement",
    ),
    "PROCEDURE": (
        "An injection into the hip", "A B12 shot", "A vitamin drip", "An iron infusion", "Eye drops at night", "Three drops under the tongue", "A nicotine patch", "Wear a patch on the arm", "Cortisone cream on the elbow", "Rub some cream on your knees",
        "Put a pain gel on it", "An ointment at night", "A puff of the inhaler", "Nasal spray before bed", "Acupuncture once a week", "Dry needling", "A flu jab in October", "Get vaccinated", "TENS machine for the back", "Eine Spritze ins Knie", "Eine Salbe", "Une piqûre", "Un'iniezione", "Una inyección",
    ),
    "DIET": (
        "Intermittent fasting", "A water fast until noon", "16:8 from Monday", "16/8", "Eat in an eating window of eight hours", "The 5:2 diet", "OMAD for a week", "Fast until noon", "Fast for 16 hours", "Then fast one day a week", "Skip breakfast", "Skipping dinner twice a week",
        "Leave out gluten", "A gluten-free week", "Gluten free bread only", "Cut out all dairy", "Stop eating wheat", "Avoid histamine", "No carbs after six", "Low-FODMAP for four weeks", "Low FODMAPs", "A low carb month", "Keto until Easter", "An elimination diet", "The carnivore diet", "Paleo at work", "A meal replacement at noon", "800 kcal a day",
        "Time-restricted eating", "Intervallfasten", "Eine Woche fasten", "Glutenfrei essen", "Un jour de jeûne", "Jeûner le lundi", "Digiuno due giorni", "Ayuno los lunes", "Sin gluten",
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
)  # fmt: skip
