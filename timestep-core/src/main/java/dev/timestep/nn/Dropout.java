package dev.timestep.nn;

import dev.timestep.autograd.DropoutOp;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.nn.cell.Settings;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Zeroes each element with probability {@code rate} while training and divides the others by 1 −
 * rate; does nothing otherwise (Srivastava et al. 2014).
 *
 * @param rate from 0 up to, not including, 1
 */
public record Dropout(double rate) implements Layer, LayerConfig {
  public Dropout {
    Settings.of("Dropout").finite("rate", rate);
    checkRate("Dropout", rate);
  }

  static void checkRate(String who, double rate) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException(
          who + " expects a rate from 0 up to, not including, 1; received " + rate + ".");
    }
  }

  @Override
  public String kind() {
    return "dropout";
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
    return input.with(DropoutOp.apply(input.value(), rate));
  }

  @Override
  public int outputFeatures(int features) {
    return features;
  }

  @Override
  public Layer build(int features, java.util.random.RandomGenerator random) {
    return this;
  }
}
