"""CPU from nothing to the first filing, of our zip and of the one that Chalice packs by itself."""

import uuid
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tools.bench.door import event_of
from tools.bench.stage import Stage
from tools.client import Json
from tools.lambda_harness import Function, lay_out_runtime_client, unpack
from tools.package import Package

ROUNDS = 15
MOST_RATIO = 0.55


@dataclass(frozen=True, slots=True)
class ColdStart:
    """The medians, in milliseconds of CPU, and the sizes of both zips in MB."""

    ours: float
    stock: float
    our_size: float
    stock_size: float

    @property
    def ratio(self) -> float:
        """How much of the stock zip's CPU we need."""
        return self.ours / self.stock


class FilingFailedError(Exception):
    """The function answered, and not with a case."""


def measure(stage: Stage, packaged: Package, complaint: Json, *, rounds: int = ROUNDS) -> ColdStart:
    """Start both by turns; each time a new process files one case and ends."""
    with TemporaryDirectory() as place:
        ours = unpack(packaged.zip, Path(place) / "ours")
        stock = unpack(packaged.stock_zip, Path(place) / "stock")
        runtime_client = lay_out_runtime_client(Path(place) / "runtime")
        took: dict[Path, list[float]] = {ours: [], stock: []}
        for _ in range(rounds):
            for task_root, seconds in took.items():
                with Function(task_root, runtime_client, environment=stage.settings()) as function:
                    _file(function, stage, complaint)
                    seconds.append(function.cpu_seconds())
    return ColdStart(
        ours=median(took[ours]) * 1e3,
        stock=median(took[stock]) * 1e3,
        our_size=packaged.zip.stat().st_size / 1e6,
        stock_size=packaged.stock_zip.stat().st_size / 1e6,
    )


def _file(function: Function, stage: Stage, complaint: Json) -> None:
    headers = {"Authorization": f"Bearer {stage.citizen.token}", "Idempotency-Key": str(uuid.uuid4())}
    answer = function.invoke(event_of("POST", "/v1/cases", complaint, headers=headers))
    if answer["statusCode"] != HTTPStatus.CREATED:
        raise FilingFailedError(answer["body"])
