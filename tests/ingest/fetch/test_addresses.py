from ipaddress import ip_address, ip_network

import pytest

from accordingto.ingest.fetch.addresses import load_networks, refuse_inner

NETWORKS = load_networks()
HELD = [(holds, network) for network in NETWORKS for holds in network.holds]


@pytest.mark.parametrize(("holds", "network"), HELD, ids=[holds for holds, _ in HELD])
def test_address_of_an_inner_network_is_refused_by_its_name(holds, network):
    assert ip_address(holds.partition("%")[0]) in ip_network(network.range)
    assert refuse_inner(ip_address(holds)) == network.name


@pytest.mark.parametrize("network", NETWORKS, ids=lambda network: network.range)
def test_first_and_last_address_of_each_network_are_refused(network):
    whole = ip_network(network.range)
    assert refuse_inner(whole[0])
    assert refuse_inner(whole[-1])


@pytest.mark.parametrize(
    "public",
    [
        "1.1.1.1",
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.169.0.1",
        "223.255.255.255",
        "2606:4700:4700::1111",
        "2a00:1450:4001::200e",
        "2001:200::1",
    ],
)
def test_address_of_a_public_server_is_asked(public):
    assert refuse_inner(ip_address(public)) is None


@pytest.mark.parametrize("address", ["1::1", "4000::1", "8000::1", "64:ff9c::1", "64:ff9b:2::1"])
def test_what_is_not_known_to_be_public_is_refused(address):
    assert refuse_inner(ip_address(address)) == "no public address"


@pytest.mark.parametrize("address", ["2a00:1450::5efe:10.0.0.1", "2a00:1450::200:5efe:7f00:1"])
def test_ipv4_address_inside_a_public_prefix_is_refused(address):
    assert refuse_inner(ip_address(address)) == "IPv4 inside IPv6 (ISATAP)"
