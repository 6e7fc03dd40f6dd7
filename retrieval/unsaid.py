"""Whether a sentence says that something is not known, or that somebody would not say it.

Where the dossier itself says so, that sentence is the answer.
"""

import re
from functools import lru_cache

_SAID = (
    "say|said|saying|name|named|disclose[ds]?|specif(?:y|ied)|reveal(?:ed)?|give|given|comment(?:ed)?"
    "|known?|explain(?:ed)?|clear|elaborate[d]?|confirm(?:ed)?|identif(?:y|ied)|decided?|published"
    "|determined?|established?|released?|mentioned?|stated?|announced?"
)
_TELL = "say|comment|name|disclose|give|confirm|discuss|explain|reveal|specify|elaborate|answer"
_NOT_SAID = re.compile(
    rf"""(?ix)\b(?:
    unknown|unclear|uncertain|undisclosed|unexplained|unidentified
    |not\ (?:yet\ )?(?:been\ )?(?:{_SAID})
    |(?:did|does|do|has|have|had|would|could|can|was|were|is|are)n't
        \ (?:yet\ )?(?:been\ )?(?:{_SAID})
    |cannot\ (?:yet\ )?(?:be\ )?(?:{_SAID})
    |(?:declin|refus)(?:e[ds]?|ing)\ to\ (?:{_TELL})
    |no\ (?:details?|word|explanation|information|figures?|date|comment|indication)
    |no\ (?:confirmation|trace)
    |remains?\ (?:open|a\ mystery|to\ be\ seen|unanswered|disputed|unsolved|secret)
    |without\ (?:saying|naming|giving|specifying|explaining|disclosing)
    |(?:nobody|no\ one|none\ of\ them)\ (?:knows?|knew|could|can|would|will)\b
    |yet\ to\ (?:be|say|decide|announce|explain|name)
    |knows?\ nothing
    )\b"""
)


@lru_cache(maxsize=8_192)
def says_unknown(sentence: str) -> bool:
    """Return whether an English sentence says that something is not known or was not said."""
    return _NOT_SAID.search(sentence) is not None
