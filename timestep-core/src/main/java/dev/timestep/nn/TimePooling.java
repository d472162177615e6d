package dev.timestep.nn;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.RealStepsOp;
import dev.timestep.autograd.RowOps;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.TimePoolOp;
import dev.timestep.autograd.TimeWindow;
import dev.timestep.autograd.Variable;
import dev.timestep.nn.cell.Weights;
import dev.timestep.tensor.Shape;
import dev.timestep.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/**
 * Sequences made shorter, or one value: the largest, the mean or the last of the steps of a window,
 * feature by feature.
 *
 * <p>Over whole sequences [time, batch, n] becomes [batch, n] (Keras' GlobalMaxPooling1D,
 * GlobalAveragePooling1D); over windows it becomes [time′, batch, n] (MaxPooling1D,
 * AveragePooling1D). Only a sequence's real steps count, so the mean is over its own length; a
 * sequence of length 0 gives zeros. It has no parameters.
 *
 * <p>Over whole sequences it runs step by step, each answer being that of the steps so far; its
 * state is {@code max}, {@code sum} and {@code count}, or {@code last}.
 */
public final class TimePooling implements Layer {
  private static final String MAX = "max";
  private static final String SUM = "sum";
  private static final String COUNT = "count";
  private static final String LAST = "last";

  private final TimePoolingConfig config;
  private final int features;

  /** A layer over sequences of this width. */
  public TimePooling(TimePoolingConfig config, int features) {
    Weights.checkFeatures("TimePooling", features);
    this.config = config;
    this.features = features;
  }

  @Override
  public String kind() {
    return config.kind();
  }

  @Override
  public SequencedMap<String, Parameter> parameters() {
    return new LinkedHashMap<>();
  }

  @Override
  public Signal forward(Tape tape, Signal input) {
    Inputs.checkSequences(this, input, features);
    TimeWindow window = config.window();
    Shape shape = input.value().shape();
    Variable y = TimePoolOp.apply(input.value(), config.pool(), window, input.lengths());
    return window.isWhole()
        ? Signal.of(y)
        : new Signal(y, window.lengths(input.lengths(), shape.dim(0), shape.dim(1)));
  }

  @Override
  public Streaming streaming() {
    if (!config.window().isWhole()) {
      throw new IllegalArgumentException(
          this
              + " cannot run step by step: it makes fewer steps. Pool whole sequences, or leave it"
              + " out.");
    }
    return switch (config.pool()) {
      case LAST -> new LastSoFar();
      case MAX -> new LargestSoFar();
      case AVERAGE -> new MeanSoFar();
    };
  }

  /** Which sequences have a step in this piece. */
  private static boolean[] begun(Signal piece) {
    boolean[] begun = new boolean[piece.value().shape().dim(1)];
    for (int b = 0; b < begun.length; b++) {
      begun[b] = steps(piece, b) > 0;
    }
    return begun;
  }

  private static int steps(Signal piece, int b) {
    return piece.lengths() == null ? piece.value().shape().dim(0) : piece.lengths().at(b);
  }

  private static SequencedMap<String, Variable> one(String name, Variable part) {
    SequencedMap<String, Variable> state = new LinkedHashMap<>();
    state.put(name, part);
    return state;
  }

  private final class LastSoFar implements Streaming {
    @Override
    public SequencedMap<String, Variable> initialState(Tape tape, int batch) {
      return one(LAST, tape.constant(0f, batch, features));
    }

    @Override
    public Streamed run(Tape tape, Signal input, Map<String, Variable> state) {
      Variable now = forward(tape, input).value();
      Variable before = Objects.requireNonNull(state.get(LAST));
      Variable last = RowOps.select(begun(input), now, before);
      return new Streamed(Signal.of(last), one(LAST, last));
    }
  }

  private final class LargestSoFar implements Streaming {
    @Override
    public SequencedMap<String, Variable> initialState(Tape tape, int batch) {
      return one(MAX, tape.constant(Float.NEGATIVE_INFINITY, batch, features));
    }

    @Override
    public Streamed run(Tape tape, Signal input, Map<String, Variable> state) {
      Variable now = forward(tape, input).value();
      Variable before = Objects.requireNonNull(state.get(MAX));
      boolean[] begun = begun(input);
      Variable largest = RowOps.select(begun, before.maximum(now), before);
      boolean[] any = begun.clone();
      for (int b = 0; b < any.length; b++) {
        any[b] |= before.data()[b * features] != Float.NEGATIVE_INFINITY;
      }
      Variable none = tape.constant(0f, any.length, features);
      return new Streamed(Signal.of(RowOps.select(any, largest, none)), one(MAX, largest));
    }
  }

  private final class MeanSoFar implements Streaming {
    @Override
    public SequencedMap<String, Variable> initialState(Tape tape, int batch) {
      SequencedMap<String, Variable> state = one(SUM, tape.constant(0f, batch, features));
      state.put(COUNT, tape.constant(0f, batch, 1));
      return state;
    }

    @Override
    public Streamed run(Tape tape, Signal input, Map<String, Variable> state) {
      Inputs.checkSequences(TimePooling.this, input, features);
      Variable x = input.value();
      int batch = x.shape().dim(1);
      Variable real = input.lengths() == null ? x : RealStepsOp.apply(x, input.lengths());
      Tensor steps = Tensor.zeros(batch, 1);
      for (int b = 0; b < batch; b++) {
        steps.data()[b] = steps(input, b);
      }
      Variable sum =
          Objects.requireNonNull(state.get(SUM)).add(real.sum(0).reshape(batch, features));
      Variable count = Objects.requireNonNull(state.get(COUNT)).add(tape.constant(steps));
      SequencedMap<String, Variable> next = one(SUM, sum);
      next.put(COUNT, count);
      return new Streamed(Signal.of(sum.divide(count.maximum(tape.constant(1f, batch, 1)))), next);
    }
  }

  @Override
  public String toString() {
    return "TimePooling(features=" + features + ", " + config.kind() + ")";
  }
}
