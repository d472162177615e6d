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
    add("sigmoid", (k, x, at, n) -> k.sigmoid(n, x, at[0], x, at[1]));
    add("tanh", (k, x, at, n) -> k.tanh(n, x, at[0], x, at[1]));
    add("relu", (k, x, at, n) -> k.relu(n, x, at[0], x, at[1]));
    add("exp", (k, x, at, n) -> k.exp(n, x, at[0], x, at[1]));
    add("softplus", (k, x, at, n) -> k.softplus(n, 1f, x, at[0], x, at[1]));
    add("sigmoidBackward", (k, x, at, n) -> k.sigmoidBackward(n, x, at[0], x, at[1], x, at[2]));
    add("tanhBackward", (k, x, at, n) -> k.tanhBackward(n, x, at[0], x, at[1], x, at[2]));
    add("reluBackward", (k, x, at, n) -> k.reluBackward(n, x, at[0], x, at[1], x, at[2]));
  }

  private void arithmetic() {
    add("add", (k, x, at, n) -> k.add(n, x, at[0], x, at[1], x, at[2]));
    add("multiply", (k, x, at, n) -> k.multiply(n, x, at[0], x, at[1], x, at[2]));
    add("subtract", (k, x, at, n) -> k.subtract(n, x, at[0], x, at[1], x, at[2]));
    add("divide", (k, x, at, n) -> k.divide(n, x, at[0], x, at[STREAMS - 1], x, at[2]));
    add("maximum", (k, x, at, n) -> k.maximum(n, x, at[0], x, at[1], x, at[2]));
    add("minimum", (k, x, at, n) -> k.minimum(n, x, at[0], x, at[1], x, at[2]));
    add("clamp", (k, x, at, n) -> k.clamp(n, -0.5f, 0.5f, x, at[0], x, at[1]));
    add("multiplyAddRest", (k, x, at, n) -> k.multiplyAddRest(n, x, at[0], x, at[1], x, at[2]));
    add("multiplyAdd", (k, x, at, n) -> k.multiplyAdd(n, x, at[0], x, at[1], x, at[2]));
    add("blend", (k, x, at, n) -> k.blend(n, x, at[0], x, at[1], x, at[2], x, at[3]));
    add(
        "blendBackward",
        (k, x, at, n) ->
            k.blendBackward(
                n, x, at[0], x, at[1], x, at[2], x, at[3], x, at[4], x, at[5], x, at[6]));
    add("addWhere", (k, x, at, n) -> k.addWhere(n, true, x, at[0], x, at[1], x, at[2], x, at[3]));
    add(
        "clampBackward",
        (k, x, at, n) -> k.clampBackward(n, -0.5f, 0.5f, x, at[0], x, at[1], x, at[2]));
    add("axpy", (k, x, at, n) -> k.axpy(n, 0.5f, x, at[0], x, at[1]));
    add("addScaledExp", (k, x, at, n) -> k.addScaledExp(n, 0.1f, 1f, x, at[0], x, at[1]));
    // Not a number that lets what is scaled again and again vanish or grow.
    add("scale", (k, x, at, n) -> k.scale(n, -1f, x, at[0]));
  }

  private void reductions() {
    calls.put("sum", (k, x, at, n) -> k.sum(n, x, at[0]));
    calls.put("dot", (k, x, at, n) -> k.dot(n, x, at[0], x, at[1]));
    calls.put("max", (k, x, at, n) -> k.max(n, x, at[0]));
    calls.put("sumExp", (k, x, at, n) -> k.sumExp(n, 1f, x, at[0]));
    calls.put("sumOfSquares", (k, x, at, n) -> k.sumOfSquares(n, x, at[0]));
  }

  private void cells() {
    add(
        "lstmForward",
        (k, x, at, n) ->
            k.lstmForward(n, x, at[0], at[1], at[2], at[3], x, at[4], x, at[5], x, at[6]));
    add(
        "lstmBackward",
        (k, x, at, n) ->
            k.lstmBackward(
                n, x, at[0], at[1], at[2], at[3], x, at[4], x, at[5], x, at[6], x, at[7]));
    add(
        "gruForward",
        (k, x, at, n) -> k.gruForward(n, x, at[0], at[1], at[2], at[3], x, at[4], x, at[5]));
    add(
        "gruBackward",
        (k, x, at, n) -> k.gruBackward(n, x, at[0], at[1], at[2], at[3], x, at[4], x, at[5]));
  }

  private void rowsAndUpdates() {
    add(
        "broadcastRow",
        (k, x, at, n) -> k.broadcastRow(n / COLUMNS, COLUMNS, x, at[0], x, at[1], COLUMNS));
    add(
        "addColumnSums",
        (k, x, at, n) -> k.addColumnSums(n / COLUMNS, COLUMNS, x, at[0], COLUMNS, x, at[1]));
    add(
        "normalize",
        (k, x, at, n) -> k.normalize(n, 1e-5f, x, at[0], x, at[1], x, at[2], x, at[3]));
    add(
        "normalizeBackward",
        (k, x, at, n) ->
            k.normalizeBackward(n, 1e-5f, x, at[0], x, at[1], x, at[2], x, at[3], x, at[4]));
    add(
        "softmaxRows",
        (k, x, at, n) ->
            k.softmaxRows(n / COLUMNS, COLUMNS, x, at[0], COLUMNS, x, at[1], COLUMNS, x, at[2]));
    add(
        "adam",
        (k, x, at, n) ->
            k.adam(
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
