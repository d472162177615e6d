package dev.timestep.nn;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.TimePoolOp;
import dev.timestep.autograd.TimeWindow;
import dev.timestep.autograd.Variable;
import dev.timestep.nn.cell.Weights;
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
 * state is {@code max}, or {@code sum} and {@code count}.
 */
public final class TimePooling implements Layer {
  private static final String MAX = "max";
  private static final String SUM = "sum";
  private static final String COUNT = "count";

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
    Variable y = TimePoolOp.apply(input.value(), config.pool(), window, input.lengths());
    return window.isWhole()
        ? Signal.of(y)
        : new Signal(y, window.lengths(input.lengths(), input.value().shape().dim(0)));
  }

  @Override
  public Streaming streaming() {
    if (!config.window().isWhole()) {
      throw new IllegalArgumentException(
          this
              + " can not run step by step: it makes fewer steps. Pool whole sequences, or leave it"
              + " out.");
    }
    return switch (config.pool()) {
      case LAST -> Streaming.stepwise(this);
      case MAX -> new LargestSoFar();
      case AVERAGE -> new MeanSoFar();
    };
  }

  private final class LargestSoFar implements Streaming {
    @Override
    public SequencedMap<String, Variable> initialState(Tape tape, int batch) {
      SequencedMap<String, Variable> state = new LinkedHashMap<>();
      state.put(MAX, tape.constant(Float.NEGATIVE_INFINITY, batch, features));
      return state;
    }

    @Override
    public Streamed run(Tape tape, Signal input, Map<String, Variable> state) {
      Variable now = forward(tape, input).value();
      Variable largest = Objects.requireNonNull(state.get(MAX)).maximum(now);
      SequencedMap<String, Variable> next = new LinkedHashMap<>();
      next.put(MAX, largest);
      return new Streamed(Signal.of(largest), next);
    }
  }

  private final class MeanSoFar implements Streaming {
    @Override
    public SequencedMap<String, Variable> initialState(Tape tape, int batch) {
      SequencedMap<String, Variable> state = new LinkedHashMap<>();
      state.put(SUM, tape.constant(0f, batch, features));
      state.put(COUNT, tape.constant(0f, batch, 1));
      return state;
    }

    @Override
    public Streamed run(Tape tape, Signal input, Map<String, Variable> state) {
      Inputs.checkSequences(TimePooling.this, input, features);
      Variable x = input.value();
      Variable now = x.sum(0).reshape(x.shape().dim(1), features);
      Variable sum = Objects.requireNonNull(state.get(SUM)).add(now);
      Variable count = Objects.requireNonNull(state.get(COUNT)).add(x.shape().dim(0));
      SequencedMap<String, Variable> next = new LinkedHashMap<>();
      next.put(SUM, sum);
      next.put(COUNT, count);
      return new Streamed(Signal.of(sum.divide(count)), next);
    }
  }

  @Override
  public String toString() {
    return "TimePooling(features=" + features + ", " + config.kind() + ")";
  }
}
