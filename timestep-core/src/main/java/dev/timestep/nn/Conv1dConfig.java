package dev.timestep.nn;

import dev.timestep.autograd.Activation;
import dev.timestep.autograd.Padding;
import dev.timestep.autograd.TimeWindow;
import dev.timestep.nn.cell.Settings;
import java.util.random.RandomGenerator;

/**
 * Settings of a {@link Conv1d}; the defaults are those of Keras.
 *
 * @param filters width of the output
 * @param kernel steps that an output step reads
 * @param stride from one output step to the next; 1 by default
 * @param dilation from one step that is read to the next; 1 by default
 * @param padding {@link Padding#VALID} by default
 * @param activation linear by default
 * @param bias whether there is a bias; true by default
 */
public record Conv1dConfig(
    int filters,
    int kernel,
    int stride,
    int dilation,
    Padding padding,
    Activation activation,
    boolean bias)
    implements LayerConfig {
  public Conv1dConfig {
    Settings.of("Conv1d").given("padding", padding).given("activation", activation);
    Inputs.checkPositive("Conv1d", "filters", filters);
    Inputs.checkPositive("Conv1d", "a kernel", kernel);
    Inputs.checkPositive("Conv1d", "a stride", stride);
    Inputs.checkPositive("Conv1d", "a dilation", dilation);
    if ((kernel - 1L) * dilation >= TimeWindow.REACH) {
      throw new IllegalArgumentException(
          "Conv1d expects a kernel that reaches over "
              + TimeWindow.REACH
              + " steps or fewer; received one of "
              + kernel
              + " steps with dilation "
              + dilation
              + ". Use a smaller kernel or dilation.");
    }
    if (stride > 1 && dilation > 1) {
      throw new IllegalArgumentException(
          "Conv1d expects a stride or a dilation of 1; received "
              + stride
              + " and "
              + dilation
              + ". Use two layers, one for each.");
    }
  }

  /** A linear convolution with a bias and without padding. */
  public static Conv1dConfig of(int filters, int kernel) {
    return new Conv1dConfig(filters, kernel, 1, 1, Padding.VALID, Activation.LINEAR, true);
  }

  /** The same with another padding. */
  public Conv1dConfig padding(Padding newPadding) {
    return new Conv1dConfig(filters, kernel, stride, dilation, newPadding, activation, bias);
  }

  /** The same with {@link Padding#CAUSAL}: a step reads nothing that comes after it. */
  public Conv1dConfig causal() {
    return padding(Padding.CAUSAL);
  }

  /** The same with {@link Padding#SAME}: as many steps as the input. */
  public Conv1dConfig same() {
    return padding(Padding.SAME);
  }

  /** The same with another stride. */
  public Conv1dConfig stride(int newStride) {
    return new Conv1dConfig(filters, kernel, newStride, dilation, padding, activation, bias);
  }

  /** The same with another dilation. */
  public Conv1dConfig dilation(int newDilation) {
    return new Conv1dConfig(filters, kernel, stride, newDilation, padding, activation, bias);
  }

  /** The same with another activation. */
  public Conv1dConfig activation(Activation newActivation) {
    return new Conv1dConfig(filters, kernel, stride, dilation, padding, newActivation, bias);
  }

  @Override
  public String kind() {
    return "conv1d";
  }

  @Override
  public int outputFeatures(int features) {
    return filters;
  }

  @Override
  public Layer build(int features, RandomGenerator random) {
    return new Conv1d(this, features, random);
  }
}
