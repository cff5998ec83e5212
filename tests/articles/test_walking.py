"""Walking folders of any size in the order of their names, and ids that are seen twice."""

import tracemalloc

from articles.helpers import BODY, FOREIGN, read, write

from geo_events.articles.seen import Seen
from geo_events.articles.walking import sorted_names


def test_names_come_in_order_and_once_whatever_the_lot(tmp_path):
    names = sorted(f"{number * 7919 % 1000:03}.txt" for number in range(250))
    for name in names:
        write(tmp_path, name, BODY)
    for lot in (1, 7, 250, 251):
        assert list(sorted_names(tmp_path, lot=lot)) == names


def test_ids_are_kept_in_a_few_bytes_and_text_is_not_a_number():
    seen = Seen()
    assert seen.add(1)
    assert seen.add("1")
    assert not seen.add(1)
    tracemalloc.start()
    assert all(seen.add(f"reports/{number:08}.txt") for number in range(50_000))
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size < 50_000 * 32
    assert not any(seen.add(f"reports/{number:08}.txt") for number in range(0, 50_000, 97))


def test_memory_does_not_grow_with_the_number_of_articles(tmp_path):
    def peak(count):
        path = write(
            tmp_path,
            f"{count}.jsonl",
            "".join(f'{{"text": "{number} {BODY * 50}"}}\n' for number in range(count)),
        )
        from geo_events.articles import read_articles

        tracemalloc.start()
        assert sum(1 for _ in read_articles(path)) == count
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(10)
    assert peak(2_000) < peak(200) + 200_000


def test_a_translation_beside_its_article_is_read_with_it_and_alone_by_itself(tmp_path):
    article, translation = write(tmp_path, "a.txt", FOREIGN), write(tmp_path, "a.en.txt", "In English")
    for paths in (tmp_path, [article, translation]):
        (found,), rejects = read(paths)
        assert rejects == []
        assert (found.id, found.translation) == ("a.txt", "In English")
    (found,), _ = read(translation)
    assert (found.id, found.text) == ("a.en.txt", "In English")


def test_the_sidecars_faults_are_told_once(tmp_path):
    for name in ("a.txt", "sub/b.txt", "z.txt"):
        write(tmp_path, name, BODY)
    write(tmp_path, "metadata.csv", "file,title\ngone.txt,x\n")
    articles, rejects = read([tmp_path / "a.txt", tmp_path / "sub" / "b.txt", tmp_path / "z.txt"])
    assert len(articles) == 3
    assert len(rejects) == 1
