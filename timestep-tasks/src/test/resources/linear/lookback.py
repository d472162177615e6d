# Writes lookback.csv: DLinear and NLinear of Zeng et al. (2023) as least squares with a penalty,
# each written out as its authors draw it, for LookbackRidgeTest. Made with Python 3 and NumPy:
#
#   python3 lookback.py > lookback.csv
#
# The series is made here; its values are the first line. Each further line: form, penalty, step by
# step the forecasts at the last origin.
import numpy as np

L, H, KERNEL = 30, 4, 25
draw = np.random.RandomState(7)
y = 20 + 3 * np.sin(np.arange(150) * 0.9) + np.cumsum(draw.normal(size=150)) * 0.4
y = np.round(y, 6)
first, last = L, 120 - H  # origins of the training windows
origins = np.arange(first, last + 1)
unit = y[first - L : last + 1].std()


def window(origin):
    return y[origin - L : origin]  # the oldest row first


def trend(x):
    """A moving average, the ends repeated."""
    side = (KERNEL - 1) // 2
    padded = np.concatenate([np.repeat(x[0], side), x, np.repeat(x[-1], side)])
    return np.array([padded[i : i + KERNEL].mean() for i in range(L)])


def dlinear(x):
    t = trend(x)
    return np.concatenate([t, x - t]), 0.0


def nlinear(x):
    return x[:-1] - x[-1], x[-1]


def forecast(form, penalty, origin):
    features = np.array([form(window(t))[0] for t in origins]) / unit
    kept = np.array([form(window(t))[1] for t in origins])
    n = len(origins)
    x, offset = form(window(origin))
    result = []
    for h in range(H):
        target = (y[origins + h] - kept) / unit
        mean, middle = features.mean(0), target.mean()
        a = features - mean
        w = np.linalg.solve(a.T @ a + penalty * n * np.eye(a.shape[1]), a.T @ (target - middle))
        result.append(offset + unit * (middle + (x / unit - mean) @ w))
    return result


print("values,," + ",".join("%.6f" % v for v in y))
for name, form in (("DLINEAR", dlinear), ("NLINEAR", nlinear)):
    for penalty in (1e-4, 1e-2, 1.0):
        print(name, "%g" % penalty, *("%.15g" % v for v in forecast(form, penalty, 140)), sep=",")
