package dev.timestep.nn.cell;

import dev.timestep.autograd.Activation;
import dev.timestep.autograd.ActivationFunction;
import dev.timestep.autograd.Padding;
import dev.timestep.autograd.Patches;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Settings of a {@link ConvLstmCell}. Defaults are those of Keras.
 *
 * @param filters channels of the output
 * @param axes the axes of space, one or two, in the order in which their places lie in a row
 * @param padding what the input convolution reads beyond the edges; VALID by default
 * @param gate activation of the gates i, f and o; sigmoid by default (Keras 3). Keras 2 and
 *     TensorFlow.js have {@code Activation.HARD_SIGMOID.with(0.2f, 0.5f)}
 * @param activation of what is written and shown; tanh by default
 * @param bias whether there is a bias; true by default
 * @param forgetBias what the forget gate's bias starts at under {@link Init#KERAS}; 1 by default
 * @param init how weights start; Keras' way by default
 */
public record ConvLstmConfig(
    int filters,
    List<Axis> axes,
    Padding padding,
    ActivationFunction gate,
    ActivationFunction activation,
    boolean bias,
    float forgetBias,
    Init init)
    implements CellConfig {

  /**
   * An axis of space.
   *
   * @param size places of the input
   * @param kernel places that a place reads, of the input and of the state
   * @param stride from one place of the output to the next, in places of the input
   * @param dilation from one place of the input that is read to the next
   */
  public record Axis(int size, int kernel, int stride, int dilation) {
    Patches.Axis input(Padding padding) {
      return Patches.Axis.of(size, kernel, stride, dilation, padding);
    }

    Patches.Axis recurrent(Padding padding) {
      return Patches.Axis.of(input(padding).places(), kernel, 1, 1, Padding.SAME);
    }
  }

  public ConvLstmConfig {
    Settings.of("ConvLstm")
        .given("axes", axes)
        .given("padding", padding)
        .given("gate", gate)
        .given("activation", activation)
        .finite("forgetBias", forgetBias)
        .given("init", init);
    Weights.checkUnits("ConvLstm's filters", filters);
    axes = List.copyOf(axes);
    if (axes.isEmpty() || axes.size() > 2) {
      throw new IllegalArgumentException(
          "ConvLstm expects one or two axes of space; received "
              + axes.size()
              + ". Flatten a third into the channels.");
    }
    // Whether a kernel fits without padding shows when the cell is built: same() may follow.
    for (Axis axis : axes) {
      axis.input(Padding.SAME);
    }
  }

  /** Over a row of places, as ConvLSTM1D. */
  public static ConvLstmConfig of(int size, int filters, int kernel) {
    return of(filters, List.of(new Axis(size, kernel, 1, 1)), Padding.VALID);
  }

  /** Over an image, as ConvLSTM2D, with a square kernel. */
  public static ConvLstmConfig of(int height, int width, int filters, int kernel) {
    List<Axis> axes = List.of(new Axis(height, kernel, 1, 1), new Axis(width, kernel, 1, 1));
    return of(filters, axes, Padding.VALID);
  }

  /** Over axes of their own sizes, kernels, strides and dilations. */
  public static ConvLstmConfig of(int filters, List<Axis> axes, Padding padding) {
    return new ConvLstmConfig(
        filters,
        axes,
        padding,
        Activation.SIGMOID.standard(),
        Activation.TANH.standard(),
        true,
        1f,
        Init.KERAS);
  }

  private ConvLstmConfig axes(List<Axis> others) {
    return new ConvLstmConfig(filters, others, padding, gate, activation, bias, forgetBias, init);
  }

  /** The same with {@link Padding#SAME}: at stride 1 the output has as many places as the input. */
  public ConvLstmConfig same() {
    return padding(Padding.SAME);
  }

  /** Another padding of the input. */
  public ConvLstmConfig padding(Padding other) {
    return new ConvLstmConfig(filters, axes, other, gate, activation, bias, forgetBias, init);
  }

  /** Other activations: of the gates, and of what is written and shown. */
  public ConvLstmConfig activations(ActivationFunction ofGates, ActivationFunction shown) {
    return new ConvLstmConfig(filters, axes, padding, ofGates, shown, bias, forgetBias, init);
  }

  /** With another choice of a bias. */
  public ConvLstmConfig bias(boolean newBias) {
    return new ConvLstmConfig(filters, axes, padding, gate, activation, newBias, forgetBias, init);
  }

  /** With another start. */
  public ConvLstmConfig init(Init newInit) {
    return new ConvLstmConfig(filters, axes, padding, gate, activation, bias, forgetBias, newInit);
  }

  /** Another stride of the input, the same along all axes. */
  public ConvLstmConfig stride(int places) {
    List<Axis> changed =
        axes.stream().map(a -> new Axis(a.size, a.kernel, places, a.dilation)).toList();
    return axes(changed);
  }

  /** Another dilation of the input, the same along all axes. */
  public ConvLstmConfig dilation(int places) {
    List<Axis> changed =
        axes.stream().map(a -> new Axis(a.size, a.kernel, a.stride, places)).toList();
    return axes(changed);
  }

  /** Places of the input. */
  int inputPlaces() {
    return axes.stream().mapToInt(Axis::size).reduce(1, Math::multiplyExact);
  }

  /** The patches of the input. */
  Patches input(int channels) {
    return axes.size() == 1
        ? Patches.of(axes.getFirst().input(padding), channels)
        : new Patches(axes.getFirst().input(padding), axes.getLast().input(padding), channels);
  }

  /** The patches of the state. */
  Patches recurrent() {
    return axes.size() == 1
        ? Patches.of(axes.getFirst().recurrent(padding), filters)
        : new Patches(
            axes.getFirst().recurrent(padding), axes.getLast().recurrent(padding), filters);
  }

  /** Numbers of the output: places · filters. */
  @Override
  public int units() {
    return recurrent().imageSize();
  }

  @Override
  public String kind() {
    return "conv_lstm";
  }

  @Override
  public ConvLstmCell build(int features, RandomGenerator random) {
    return new ConvLstmCell(this, features, random);
  }
}
