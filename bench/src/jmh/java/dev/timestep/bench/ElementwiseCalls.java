package dev.timestep.bench;

import dev.timestep.kernel.Kernels;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The kernels that are not matrix products, each as a call on streams of one array. A stream begins
 * at {@code at[s]} and is {@code n} floats long; the last one holds squares.
 */
final class ElementwiseCalls {

  static final int STREAMS = 9;

  /** Columns where a kernel needs rows; a part of every size that is measured. */
  static final int COLUMNS = 64;

  /** A kernel on its streams; returns what the kernel returns, or 0. */
  @FunctionalInterface
  interface Call {
    double on(Kernels kernels, float[] x, int[] at, int n);
  }

  private interface Silent {
    void on(Kernels kernels, float[] x, int[] at, int n);
  }

  private final Map<String, Call> calls = new LinkedHashMap<>();

  private ElementwiseCalls() {}

  /** By the name of the kernel's method. */
  static Map<String, Call> all() {
    ElementwiseCalls all = new ElementwiseCalls();
    all.activations();
    all.arithmetic();
    all.reductions();
    all.cells();
    all.rowsAndUpdates();
    return all.calls;
  }

  private void add(String name, Silent call) {
    calls.put(
        name,
        (k, x, at, n) -> {
          call.on(k, x, at, n);
          return 0;
        });
  }

  private void activations() {
    add("sigmoid", (k, x, at, n) -> k.activations().sigmoid(n, x, at[0], x, at[1]));
    add("tanh", (k, x, at, n) -> k.activations().tanh(n, x, at[0], x, at[1]));
    add("relu", (k, x, at, n) -> k.activations().relu(n, x, at[0], x, at[1]));
    add("exp", (k, x, at, n) -> k.exponentials().exp(n, x, at[0], x, at[1]));
    add("softplus", (k, x, at, n) -> k.exponentials().softplus(n, 1f, x, at[0], x, at[1]));
    add(
        "sigmoidBackward",
        (k, x, at, n) -> k.activations().sigmoidBackward(n, x, at[0], x, at[1], x, at[2]));
    add(
        "tanhBackward",
        (k, x, at, n) -> k.activations().tanhBackward(n, x, at[0], x, at[1], x, at[2]));
    add(
        "reluBackward",
        (k, x, at, n) -> k.activations().reluBackward(n, x, at[0], x, at[1], x, at[2]));
  }

  private void arithmetic() {
    add("add", (k, x, at, n) -> k.elementwise().add(n, x, at[0], x, at[1], x, at[2]));
    add("multiply", (k, x, at, n) -> k.elementwise().multiply(n, x, at[0], x, at[1], x, at[2]));
    add("subtract", (k, x, at, n) -> k.elementwise().subtract(n, x, at[0], x, at[1], x, at[2]));
    add(
        "divide",
        (k, x, at, n) -> k.elementwise().divide(n, x, at[0], x, at[STREAMS - 1], x, at[2]));
    add("maximum", (k, x, at, n) -> k.elementwise().maximum(n, x, at[0], x, at[1], x, at[2]));
    add("minimum", (k, x, at, n) -> k.elementwise().minimum(n, x, at[0], x, at[1], x, at[2]));
    add("clamp", (k, x, at, n) -> k.elementwise().clamp(n, -0.5f, 0.5f, x, at[0], x, at[1]));
    add(
        "multiplyAddRest",
        (k, x, at, n) -> k.elementwise().multiplyAddRest(n, x, at[0], x, at[1], x, at[2]));
    add(
        "multiplyAdd",
        (k, x, at, n) -> k.elementwise().multiplyAdd(n, x, at[0], x, at[1], x, at[2]));
    add("blend", (k, x, at, n) -> k.elementwise().blend(n, x, at[0], x, at[1], x, at[2], x, at[3]));
    add(
        "blendBackward",
        (k, x, at, n) ->
            k.elementwise()
                .blendBackward(
                    n, x, at[0], x, at[1], x, at[2], x, at[3], x, at[4], x, at[5], x, at[6]));
    add(
        "addWhere",
        (k, x, at, n) -> k.elementwise().addWhere(n, true, x, at[0], x, at[1], x, at[2], x, at[3]));
    add(
        "clampBackward",
        (k, x, at, n) ->
            k.elementwise().clampBackward(n, -0.5f, 0.5f, x, at[0], x, at[1], x, at[2]));
    add("axpy", (k, x, at, n) -> k.elementwise().axpy(n, 0.5f, x, at[0], x, at[1]));
    add(
        "addScaledExp",
        (k, x, at, n) -> k.exponentials().addScaledExp(n, 0.1f, 1f, x, at[0], x, at[1]));
    // Not a number that lets what is scaled again and again vanish or grow.
    add("scale", (k, x, at, n) -> k.elementwise().scale(n, -1f, x, at[0]));
  }

  private void reductions() {
    calls.put("sum", (k, x, at, n) -> k.reductions().sum(n, x, at[0]));
    calls.put("dot", (k, x, at, n) -> k.reductions().dot(n, x, at[0], x, at[1]));
    calls.put("max", (k, x, at, n) -> k.reductions().max(n, x, at[0]));
    calls.put("sumExp", (k, x, at, n) -> k.exponentials().sumExp(n, 1f, x, at[0]));
    calls.put("sumOfSquares", (k, x, at, n) -> k.reductions().sumOfSquares(n, x, at[0]));
  }

  private void cells() {
    add(
        "lstmForward",
        (k, x, at, n) ->
            k.cells().lstmForward(n, x, at[0], at[1], at[2], at[3], x, at[4], x, at[5], x, at[6]));
    add(
        "lstmBackward",
        (k, x, at, n) ->
            k.cells()
                .lstmBackward(
                    n, x, at[0], at[1], at[2], at[3], x, at[4], x, at[5], x, at[6], x, at[7]));
    add(
        "gruForward",
        (k, x, at, n) ->
            k.cells().gruForward(n, x, at[0], at[1], at[2], at[3], x, at[4], x, at[5]));
    add(
        "gruBackward",
        (k, x, at, n) ->
            k.cells().gruBackward(n, x, at[0], at[1], at[2], at[3], x, at[4], x, at[5]));
  }

  private void rowsAndUpdates() {
    add(
        "broadcastRow",
        (k, x, at, n) -> k.rows().broadcastRow(n / COLUMNS, COLUMNS, x, at[0], x, at[1], COLUMNS));
    add(
        "addColumnSums",
        (k, x, at, n) -> k.rows().addColumnSums(n / COLUMNS, COLUMNS, x, at[0], COLUMNS, x, at[1]));
    add(
        "normalize",
        (k, x, at, n) -> k.rows().normalize(n, 1e-5f, x, at[0], x, at[1], x, at[2], x, at[3]));
    add(
        "normalizeBackward",
        (k, x, at, n) ->
            k.rows().normalizeBackward(n, 1e-5f, x, at[0], x, at[1], x, at[2], x, at[3], x, at[4]));
    add(
        "softmaxRows",
        (k, x, at, n) ->
            k.rows()
                .softmaxRows(n / COLUMNS, COLUMNS, x, at[0], COLUMNS, x, at[1], COLUMNS, x, at[2]));
    add(
        "adam",
        (k, x, at, n) ->
            k.elementwise()
                .adam(
                    n,
                    x,
                    at[0],
                    x,
                    at[1],
                    x,
                    at[2],
                    x,
                    at[STREAMS - 1],
                    0.9f,
                    0.999f,
                    1e-6f,
                    0.1f,
                    0f));
  }
}
