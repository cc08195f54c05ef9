"""A reader as it would run on a graphics processor, run on the processor."""

from functools import cache

from accordingto.gazetteer.index import Gazetteer
from accordingto.reader.devices import Device
from accordingto.reader.network import devices, model
from accordingto.reader.network.model import Model
from accordingto.reader.network.onnx import onnxruntime
from accordingto.reader.network.reader import network_reader

CPU, CUDA = "CPUExecutionProvider", "CUDAExecutionProvider"


class Pretending:
    """Stands for ONNX Runtime with CUDA; sessions run on the processor."""

    SessionOptions = onnxruntime.SessionOptions

    def __init__(self, known=(CUDA, CPU), works=True, error=None):
        self.known, self.works, self.error = list(known), works, error
        self.made, self.loaded = [], 0

    def get_available_providers(self):
        return self.known

    def preload_dlls(self):
        self.loaded += 1

    def InferenceSession(self, weights, options, *, providers):  # noqa: N802
        if self.error:
            raise self.error
        self.made.append((weights, options, providers))
        return _Session(weights, options, self.known if self.works else [CPU])


class _Session:
    def __init__(self, weights, options, providers):
        self._session = onnxruntime.InferenceSession(weights, options, providers=[CPU])
        self._providers = providers

    def run(self, outputs, inputs):
        return self._session.run(outputs, inputs)

    def get_providers(self):
        return self._providers


@cache
def shipped_reader():
    return network_reader(Gazetteer.open(), Model())


@cache
def halved_reader():
    kept = model.open_session
    model.open_session = lambda raw, device: devices.open_session(raw, device, Pretending())
    try:
        return network_reader(Gazetteer.open(), Model(device=Device.CUDA))
    finally:
        model.open_session = kept
