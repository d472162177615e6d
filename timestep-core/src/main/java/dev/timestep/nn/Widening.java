package dev.timestep.nn;

import dev.timestep.autograd.Parameter;
import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Gives a trained network more outputs, for classes that it did not know when it was trained.
 *
 * <pre>{@code
 * Sequential three = Widening.outputs(two, 3, 42);  // answers the first two classes as before
 * }</pre>
 *
 * <p>The logits of the old outputs keep their bits; those of new outputs come from fresh weights.
 */
public final class Widening {
  private Widening() {}

  /**
   * A network with the weights of another one, and with as many outputs or more.
   *
   * @param from ends with a dense layer or a convolution over time, whose steps may be pooled
   *     afterwards
   * @param outputs as many as it has, or more; the first are its own
   * @param seed of the weights of further outputs
   * @throws IllegalArgumentException when the network ends otherwise, or has more outputs
   */
  public static Sequential outputs(Sequential from, int outputs, long seed) {
    List<LayerConfig> layers = new ArrayList<>(from.configs());
    int at = layers.size() - 1;
    while (at > 0 && layers.get(at) instanceof TimePoolingConfig) {
      at--;
    }
    int own;
    switch (layers.get(at)) {
      case DenseConfig last -> {
        own = last.units();
        layers.set(at, new DenseConfig(outputs, last.activation(), last.bias()));
      }
      case Conv1dConfig last -> {
        own = last.filters();
        layers.set(at, widened(last, outputs));
      }
      default ->
          throw refused(
              "a network that ends with a dense layer or a convolution over time",
              from.toString(),
              "End it with one of these.");
    }
    if (outputs < own) {
      throw refused(
          "as many outputs as the network has, " + own + ", or more",
          Integer.toString(outputs),
          "Outputs cannot be taken away.");
    }
    Sequential wider = Sequential.of(from.features(), seed, layers);
    Map<String, Parameter> earlier = from.parameters();
    wider
        .parameters()
        .forEach(
            (name, parameter) ->
                copy(Objects.requireNonNull(earlier.get(name), name), parameter, own, outputs));
    return wider;
  }

  private static Conv1dConfig widened(Conv1dConfig last, int filters) {
    return new Conv1dConfig(
        filters,
        last.kernel(),
        last.stride(),
        last.dilation(),
        last.padding(),
        last.activation(),
        last.bias());
  }

  /** Copies rows of weights; those of further outputs, at the end of each row, stay fresh. */
  private static void copy(Parameter from, Parameter to, int own, int outputs) {
    if (from.shape().equals(to.shape())) {
      to.assign(from.value());
      return;
    }
    Tensor value = to.value().copy();
    int rows = from.shape().size() / own;
    for (int row = 0; row < rows; row++) {
      System.arraycopy(from.value().data(), row * own, value.data(), row * outputs, own);
    }
    to.assign(value);
  }

  private static IllegalArgumentException refused(String expected, String received, String fix) {
    return new IllegalArgumentException(
        "Widening expects " + expected + "; received " + received + ". " + fix);
  }
}
