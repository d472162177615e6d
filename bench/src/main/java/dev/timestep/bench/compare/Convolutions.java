package dev.timestep.bench.compare;

import java.util.stream.IntStream;

/**
 * Sizes and layouts of a shape's stacked convolutions. This library has the channels of a place
 * side by side: sequences [T, B, C], images [B, T, T, C]. PyTorch and ONNX have channels first: [B,
 * C, T] and [B, C, T, T].
 */
final class Convolutions {
  private final ShapeSpec shape;

  /** 1 for sequences, 2 for images. */
  private final int axes;

  Convolutions(ShapeSpec shape) {
    this.shape = shape;
    this.axes = shape.cell().axes;
  }

  /** Places along an axis of the input of a layer; of the output for {@code layers}. */
  int side(int layer) {
    int side = shape.time();
    for (int below = 0; below < layer; below++) {
      side = shape.taps().places(side);
    }
    return side;
  }

  int outputSide() {
    return side(shape.layers());
  }

  /** Places of the input of a layer, of one sequence or image. */
  int places(int layer) {
    return power(side(layer));
  }

  /** Numbers of the weights of a layer. */
  int weights(int layer) {
    return power(shape.taps().kernel()) * shape.inputWidth(layer) * shape.units();
  }

  /** Numbers of the output. */
  int outputs() {
    return shape.batch() * places(shape.layers()) * shape.units();
  }

  /** Multiply-adds of a forward pass through a layer. */
  double products(int layer) {
    return (double) shape.batch() * places(layer + 1) * weights(layer);
  }

  private int power(int side) {
    return axes == 1 ? side : Math.multiplyExact(side, side);
  }

  /** [batch, channels] and the places along each axis, as PyTorch and ONNX have them. */
  long[] channelsFirst(int channels, int side) {
    return sizes(shape.batch(), channels, side);
  }

  /** [filters, channels] and the kernel's places along each axis. */
  long[] kernelSizes(int layer) {
    return sizes(shape.units(), shape.inputWidth(layer), shape.taps().kernel());
  }

  private long[] sizes(long first, long second, long side) {
    return IntStream.range(0, 2 + axes)
        .mapToLong(axis -> axis == 0 ? first : axis == 1 ? second : side)
        .toArray();
  }

  /** The same number along each axis. */
  long[] each(long number) {
    return IntStream.range(0, axes).mapToLong(axis -> number).toArray();
  }

  /** What this library has as input or output, with channels first. */
  float[] toChannelsFirst(float[] values, int channels) {
    int batch = shape.batch();
    int places = values.length / batch / channels;
    float[] moved = new float[values.length];
    for (int b = 0; b < batch; b++) {
      for (int place = 0; place < places; place++) {
        // Sequences are time-major: the sequences of a step lie side by side.
        int row = axes == 1 ? place * batch + b : b * places + place;
        for (int c = 0; c < channels; c++) {
          moved[(b * channels + c) * places + place] = values[row * channels + c];
        }
      }
    }
    return moved;
  }

  /**
   * PyTorch's kernel [filters, channels, places] as this library's [places · channels, filters].
   */
  static float[] kernel(float[] weights, int filters, int channels) {
    int places = weights.length / filters / channels;
    float[] turned = new float[weights.length];
    for (int o = 0; o < filters; o++) {
      for (int c = 0; c < channels; c++) {
        for (int place = 0; place < places; place++) {
          turned[(place * channels + c) * filters + o] =
              weights[(o * channels + c) * places + place];
        }
      }
    }
    return turned;
  }

  /** The way back of {@link #kernel}. */
  static float[] weights(float[] kernel, int filters, int channels) {
    int places = kernel.length / filters / channels;
    float[] turned = new float[kernel.length];
    for (int o = 0; o < filters; o++) {
      for (int c = 0; c < channels; c++) {
        for (int place = 0; place < places; place++) {
          turned[(o * channels + c) * places + place] =
              kernel[(place * channels + c) * filters + o];
        }
      }
    }
    return turned;
  }
}
