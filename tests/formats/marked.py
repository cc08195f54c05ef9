"""Files of other tools in which somebody marked words, in one line each."""

from accordingto.formats.web_annotation import SOFTWARE, TEXT


def region(text, words, label, id="a1", **fields):  # noqa: A002 -- the tool's own name
    """The results of one region in Label Studio: its words, and a control for each field."""
    start = text.index(words)
    place = {"start": start, "end": start + len(words)}
    results = [_result(id, "labels", {**place, "text": words, "labels": [label]}, "label")]
    for name, value in fields.items():
        sort = "number" if isinstance(value, int) else "choices"
        told = {"number": value} if sort == "number" else {"choices": [value]}
        results.append(_result(id, sort, {**place, **told}, name))
    return results


def _result(id_, sort, value, name):
    return {"id": id_, "type": sort, "from_name": name, "to_name": "text", "value": value}


def task(text, *regions, completed_by=7, **more):
    """A task with one annotation."""
    result = [one for results in regions for one in results]
    made = {"id": 5, "completed_by": completed_by, "result": result, "was_cancelled": False}
    return {"id": 3, "data": {"text": text}, "annotations": [made | more], "predictions": []}


def annotation(text, words, *tags, sha256="", url="", bodies=(), ours=False, position=True, **more):
    """A Web Annotation of words, with tags."""
    start = text.index(words)
    selectors = [{"type": "TextQuoteSelector", "exact": words}]
    if position:
        end = start + len(words)
        selectors.append({"type": "TextPositionSelector", "start": start, "end": end})
    tagged = [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in tags]
    made = {"generator": {"id": SOFTWARE, "type": "Software"}} if ours else {"creator": "Ina"}
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "Annotation",
        "body": [*tagged, *bodies],
        "target": {"source": url or f"{TEXT}{sha256}", "selector": selectors},
        **made,
        **more,
    }


def verdict(value):
    """A body that says what somebody thinks of a record."""
    return {"type": "TextualBody", "purpose": "assessing", "value": value, "creator": "Ina"}
