package dev.timestep.nn;

import dev.timestep.autograd.Activation;
import dev.timestep.autograd.Padding;
import dev.timestep.autograd.Patches.Axis;
import dev.timestep.nn.cell.Settings;
import java.util.random.RandomGenerator;

/**
 * Settings of a {@link Conv2d}; the defaults are those of Keras.
 *
 * @param height rows of the input image
 * @param width columns of the input image; its channels follow from the width of the layer's input
 * @param filters channels of the output
 * @param kernelHeight rows of the kernel
 * @param kernelWidth columns of the kernel
 * @param stride in both directions; 1 by default
 * @param padding {@link Padding#VALID} by default; not causal
 * @param activation linear by default
 * @param bias whether there is a bias; true by default
 */
public record Conv2dConfig(
    int height,
    int width,
    int filters,
    int kernelHeight,
    int kernelWidth,
    int stride,
    Padding padding,
    Activation activation,
    boolean bias)
    implements LayerConfig {
  public Conv2dConfig {
    Settings.of("Conv2d").given("padding", padding).given("activation", activation);
    Inputs.checkPositive("Conv2d", "filters", filters);
    Images.checkPadding("Conv2d", padding);
    // Whether a kernel fits without padding shows when the layer is built: same() may follow.
    Axis.of(height, kernelHeight, stride, 1, Padding.SAME);
    Axis.of(width, kernelWidth, stride, 1, Padding.SAME);
  }

  /** A linear convolution of images of height × width with a square kernel, without padding. */
  public static Conv2dConfig of(int height, int width, int filters, int kernel) {
    return new Conv2dConfig(
        height, width, filters, kernel, kernel, 1, Padding.VALID, Activation.LINEAR, true);
  }

  /** The same with {@link Padding#SAME}: at stride 1 as large as the input. */
  public Conv2dConfig same() {
    return new Conv2dConfig(
        height, width, filters, kernelHeight, kernelWidth, stride, Padding.SAME, activation, bias);
  }

  /** The same with another stride. */
  public Conv2dConfig stride(int newStride) {
    return new Conv2dConfig(
        height, width, filters, kernelHeight, kernelWidth, newStride, padding, activation, bias);
  }

  /** The same with another activation. */
  public Conv2dConfig activation(Activation newActivation) {
    return new Conv2dConfig(
        height, width, filters, kernelHeight, kernelWidth, stride, padding, newActivation, bias);
  }

  Axis rows() {
    return Axis.of(height, kernelHeight, stride, 1, padding);
  }

  Axis columns() {
    return Axis.of(width, kernelWidth, stride, 1, padding);
  }

  /** Rows of the output image. */
  public int outputHeight() {
    return rows().places();
  }

  /** Columns of the output image. */
  public int outputWidth() {
    return columns().places();
  }

  @Override
  public String kind() {
    return "conv2d";
  }

  @Override
  public int outputFeatures(int features) {
    return outputHeight() * outputWidth() * filters;
  }

  @Override
  public Layer build(int features, RandomGenerator random) {
    return new Conv2d(this, features, random);
  }
}
