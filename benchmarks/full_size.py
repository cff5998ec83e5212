"""Measure a gazetteer with a dump of GeoNames' full size: compiling, opening, looking up, geoparsing.

Run it as ``python benchmarks/full_size.py FOLDER [PLACES NAMES]``. FOLDER takes the made dump (13.5 million
places and 30 million names, unless other numbers are given) and the compiled gazetteer, some 4 GB together;
what is there already is used again. The made places bear words of real names, in the frequency in which each
country's towns bear them, and stand about real towns; features are mixed about as GeoNames mixes them. The
packages' own places are in the dump too, under their ids.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from gazetteer import opening, sample_names, texts
from geo_events.gazetteer import Gazetteer, open_gazetteer
from geo_events.gazetteer.place import Place

PLACES, NAMES = 13_500_000, 30_000_000
AT_ONCE = 500_000
#: About GeoNames' own mixture of features, in thousandths.
FEATURES = {
    "P.PPL": 350, "H.STM": 130, "T.HLL": 80, "T.MT": 55, "S.FRM": 55, "S.SCH": 60, "S.HTL": 45, "H.LK": 35,
    "L.LCTY": 35, "S.CH": 25, "P.PPLL": 25, "A.ADM4": 20, "A.ADM3": 12, "H.WAD": 20, "L.AREA": 10,
    "S.BLDG": 13, "V.FRST": 10, "R.RD": 8, "P.PPLX": 7, "S.AIRP": 5,
}  # fmt: skip
#: Shares of names of one, two and three words.
WORDS = (0.45, 0.4, 0.15)


@dataclass(frozen=True)
class Country:
    """What the made places of a country are made of."""

    code: str
    towns: list[Place]
    words: list[str]
    shares: np.ndarray
    other_scripts: list[str]


def main(folder: Path, places: int, names: int) -> None:
    """Print one figure a line."""
    folder.mkdir(parents=True, exist_ok=True)
    dump, alternates = folder / "allCountries.zip", folder / "alternateNamesV2.zip"
    default = open_gazetteer()
    if not (dump.exists() and alternates.exists()):
        make_dump(default, dump, alternates, places, names)
    compiled = folder / "gazetteer"
    if not compiled.exists():
        began = time.perf_counter()
        program = (
            "import sys; from geo_events.gazetteer import build_gazetteer as b; "
            "b(sys.argv[1], geonames=[sys.argv[2]], alternate_names=sys.argv[3])"
        )
        subprocess.run([sys.executable, "-c", program, compiled, dump, alternates], check=True)
        spent = time.perf_counter() - began
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6
        print(f"compile: {spent / 60:.1f} min, at most {peak:.2f} GB resident")
    full = Gazetteer(compiled)
    about = full.info()
    print(f"on disk: {about['bytes'] / 1e9:.2f} GB, {about['counts']}")
    runs = [opening(compiled) for _ in range(5)]
    print(f"open: {statistics.median(ms for ms, _ in runs):.1f} ms (median of 5 fresh processes)")
    print(f"resident, with Python and libraries: {max(mb for _, mb in runs):.0f} MB")
    look_up(full, default)
    geoparse(full, default)


def make_dump(default: Gazetteer, dump: Path, alternates: Path, places: int, names: int) -> None:
    """Write both files, the same for the same numbers."""
    dice = np.random.default_rng(7)
    countries = read_countries(default)
    towns = [town for country in countries for town in country.towns]
    made = places - len(towns)
    taken = {town.geonameid for town in towns}
    ids = np.array([number for number in range(1, places + len(taken) + 1) if number not in taken])[:made]
    more = (names - places) / places
    with (
        zipfile.ZipFile(dump, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed,
        zipfile.ZipFile(alternates, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed_names,
        packed.open("allCountries.txt", "w", force_zip64=True) as places_file,
        packed_names.open("alternateNamesV2.txt", "w", force_zip64=True) as names_file,
    ):
        write(places_file, real_rows(towns))
        shares = np.array([len(country.towns) for country in countries], dtype=float)
        for begin in range(0, made, AT_ONCE):
            part = ids[begin : begin + AT_ONCE]
            counts = dice.multinomial(len(part), shares / shares.sum())
            begins = np.cumsum(counts) - counts
            for country, first, count in zip(countries, begins, counts, strict=True):
                if count:
                    rows, others = made_rows(country, part[first : first + count], more, dice)
                    write(places_file, rows)
                    write(names_file, others)


def read_countries(default: Gazetteer) -> list[Country]:
    """Gather the packages' towns with the words of their names."""
    by_country: dict[str, list[Place]] = {}
    for key in sorted(row_keys(default)):
        place = default.get(key)
        if place is not None and place.feature_class == "P" and place.geonameid:
            by_country.setdefault(place.country_code, []).append(place)
    foreign = [name for name in all_names(default) if not name.isascii() and name.lower() == name.upper()]
    dice = np.random.default_rng(1)
    countries = []
    for code, towns in sorted(by_country.items()):
        words: dict[str, int] = {}
        for town in towns:
            for word in town.name.replace(",", " ").split():
                words[word] = words.get(word, 0) + 1
        counts = np.array(list(words.values()), dtype=float)
        scripts = [foreign[n] for n in dice.integers(0, len(foreign), 3000)]
        countries.append(Country(code, towns, list(words), counts / counts.sum(), scripts))
    return countries


def row_keys(default: Gazetteer) -> Iterator[str]:
    """Give the keys of all places with a GeoNames id."""
    ids = np.load(default.path / "ids.npy")
    yield from (f"geonames:{number}" for number in ids.tolist())


def all_names(default: Gazetteer) -> list[str]:
    """Give all folded names of the default gazetteer."""
    import marisa_trie

    return list(marisa_trie.Trie().mmap(str(default.path / "names.marisa")))


def real_rows(towns: list[Place]) -> list[Any]:
    """Write the packages' towns as the dump has them."""
    return columns(
        [town.geonameid for town in towns],
        pa.array([town.name for town in towns]),
        pa.repeat("", len(towns)),
        np.array([town.latitude for town in towns]),
        np.array([town.longitude for town in towns]),
        pa.array([town.feature_class for town in towns]),
        pa.array([town.feature_code for town in towns]),
        pa.array([town.country_code for town in towns]),
        pa.array([town.admin1 for town in towns]),
        pa.array([town.admin2 for town in towns]),
        np.array([town.population for town in towns]),
    )


def made_rows(
    country: Country, ids: np.ndarray, more: float, dice: np.random.Generator
) -> tuple[list[Any], list[Any]]:
    """Make places of a country, and their alternate names."""
    count = len(ids)
    about = dice.integers(0, len(country.towns), count)
    towns = [country.towns[n] for n in about.tolist()]
    feature = dice.choice(list(FEATURES), count, p=np.array(list(FEATURES.values())) / sum(FEATURES.values()))
    populated = np.char.startswith(feature, "P.")
    people = np.where(populated & (dice.random(count) < 0.1), dice.integers(20, 500, count), 0)
    # Half of the places have no other name, others several.
    numbers = np.where(dice.random(count) < 0.5, 0, dice.poisson(2 * more, count))
    row = np.repeat(np.arange(count), numbers)
    others = made_names(country, len(row), dice)
    scripts = dice.random(len(row)) < 0.25
    others = pc.if_else(
        pa.array(scripts),
        pa.array(country.other_scripts).take(
            pa.array(dice.integers(0, len(country.other_scripts), len(row)))
        ),
        others,
    )
    offsets = np.concatenate([[0], np.cumsum(numbers)]).astype(np.int32)
    places = columns(
        ids,
        made_names(country, count, dice),
        pc.binary_join(pa.ListArray.from_arrays(pa.array(offsets), others), ","),
        np.clip([town.latitude for town in towns] + dice.normal(0, 0.2, count), -89, 89),
        np.clip([town.longitude for town in towns] + dice.normal(0, 0.2, count), -179, 179),
        pa.array([text.split(".")[0] for text in feature.tolist()]),
        pa.array([text.split(".")[1] for text in feature.tolist()]),
        pa.repeat(country.code, count),
        pa.array([town.admin1 for town in towns]),
        pa.array([town.admin2 for town in towns]),
        people,
    )
    blank = pa.repeat("", len(row))
    languages = pa.array(["", "en", "fr", "ar", "ru", "zh"]).take(pa.array(dice.integers(0, 6, len(row))))
    numbered = pa.array((ids[row] * 10).astype(np.int64)).cast(pa.string())
    return places, [numbered, strings(ids[row]), languages, others, *[blank] * 6]


def made_names(country: Country, count: int, dice: np.random.Generator) -> Any:
    """Make names of one to three of a country's words."""
    words = pa.array(country.words)
    drawn = [words.take(pa.array(dice.choice(len(country.words), count, p=country.shares))) for _ in range(3)]
    length = dice.choice(3, count, p=WORDS)
    two = pc.binary_join_element_wise(drawn[0], drawn[1], " ")
    three = pc.binary_join_element_wise(two, drawn[2], " ")
    return pc.if_else(pa.array(length == 0), drawn[0], pc.if_else(pa.array(length == 1), two, three))


def columns(
    ids: Any, name: Any, others: Any, latitude: Any, longitude: Any, kind: Any, code: Any, country: Any,
    admin1: Any, admin2: Any, people: Any,
) -> list[Any]:  # fmt: skip
    """Give the nineteen columns of the dump."""
    blank = pa.repeat("", len(name))
    return [
        strings(ids), name, name, others, strings(np.round(latitude, 5)), strings(np.round(longitude, 5)),
        kind, code, country, blank, admin1, admin2, blank, blank, strings(people), blank, blank,
        pa.repeat("Europe/London", len(name)), pa.repeat("2026-01-01", len(name)),
    ]  # fmt: skip


def strings(numbers: Any) -> Any:
    """Write numbers as text."""
    return pa.array(numbers).cast(pa.string())


def write(file: Any, table: list[Any]) -> None:
    """Write columns of texts as tab-separated lines."""
    if len(table[0]):
        lines = pc.binary_join_element_wise(*table, "\t")
        whole = pa.ListArray.from_arrays(pa.array([0, len(lines)], pa.int32()), lines)
        file.write(pc.binary_join(whole, "\n")[0].as_py().encode() + b"\n")


def look_up(full: Gazetteer, default: Gazetteer) -> None:
    """Time look-ups of the same names in both, each once and then again."""
    names = sample_names(full, 20_000)
    for turn in ("first", "again"):
        for label, gazetteer in (("full size", full), ("default", default)):
            began = time.perf_counter()
            for name in names:
                gazetteer.lookup(name, exact=True)
            spent = time.perf_counter() - began
            print(f"lookup, {turn}, {label}: {spent / len(names) * 1e6:.1f} µs, mean of {len(names)} names")
    began = time.perf_counter()
    for name in names:
        full.lookup(name, country="UA", exact=True)
    print(f"lookup in one country, full size: {(time.perf_counter() - began) / len(names) * 1e6:.1f} µs")


def geoparse(full: Gazetteer, default: Gazetteer) -> None:
    """Time text to coordinates with both, in turn, three times."""
    from geo_events import read_articles
    from geo_events.geoparsing import geoparse_article

    bodies = list(texts(default))[:250]
    folder = Path(sys.argv[1]) / "texts"
    folder.mkdir(exist_ok=True)
    for number, body in enumerate(bodies):
        (folder / f"{number:04}.txt").write_text(body, encoding="utf-8")
    articles = list(read_articles([folder]))
    spent: dict[str, list[float]] = {"full size": [], "default": []}
    found: dict[str, int] = {}
    for _ in range(3):
        for label, gazetteer in (("full size", full), ("default", default)):
            began = time.perf_counter()
            found[label] = sum(len(geoparse_article(article, gazetteer=gazetteer)) for article in articles)
            spent[label].append(time.perf_counter() - began)
    best = {label: min(times) for label, times in spent.items()}
    for label, seconds in best.items():
        print(f"geoparse, {label}: {len(articles) / seconds:.1f} articles/s, {found[label]} toponyms")
    print(f"geoparse, full size : default = {best['default'] / best['full size']:.2f} of the speed")


if __name__ == "__main__":
    main(
        Path(sys.argv[1]),
        int(sys.argv[2]) if len(sys.argv) > 2 else PLACES,
        int(sys.argv[3]) if len(sys.argv) > 3 else NAMES,
    )
