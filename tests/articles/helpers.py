"""Reading inputs in tests."""

from geo_events.articles import read_articles

BODY = "Two soldiers were killed on Tuesday near Mosul, the army said."
FOREIGN = "Dos soldados murieron el martes cerca de Mosul, según informó el ejército en un comunicado."


def read(paths, **options):
    """Read articles, and everything that was told about them."""
    rejects = []
    return list(read_articles(paths, on_reject=rejects.append, **options)), rejects


def write(folder, name, content):
    """Write a file below a folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path
