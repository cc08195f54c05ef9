"""Weights for a graphics processor: those that ship, as floats of 16 bits.

The weights ship as small integers, with which a product takes five steps that graphics processors
are slow at, or lack:

    DynamicQuantizeLinear -> MatMulInteger -> Cast -> Mul (by the product of two scales)

Here each becomes one product of floats, with what goes in and out cast before and after; tables of
which rows are looked up become floats too. All other steps stay as they are, in 32 bits. What the
small integers lose of what goes in is then not lost, so scores differ: a little, and everywhere.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from accordingto.errors import ConfigurationError
from accordingto.reader.network.wire import Fields, join_fields, read_number, split_fields

# Numbers of fields, as onnx.proto gives them.
_GRAPH, _NODES, _INITIALIZERS = 7, 1, 5
_INPUTS, _OUTPUTS, _NAME, _OPERATION, _ATTRIBUTES = 1, 2, 3, 4, 5
_DIMENSIONS, _TYPE, _FLOATS, _INTEGERS, _TENSOR_NAME, _RAW = 1, 2, 4, 5, 8, 9
_ATTRIBUTE_NAME, _ATTRIBUTE_INTEGER, _ATTRIBUTE_TYPE, _IS_INTEGER = 1, 3, 20, 2
_FLOAT, _HALF = 1, 10
_STORED = {1: "<f4", 2: "<u1", 3: "<i1"}
"""Types of tensors that are read here."""

Array = npt.NDArray[Any]


@dataclass(slots=True)
class _Node:
    operation: str
    inputs: list[str]
    outputs: list[str]
    raw: bytes


@dataclass
class _Graph:
    """A graph in which nodes are replaced, in their order."""

    nodes: list[_Node]
    tensors: Mapping[str, bytes]
    maker_of: dict[str, _Node] = field(init=False)
    users_of: dict[str, list[_Node]] = field(init=False)
    put: dict[int, list[bytes]] = field(default_factory=dict)
    """By the identity of a node: what stands in its place."""
    halves: dict[str, bytes] = field(default_factory=dict)
    """Tensors of 16 bits, by the name of what they were made of."""
    dropped: set[str] = field(default_factory=set)
    """Tensors that nobody needs any more."""

    def __post_init__(self) -> None:
        self.maker_of = {name: node for node in self.nodes for name in node.outputs}
        self.users_of = {}
        for node in self.nodes:
            for name in node.inputs:
                self.users_of.setdefault(name, []).append(node)

    def only_user(self, name: str, operation: str) -> _Node:
        """Return the one node that takes this, which has to be of a kind."""
        users = self.users_of.get(name, [])
        if len(users) != 1 or users[0].operation != operation:
            found = ", ".join(user.operation for user in users) or "nothing"
            raise _unknown(f"{name} is taken by {found}; expected one {operation}")
        return users[0]

    def replace(self, node: _Node, *others: bytes) -> None:
        self.put[id(node)] = list(others)

    def halve(self, name: str, scale: str, zero: str) -> str:
        """Make a table of 16 bits of small integers; return its name."""
        half = f"{name}_half"
        if half not in self.halves:
            whole, nought, factor = (
                self.array(one).astype(np.float32) for one in (name, zero, scale)
            )
            values = (whole - nought) * factor
            self.halves[half] = _tensor(half, values.astype(np.float16))
        self.dropped.update((name, scale, zero))
        return half

    def array(self, name: str) -> Array:
        return _array(name, self.tensors[name])


def halve(model: bytes) -> bytes:
    """Return a model of small integers as one of floats of 16 bits.

    Raises ConfigurationError when it is not made as those are that ship.
    """
    outer = split_fields(model)
    (place,) = [place for place, (number, _) in enumerate(outer) if number == _GRAPH]
    outer[place] = _GRAPH, _halve_graph(_bytes(outer[place][1]))
    return join_fields(outer)


def _halve_graph(raw: bytes) -> bytes:
    parts = split_fields(raw)
    nodes = [_node(_bytes(value)) for number, value in parts if number == _NODES]
    tensors = {
        _tensor_name(_bytes(value)): _bytes(value)
        for number, value in parts
        if number == _INITIALIZERS
    }
    graph = _Graph(nodes, tensors)
    for node in nodes:
        if node.operation == "MatMulInteger":
            _halve_product(graph, node)
        elif node.operation == "DequantizeLinear":
            _halve_table(graph, node)
    new: Fields = [(_NODES, one) for node in nodes for one in graph.put.get(id(node), [node.raw])]
    new += [part for part in parts if part[0] not in {_NODES, _INITIALIZERS}]
    kept = [raw for name, raw in tensors.items() if name not in graph.dropped]
    new += [(_INITIALIZERS, raw) for raw in (*kept, *graph.halves.values())]
    return join_fields(new)


def _halve_product(graph: _Graph, product: _Node) -> None:
    quantized, weights, _, zero = product.inputs
    scaling = graph.maker_of[quantized]
    cast = graph.only_user(product.outputs[0], "Cast")
    scaled = graph.only_user(cast.outputs[0], "Mul")
    (scales,) = [name for name in scaled.inputs if name != cast.outputs[0]]
    both = graph.maker_of[scales]
    (scale,) = [name for name in both.inputs if name not in scaling.outputs]
    whole, half = scaling.inputs[0], f"{scaling.inputs[0]}_half"
    out = scaled.outputs[0]
    table = graph.halve(weights, scale, zero)
    graph.replace(scaling, _cast(whole, half, _HALF))
    graph.replace(
        product,
        _make("MatMul", [half, table], f"{out}_half"),
        _cast(f"{out}_half", out, _FLOAT),
    )
    for node in (cast, scaled, both):
        graph.replace(node)


def _halve_table(graph: _Graph, restoring: _Node) -> None:
    """Look rows up in a table of floats; only looked-up rows are restored in what ships."""
    row, scale, zero = restoring.inputs
    look_up = graph.maker_of[row]
    if look_up.operation != "Gather" or look_up.inputs[0] not in graph.tensors:
        raise _unknown(f"{row} comes from {look_up.operation}; expected Gather from a table")
    table = graph.halve(look_up.inputs[0], scale, zero)
    attributes = [part for part in split_fields(look_up.raw) if part[0] == _ATTRIBUTES]
    graph.replace(look_up, _make("Gather", [table, look_up.inputs[1]], row, attributes))
    graph.replace(restoring, _cast(row, restoring.outputs[0], _FLOAT))


def _node(raw: bytes) -> _Node:
    parts = split_fields(raw)
    texts = {n: [_bytes(v).decode() for m, v in parts if m == n] for n in (1, 2, 4)}
    return _Node("".join(texts[_OPERATION]), texts[_INPUTS], texts[_OUTPUTS], raw)


def _make(
    operation: str, inputs: list[str], output: str, attributes: Fields | None = None
) -> bytes:
    named: Fields = [(_INPUTS, name.encode()) for name in inputs]
    named += [(_OUTPUTS, output.encode()), (_NAME, f"{output} {operation}".encode())]
    return join_fields([*named, (_OPERATION, operation.encode()), *(attributes or [])])


def _cast(name: str, output: str, kind: int) -> bytes:
    to: Fields = [
        (_ATTRIBUTE_NAME, b"to"),
        (_ATTRIBUTE_INTEGER, kind),
        (_ATTRIBUTE_TYPE, _IS_INTEGER),
    ]
    return _make("Cast", [name], output, [(_ATTRIBUTES, join_fields(to))])


def _tensor_name(raw: bytes) -> str:
    return b"".join(_bytes(value) for n, value in split_fields(raw) if n == _TENSOR_NAME).decode()


def _array(name: str, raw: bytes) -> Array:
    parts = split_fields(raw)
    shape = [value for number, value in parts if number == _DIMENSIONS]
    kind = next((_STORED.get(v) for n, v in parts if n == _TYPE and isinstance(v, int)), None)
    if kind is None:
        raise _unknown(f"{name} is of another type than small integers and floats")
    values = _values(parts, kind)
    return values.reshape([one for one in shape if isinstance(one, int)])


def _values(parts: Fields, kind: str) -> Array:
    for number, value in parts:
        if number in {_RAW, _FLOATS} and isinstance(value, bytes):
            return np.frombuffer(value, dtype=kind)
        if number == _INTEGERS and isinstance(value, bytes):
            return np.array(list(_small_integers(value)), dtype=np.int64).astype(kind)
    return np.zeros(0, dtype=kind)


def _small_integers(raw: bytes) -> Iterator[int]:
    at = 0
    while at < len(raw):
        number, at = read_number(raw, at)
        yield number - (1 << 64) if number >> 63 else number


def _tensor(name: str, values: Array) -> bytes:
    shape: Fields = [(_DIMENSIONS, size) for size in values.shape]
    raw = values.astype(values.dtype.newbyteorder("<")).tobytes()
    return join_fields([*shape, (_TYPE, _HALF), (_TENSOR_NAME, name.encode()), (_RAW, raw)])


def _bytes(value: int | bytes) -> bytes:
    if isinstance(value, int):
        raise _unknown("a number stands where a part was expected")
    return value


def _unknown(found: str) -> ConfigurationError:
    return ConfigurationError(
        f"the weights cannot be turned into floats of 16 bits: {found}; "
        "use --device cpu, or the weights that ship with this version"
    )
