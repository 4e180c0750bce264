"""Occ3D mIoU in plain numpy, from files: what `sightline evaluate` is compared with.

    python3 benchmarks/occ3d_peer.py GT PRED [FRAMES]

Reads <scene>/<token>/labels.npz of both folders, counts (truth, prediction) pairs inside the camera mask with bincount, as the published
evaluator describes it (one thread, written for this comparison), and prints mIoU, frames per second of wall clock and of processor time,
for loading with counting and for counting alone.
"""
import glob
import os
import sys
import time

import numpy as np

gt, pred = sys.argv[1:3]
files = sorted(glob.glob(os.path.join(gt, "*", "*", "labels.npz")))[: int(sys.argv[3]) if len(sys.argv) > 3 else None]
hist = np.zeros((18, 18), np.int64)
counting = 0.0
wall, cpu = time.perf_counter(), time.process_time()
for file in files:
    truth = np.load(file)
    labels, mask = truth["semantics"], truth["mask_camera"].astype(bool)
    guess = np.load(os.path.join(pred, os.path.relpath(file, gt)))["semantics"]
    began = time.process_time()
    t, p = labels[mask].astype(int), guess[mask].astype(int)
    kept = t < 18
    hist += np.bincount(18 * t[kept] + p[kept], minlength=324).reshape(18, 18)
    counting += time.process_time() - began
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
hit = np.diag(hist)
with np.errstate(invalid="ignore"):
    iou = hit / (hist.sum(0) + hist.sum(1) - hit)
print(f"numpy: mIoU {np.nanmean(iou[:17]):.10f}, {len(files)} frames, {len(files) / wall:.1f}/s of wall clock, "
      f"{len(files) / cpu:.1f}/s of processor time, counting alone {len(files) / counting:.1f}/s")
