"""Learns what words and figures say about a mail; writes ``kinds.model`` and ``others.model``.

`make model` runs it. It learns from the sets of this folder named in `SETS` and never looks at
``fresh``, which measures. A mixture of logistic regressions: a kind is said in several ways, each
with weights of its own, and nobody tells which mail is which way. AdaGrad, one mail at a time, by
steps that become smaller, with dropout so that no single phrase carries a kind; kinds that few
mails have count for more. Same corpus, same file.
"""

import json
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from addin_server import reading
from addin_server.model import Kind
from addin_server.reading import kinds, learnt
from addin_server.reading.kinds import Observed
from addin_server.reading.learnt import Other

from . import rows

SETS = (
    *("kinds", "mails", "dev", "train", "other", "published", "held"),
    *("blind", "seen", "hard", "twins", "alike"),
    *("genres", "office", "answers", "near", "shadow", "seeds", "brief"),
    *("stock", "terse", "frames", "code", "daily"),
)
KINDS = tuple(kind for kind in Kind if kind is not Kind.UNSURE)
#: A candidate's yes is read by the employer, and asks for no letter of either side.
ROLES = {"none": Other.NONE, "candidate": Other.JOB, "employer": Other.NONE}

SEED = 20261122
WAYS = 3  #: in which a kind is said
PASSES = 20
BATCH = 32  #: mails a step
RATE = 0.045  #: of the first step; the last is none
START = 0.005, 0.05  #: how far weights of words and figures lie apart before anything is learnt
DROPOUT = 0.4  #: of each feature in a mail
DEAF = 0.3  #: the same of each sort of them
SORTS = "c:", "pair", "s:", "sc:", "word"  #: concepts, words, and those of the subject
SMOOTHING = 0.02  #: of the labels; a text may always be something else
#: Of the weights of words and of figures. The lexicon, of which figures speak, grew with these
#: mails; it hears less in mails by other hands.
DECAY = 1e-7, 1e-2
VOICE = 12.0  #: how loudly words speak beside figures while learning
FEWEST = 3  #: mails in which a feature must stand
BALANCE = 0.5  #: of kinds; 0: each mail counts the same, 1: each kind does
STEPS = 46  #: of a weight on either side of none

#: Sets that make confidence honest, and are learnt from only after that.
UNSEEN = "published", "near", "seeds"
TEMPERATURES = [degree / 20 for degree in range(4, 61)]


def observed(row) -> Observed:
    return reading.observe(*rows.mail(row))


def sort(feature):
    """Which of `SORTS` a feature is."""
    mark, colon, _ = feature.partition(":")
    return mark + colon if colon else "pair" if " " in feature else "word"


class Learner:
    def __init__(self, seen, answers, labels, balance=0.0):
        self.labels = labels
        self.ways = np.repeat(np.arange(len(labels)), WAYS)  #: which label a column speaks for
        counted = Counter(feature for each in seen for feature in each.features)
        kept = sorted(feature for feature, count in counted.items() if count >= FEWEST)
        self.words = {feature: place for place, feature in enumerate(kept)}
        self.sorts = np.array([SORTS.index(sort(feature)) for feature in kept], np.int64)
        names = sorted({name for each in seen for name in each.figures})
        self.figures = {name: place for place, name in enumerate(names)}
        self.said = [self._numbers(each) for each in seen]
        self.shown = np.array([[each.figures.get(name, 0.0) for name in names] for each in seen])
        self.answers = np.array([labels.index(answer) for answer in answers])
        mails = np.maximum(np.bincount(self.answers, minlength=len(labels)), 1)
        self.worth = (mails.mean() / mails) ** balance

    def _numbers(self, each):
        return np.array(sorted(self.words[f] for f in each.features if f in self.words), np.int64)

    def learn(self):
        """Weights of the words and of the figures: one row each, `WAYS` columns a label."""
        chance = np.random.default_rng(SEED)
        by_word, by_figure = (
            chance.normal(0, apart, (len(places), len(self.ways)))
            for apart, places in zip(START, (self.words, self.figures), strict=True)
        )
        mass_word, mass_figure = np.full_like(by_word, 0.01), np.full_like(by_figure, 0.01)
        order = [batch for _ in range(PASSES) for batch in self._batches(chance)]
        for turn, mails in enumerate(order):
            rate = RATE * (1 - turn / len(order))
            words, voices = self._heard(mails, chance)
            shown = self.shown[mails]
            wrong = self._wrong(voices @ by_word[words] + shown @ by_figure, mails)
            decay = DECAY[0] * len(self.said) * np.count_nonzero(voices, axis=0)[:, None]
            step = voices.T @ wrong + decay * by_word[words]
            mass_word[words] += step * step
            by_word[words] -= rate * step / np.sqrt(mass_word[words])
            step = shown.T @ wrong + DECAY[1] * len(mails) * by_figure
            mass_figure += step * step
            by_figure -= rate * step / np.sqrt(mass_figure)
        return by_word * VOICE, by_figure

    def _batches(self, chance):
        mails = chance.permutation(len(self.said))
        return [mails[start : start + BATCH] for start in range(0, len(mails), BATCH)]

    def _heard(self, mails, chance):
        """The words heard in some mails, and how loudly: a row a mail, a column a word."""
        counts = [len(self.said[mail]) for mail in mails]
        loud = VOICE / np.sqrt(np.maximum(counts, learnt.FEWEST)) / (1 - DROPOUT)
        words = np.concatenate([self.said[mail] for mail in mails])
        whose = np.repeat(range(len(mails)), counts)
        deaf = chance.random((len(mails), len(SORTS))) < DEAF
        heard = (chance.random(len(words)) > DROPOUT) & ~deaf[whose, self.sorts[words]]
        words, columns = np.unique(words[heard], return_inverse=True)
        voices = np.zeros((len(mails), len(words)))
        voices[whose[heard], columns] = loud[whose[heard]]
        return words, voices

    def _wrong(self, logits, mails):
        """How far the softmax of these is from the answers, said in whatever way fits best."""
        power = np.exp(logits - logits.max(1, keepdims=True))
        shares = power / power.sum(1, keepdims=True)
        said = shares.reshape(len(mails), len(self.labels), WAYS).sum(2)
        answers = self.answers[mails]
        wanted = np.full_like(said, SMOOTHING / len(self.labels))
        wanted[range(len(mails)), answers] += 1 - SMOOTHING
        far = shares - (wanted / np.maximum(said, 1e-12))[:, self.ways] * shares
        return far * self.worth[answers, None]


def temperature(labelled):
    """What to divide logits by so that confidence is the share that is right.

    Measured on mails by other hands than those that were learnt from.
    """
    unseen = [row for row in labelled if row.get("set") in UNSEEN]
    if not unseen:
        return 1.0
    with TemporaryDirectory() as folder:
        file = Path(folder) / "kinds.model"
        file.write_bytes(model([row for row in labelled if row.get("set") not in UNSEEN]))
        trial = learnt.opened(file)
    weighed = []
    for row in unseen:
        found = kinds.weighed(observed(row), trial)
        weighed.append([found[kind] for kind in KINDS])
    right = [KINDS.index(Kind(row["kind"])) for row in unseen]
    return min(TEMPERATURES, key=lambda degree: _surprise(np.array(weighed) / degree, right))


def _surprise(logits, right):
    """The mean negative log-likelihood."""
    logits = logits - logits.max(1, keepdims=True)
    return float(np.mean(np.log(np.exp(logits).sum(1)) - logits[range(len(right)), right]))


def written(learner, by_word, by_figure, degree):
    """The file's bytes. Weights that round to none are left out."""
    step = float(np.abs(by_word).max()) / STEPS
    head = {
        "kinds": [str(learner.labels[label]) for label in learner.ways],
        "step": round(step, 6),
        "temperature": degree,
        "corpus": rows.fingerprint(SETS),
        "figures": {
            name: [round(float(weight), 4) for weight in by_figure[place]]
            for name, place in learner.figures.items()
        },
    }
    lines = {}  # by the beginning of a feature
    for feature, place in learner.words.items():
        steps = np.rint(by_word[place] / step).astype(int)
        if steps.any():
            row = "".join(chr(learnt.ZERO + each) for each in steps)
            lines.setdefault(feature[: learnt.BEGINNING], []).extend([feature, row])
    return "".join(
        f"{line}\n" for line in (json.dumps(head), *map("\t".join, lines.values()))
    ).encode()


def model(labelled, degree=1.0):
    """The model learnt from these rows, as bytes."""
    learner = Learner([observed(row) for row in labelled], answers(labelled), KINDS, BALANCE)
    return written(learner, *learner.learn(), degree)


def answers(labelled):
    return [Kind(row["kind"]) for row in labelled]


def model_of_others(labelled):
    """The same of what is told apart in mails of no kind; rows that do not say are left out."""
    said = [row for row in labelled if row["kind"] == Kind.OTHER and "role" in row]
    whose = [Other.WITHDRAWAL if row.get("withdrawal") else ROLES[row["role"]] for row in said]
    learner = Learner([observed(row) for row in said], whose, tuple(Other))
    return written(learner, *learner.learn(), 1.0)


if __name__ == "__main__":
    everything = list(rows.of(SETS))
    learnt.FILE.write_bytes(made := model(everything, degree := temperature(everything)))
    learnt.OTHERS.write_bytes(model_of_others(everything))
    size = f"{len(made) // 1024} kB, temperature {degree}"
    sys.stdout.write(f"{learnt.FILE.name}: {len(everything)} mails, {size}\n")
