"""The demo's practice: invented people whose lives are told through the other rooms' actions. Holds nothing that a real practice runs."""
