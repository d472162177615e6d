package dev.timestep.autograd;

import dev.timestep.tensor.Shape;
import dev.timestep.tensor.Tensor;
import dev.timestep.tensor.TensorMemoryError;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A trained tensor and the gradient that the last backward pass added up for it; or a {@link
 * #buffer}, which belongs to a model like one but is not trained.
 *
 * <p>The gradient is added to, not set: {@link #clearGradient()} starts a new step. A frozen
 * parameter receives no gradient and is left alone by optimizers. Its name comes from where it sits
 * in a model (see {@code Module.parameters()}), not from itself.
 *
 * <p><b>Sparse gradients.</b> A batch reads a few hundred rows of a table of words; all other rows
 * have the gradient 0. The parameter records which pages of {@value #PAGE} numbers were written
 * since the gradient was cleared, so that nobody has to clear or read the rest. It trusts only
 * {@link #gradientOfRow}: once anybody has asked for the whole array by {@link #gradient()}, such
 * as the output layer that shares the table, all pages count as written from then on.
 */
public final class Parameter {
  /** Numbers in a page. */
  public static final int PAGE = 256;

  /** Numbers in a block: a page for each bit of a long. */
  public static final int BLOCK = Long.SIZE * PAGE;

  private final Tensor value;
  private final float[] gradient;

  /** The pages of each block that were written since the gradient was cleared. */
  private final long[] written;

  /** Whether the array was given to somebody who may write to any place of it at any time. */
  private boolean open;

  private final boolean buffer;
  private boolean frozen;
  private float bound = Float.POSITIVE_INFINITY;
  private long version;

  /** By how they are made: copies of the value as products read it. */
  private final Map<Object, PackedCopy> copies = new ConcurrentHashMap<>();

  public Parameter(Tensor value) {
    this(value, false);
  }

  private Parameter(Tensor value, boolean buffer) {
    this.buffer = buffer;
    this.value = value;
    this.gradient = TensorMemoryError.floats("The gradient of a parameter", value.shape());
    this.written = new long[Math.ceilDiv(gradient.length, BLOCK)];
  }

  /**
   * Numbers that a layer keeps up itself while it trains, such as the running statistics of a batch
   * normalisation: saved and loaded with the weights, never given a gradient or an update.
   */
  public static Parameter buffer(Tensor value) {
    return new Parameter(value, true);
  }

  /** Whether this is a {@link #buffer}. */
  public boolean isBuffer() {
    return buffer;
  }

  public Shape shape() {
    return value.shape();
  }

  /** The value; whoever writes to its array calls {@link #changed()} afterwards. */
  public Tensor value() {
    return value;
  }

  /** The gradient, row-major like the value, to read and to add to anywhere. */
  public float[] gradient() {
    if (!open) {
      open = true;
    }
    return gradient;
  }

  /**
   * The gradient of a matrix, to add to in this row only; the row counts as written. Not to be
   * called by two threads at once.
   */
  public float[] gradientOfRow(int row) {
    if (!open) {
      int n = shape().dim(1);
      for (int page = row * n / PAGE; page * PAGE < (row + 1) * n; page++) {
        written[page / Long.SIZE] |= 1L << page;
      }
    }
    return gradient;
  }

  /** The gradient for those who change no number outside of {@link #writtenPages}. */
  public float[] pagedGradient() {
    return gradient;
  }

  /**
   * The pages of block {@code block} whose gradient may differ from 0: bit i stands for the {@value
   * #PAGE} numbers from {@code block · BLOCK + i · PAGE}, as far as there are so many.
   */
  public long writtenPages(int block) {
    return open ? everyPage(block) : written[block];
  }

  /** All pages that block {@code block} has. */
  public long everyPage(int block) {
    int pages = Math.ceilDiv(end(block) - block * BLOCK, PAGE);
    return -1L >>> (Long.SIZE - pages);
  }

  private int end(int block) {
    return Math.min(gradient.length, (block + 1) * BLOCK);
  }

  /** Sets the gradient to zero. */
  public void clearGradient() {
    for (int block = 0; block < written.length; block++) {
      clearGradient(block);
    }
  }

  /** Sets one block of the gradient to zero. */
  public void clearGradient(int block) {
    int to = end(block);
    if (open) {
      Arrays.fill(gradient, block * BLOCK, to, 0f);
    }
    for (long left = written[block]; left != 0; left &= left - 1) {
      int from = block * BLOCK + Long.numberOfTrailingZeros(left) * PAGE;
      Arrays.fill(gradient, from, Math.min(to, from + PAGE), 0f);
    }
    written[block] = 0;
  }

  /** Copies {@code source}, of the same shape, into the value. */
  public void assign(Tensor source) {
    if (!source.shape().equals(shape())) {
      throw new IllegalArgumentException(
          "A parameter of shape "
              + shape()
              + " cannot take a value of shape "
              + source.shape()
              + ". Load weights into a model of the same configuration.");
    }
    System.arraycopy(source.data(), 0, value.data(), 0, gradient.length);
    changed();
  }

  /** Tells that the value's array was written to, so that packed copies of it are made again. */
  public void changed() {
    version++;
  }

  /** Grows with every {@link #changed()}. */
  public long version() {
    return version;
  }

  /**
   * The copy of the value, and of others with it, that is made in one way.
   *
   * @param way how, by value: what reads it, which columns, which other weights
   */
  public PackedCopy packedCopy(Object way) {
    return copies.computeIfAbsent(way, any -> new PackedCopy());
  }

  /** Whether optimizers leave it alone; a buffer always is. */
  public boolean frozen() {
    return frozen || buffer;
  }

  /** Freezes or unfreezes; returns this parameter. A buffer stays what it is. */
  public Parameter freeze(boolean freeze) {
    this.frozen = freeze;
    return this;
  }

  /**
   * Keeps training from leaving numbers beyond {@code ±largest}: a trainer cuts them to it after
   * each update, as projected gradient descent does. Returns this parameter.
   */
  public Parameter within(float largest) {
    if (!(largest > 0)) {
      throw new IllegalArgumentException(
          "A parameter expects a bound above 0; received "
              + largest
              + ". Freeze it if it is to stay as it is.");
    }
    this.bound = largest;
    return this;
  }

  /** The largest number, in size, that training leaves; infinite unless {@link #within} says. */
  public float bound() {
    return bound;
  }

  @Override
  public String toString() {
    return "Parameter" + shape() + (buffer ? " (buffer)" : frozen ? " (frozen)" : "");
  }
}
