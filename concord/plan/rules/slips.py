"""The names of the commonest medicines and supplements as people mistype them: “metfornin”, “ibuprophen”, “m3tformin”.

Own list of Concord, and an own rule: one sign put in, left out, changed or swapped with its neighbour, two in a long name; it begins with the same
letter. Words of every day that lie so near are left alone (`NO_SLIPS`: all that were found among the 260 000 of an English dictionary and their endings). It is used
for looking only, and a slip is not taken for the name itself: in a step, what is agreed is asked for as it is spelt above, since another drug may lie as near.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

NAMES = frozenset(
    """
    ibuprofen paracetamol acetaminophen aspirin naproxen diclofenac codeine tramadol morphine oxycodone sumatriptan rizatriptan zolmitriptan celecoxib
    cetirizine loratadine omeprazole pantoprazole esomeprazole lansoprazole macrogol loperamide prednisone prednisolone hydrocortisone cortisone dexamethasone
    warfarin apixaban rivaroxaban clopidogrel digoxin amiodarone ivabradine simvastatin atorvastatin rosuvastatin pravastatin
    metoprolol bisoprolol propranolol carvedilol nebivolol ramipril lisinopril enalapril perindopril candesartan losartan valsartan olmesartan
    amlodipine furosemide spironolactone hydrochlorothiazide metformin insulin glargine glimepiride gliclazide empagliflozin dapagliflozin sitagliptin semaglutide liraglutide tirzepatide
    levothyroxine thyroxine oestrogen estrogen progesterone testosterone estradiol oestradiol
    sertraline citalopram escitalopram fluoxetine paroxetine venlafaxine duloxetine mirtazapine amitriptyline nortriptyline trazodone bupropion quetiapine olanzapine risperidone aripiprazole
    pregabalin gabapentin diazepam lorazepam alprazolam clonazepam zopiclone zolpidem modafinil methylphenidate lisdexamfetamine lamotrigine levetiracetam carbamazepine topiramate valproate lithium
    methotrexate azathioprine hydroxychloroquine adalimumab amoxicillin doxycycline ciprofloxacin azithromycin clarithromycin salbutamol budesonide montelukast ondansetron
    clonidine guanfacine midodrine fludrocortisone pyridostigmine naltrexone rimegepant alendronate allopurinol colchicine
    ozempic mounjaro jardiance xarelto eliquis ventolin symbicort nurofen panadol tylenol voltaren
    magnesium selenium potassium electrolyte creatine melatonin probiotic psyllium ashwagandha valerian rhodiola echinacea glucosamine chondroitin curcumin quercetin berberine spirulina johanniskraut
    """.split()  # noqa: SIM905
)
NO_SLIPS = frozenset(
    """
    creative creating aspiring spiraling barbering morphing magnetism melanin electroplate electrocute electrotype electrolytic electrolyze electrolyzed warfaring vaporate estadio estadios valeria valerias splenium meltonian
    """.split()  # noqa: SIM905
)
A_WORD = re.compile(r"\b[a-z][a-z0-9]{5,}\b", re.IGNORECASE)
LONG = 9


def slips(read: str) -> Iterator[tuple[re.Match[str], str]]:
    """Each mistyped name where it stands, and how it is spelt."""
    for found in A_WORD.finditer(read):
        if name := meant(found.group().lower()):
            yield found, name


@lru_cache(maxsize=4096)
def meant(word: str) -> str | None:
    if word in NAMES or word in NO_SLIPS:
        return None
    near = (name for name in NAMES if name[0] == word[0] and _is_slip(word, name))
    return min(near, default=None)


def _is_slip(word: str, name: str) -> bool:
    most = 2 if len(name) >= LONG else 1
    return len(name) > 6 and abs(len(word) - len(name)) <= most and _apart(word, name) <= most


def _apart(one: str, other: str) -> int:
    """How many signs are put in, left out, changed or swapped with their neighbours."""
    before, row = [0] * (len(other) + 1), list(range(len(other) + 1))
    for i, sign in enumerate(one):
        above, row = row, [i + 1]
        for j, meant in enumerate(other):
            row.append(min(above[j + 1] + 1, row[j] + 1, above[j] + (sign != meant)))
            if i and j and sign == other[j - 1] and one[i - 1] == meant:
                row[-1] = min(row[-1], before[j - 1] + 1)
        before = above
    return row[-1]
