"""Measure how texts set in capitals are written anew, and fit the weights of that.

    python benchmarks/recasing.py GOLD.jsonl ... [--fit > geo_events/data/recasing.yaml]

The texts of the gold files, which are in natural case, are set in capitals and written anew; each word is
compared with the original's. Headlines and lists are left out (paragraphs where every second word has a
capital). With ``--fit`` the weights are fitted by logistic regression; five folds of the articles, by a hash
of their ids, report on what they were not fitted to (on standard error).
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import yaml

from geo_events.articles.shadow import Shadow, make_shadow
from geo_events.gazetteer import Gazetteer, open_gazetteer
from geo_events.recasing import WORD, Words, recase

Vector = npt.NDArray[np.float64]
FOLDS = 5
FEWEST_WORDS = 8
RIDGE = 1.0


@dataclass
class Count:
    """Words, those written as in the original, and those with a capital in it, in ours, in both."""

    words: int = 0
    right: int = 0
    capital: int = 0
    written: int = 0
    both: int = 0

    def row(self) -> str:
        """Accuracy, and precision and recall of capitals."""
        shares = (
            self.right / self.words,
            self.both / max(1, self.written),
            self.both / max(1, self.capital),
        )
        return " | ".join([f"{self.words:,}", *(f"{share:.4f}" for share in shares)])


def read_texts(gold: Path) -> Iterator[tuple[str, Shadow]]:
    """Yield the id and the shadow text of each article, each text once."""
    seen = set()
    with gold.open(encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            if article["text"] not in seen:
                seen.add(article["text"])
                yield str(article["id"]), make_shadow(article["text"])


def paragraphs(shadow: Shadow) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs that are sentences."""
    for start, end in shadow.paragraphs:
        words = WORD.findall(shadow.text, start, end)
        if len(words) >= FEWEST_WORDS and 2 * sum(word[0].isupper() for word in words) < len(words):
            yield start, end


def in_capitals(text: str) -> str:
    """Set a text in capitals, letter by letter."""
    return "".join(char.upper() if len(char.upper()) == 1 else char for char in text)


def measure(gold: Path, gazetteer: Gazetteer) -> Count:
    """Write the texts anew and compare them."""
    count = Count()
    for _, shadow in read_texts(gold):
        anew = recase(replace(shadow, text=in_capitals(shadow.text)), names=gazetteer).text
        for start, end in paragraphs(shadow):
            for word in WORD.finditer(shadow.text, start, end):
                written = anew[word.start() : word.end()]
                count.words += 1
                count.right += written == word[0]
                count.capital += word[0][0].isupper()
                count.written += written[0].isupper()
                count.both += word[0][0].isupper() and written[0].isupper()
    return count


def examples(golds: Sequence[Path], gazetteer: Gazetteer) -> Iterator[tuple[int, dict[str, float], bool]]:
    """Yield fold, evidence and truth of each word that the evidence has to decide, its neighbours known."""
    for gold in golds:
        for name, shadow in read_texts(gold):
            fold = hashlib.sha256(name.encode()).digest()[0] % FOLDS
            for start, end in paragraphs(shadow):
                text = shadow.text[start:end]
                words = Words(in_capitals(text), gazetteer)
                for number, (left, _) in enumerate(words.spans):
                    capital = text[left].isupper()
                    if not words.opens[number] and words.sure(number) is None:
                        yield fold, words.evidence(number), capital
                    words.capital.append(capital)


def fit(rows: Vector, truth: Vector) -> Vector:
    """Logistic regression with a ridge, by Newton's method."""
    weights = np.zeros(rows.shape[1])
    for _ in range(30):
        chance = 1.0 / (1.0 + np.exp(-rows @ weights))
        hessian = (rows * (chance * (1.0 - chance))[:, None]).T @ rows + RIDGE * np.eye(len(weights))
        step = np.linalg.solve(hessian, rows.T @ (truth - chance) - RIDGE * weights)
        weights += step
        if abs(step).max() < 1e-6:
            break
    return weights


def fit_all(golds: Sequence[Path], gazetteer: Gazetteer) -> dict[str, float]:
    """Fit the weights on all articles, and report on each fold with weights of the others."""
    folds, found, truths = zip(*examples(golds, gazetteer), strict=True)
    names = sorted({name for evidence in found for name in evidence})
    rows = np.array([[evidence.get(name, 0.0) for name in names] for evidence in found])
    truth, fold_of = np.array(truths, float), np.array(folds)
    for fold in range(FOLDS):
        aside = fold_of == fold
        guess = rows[aside] @ fit(rows[~aside], truth[~aside]) > 0.0
        right = truth[aside] > 0.5
        print(
            f"fold {fold}: {aside.sum()} words, accuracy {(guess == right).mean():.4f}, capitals "
            f"P {(guess & right).sum() / guess.sum():.4f} R {(guess & right).sum() / right.sum():.4f}",
            file=sys.stderr,
        )
    return {name: round(float(weight), 3) for name, weight in zip(names, fit(rows, truth), strict=True)}


def main() -> None:
    """Measure, or fit."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--fit", action="store_true", help="fit the weights and print them")
    options = parser.parse_args()
    gazetteer = open_gazetteer()
    if options.fit:
        print("# Weights of the evidence, fitted by benchmarks/recasing.py: above 0 speaks for a capital.")
        print(yaml.safe_dump(fit_all(options.gold, gazetteer)), end="")
        return
    print("| gold | words | right | capitals, precision | recall |\n|---|---|---|---|---|")
    for gold in options.gold:
        print(f"| {gold.stem} | {measure(gold, gazetteer).row()} |")


if __name__ == "__main__":
    main()
