"""One sentence for the person at the keyboard: what is wrong, where, and what to try."""


class CannotRead(Exception):
    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
