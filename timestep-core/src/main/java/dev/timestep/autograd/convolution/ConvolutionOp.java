package dev.timestep.autograd.convolution;

import dev.timestep.autograd.LinearOp;
import dev.timestep.autograd.Op;
import dev.timestep.autograd.PatchOp;
import dev.timestep.autograd.Patches;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.TimeWindow;
import dev.timestep.autograd.Variable;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Shape;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A convolution of images or over time: the patches of all places of the output times the kernel as
 * a matrix [patch, O], plus a bias [O]. Patches are made a block at a time, for the product that
 * reads them, and are not kept.
 *
 * <p>Backward: dX is the convolution of dY with the kernel turned round, or dY·Wᵀ scattered to
 * where the patches came from; dW = patchesᵀ·dY, db = column sums of dY. The patches are made
 * again.
 */
public final class ConvolutionOp implements Op {
  private final Variable x;
  private final Variable w;
  private final @Nullable Variable bias;
  private final Variable y;

  /** {@link Patches} of images or a {@link TimeWindow}. */
  private final Record geometry;

  private final ConvolutionProduct product;
  private final @Nullable InputGradient inputGradient;
  private final @Nullable KernelGradient kernelGradient;
  private @Nullable Lengths lengths;

  private ConvolutionOp(
      Variable x,
      Record geometry,
      Variable w,
      @Nullable Variable bias,
      Shape shape,
      PatchRows patches) {
    Tape tape = x.tape();
    int n = w.shape().dim(1);
    if (w.shape().dim(0) != patches.width() || (bias != null && bias.size() != n)) {
      throw new IllegalArgumentException(
          "A convolution expects a kernel ["
              + patches.width()
              + ", filters] and one number of a bias per filter; received a kernel "
              + w.shape()
              + (bias == null ? "" : " and a bias " + bias.shape())
              + ". Check the sizes of the kernel.");
    }
    this.x = x;
    this.geometry = geometry;
    this.w = w;
    this.bias = bias;
    this.y = bias == null ? tape.output(shape, x, w) : tape.output(shape, x, w, bias);
    this.product = new ConvolutionProduct(tape, patches, n, w::packed);
    this.inputGradient = x.requiresGradient() ? inputGradient(patches) : null;
    boolean trained = w.requiresGradient() || (bias != null && bias.requiresGradient());
    this.kernelGradient = trained ? new KernelGradient(x, w, bias, y, patches) : null;
  }

  private InputGradient inputGradient(PatchRows patches) {
    int n = w.shape().dim(1);
    if (patches instanceof ImagePatches images && images.patches().hasStride()) {
      return new ScatteredGradient(x, w, y, images);
    }
    return new TurnedGradient(x, w, y, patches.channels(), patches.back(n));
  }

  /**
   * The convolution of images in rows.
   *
   * @param x [.., {@link Patches#imageSize()}]
   * @param w [{@link Patches#patchSize()}, O]
   * @param bias [O], or null for none
   * @return [.., {@link Patches#places()} · O]
   */
  public static Variable ofImages(
      Variable x, Patches patches, Variable w, @Nullable Variable bias) {
    Tape tape = x.tape();
    if (tape.kept() instanceof ConvolutionOp op && op.isOf(x, patches, w, bias)) {
      tape.repeat(op);
      return op.y;
    }
    PatchOp.checkImages(x, patches);
    if (patches.isImage()) {
      return LinearOp.applyToParts(x, w, bias);
    }
    ImagePatches rows = new ImagePatches(x.shape().rows(), patches);
    Shape shape = x.shape().withLast(patches.places() * w.shape().dim(1));
    ConvolutionOp op = new ConvolutionOp(x, patches, w, bias, shape, rows);
    tape.run(op, op.y);
    return op.y;
  }

  /**
   * The convolution of sequences. Steps past a sequence's length read as zeros, whatever stands
   * there; output steps past its own are the bias.
   *
   * @param x [T, B, F]
   * @param lengths of the sequences; null when all are full
   * @param w [k · F, O]
   * @param bias [O], or null for none
   * @return [T′, B, O]
   */
  public static Variable overTime(
      Variable x,
      TimeWindow window,
      @Nullable Lengths lengths,
      Variable w,
      @Nullable Variable bias) {
    Tape tape = x.tape();
    if (tape.kept() instanceof ConvolutionOp op && op.isOf(x, window, w, bias)) {
      op.read(window, lengths);
      tape.repeat(op);
      return op.y;
    }
    if (window.size() == 1 && window.stride() == 1 && lengths == null) {
      return LinearOp.apply(x, w, bias);
    }
    int time = x.shape().dim(0);
    int batch = x.shape().dim(1);
    TimePatches rows = TimePatches.of(window, x.shape().dim(2), lengths, time, batch);
    Shape shape = Shape.of(window.steps(time), batch, w.shape().dim(1));
    ConvolutionOp op = new ConvolutionOp(x, window, w, bias, shape, rows);
    op.lengths = lengths;
    tape.run(op, op.y);
    return op.y;
  }

  private boolean isOf(Variable input, Record how, Variable kernel, @Nullable Variable offset) {
    return x == input && w == kernel && bias == offset && geometry.equals(how);
  }

  private void read(TimeWindow window, @Nullable Lengths now) {
    if (Objects.equals(now, lengths)) {
      return;
    }
    lengths = now;
    Shape in = x.shape();
    TimePatches rows = TimePatches.of(window, in.dim(2), now, in.dim(0), in.dim(1));
    product.patches(rows);
    if (inputGradient != null) {
      inputGradient.patches(rows.back(w.shape().dim(1)));
    }
    if (kernelGradient != null) {
      kernelGradient.patches(rows);
    }
  }

  @Override
  public void forward() {
    product.run(x.data(), w.data(), bias == null ? null : bias.data(), y.data(), false);
  }

  @Override
  public void backward() {
    if (inputGradient != null) {
      inputGradient.run();
    }
    if (kernelGradient != null) {
      kernelGradient.run();
    }
  }
}
