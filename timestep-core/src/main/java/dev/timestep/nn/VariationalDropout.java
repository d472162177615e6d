package dev.timestep.nn;

import dev.timestep.autograd.DropoutOp;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.nn.cell.Settings;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;

/**
 * Dropout whose mask is fixed over time: what is dropped at one step of a sequence is dropped at
 * all (Gal and Ghahramani 2016; Keras' {@code SpatialDropout1D}, the locked dropout of AWD-LSTM).
 * Before a recurrent layer it drops its input, after one its output.
 *
 * <p>Does nothing in prediction. A value without a time axis is dropped as by {@link Dropout}.
 *
 * @param rate from 0 up to, not including, 1
 */
public record VariationalDropout(double rate) implements Layer, LayerConfig {
  public VariationalDropout {
    Settings.of("VariationalDropout").finite("rate", rate);
    Dropout.checkRate("VariationalDropout", rate);
  }

  @Override
  public String kind() {
    return "variational_dropout";
  }

  @Override
  public SequencedMap<String, Parameter> parameters() {
    return new LinkedHashMap<>();
  }

  @Override
  public Streaming streaming() {
    return Streaming.stepwise(this);
  }

  @Override
  public Signal forward(Tape tape, Signal input) {
    Inputs.checkAny(this, input);
    Variable x = input.value();
    return input.with(
        input.isSequence() ? DropoutOp.applyFixed(x, rate) : DropoutOp.apply(x, rate));
  }

  @Override
  public int outputFeatures(int features) {
    return features;
  }

  @Override
  public Layer build(int features, RandomGenerator random) {
    return this;
  }
}
