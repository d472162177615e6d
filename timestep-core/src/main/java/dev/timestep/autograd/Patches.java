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
    public int first(int place) {
      return place * stride - before;
    }

    /** Places from the first that is read to the last. */
    private int reach() {
      return (kernel - 1) * dilation;
    }

    /** The first output place that reads nothing before the start. */
    private int firstInside() {
      return (before + stride - 1) / stride;
    }

    /** The first output place from which on all read past the end. */
    private int endInside() {
      int last = size - 1 - reach() + before;
      return last < 0 ? 0 : last / stride + 1;
    }

    private boolean isPointwise() {
      return kernel == 1 && stride == 1 && before == 0 && places == size;
    }

    /** Which places of the output read a place of the input, at a stride of 1. */
    public Axis turned() {
      return new Axis(places, kernel, 1, dilation, reach() - before, size);
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

  /** The patches of all places of the image at {@code at}, one after the other from {@code to}. */
  public void gather(Kernels kernels, float[] image, int at, float[] patches, int to) {
    gather(kernels, image, at, 0, places(), patches, to, patchSize());
  }

  /**
   * The patches of the places {@code [from, end)}.
   *
   * @param step from one patch to the next
   */
  public void gather(
      Kernels kernels,
      float[] image,
      int at,
      int from,
      int end,
      float[] patches,
      int to,
      int step) {
    int target = to;
    for (int place = from; place < end; ) {
      int row = place / columns.places;
      int left = place - row * columns.places;
      int right = Math.min(columns.places, left + end - place);
      gatherRow(kernels, image, at, row, left, right, patches, target, step);
      target += (right - left) * step;
      place += right - left;
    }
  }

  /** The patches of some places of an output row. */
  private void gatherRow(
      Kernels kernels,
      float[] image,
      int at,
      int place,
      int left,
      int right,
      float[] patches,
      int to,
      int step) {
    int line = columns.kernel * channels;
    int inner = Math.clamp(columns.firstInside(), left, right);
    int outer = Math.clamp(columns.endInside(), inner, right);
    for (int i = 0; i < rows.kernel; i++) {
      int row = rows.first(place) + i * rows.dilation;
      int target = to + i * line;
      if (row < 0 || row >= rows.size) {
        for (int column = left; column < right; column++, target += step) {
          Arrays.fill(patches, target, target + line, 0f);
        }
        continue;
      }
      int start = at + row * columns.size * channels;
      for (int column = left; column < inner; column++, target += step) {
        edge(image, start, columns.first(column), patches, target);
      }
      inside(kernels, image, start, inner, outer, patches, target, step);
      target += (outer - inner) * step;
      for (int column = outer; column < right; column++, target += step) {
        edge(image, start, columns.first(column), patches, target);
      }
    }
  }

  /** A line of the patches of neighbours that the kernel reads without leaving the image. */
  private void inside(
      Kernels kernels,
      float[] image,
      int start,
      int left,
      int right,
      float[] patches,
      int to,
      int step) {
    int source = start + columns.first(left) * channels;
    int next = columns.stride * channels;
    int count = right - left;
    if (columns.dilation == 1) {
      int line = columns.kernel * channels;
      kernels.rows().copyRows(count, line, image, source, next, patches, to, step);
      return;
    }
    for (int j = 0; j < columns.kernel; j++) {
      int from = source + j * columns.dilation * channels;
      int target = to + j * channels;
      kernels.rows().copyRows(count, channels, image, from, next, patches, target, step);
    }
  }

  /** A line of a patch of which a part may be outside of the image. */
  private void edge(float[] image, int start, int first, float[] patches, int target) {
    int from = inside(first);
    int end = Math.max(from, end(first));
    Arrays.fill(patches, target, target + from * channels, 0f);
    for (int j = from; j < end; j++) {
      int source = start + (first + j * columns.dilation) * channels;
      System.arraycopy(image, source, patches, target + j * channels, channels);
    }
    Arrays.fill(patches, target + end * channels, target + columns.kernel * channels, 0f);
  }

  /** The first place under the kernel that is not before the start. */
  private int inside(int first) {
    int dilation = columns.dilation;
    return first >= 0 ? 0 : Math.min(columns.kernel, (-first + dilation - 1) / dilation);
  }

  /** The first place under the kernel that is after the end. */
  private int end(int first) {
    int dilation = columns.dilation;
    int left = columns.size - first;
    return left <= 0 ? 0 : Math.min(columns.kernel, (left + dilation - 1) / dilation);
  }

  /** Adds the gradients of patches to those of the image that {@link #gather} read. */
  public void scatterAdd(Kernels kernels, float[] patches, int from, float[] image, int at) {
    scatterAdd(kernels, patches, from, 0, places(), image, at);
  }

  /**
   * The way back for the patches of the places {@code [from, end)}, which begin at {@code source}.
   */
  public void scatterAdd(
      Kernels kernels, float[] patches, int source, int from, int end, float[] image, int at) {
    int line = columns.kernel * channels;
    int next = source;
    for (int place = from; place < end; place++) {
      int firstRow = rows.first(place / columns.places);
      int firstColumn = columns.first(place % columns.places);
      for (int j = 0; j < rows.kernel; j++, next += line) {
        int row = firstRow + j * rows.dilation;
        if (row >= 0 && row < rows.size) {
          addLine(kernels, patches, next, image, at + row * columns.size * channels, firstColumn);
        }
      }
    }
  }

  private void addLine(
      Kernels kernels, float[] patches, int source, float[] image, int start, int first) {
    int from = inside(first);
    int end = Math.max(from, end(first));
    if (columns.dilation == 1) {
      int target = start + (first + from) * channels;
      kernels
          .elementwise()
          .axpy((end - from) * channels, 1f, patches, source + from * channels, image, target);
      return;
    }
    for (int j = from; j < end; j++) {
      int target = start + (first + j * columns.dilation) * channels;
      kernels.elementwise().axpy(channels, 1f, patches, source + j * channels, image, target);
    }
  }

  /** Whether each place reads but itself, so that the patches are the image. */
  public boolean isImage() {
    return rows.isPointwise() && columns.isPointwise();
  }

  /** Whether some places of the input are not the first that an output place reads. */
  public boolean hasStride() {
    return rows.stride > 1 || columns.stride > 1;
  }

  /**
   * The patches of the output from which, without strides, the gradient of the input is made with
   * the kernel turned round.
   *
   * @param filters numbers of a place of the output
   */
  public Patches back(int filters) {
    return new Patches(rows.turned(), columns.turned(), filters);
  }
}
