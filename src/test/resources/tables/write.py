"""Writes the tables beside it, as pandas, PyArrow, MATLAB 7.3 and h5py do.

Needs pandas, pyarrow and h5py. MATLAB itself was not at hand: its files are HDF5 behind 512 bytes, with indices in the
other order and the class of each array in an attribute, as its documentation of version 7.3 says.
"""

import datetime
import decimal

import h5py
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

X = np.array([[0.5, -1.25], [1.5, 2], [-3, 0.25], [4, 0.001]])
Y = np.array([0, 1, 0, 1])

frame = pd.DataFrame({"a": X[:, 0], "b": X[:, 1], "y": Y})
frame.to_parquet("pandas.parquet")
frame.to_parquet("zstd.parquet", compression="zstd")
frame.to_parquet("gzip.parquet", compression="gzip")
frame.to_parquet("plain.parquet", compression=None)
frame.to_parquet("brotli.parquet", compression="brotli")
frame.to_parquet("lz4.parquet", compression="lz4")
pd.DataFrame({"label": [0, 1, 0], "text": ["stocks fall", "a goal", "rates rise"]}).to_parquet("texts.parquet")
pq.write_table(
    pa.table({"a": pa.array([0.5, 1.5]), "y": pa.array([b"no", b"yes"], pa.binary())}), "bytes-as-words.parquet"
)
frame.set_index(pd.Index([7, 8, 11, 12])).to_parquet("index.parquet")
frame.set_index(pd.Index([0.5, 1.0, 2.0, 4.0], name="when")).to_parquet("named-index.parquet")
frame.set_axis(["0.1", "0.2", "label"], axis=1).to_parquet("numbers-as-names.parquet")
frame.assign(y=["no", "yes", "no", "yes"]).to_parquet("words.parquet")
pd.DataFrame({"a": [1.5, None, 2.5, 3.5], "y": Y}).to_parquet("missing.parquet")
pd.DataFrame({"a": [1.5, None, 2.5], "y": [0.0, None, 1.0]}).to_parquet("empty-row.parquet")
pd.DataFrame({"thousand": [1.125, 2.25, 3.5], "y": [0, 1, 0]}).to_parquet("thousands.parquet")
pd.DataFrame(
    {
        "half": np.array([1.5, -2, 0.25], dtype=np.float16),
        "single": np.array([0.1, 2, 3], dtype=np.float32),
        "small": np.array([1, -2, 3], dtype=np.int8),
        "unsigned": np.array([1, 2, 2**32 - 1], dtype=np.uint32),
        "long": np.array([1, 2, 2**64 - 1], dtype=np.uint64),
        "decimal": [decimal.Decimal("1.50"), decimal.Decimal("0"), decimal.Decimal("-2.25")],
        "flag": [True, False, True],
        "word": ["a", 'b, "c"', "é"],
        "kind": pd.Categorical(["u", "v", "u"]),
        "day": [datetime.date(2026, 1, 1), datetime.date(2026, 1, 2), datetime.date(2026, 1, 3)],
        "moment": pd.to_datetime(["2026-01-01 00:00:00", "2026-01-01 12:30:00.25", "2026-01-02 00:00:00"], format="ISO8601"),
        "utc": pd.to_datetime(["2026-01-01", "2026-01-02", "2026-01-03"]).tz_localize("UTC"),
        "clock": [datetime.time(1, 2, 3), datetime.time(4, 5), datetime.time(6)],
        "list": [[1, 2], [3], []],
        "record": [{"p": 1}, {"p": 2}, {"p": 3}],
        "bytes": [b"ab", b"\xff", b""],
        "y": [0.5, 1.5, 2.5],
    }
).to_parquet("types.parquet")
pd.DataFrame(
    {
        "series": ["p", "p", "p", "q", "q"],
        "time": pd.to_datetime(["2026-01-01", "2026-01-02", "2026-01-04", "2026-01-01", "2026-01-03"]),
        "height": [1.0, 2.0, 4.0, -1.0, -3.0],
    }
).to_parquet("series.parquet")


def matlab(name, arrays, classes=None):
    """An array by its name, in MATLAB's order of indices."""
    with h5py.File(name, "w", userblock_size=512) as file:
        for key, array in arrays.items():
            packed = {"chunks": True, "compression": "gzip", "shuffle": True} if array.size > 1000 else {}
            data = file.create_dataset(key, data=array.T, **packed)
            usual = {"float64": "double", "float32": "single"}.get(array.dtype.name, array.dtype.name)
            data.attrs["MATLAB_class"] = np.bytes_((classes or {}).get(key, usual))
    with open(name, "r+b") as file:
        text = b"MATLAB 7.3 MAT-file, Platform: GLNXA64, Created on: Mon Nov 30 12:00:00 2026 HDF5 schema 1.00 ."
        file.write(text.ljust(116) + bytes(8) + b"\x00\x02IM")


matlab("v73.mat", {"X": X, "y": Y.astype(float).reshape(-1, 1)})
matlab("v73-table.mat", {"data": np.column_stack([X, Y])})
matlab("v73-row.mat", {"X": X, "y": Y.astype(np.uint8).reshape(1, -1)})
matlab("v73-words.mat", {"X": X, "y": np.array([[110, 111]], dtype=np.uint16)}, {"y": "char"})
matlab("v73-large.mat", {"X": np.repeat(X, 500, axis=0), "y": np.repeat(Y, 500).reshape(-1, 1)})
digits = np.arange(2 * 3 * 3 * 4, dtype=np.uint8).reshape(2, 3, 3, 4)
matlab("v73-digits.mat", {"X": digits, "y": np.array([[1], [10], [2], [3]], dtype=np.uint8)})

with h5py.File("h5py.h5", "w") as file:
    file["x"] = X
    file["y"] = Y
with h5py.File("h5py-packed.h5", "w") as file:
    file.create_dataset("x", data=np.repeat(X, 500, axis=0), compression="lzf", chunks=(100, 2))
    file.create_dataset("y", data=np.repeat(Y, 500), compression="gzip", shuffle=True, fletcher32=True)
with h5py.File("h5py-flags.h5", "w") as file:
    file["x"] = X
    file["y"] = Y.astype(bool)
with h5py.File("h5py-groups.h5", "w") as file:
    file["model/weights"] = X
