"""numpy's side of `benchmarks/run dtof`: 30,000 x 128 histograms, one thread, CPU time, least of many rounds.

Log-matched filter as one 128 x 128 product and a parabola (range only, one template q = 30); the same over a grid of eight
places a bin; argmax; Poisson draws; first photons as a binomial a bin. Draws are its own, at the rates of the Java side.
"""
import os

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
import math
import time

import numpy as np

ZONES, BINS, SIGMA, SIGNAL, BACKGROUND = 30_000, 128, 0.4247 / 0.25, 100.0, 100.0 / 128
rng = np.random.default_rng(1)
erf = np.vectorize(math.erf)


def masses(t):
    """Share of the light in each bin, [places][bins]."""
    edges = (np.arange(BINS + 1)[None, :] - t[:, None]) / SIGMA
    return np.diff(0.5 * (1 + erf(edges / math.sqrt(2))), axis=1)


def least(name, rounds, work, zones=ZONES):
    best = 1e9
    for _ in range(rounds):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    print(f"numpy {name:44s} {best * 1e3:9.2f} ms  {zones / best * 1e-6:7.3f} M zones/s")


place = BINS * rng.uniform(0.1, 0.9, ZONES)
mean = SIGNAL * masses(place) + BACKGROUND
counts = rng.poisson(mean).astype(np.uint16)
offset = np.arange(BINS)[:, None] - np.arange(BINS)[None, :]
shape = np.exp(-0.5 * (offset / SIGMA) ** 2)
bank = np.log1p(30 * shape)
bank[bank < 1e-6] = 0
bank = bank.astype(np.float32)
centres = (np.arange(8 * BINS) + 0.5) / 8
grid = np.log1p(SIGNAL * masses(centres) / BACKGROUND).T.astype(np.float32)
grid[grid < 1e-6] = 0
rows = np.arange(ZONES)


def matched():
    score = counts.astype(np.float32) @ bank
    k = np.clip(score.argmax(axis=1), 1, BINS - 2)
    left, top, right = score[rows, k - 1], score[rows, k], score[rows, k + 1]
    return k + 0.5 + 0.5 * (left - right) / (left - 2 * top + right)


def on_grid():
    return centres[(counts.astype(np.float32) @ grid).argmax(axis=1)]


few = ZONES // 10
rates = np.full((few, BINS), 0.3 / BINS) + 0.3 * masses(place[:few])


def first_photons():
    left = np.full(few, 2000)
    out = np.empty((few, BINS), np.int64)
    for k in range(BINS):
        out[:, k] = rng.binomial(left, -np.expm1(-rates[:, k]))
        left = left - out[:, k]
    return out


least("log-matched filter + parabola (range only)", 40, matched)
least("maximum likelihood on 8 places a bin", 8, on_grid)
least("Poisson draws of given means", 4, lambda: rng.poisson(mean))
least("first photons, 2,000 cycles", 4, first_photons, few)
error = matched() - place
error = error[np.abs(error) < 4]
print(f"numpy RMSE of the matched filter {np.sqrt(np.mean(error**2)) * 250:.2f} ps")
