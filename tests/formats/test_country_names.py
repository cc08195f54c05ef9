from accordingto.formats.country_names import country_code, country_name, country_number


def test_country_has_a_name_and_a_number():
    assert (country_name("SY"), country_number("SY")) == ("Syria", 760)


def test_code_that_is_no_country_stays_a_code():
    assert (country_name("XX"), country_number("XX"), country_name("")) == ("XX", None, "")


def test_number_leads_back_to_the_code():
    assert (country_code(760), country_code(1)) == ("SY", None)
