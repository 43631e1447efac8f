"""What Thandi wrote, and what was written to her."""

from __future__ import annotations

from concord.demo.partnership import Partnership

HEAD = "the pressing in my head"
NECK = "my stiff neck"
TELLING = """I was born in Durban. When I was 12 we came to Leeds because of my father's work. My mother had the head too, she lay in
the dark and we children had to whisper. Mine began at university, first only before exams. Then I worked in a bakery from 2008 to 2013,
up at three every morning, and after that it never quite left. While I carried Lwazi it was gone, nine months of peace. Since I am back
in the school kitchen it comes on four days out of seven. I have had tablets, a scan, a new pillow, two new pillows. I would like to
play with my boy and not pay for it."""
GOAL = {
    "words": "Play with Lwazi without paying for it next day",
    "why": "He is four, and he asks every day.",
    "level_0": "one hour, tired but no headache",
    "level_m1": "half an hour, then bed",
    "level_p1": "two hours",
    "level_p2": "a whole afternoon, fine next day",
    "level_m2": "not playing at all",
}
SUPPER = {
    "words": "Cook supper on Thursdays without lying down first",
    "why": "Thursday is the day Sipho comes home late.",
    "level_0": "three Thursdays of four",
    "level_m1": "I lie down first, then cook",
    "level_p1": "every Thursday for two months",
}
RISE = {
    "what": "Get up at 6:30 every day, also at weekends",
    "mechanism": "The same rise time every day lets tiredness build up, so that sleep comes sooner and gets deeper.",
    "should_see": "One or two fewer headache mornings a week",
    "should_see_when": "after two to three weeks",
    "how_sure": "Good studies for sleep. For headache it is our guess, from your own days.",
    "stands_on": "EXPERIENCE",
    "way_1_what": "A sleep diary first",
    "way_2_what": "Shorter time in bed, with the sleep therapist",
}
RISE_STAYS = {
    **RISE,
    "should_see": "The pressing stays at three or lower on most mornings, also after a short night",
    "should_see_when": "when we look again, in three weeks",
    "how_sure": "Your own days of half a year speak for it. Whether it was only the rising nobody can say, since you began to walk as well.",
}
WALK = {
    "what": "Walk ten minutes every day, at a pace at which you can talk",
    "mechanism": "A short walk loosens the neck and shoulders and calms the nerves a little; small and daily works better than long and rare.",
    "should_see": "More energy in the afternoon, and later the pressing a little lower",
    "should_see_when": "energy after three weeks, the head after six",
    "how_sure": "Fair studies for energy. For your head we try it out.",
    "stands_on": "EXPERIENCE",
    "way_1_what": "Ten minutes on the exercise bike",
    "way_2_what": "The stairs at school twice a day",
}
MAGNESIUM = {
    "what": "Magnesium, one in the evening",
    "mechanism": "Some people sleep more calmly with it. Your blood value was at the low end, so it costs little to try.",
    "should_see": "Falling asleep sooner",
    "should_see_when": "after four weeks",
    "how_sure": "Weak studies. If it does nothing in eight weeks we stop it.",
    "stands_on": "GUESS",
    "ours_benefits": "Perhaps calmer nights; your blood value comes up",
    "ours_harms": "Soft stools in one of ten people; not with weak kidneys, and yours are well",
    "ours_burden": "One tablet with supper",
    "ours_cost": "about four pounds a month",
    "nothing_benefits": "Nothing to swallow and nothing to pay",
    "nothing_harms": "The value may stay low; nobody knows whether that matters for your head",
    "nothing_burden": "none",
    "nothing_cost": "nothing",
    "way_1_what": "More nuts, beans and green leaves",
    "way_1_benefits": "The same mineral, and good for more than that",
    "way_1_harms": "none known",
    "way_1_burden": "other shopping, other cooking",
    "way_1_cost": "a little more at the market",
    "who_does": "Thandi takes it; I have the blood looked at again in four months",
    "look_weeks": "8",
    "call_when": "If your bowels run for more than two days, or your heart stumbles: 020 7946 0000",
}
BREATHE = {
    "what": "Two minutes of slow breathing when the pressing begins",
    "mechanism": "Slow breaths out calm the body's alarm. A calmer neck may press less.",
    "should_see": "The pressing one step lower an hour later",
    "should_see_when": "after three weeks",
    "how_sure": "Fair studies for calm; for your head it is a guess.",
    "stands_on": "GUESS",
    "way_1_what": "A short walk round the yard",
}
CHAIR = {
    "what": "A high stool at the kitchen bench, so that the arms rest",
    "mechanism": "Arms that rest let the shoulders come down. Shoulders that come down pull less at the neck.",
    "should_see": "A softer neck on work days",
    "should_see_when": "after four weeks",
    "how_sure": "I have seen it help cooks and hairdressers. There is no study of school kitchens.",
    "stands_on": "EXPERIENCE",
    "ours_benefits": "Less pull at the neck, six hours a day",
    "ours_harms": "You may reach too far and lean on one side",
    "ours_burden": "Ask the kitchen for a stool, once",
    "ours_cost": "nothing, if they have one",
    "nothing_benefits": "No talk with the manager",
    "nothing_harms": "The work days stay as they are",
    "nothing_burden": "none",
    "nothing_cost": "nothing",
    "way_1_what": "Five minutes of stretching after each lunch service",
    "way_1_benefits": "Loosens what has already tightened",
    "way_1_harms": "none, if it does not hurt",
    "way_1_burden": "five minutes every day",
    "way_1_cost": "nothing",
    "who_does": "Thandi asks the manager; Ben writes a letter if that helps",
    "look_weeks": "4",
}
BREAKFAST = {
    "what": "Sit down to breakfast before ten on early shifts",
    "mechanism": "Nine hours without food let your blood sugar and your patience fall. Something early keeps the afternoon steadier.",
    "should_see": "Fewer bad afternoons on school days",
    "should_see_when": "after three weeks",
    "how_sure": "A guess, from what you told me of Mondays.",
    "stands_on": "GUESS",
}
BREAKFAST_AGAIN = {**BREAKFAST, "what": "Eat something before ten on early shifts, standing is fine"}
WEATHER_DIARY = {
    "what": "Write the weather beside my head for six weeks",
    "mechanism": "If it is the weather, I want to see it on paper and stop arguing with my mother.",
}
STORY = {
    "rossi": [
        ("TEST", "Eyes and blood pressure checked; both as they should be.", "March 2024"),
        ("CONDITION", "Tension-type headache, written in the letters of two earlier practices.", "2015", {"said_by": "OTHER", "said_by_words": "letters from the earlier practices", "still_going": True}),
    ]
}  # fmt: skip
TESTS = (
    ("Ferritin", 238, 22.0, "µg/L", 13, 150), ("Ferritin", 120, 41.0, "µg/L", 13, 150), ("Magnesium in serum", 238, 0.71, "mmol/L", 0.70, 1.05),
    ("Vitamin D (25-OH)", 238, 38.0, "nmol/L", 50, 125), ("Vitamin D (25-OH)", 62, 71.0, "nmol/L", 50, 125), ("TSH", 238, 1.9, "mU/L", 0.3, 4.2),
)  # fmt: skip
ATTACKS = (
    (203, 5, 9, 9, "Woke with it. Sipho took Lwazi out, I stayed in the dark."),
    (161, 13, 6, 8, "During the lunch service. Got through it holding on to the counter."),
    (92, 4, 7, 8, "After the birthday of my sister-in-law, home at two."),
    (37, 15, 4, 7, "Inspection week."),
)
NOTES = (
    ("good", "Lwazi on my shoulders as far as the post box. No bill came."),
    ("hard", "Four hours of sleep. Lwazi coughing, then me thinking."),
    ("good", "Walked in the rain with the kettle on. It was boiling over when I came back, worth it."),
    ("any", "Early shift, 312 lunches."),
    ("hard", "Mornings are the worst. Weekends count too."),
    ("good", "Woke at 6:25 by myself. Ha."),
    ("any", "Ate the half banana next to the bread man. He laughed."),
    ("good", "Quiet head all day, I kept checking whether it is still there."),
    ("any", "Sipho's mother here for three days."),
    ("good", "Two hours of dragons."),
    ("any", "Alarm at 6:30 on a Sunday is still a crime. Did it."),
    ("good", "Sang at the sink. Noticed afterwards."),
)


def events(told: Partnership) -> list[tuple]:
    back = told.year
    return [
        ("FAMILY_HISTORY", "My mother lay in a dark room with her head, about once a month.", "the 1990s", {"role_in_story": "LAID_GROUND"}),
        ("MOVE", "We moved from Durban to Leeds.", "about age 12"),
        ("INJURY", "Came off my bike by the canal and hit my head. Two days in hospital, they let me go home with a lolly.", "summer 2001"),
        ("SYMPTOM", "The pressing begins, at first only before exams.", "about 2004", {"role_in_story": "LAID_GROUND", "still_going": True}),
        ("WORK", "The bakery. Up at three.", "2008", {"until": "2013", "role_in_story": "KEEPS_GOING"}),
        ("TEST", "A scan of my head. They found nothing to worry about.", "2015", {"said_by": "OTHER", "said_by_words": "a letter from the hospital"}),
        ("LIFE_EVENT", "Married Sipho, in the registry office, in yellow.", f"June {back(7)}"),
        ("PREGNANCY", "Carrying Lwazi. The best months my head has ever had.", back(5), {"until": back(4)}),
        ("LIFE_EVENT", "Lwazi did not sleep through a single night until he was two.", back(4), {"until": back(2), "role_in_story": "SET_OFF"}),
        ("WORK", "School kitchen, early shift.", back(3), {"still_going": True, "role_in_story": "KEEPS_GOING"}),
        ("OTHER", "Reading glasses. My head did not care.", f"October {back(2)}"),
        ("LIFE_EVENT", "A week at the sea with my sister, three short nights, no pressing at all.", f"{told.day(88):%-d %B %Y}", {"until": f"{told.day(81):%-d %B %Y}", "ago": 80}),
    ]  # fmt: skip


RISE_SAID = "Tiredness is like hunger. If you get up at the same time, it comes at the same time."
RISE_TOLD_BACK = "If I get up at the same time, I am properly tired at night. Then my head has a chance."
MAGNESIUM_SAID = "It may relax the muscles at night. For your head it is a guess, so we look after six weeks."
MAGNESIUM_TOLD_BACK = "One with supper. Maybe I sleep deeper. If nothing changes in six weeks, I leave it."
BREAKFAST_SAID = "A few bites before ten keep your sugar level. A dip can start a headache."
BREAKFAST_TOLD_BACK = "Half a banana while I count the bread, so that I do not run on empty until noon."
