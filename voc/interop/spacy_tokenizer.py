"""The tokenizer of voc as one of spaCy's: `@tokenizers = "voc.Tokenizer.v1"`.

spaCy imports this module when a configuration names the tokenizer; what it needs of voc is loaded
when a tokenizer is made.
"""

# No `from __future__ import annotations`: spaCy reads the types of the factory.
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

__all__ = ["VocTokenizer", "create_tokenizer"]


def create_tokenizer(
    codebook: str = "general", engine: Literal["rjieba", "jieba"] = "rjieba"
) -> Callable[[Language], "VocTokenizer"]:
    """What `spacy.blank` calls to make the tokenizer.

    Parameters
    ----------
    codebook : str
        Name or path; its terms stay whole, as those of the word lists do.
    engine : {"rjieba", "jieba"}

    Raises
    ------
    VocError
        There is no such codebook, or it has a fault.

    Examples
    --------
    >>> import spacy
    >>> tokenizer = {"@tokenizers": "voc.Tokenizer.v1", "codebook": "hotel"}
    >>> nlp = spacy.blank("zh", config={"nlp": {"tokenizer": tokenizer}})
    >>> [token.text for token in nlp("前台態度很好，WiFi 太慢")]
    ['前台', '態度', '很', '好', '，', 'WiFi', '太', '慢']
    """

    def make(nlp: Language) -> VocTokenizer:
        return VocTokenizer(nlp.vocab, codebook, engine)

    return make


class VocTokenizer:
    """Cuts a text into the words that the rules of voc work with; the text itself stays whole.

    Chinese and mixed text is cut by jieba's dictionary with the terms of word lists and codebook,
    English text by spaCy's rules for English, as `voc.text.language` finds each to be. Traditional
    characters and full-width letters are cut like the simplified and plain ones that they stand
    for. Nothing is masked.

    Parameters
    ----------
    vocab : Vocab
    codebook : str
    engine : {"rjieba", "jieba"}
    """

    def __init__(self, vocab: Vocab, codebook: str = "general", engine: str = "rjieba") -> None:
        from voc.interop.kept_codebook import KeptCodebook
        from voc.text.normalise import SEPARATOR

        self.vocab = vocab
        self.engine = engine
        self.codebook = KeptCodebook(codebook)
        self._known = {SEPARATOR}
        self._forms = {ord(SEPARATOR): " "}

    def __call__(self, text: str) -> Doc:
        """Cut one text."""
        words, spaces = _words_and_spaces(text, self._bounds(text))
        return Doc(self.vocab, words=words, spaces=spaces)

    def pipe(self, texts: Iterable[str], **_: Any) -> Iterator[Doc]:
        """Cut one text after the other."""
        return map(self, texts)

    def _bounds(self, text: str) -> list[tuple[int, int]]:
        """Where words begin and end, in order; what lies between is white space."""
        from voc.opinion import engine_for
        from voc.text.language import language

        tokenizer = engine_for(self.codebook.get(), tokenizer=self.engine).tokenizer
        plain = self._plain(text)
        cut = tokenizer.cut_english if language(plain) == "en" else tokenizer.cut
        tokens = cut([plain])
        return [
            (start, start + len(word))
            for word, start in zip(tokens.words, tokens.starts, strict=True)
            if not word.isspace()
        ]

    def _plain(self, text: str) -> str:
        """The text with each character in the form that the dictionary has: 態 → 态, Ｗ → W.

        A character that would become none or several stays, so that no offset moves.
        """
        from voc.text.clean import clean

        new = sorted(set(text) - self._known)
        if new:
            self._known.update(new)
            for old, form in zip(new, clean(new, mask_personal=False).texts, strict=True):
                if len(form) == 1 and form != old:
                    self._forms[ord(old)] = form
        return text.translate(self._forms)

    def to_bytes(self, **_: Any) -> bytes:
        """The codebook, as TOML."""
        return self.codebook.to_bytes()

    def from_bytes(self, content: bytes, **_: Any) -> "VocTokenizer":
        """Take the codebook from what `to_bytes` gave."""
        self.codebook.from_bytes(content)
        return self

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Write the codebook into the folder of the pipeline."""
        self.codebook.to_disk(path)

    def from_disk(self, path: str | Path, **_: Any) -> "VocTokenizer":
        """Take the codebook from the folder of a pipeline."""
        self.codebook.from_disk(path)
        return self


def _words_and_spaces(text: str, bounds: list[tuple[int, int]]) -> tuple[list[str], list[bool]]:
    """Words and whether a space follows each; other white space is a word, as spaCy has it.

    >>> _words_and_spaces("很 好  ", [(0, 1), (2, 3)])
    (['很', '好', ' '], [True, True, False])
    """
    words: list[str] = []
    spaces: list[bool] = []
    done = 0
    for start, end in [*bounds, (len(text), len(text))]:
        gap = text[done:start]
        if words and gap.startswith(" "):
            spaces[-1], gap = True, gap[1:]
        for word in (gap, text[start:end]):
            if word:
                words.append(word)
                spaces.append(False)
        done = end
    return words, spaces


registry.tokenizers.register("voc.Tokenizer.v1", func=create_tokenizer)
