package dev.timestep.nn;

import dev.timestep.autograd.ImagePoolOp;
import dev.timestep.autograd.Padding;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Patches.Axis;
import dev.timestep.autograd.Pool;
import dev.timestep.autograd.Tape;
import dev.timestep.nn.cell.Settings;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Images made smaller, the same at every time step: each window of an image becomes its largest
 * number or its mean, channel by channel (Keras' MaxPooling2D and AveragePooling2D).
 *
 * <p>Rows as in {@link Conv2d}: [.., height · width · channels] to [.., height′ · width′ ·
 * channels]. What lies outside of an image does not count.
 *
 * @param pool {@link Pool#MAX} or {@link Pool#AVERAGE}
 * @param height rows of the input image
 * @param width columns of the input image
 * @param size rows and columns of a window
 * @param stride in both directions; {@code size} by default
 * @param padding {@link Padding#VALID} by default; not causal
 */
public record Pool2d(Pool pool, int height, int width, int size, int stride, Padding padding)
    implements Layer, LayerConfig {
  public Pool2d {
    Settings.of("Pool2d").given("pool", pool).given("padding", padding);
    Images.checkPadding("Pool2d", padding);
    if (pool == Pool.LAST) {
      throw new IllegalArgumentException(
          "Pool2d expects Pool.MAX or Pool.AVERAGE; received LAST. An image has no last step.");
    }
    Axis.of(height, size, stride, 1, padding);
    Axis.of(width, size, stride, 1, padding);
  }

  /** Windows side by side. */
  public static Pool2d of(Pool pool, int height, int width, int size) {
    return new Pool2d(pool, height, width, size, size, Padding.VALID);
  }

  /** The same with {@link Padding#SAME}: windows may reach beyond the edges. */
  public Pool2d same() {
    return new Pool2d(pool, height, width, size, stride, Padding.SAME);
  }

  /** The same with another stride. */
  public Pool2d stride(int newStride) {
    return new Pool2d(pool, height, width, size, newStride, padding);
  }

  private Axis rows() {
    return Axis.of(height, size, stride, 1, padding);
  }

  private Axis columns() {
    return Axis.of(width, size, stride, 1, padding);
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
    return pool == Pool.MAX ? "max_pool2d" : "average_pool2d";
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
    int channels = Images.channels("Pool2d", height, width, input.value().shape().last());
    return input.with(ImagePoolOp.apply(input.value(), pool, rows(), columns(), channels));
  }

  @Override
  public int outputFeatures(int features) {
    int channels = Images.channels("Pool2d", height, width, features);
    return outputHeight() * outputWidth() * channels;
  }

  @Override
  public Layer build(int features, java.util.random.RandomGenerator random) {
    Images.channels("Pool2d", height, width, features);
    return this;
  }
}
