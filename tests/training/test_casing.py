from training.casing import count_cases, main


def test_words_inside_sentences_are_counted_by_their_case():
    text = "The mayor of Tarvo told the UN and the army that the town of Tarvo was hit."
    small, large, capitals = count_cases(iter([text, "MAYOR OF TARVO SPEAKS TO THE UN ON IT"]))
    assert (small["the"], small["town"], large["tarvo"], capitals["un"]) == (3, 1, 2, 1)
    assert not large["the"]
    assert not capitals["mayor"]


def test_lists_are_printed_for_a_corpus(tmp_path, capsys):
    path = tmp_path / "corpus.jsonl"
    path.write_text(
        '{"id": "a", "text": "' + "The mayor saw the town and Ahmed left it. " * 3 + '"}\n'
    )
    assert main([str(path)]) == 0
    printed = capsys.readouterr().out
    assert "names ahmed" in printed
    assert "town" in printed.split("capitals")[0]
