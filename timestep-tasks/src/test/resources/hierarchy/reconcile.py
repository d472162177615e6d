# Writes reconcile.csv: forecasts reconciled by the formulas as their authors print them, with the
# whole matrices S and W, for ReconcilerTest. Made with Python 3 and NumPy:
#
#   python3 reconcile.py > reconcile.csv
#
# The hierarchies, forecasts and errors are made here. Each line: hierarchy, what, node or method,
# numbers. The shrinkage is that of R's package hts (shrink.estim), written for matrices.
import numpy as np

draw = np.random.RandomState(14)
STEPS = 3
REGION = ["north", "north", "north", "south", "south", "west", "west"]
PRODUCT = ["tea", "tea", "rice", "tea", "rice", "rice", "rice"]


def rows(labels):
    return [[1.0 if label == group else 0.0 for label in labels] for group in dict.fromkeys(labels)]


leaves = np.eye(len(REGION))
total = [[1.0] * len(REGION)]
pairs = [a + b for a, b in zip(REGION, PRODUCT)]
HIERARCHIES = {
    "nested": np.vstack([total, rows(REGION), leaves]),
    # west x rice has the leaves of west and is not a row of its own, nor is a pair with one leaf.
    "crossed": np.vstack(
        [total, rows(REGION), rows(PRODUCT), [r for r in rows(pairs) if sum(r) > 1 and r != rows(REGION)[2]], leaves]
    ),
}


def shrunk(errors):
    """errors: [case][node]"""
    n = len(errors)
    cov = errors.T @ errors / n
    x = errors / np.sqrt(np.diag(cov))
    cor = x.T @ x / n
    v = ((x**2).T @ (x**2) - (x.T @ x) ** 2 / n) / (n * (n - 1))
    np.fill_diagonal(v, 0)
    d = (cor - np.eye(len(cor))) ** 2
    share = max(min(v.sum() / d.sum(), 1), 0)
    return share, share * np.diag(np.diag(cov)) + (1 - share) * cov


def reconcile(S, W, base):
    inverse = np.linalg.inv(W)
    return S @ np.linalg.solve(S.T @ inverse @ S, S.T @ inverse @ base)


def line(*cells, numbers):
    print(*cells, *("%.15g" % v for v in np.ravel(numbers)), sep=",")


for name, S in HIERARCHIES.items():
    m, n = S.shape
    for cases in (40, 6):
        key = "%s-%d" % (name, cases)
        bottom = draw.gamma(3, 40, size=(n, STEPS))
        base = np.round(S @ bottom + draw.normal(size=(m, STEPS)) * 8 * np.sqrt(S.sum(1))[:, None], 3)
        shared = draw.normal(size=(cases, 1))
        errors = np.round((draw.normal(size=(cases, n)) * 10 + 6 * shared) @ S.T + draw.normal(size=(cases, m)) * 4, 3)
        for node in range(m):
            line(key, "base", node, numbers=base[node])
            line(key, "errors", node, numbers=errors[:, node])
        share, cov = shrunk(errors)
        line(key, "share", "", numbers=share)
        squares = (errors**2).mean(0)
        methods = {
            "OLS": np.eye(m),
            "WLS_STRUCT": np.diag(S.sum(1)),
            "WLS_VARIANCE": np.diag(squares),
            "MINT_SHRINK": cov,
        }
        for method, W in methods.items():
            line(key, "reconciled", method, numbers=reconcile(S, W, base))
        line(key, "reconciled", "BOTTOM_UP", numbers=S @ base[m - n :])
