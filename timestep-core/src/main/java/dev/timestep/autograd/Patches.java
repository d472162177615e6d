package dev.timestep.autograd;

import dev.timestep.kernel.Kernels;
import java.util.Arrays;

/**
 * The patches that a convolution reads: for each place of its output the numbers under its kernel,
 * side by side, so that the convolution is a product of them with the kernel as a matrix [patch, O]
 * (im2col), and the way back, on which every number gets the sum of its gradients.
 *
 * <p>An image is [rows, columns, channels], row-major, channels last; a sequence is an image of one
 * row. Its patches are [places, kernel rows · kernel columns · channels].
 *
 * @param rows how the kernel goes down; {@link Axis#NONE} in one dimension
 * @param columns how it goes across
 * @param channels numbers of a place of the input
 */
public record Patches(Axis rows, Axis columns, int channels) {

  /**
   * How a kernel goes along an axis: output place p reads the places p·stride − before + j·dilation
   * for j from 0 to kernel − 1; those outside of the axis are zeros.
   *
   * @param size places of the input
   * @param kernel places that an output place reads
   * @param stride from one output place to the next
   * @param dilation from one place that is read to the next
   * @param before zeros before the start
   * @param places of the output
   */
  public record Axis(int size, int kernel, int stride, int dilation, int before, int places) {
    /** An axis that is not there. */
    public static final Axis NONE = new Axis(1, 1, 1, 1, 0, 1);

    /** An axis with its zeros and its output as {@code padding} has them. */
    public static Axis of(int size, int kernel, int stride, int dilation, Padding padding) {
      if (size < 1 || kernel < 1 || stride < 1 || dilation < 1) {
        throw new IllegalArgumentException(
            "A convolution expects a size, a kernel, a stride and a dilation of 1 or more; received"
                + " "
                + size
                + ", "
                + kernel
                + ", "
                + stride
                + " and "
                + dilation
                + ".");
      }
      int reach = (kernel - 1) * dilation;
      int whole = size - reach < 1 ? 0 : (size - reach - 1) / stride + 1;
      int covered = (size - 1) / stride + 1;
      return switch (padding) {
        case VALID -> {
          if (whole == 0) {
            throw new IllegalArgumentException(
                "A convolution without padding expects a size of at least "
                    + (reach + 1)
                    + " for a kernel of "
                    + kernel
                    + " with dilation "
                    + dilation
                    + "; received "
                    + size
                    + ". Use a smaller kernel, or pad by .same().");
          }
          yield new Axis(size, kernel, stride, dilation, 0, whole);
        }
        case SAME -> {
          int zeros = Math.max(0, (covered - 1) * stride + reach + 1 - size);
          yield new Axis(size, kernel, stride, dilation, zeros / 2, covered);
        }
        case CAUSAL -> new Axis(size, kernel, stride, dilation, reach, covered);
      };
    }

    /** The place of the input that output place {@code place} reads first; may be outside. */
    int first(int place) {
      return place * stride - before;
    }
  }

  /** The patches of sequences. */
  public static Patches of(Axis columns, int channels) {
    return new Patches(Axis.NONE, columns, channels);
  }

  /** Numbers of an image. */
  public int imageSize() {
    return rows.size * columns.size * channels;
  }

  /** Places of the output. */
  public int places() {
    return rows.places * columns.places;
  }

  /** Numbers of a patch. */
  public int patchSize() {
    return rows.kernel * columns.kernel * channels;
  }

  /** The patches of the image at {@code at}, all its places in a row, to {@code to}. */
  public void gather(float[] image, int at, float[] patches, int to) {
    gather(image, at, channels, columns.size, patches, to, patchSize());
  }

  /**
   * Patches of an image whose places may lie apart, such as the steps of one sequence in a
   * time-major batch.
   *
   * @param step from one column of the image to the next; with several rows it is {@code channels}
   * @param real columns that are there: those from here on are zeros
   * @param patchStep from one patch to the next
   */
  public void gather(
      float[] image, int at, int step, int real, float[] patches, int to, int patchStep) {
    int line = columns.kernel * channels;
    for (int place = 0; place < places(); place++) {
      int firstRow = rows.first(place / columns.places);
      int firstColumn = columns.first(place % columns.places);
      int target = to + place * patchStep;
      for (int j = 0; j < rows.kernel; j++, target += line) {
        int row = firstRow + j * rows.dilation;
        if (row < 0 || row >= rows.size) {
          Arrays.fill(patches, target, target + line, 0f);
        } else {
          line(image, at + row * columns.size * step, step, real, firstColumn, patches, target);
        }
      }
    }
  }

  private void line(
      float[] image, int at, int step, int real, int first, float[] patches, int target) {
    int from = inside(first);
    int end = Math.max(from, end(first, real));
    int dilation = columns.dilation;
    Arrays.fill(patches, target, target + from * channels, 0f);
    if (dilation == 1 && step == channels) {
      int source = at + (first + from) * channels;
      System.arraycopy(image, source, patches, target + from * channels, (end - from) * channels);
    } else {
      for (int j = from; j < end; j++) {
        int source = at + (first + j * dilation) * step;
        System.arraycopy(image, source, patches, target + j * channels, channels);
      }
    }
    Arrays.fill(patches, target + end * channels, target + columns.kernel * channels, 0f);
  }

  /** The first place under the kernel that is not before the start. */
  private int inside(int first) {
    int dilation = columns.dilation;
    return first >= 0 ? 0 : Math.min(columns.kernel, (-first + dilation - 1) / dilation);
  }

  /** The first place under the kernel that is after the end. */
  private int end(int first, int real) {
    int dilation = columns.dilation;
    int left = Math.min(real, columns.size) - first;
    return left <= 0 ? 0 : Math.min(columns.kernel, (left + dilation - 1) / dilation);
  }

  /** Adds the gradients of patches to those of the image that {@link #gather} read. */
  public void scatterAdd(Kernels kernels, float[] patches, int from, float[] image, int at) {
    scatterAdd(kernels, patches, from, patchSize(), image, at, channels, columns.size);
  }

  /** The way back of {@link #gather(float[], int, int, int, float[], int, int)}. */
  public void scatterAdd(
      Kernels kernels,
      float[] patches,
      int from,
      int patchStep,
      float[] image,
      int at,
      int step,
      int real) {
    int line = columns.kernel * channels;
    for (int place = 0; place < places(); place++) {
      int firstRow = rows.first(place / columns.places);
      int firstColumn = columns.first(place % columns.places);
      int source = from + place * patchStep;
      for (int j = 0; j < rows.kernel; j++, source += line) {
        int row = firstRow + j * rows.dilation;
        if (row >= 0 && row < rows.size) {
          int start = at + row * columns.size * step;
          addLine(kernels, patches, source, image, start, step, real, firstColumn);
        }
      }
    }
  }

  private void addLine(
      Kernels kernels,
      float[] patches,
      int source,
      float[] image,
      int at,
      int step,
      int real,
      int first) {
    int from = inside(first);
    int end = Math.max(from, end(first, real));
    if (columns.dilation == 1 && step == channels) {
      int target = at + (first + from) * channels;
      kernels
          .elementwise()
          .axpy((end - from) * channels, 1f, patches, source + from * channels, image, target);
      return;
    }
    for (int j = from; j < end; j++) {
      int target = at + (first + j * columns.dilation) * step;
      kernels.elementwise().axpy(channels, 1f, patches, source + j * channels, image, target);
    }
  }
}
