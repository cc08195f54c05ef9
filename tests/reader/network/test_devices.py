"""The choice of a device. No test runs on a graphics processor: a stand-in tells what is asked."""

import pytest

from accordingto.errors import ConfigurationError
from accordingto.reader.devices import Device
from accordingto.reader.network.devices import open_session
from accordingto.reader.network.halves import halve
from accordingto.reader.network.model import FOLDER
from accordingto.reader.network.onnx import onnxruntime
from tests.reader.network.halved import CPU, CUDA, Pretending

TO_DO = r"expected onnxruntime-gpu instead of onnxruntime.*nvidia-smi.*docs/howto-gpu.md"


@pytest.fixture(scope="module")
def weights():
    return (FOLDER / "network.onnx").read_bytes()


def test_weights_run_on_the_processor_as_they_ship(weights):
    runtime = Pretending()
    open_session(weights, Device.CPU, runtime)
    ((raw, options, providers),) = runtime.made
    assert (raw, providers, runtime.loaded) == (weights, [CPU], 0)
    assert (options.intra_op_num_threads, options.inter_op_num_threads) == (1, 1)


def test_on_a_graphics_processor_weights_are_of_16_bits_and_products_of_32_exact(weights):
    runtime = Pretending()
    open_session(weights, Device.CUDA, runtime)
    ((raw, _, providers),) = runtime.made
    assert raw == halve(weights)
    assert providers == [(CUDA, {"use_tf32": "0"}), CPU]
    assert runtime.loaded == 1


def test_library_without_cuda_is_told_with_what_to_do(weights):
    with pytest.raises(ConfigurationError, match=rf"runs on {CPU} alone; {TO_DO}"):
        open_session(weights, Device.CUDA, Pretending(known=[CPU]))


def test_installed_library_runs_on_what_it_has_or_tells(weights):
    if CUDA in onnxruntime.get_available_providers():
        assert CUDA in open_session(weights, Device.CUDA).get_providers()
    else:
        with pytest.raises(ConfigurationError, match=TO_DO):
            open_session(weights, Device.CUDA)


def test_session_that_runs_elsewhere_in_silence_is_refused(weights):
    with pytest.raises(ConfigurationError, match=rf"no graphics processor or no lib.*{TO_DO}"):
        open_session(weights, Device.CUDA, Pretending(works=False))


@pytest.mark.parametrize(
    ("error", "told"),
    [(RuntimeError("no kernel\nimage"), r"\(no kernel\)"), (ValueError(), r"\(ValueError\)")],
)
def test_failure_of_the_library_is_one_line(weights, error, told):
    with pytest.raises(ConfigurationError, match=rf"could not be started {told}; {TO_DO}"):
        open_session(weights, Device.CUDA, Pretending(error=error))


@pytest.mark.parametrize(("device", "mark"), [(Device.CPU, ""), (Device.CUDA, "+cuda.fp16")])
def test_device_marks_the_version_of_the_reader(device, mark):
    assert device.mark == mark
