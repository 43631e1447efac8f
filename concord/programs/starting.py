"""Drafts to begin a shelf with: facts from published guidance in our own words, each with its source.

None is signed. A practice takes those that it wants, reads them, changes them, and one of its doctors signs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from concord.plan.models import Kind
from concord.programs.rules import FIELDS, NOTHING

DRAFTS: dict[str, dict[str, str]] = {
    "rise": {
        "kind": "SLEEP",
        "what": "Get up at the same time every day, also at weekends",
        "mechanism": "Tiredness builds up from the moment you get up. A steady rise time lets it build up evenly, so that sleep comes sooner and gets deeper. Bed and sleep get linked again.",
        "should_see": "Falling asleep sooner, and fewer long stretches awake at night",
        "should_see_when": "after two to three weeks",
        "sureness": "STUDIES",
        "how_sure": "Good studies for lasting sleeplessness, as one part of a whole sleep programme. Alone it is weaker.",
        "source_kind": "GUIDELINE",
        "citation": "American Academy of Sleep Medicine 2021: behavioural and psychological treatments for chronic insomnia in adults",
        "url": "https://pmc.ncbi.nlm.nih.gov/articles/PMC7853203/",
        "options": f"A sleep diary for two weeks first\nThe whole sleep programme with a therapist\n{NOTHING}",
        "harms": "The first week or two can be more tired than before. Take care when driving.",
        "for_whom": "Adults who have slept badly for three months or longer",
        "not_for": "Shift workers whose hours change each week; anybody who gets sleepy at the wheel",
        "ask_first": "Bipolar illness, psychosis or epilepsy?\nLoud snoring with pauses in breathing?\nA high risk of falls?",
    },
    "dash": {
        "kind": "NUTRITION",
        "what": "One more portion of vegetables or fruit with each meal",
        "mechanism": "Vegetables and fruit bring potassium, and meals made at home bring less salt. Both let the blood vessels relax, and the pressure falls.",
        "should_see": "Home blood pressure a few points lower",
        "should_see_when": "after four to eight weeks",
        "sureness": "STUDIES",
        "how_sure": "Good studies for eating in this way as a whole. One change alone does less.",
        "source_kind": "STUDY",
        "citation": "DASH-Sodium trial, New England Journal of Medicine 2001",
        "options": f"Begin with less salt at the table\nBegin with the evening meal only\n{NOTHING}",
        "harms": "More wind in the first weeks. With weak kidneys, potassium can rise too high.",
        "for_whom": "Adults with raised blood pressure, with or without tablets",
        "not_for": "Kidney disease with high potassium, without the doctor's word. Never a reason to stop tablets.",
        "ask_first": "Kidney disease?\nTablets that hold potassium back, or salt substitutes?\nLow blood pressure or dizziness on standing?",
    },
    "mediterranean": {
        "kind": "NUTRITION",
        "what": "One swap a week towards the Mediterranean table: oil for butter, pulses for meat, nuts for sweets",
        "mechanism": "Olive oil, pulses, fish and nuts replace what the heart and the vessels like less. Small swaps stay, big diets go.",
        "should_see": "A way of eating that you like and still keep",
        "should_see_when": "after three months",
        "sureness": "STUDIES",
        "how_sure": "Good studies for heart and vessels. How it feels from day to day differs much.",
        "source_kind": "STUDY",
        "citation": "PREDIMED trial, New England Journal of Medicine 2018",
        "options": f"Fish twice a week only\nCook together with the coach once\n{NOTHING}",
        "harms": "Nuts and fish can cause allergic reactions.",
        "for_whom": "Adults who want to eat for heart and vessels",
        "not_for": "Allergy to nuts or fish, for that part",
        "ask_first": "Warfarin? Then keep green vegetables steady from week to week\nKidney disease?\nAllergies?",
    },
    "walk_after_meals": {
        "kind": "MOVEMENT",
        "what": "Walk ten minutes after the largest meal",
        "mechanism": "Working muscles take sugar out of the blood, so it rises less after eating. Short and daily works better than long and rare.",
        "should_see": "Lower sugar two hours after that meal, where it is measured",
        "should_see_when": "the same day; steadier after four weeks",
        "sureness": "SOME",
        "how_sure": "Fair studies in type 2 diabetes.",
        "source_kind": "GUIDELINE",
        "citation": "American Diabetes Association, Standards of Care 2025: activity and breaks in sitting",
        "options": f"Stand up every half hour\nStairs instead of the lift\n{NOTHING}",
        "harms": "With insulin or some tablets the sugar can fall too low.",
        "for_whom": "Adults with type 2 diabetes or raised sugar",
        "not_for": "An open wound on the foot, or fresh changes at the back of the eye, before the doctor has looked",
        "ask_first": "Insulin, a sulfonylurea or a glinide? First a plan for low sugar\nWounds on the feet?\nEye disease from diabetes?",
    },
    "pacing": {
        "kind": "MOVEMENT",
        "what": "Find the amount that you can do on an average day without paying for it, and stay within it",
        "mechanism": "After too much of anything, of the head as of the legs, the crash comes one to three days later. Who stays within the limit has fewer crashes and more steady days.",
        "should_see": "Fewer and shorter crashes",
        "should_see_when": "after four to six weeks",
        "sureness": "SOME",
        "how_sure": "Advised by guidelines. There are few large studies, and it is not a cure.",
        "source_kind": "GUIDELINE",
        "citation": "NICE 2021, NG206: myalgic encephalomyelitis and chronic fatigue syndrome",
        "url": "https://www.nice.org.uk/guidance/ng206",
        "options": f"Rest first: three short rests planned into each day\nA diary of what came before a crash\n{NOTHING}",
        "harms": "It can feel like giving up. Doing less than the limit for long weakens too.",
        "for_whom": "People who get worse one to three days after exertion",
        "not_for": "Sudden worsening: that needs a doctor's look first. Never together with a fixed plan to do more each week.",
        "ask_first": "Who else should know the limit, at home and at work?\nIs there anything new or sudden?",
        "mode": "PACING",
    },
    "pain_moving": {
        "kind": "MOVEMENT",
        "what": "Move a little on good and bad days alike, by the clock and not by the pain",
        "mechanism": "With long-lasting pain the alarm rings louder than the harm. Small, even amounts teach the body that moving is safe; stop-and-go teaches it the opposite.",
        "should_see": "The same small amount on bad days too; later, a little more by your own choice",
        "should_see_when": "after six weeks",
        "sureness": "SOME",
        "how_sure": "Group exercise is advised for lasting pain without another cause. How much it helps differs.",
        "source_kind": "GUIDELINE",
        "citation": "NICE 2021, NG193: chronic pain, assessment and management of chronic primary pain",
        "url": "https://www.nice.org.uk/guidance/ng193",
        "options": f"An exercise group\nTalking therapy about living with pain\n{NOTHING}",
        "harms": "More pain in the first days. If it stays for more than two days, halve the amount.",
        "for_whom": "Adults whose pain has lasted three months or longer and has been looked into",
        "not_for": "Crashes after exertion (see pacing); an inflamed joint in a flare",
        "ask_first": "Cancer, fever, a fall, or numbness between the legs?\nNew weakness, or trouble with bladder or bowel?",
    },
    "breathing": {
        "kind": "STRESS",
        "what": "Breathe slowly for two minutes, twice a day, about six breaths a minute",
        "mechanism": "Long, slow out-breaths tell the body's alarm that the danger is over; the heart slows down and the muscles let go.",
        "should_see": "Settling down sooner after strain",
        "should_see_when": "after two to four weeks",
        "sureness": "SOME",
        "how_sure": "Fair studies for strain and mood. Unwanted effects were little studied.",
        "source_kind": "REVIEW",
        "citation": "Review of mindfulness-based stress reduction: 31 randomised trials, 1,942 people",
        "options": f"Ten minutes of quiet attention a day\nSlow walking instead of sitting\n{NOTHING}",
        "harms": "Attention to the breath can bring panic or bad memories. Then eyes open, look at something, stop.",
        "for_whom": "Adults under strain who can sit quietly for two minutes",
        "not_for": "Psychosis in the last year",
        "ask_first": "Panic when paying attention to the breath?\nTrauma that comes back?\nLung disease with short breath?",
    },
    "caffeine": {
        "kind": "HYDRATION",
        "what": "No coffee, black tea or cola after two in the afternoon",
        "mechanism": "Half of the caffeine of an afternoon cup is still at work at bedtime and keeps tiredness from being felt.",
        "should_see": "Falling asleep sooner",
        "should_see_when": "after one to two weeks",
        "sureness": "SOME",
        "how_sure": "Fair studies for sleep. People differ much in how they take caffeine.",
        "source_kind": "REVIEW",
        "citation": "European Food Safety Authority 2015: safety of caffeine",
        "url": "https://www.efsa.europa.eu/en/efsajournal/pub/4102",
        "options": f"One cup less every few days\nDecaffeinated after lunch\n{NOTHING}",
        "harms": "Headache for two or three days if you stop all at once.",
        "for_whom": "Adults who drink caffeine and sleep badly",
        "not_for": "Nobody in particular; go slowly with migraine",
        "ask_first": "Clozapine, lithium or theophylline? Their level can change\nPregnant?",
    },
    "fodmap": {
        "kind": "DIET",
        "what": "Leave out the foods that ferment fast for four to six weeks, with a dietitian, then bring them back one by one",
        "mechanism": "Some sugars draw water and make gas in the bowel. Leaving them out for a short time shows whether they matter; bringing them back shows which.",
        "should_see": "Less bloating and pain",
        "should_see_when": "within six weeks; if not, we stop it",
        "sureness": "SOME",
        "how_sure": "Fair studies for irritable bowel. It is a second step, after the usual advice on meals.",
        "source_kind": "REVIEW",
        "citation": "Proceedings of the Nutrition Society 2023: the low-FODMAP diet in irritable bowel syndrome",
        "options": f"Regular meals and less coffee first\nLeave out one food only\n{NOTHING}",
        "harms": "Too little to eat, worry about food, and a poorer choice of bowel bacteria if it goes on for long.",
        "for_whom": "Adults with irritable bowel, after the usual advice did not help enough",
        "not_for": "An eating disorder now or ever, underweight, pregnancy, children",
        "ask_first": "Blood, weight loss, symptoms at night, anaemia, bowel cancer in the family?\nAny other foods left out already?",
    },
    "drink_free_days": {
        "kind": "NUTRITION",
        "what": "Three days a week without alcohol, chosen on Sunday",
        "mechanism": "Days without alcohol let sleep, mood and liver recover, and they show how it is without.",
        "should_see": "Better sleep on those days, less in the week in all",
        "should_see_when": "after two to four weeks",
        "sureness": "SOME",
        "how_sure": "The limits rest on large studies; the number of free days is our choice.",
        "source_kind": "GUIDELINE",
        "citation": "UK Chief Medical Officers 2016: low risk drinking guidelines",
        "options": f"A smaller glass\nOnly with a meal\n{NOTHING}",
        "harms": "Whoever drinks much every day can become ill when stopping all at once.",
        "for_whom": "Adults who drink more than fourteen units a week and want less",
        "not_for": "Shaking or sweating without alcohol, or fits ever: first a medical plan. In pregnancy: none.",
        "ask_first": "A drink in the morning?\nFits, or seeing things, when stopping before?",
    },
    "link_worker": {
        "kind": "RELATIONSHIPS",
        "what": "Meet the link worker once, and try one group with somebody you know",
        "mechanism": "Company and being needed do something for sleep, pain and mood that no tablet does. The first time is the hardest, so not alone.",
        "should_see": "One thing in the week to look forward to",
        "should_see_when": "after two and six weeks",
        "sureness": "GUESS",
        "how_sure": "The studies are mixed. It costs little to try.",
        "source_kind": "EXPERIENCE",
        "citation": "NHS England: social prescribing, the model and its roles",
        "url": "https://www.england.nhs.uk/personalisedcare/social-prescribing/",
        "options": f"A walk with a neighbour each week\nTelephone a friend on a fixed day\n{NOTHING}",
        "harms": "A group that does not fit can disappoint. Leaving is allowed.",
        "for_whom": "Adults who are more alone than they would like",
        "not_for": "Nobody in particular; not instead of treatment for depression",
        "ask_first": "Is home a safe place?\nTransport, stairs, hearing, language?",
    },
}  # fmt: skip


@dataclass(frozen=True)
class Draft:
    """One starter as its page shows it."""

    code: str
    kind: str
    words: Mapping[str, str]


def drafts() -> list[Draft]:
    return [Draft(code, str(Kind(draft["kind"]).label), draft) for code, draft in DRAFTS.items()]


def words_of(draft: Mapping[str, str]) -> dict[str, str]:
    """The fields of an entry."""
    return {"mode": "USUAL", **{field: words for field, words in draft.items() if field in FIELDS}}
