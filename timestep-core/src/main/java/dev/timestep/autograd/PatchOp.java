package dev.timestep.autograd;

import dev.timestep.kernel.Kernels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@link Patches} of images in rows: [.., image] to [.., places · patch]. With {@link
 * LinearOp#applyToParts} a convolution, on a tape and in the step of a cell.
 *
 * <p>Backward: each number gets the sum of the gradients of the patches in which it is.
 */
public final class PatchOp implements RowWise, RowKernel {
  private final Variable x;
  private final Patches patches;
  private final Variable y;

  private PatchOp(Variable x, Patches patches) {
    this.x = x;
    this.patches = patches;
    int width = patches.places() * patches.patchSize();
    this.y = x.tape().output(x.shape().withLast(width), x);
  }

  /** The patches of each row of {@code x}, [.., {@link Patches#imageSize()}]. */
  public static Variable apply(Variable x, Patches patches) {
    Tape tape = x.tape();
    if (tape.kept() instanceof PatchOp op && op.x == x && op.patches.equals(patches)) {
      tape.repeat(op);
      return op.y;
    }
    checkImages(x, patches);
    PatchOp op = new PatchOp(x, patches);
    tape.run(op, op.y);
    return op.y;
  }

  /** Refuses rows that are not images of this size. */
  public static void checkImages(Variable x, Patches patches) {
    if (x.shape().last() != patches.imageSize()) {
      throw new IllegalArgumentException(
          "A convolution expects rows of "
              + patches.imageSize()
              + " numbers, "
              + patches.rows().size()
              + " × "
              + patches.columns().size()
              + " places of "
              + patches.channels()
              + " channels; received "
              + x.shape()
              + ". Check the sizes of the image.");
    }
  }

  /** The convolution of each row with {@code kernel} [patch, O], and a bias [O] or none. */
  public static Variable convolution(
      Variable x, Patches patches, Variable kernel, @Nullable Variable bias) {
    return LinearOp.applyToParts(apply(x, patches), kernel, bias);
  }

  @Override
  public void forward() {
    x.tape().engine().forRows(y.shape().rows(), y.shape().last(), this::gather);
  }

  private void gather(int from, int to) {
    Kernels kernels = x.tape().kernels();
    for (int row = from; row < to; row++) {
      patches.gather(kernels, x.data(), row * x.shape().last(), y.data(), row * y.shape().last());
    }
  }

  @Override
  public void backward() {
    x.gradient();
    x.tape().engine().forRows(y.shape().rows(), y.shape().last(), this::scatter);
  }

  private void scatter(int from, int to) {
    Kernels kernels = x.tape().kernels();
    for (int row = from; row < to; row++) {
      int source = row * y.shape().last();
      patches.scatterAdd(kernels, y.gradient(), source, x.gradient(), row * x.shape().last());
    }
  }

  @Override
  public Variable[] inputs() {
    return new Variable[] {x};
  }

  @Override
  public Variable output() {
    return y;
  }

  @Override
  public RowKernel rowKernel() {
    return this;
  }

  @Override
  public void forward(Kernels kernels, int rows, Rows[] in, Rows out) {
    for (int row = 0; row < rows; row++) {
      patches.gather(kernels, in[0].data(), in[0].at(row), out.data(), out.at(row));
    }
  }

  @Override
  public void backward(
      Kernels kernels,
      int rows,
      Rows[] in,
      Rows out,
      Rows dOut,
      @Nullable Rows[] dIn,
      float[] scratch) {
    Rows dx = dIn[0];
    for (int row = 0; dx != null && row < rows; row++) {
      patches.scatterAdd(kernels, dOut.data(), dOut.at(row), dx.data(), dx.at(row));
    }
  }

  @Override
  public String formula(List<String> in, int width) {
    return "patches(" + in.getFirst() + "; " + patches + ")";
  }

  @Override
  public boolean readsInputs() {
    return false;
  }

  @Override
  public boolean readsOutput() {
    return false;
  }
}
