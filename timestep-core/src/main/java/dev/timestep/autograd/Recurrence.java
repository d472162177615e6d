package dev.timestep.autograd;

import dev.timestep.kernel.Kernels;
import dev.timestep.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The frame of the fused recurrent ops: a whole layer over a whole sequence, forward and
 * backpropagation through time. What is particular to a cell is in its subclass.
 *
 * <p>Shapes: x [T, B, F], kernel [F, G·H], recurrent kernel [H, G·H], outputs y [T, B, H]. Gates
 * are kept in blocks of their own, block-major: block g is a matrix [rows, H] over all steps
 * ({@link StepLayout}), so every product and every epilogue runs over contiguous rows.
 *
 * <p>Forward and the walk back in time are split over the sequences of the batch: each thread takes
 * some sequences through all steps and needs no barrier. Weight gradients are one product over all
 * steps afterwards, split by output tiles and summed in one order. So the bits never depend on the
 * number of threads.
 *
 * <p>Legend: T time, B batch, F features, H units, G gates of the kernels, s a step in working
 * order, a active sequences, p a sorted position in the batch.
 */
abstract class Recurrence implements Op {
  /** Rows of a weight gradient that one task computes. */
  private static final int TILE = 60;

  /** Below this many multiply-adds a shard of the batch is not worth a thread. */
  private static final long SHARD_WORK = 1 << 16;

  final Tape tape;
  final Kernels kernels;
  final StepLayout layout;
  final Variable x;
  final Variable kernel;
  final Variable recurrentKernel;
  final @Nullable Variable bias;
  final @Nullable Variable h0;
  final int f;
  final int h;
  final int gates;
  final int rows;

  /** Input rows in working order [rows, F]. */
  final float[] xs;

  /** Hidden states in working order [rows, H]. */
  final float[] hs;

  /** Initial hidden state by sorted position [B, H]. */
  final float[] h0s;

  /** Gate blocks [blocks][rows or batch, H]. */
  final float[] blocks;

  private final int blockRows;
  private final Variable y;
  private final Variable hLast;
  private final float[] packedKernel;
  private final float[] packedRecurrent;
  private float[] packedTransposedRecurrent = new float[0];

  Recurrence(
      Tape tape,
      RecurrentInputs in,
      int gates,
      int blockCount,
      int units,
      @Nullable Variable... more) {
    this.tape = tape;
    this.kernels = tape.kernels();
    this.x = in.x();
    this.kernel = in.kernel();
    this.recurrentKernel = in.recurrentKernel();
    this.bias = in.bias();
    this.h0 = in.h0();
    this.gates = gates;
    this.f = x.shape().last();
    this.h = units;
    checkShapes();
    int time = x.shape().dim(0);
    int batch = x.shape().dim(1);
    this.layout = StepLayout.of(time, batch, in.lengths(), in.reverse());
    this.rows = layout.rows();
    Variable[] inputs = in.variables(more);
    this.y = tape.output(Shape.of(time, batch, h), inputs);
    this.hLast = tape.output(Shape.of(batch, h), inputs);
    this.xs = layout.gather(tape, x.data(), f);
    this.hs = layout.inPlace() ? y.data() : tape.take(rows * h);
    this.h0s = sorted(h0);
    // Without a backward pass a step's gates are dead once the step is done.
    this.blockRows = y.requiresGradient() ? rows : batch;
    this.blocks = tape.take(blockCount * blockRows * h);
    this.packedKernel = packBlocks(kernel, f, false);
    this.packedRecurrent = packBlocks(recurrentKernel, h, false);
  }

  private void checkShapes() {
    Shape wanted = Shape.of(f, gates * h);
    Shape wantedRecurrent = Shape.of(h, gates * h);
    if (!kernel.shape().equals(wanted) || !recurrentKernel.shape().equals(wantedRecurrent)) {
      throw new IllegalArgumentException(
          "A recurrent op over inputs "
              + x.shape()
              + " with "
              + h
              + " units expects a kernel "
              + wanted
              + " and a recurrent kernel "
              + wantedRecurrent
              + "; received "
              + kernel.shape()
              + " and "
              + recurrentKernel.shape()
              + ".");
    }
    if (bias != null && bias.size() != gates * h) {
      throw new IllegalArgumentException(
          "A recurrent op with "
              + h
              + " units and "
              + gates
              + " gates expects a bias ["
              + gates * h
              + "]; received "
              + bias.shape()
              + ".");
    }
  }

  // ---------------------------------------------------------------- what a cell supplies

  /** One step of {@code a} sequences from position {@code p}; writes hidden states to hs. */
  abstract void stepForward(Step step);

  /**
   * One step back. On entry {@code dh} holds the gradient of this step's hidden state; on return
   * the gradient of the one before. Gate blocks become gradients of pre-activations.
   */
  abstract void stepBackward(Step step, float[] dh);

  /** Weight and bias gradients from the gate blocks, as tasks. */
  abstract void addGradientTasks(GradientTasks tasks);

  /** Other states' final values, after the forward pass. */
  void finish() {}

  /** Gradients of other states' final values, before the walk back. */
  void startBackward() {}

  /** Gradients of other initial states, after the walk back. */
  void finishBackward() {}

  // ---------------------------------------------------------------- a step

  /**
   * One step of a shard of the batch.
   *
   * @param s the step in working order
   * @param a how many sequences of the shard are active
   * @param p the shard's first sorted position
   * @param row the first working row
   * @param previous the array with the state before: hs or h0s
   * @param previousRow its first row
   */
  record Step(int s, int a, int p, int row, float[] previous, int previousRow) {}

  private Step step(int s, int a, int p) {
    return s == 0
        ? new Step(s, a, p, layout.firstRow(s) + p, h0s, p)
        : new Step(s, a, p, layout.firstRow(s) + p, hs, layout.firstRow(s - 1) + p);
  }

  /** Offset of a step's rows in a gate block. */
  final int block(int block, Step step) {
    return (block * blockRows + (blockRows == rows ? step.row : step.p)) * h;
  }

  /** Offset of a whole gate block. */
  final int block(int block) {
    return block * blockRows * h;
  }

  /** block = biasRow (or 0) + x·W[gate]. */
  final void project(Step step, int gate, int block, float @Nullable [] biasRow, int biasOff) {
    int at = block(block, step);
    if (biasRow != null) {
      kernels.broadcastRow(step.a, h, biasRow, biasOff, blocks, at, h);
    }
    kernels.gemm(
        step.a,
        h,
        f,
        xs,
        step.row * f,
        f,
        packedKernel,
        gate * kernels.packedSize(f, h),
        blocks,
        at,
        h,
        biasRow != null);
  }

  /** block += previous·U[gate]. */
  final void recur(Step step, int gate, int block) {
    if (step.s > 0 || h0 != null) {
      recur(step, gate, step.previous, step.previousRow * h, block);
    }
  }

  /** block += state·U[gate] for a state of the cell's own making. */
  final void recur(Step step, int gate, float[] state, int stateOff, int block) {
    kernels.gemm(
        step.a,
        h,
        h,
        state,
        stateOff,
        h,
        packedRecurrent,
        gate * kernels.packedSize(h, h),
        blocks,
        block(block, step),
        h,
        true);
  }

  /** Whether anybody needs the gradient of the state before this step. */
  final boolean needsPrevious(Step step) {
    return step.s > 0 || (h0 != null && h0.requiresGradient());
  }

  /** target (+)= block·U[gate]ᵀ. */
  final void recurBack(
      Step step, int gate, int block, float[] target, int targetOff, boolean accumulate) {
    kernels.gemm(
        step.a,
        h,
        h,
        blocks,
        block(block, step),
        h,
        packedTransposedRecurrent,
        gate * kernels.packedSize(h, h),
        target,
        targetOff,
        h,
        accumulate);
  }

  // ---------------------------------------------------------------- forward

  /** Runs the forward pass and records the op. */
  final RecurrentOutputs run(@Nullable Variable cLast) {
    forShards(this::forwardShard);
    layout.scatter(hs, y.data(), h);
    last(hs, h0s, hLast.data());
    finish();
    if (cLast == null) {
      tape.record(this, y, hLast);
    } else {
      tape.record(this, y, hLast, cLast);
    }
    return new RecurrentOutputs(y, hLast, cLast);
  }

  private void forwardShard(int from, int to) {
    for (int s = 0; s < layout.steps(); s++) {
      int a = Math.min(layout.active(s), to) - from;
      if (a <= 0) {
        return;
      }
      stepForward(step(s, a, from));
    }
  }

  /** Each sequence's last state in batch order: its initial state where the length is 0. */
  final void last(float[] states, float[] initial, float[] to) {
    for (int p = 0; p < layout.batch(); p++) {
      int length = layout.lengthAt(p);
      float[] from = length == 0 ? initial : states;
      int row = length == 0 ? p : layout.firstRow(length - 1) + p;
      System.arraycopy(from, row * h, to, layout.sequenceAt(p) * h, h);
    }
  }

  /** An initial state by sorted position; zeros when none is given. */
  final float[] sorted(@Nullable Variable initial) {
    int batch = layout.batch();
    if (initial == null) {
      return tape.zeros(batch * h);
    }
    if (layout.inPlace()) {
      return initial.data();
    }
    float[] to = tape.take(batch * h);
    for (int p = 0; p < batch; p++) {
      System.arraycopy(initial.data(), layout.sequenceAt(p) * h, to, p * h, h);
    }
    return to;
  }

  /** A final state's gradient by sorted position, in a buffer that may be written to. */
  final float[] sortedGradient(Variable last) {
    int batch = layout.batch();
    float[] to = tape.zeros(batch * h);
    if (last.hasGradient()) {
      for (int p = 0; p < batch; p++) {
        System.arraycopy(last.gradient(), layout.sequenceAt(p) * h, to, p * h, h);
      }
    }
    return to;
  }

  /** Adds a gradient by sorted position to an initial state's gradient. */
  final void addInitialGradient(@Nullable Variable initial, float[] gradient) {
    if (initial != null && initial.requiresGradient()) {
      for (int p = 0; p < layout.batch(); p++) {
        kernels.axpy(h, 1f, gradient, p * h, initial.gradient(), layout.sequenceAt(p) * h);
      }
    }
  }

  // ---------------------------------------------------------------- backward

  @Override
  public final void backward() {
    float[] dys = y.hasGradient() ? layout.gather(tape, y.gradient(), h) : null;
    float[] dh = sortedGradient(hLast);
    packedTransposedRecurrent = packBlocks(recurrentKernel, h, true);
    startBackward();
    GradientProbe probe = tape.probe();
    double @Nullable [] squares =
        probe == null ? null : new double[layout.steps() * layout.batch()];
    forShards((from, to) -> backwardShard(from, to, dys, dh, squares));
    if (probe != null && squares != null) {
      report(probe, squares);
    }
    finishBackward();
    addInitialGradient(h0, dh);
    GradientTasks tasks = new GradientTasks();
    addGradientTasks(tasks);
    tasks.run();
    if (x.requiresGradient()) {
      inputGradient();
    }
  }

  private void backwardShard(
      int from, int to, float @Nullable [] dys, float[] dh, double @Nullable [] squares) {
    for (int s = layout.steps() - 1; s >= 0; s--) {
      int a = Math.min(layout.active(s), to) - from;
      if (a <= 0) {
        continue;
      }
      Step step = step(s, a, from);
      if (dys != null) {
        kernels.axpy(a * h, 1f, dys, step.row * h, dh, from * h);
      }
      if (squares != null) {
        for (int p = 0; p < a; p++) {
          squares[s * layout.batch() + from + p] = kernels.sumOfSquares(h, dh, (from + p) * h);
        }
      }
      stepBackward(step, dh);
    }
  }

  private void report(GradientProbe probe, double[] squares) {
    double[] norms = new double[layout.steps()];
    for (int s = 0; s < norms.length; s++) {
      double sum = 0;
      for (int p = 0; p < layout.batch(); p++) {
        sum += squares[s * layout.batch() + p];
      }
      norms[s] = Math.sqrt(sum);
    }
    probe.stateGradient(tape.scope(), norms);
  }

  /** dx += Σ over gates of block·W[gate]ᵀ. */
  private void inputGradient() {
    float[] packed = packBlocks(kernel, f, true);
    float[] dx = layout.inPlace() ? x.gradient() : tape.zeros(rows * f);
    int size = kernels.packedSize(h, f);
    tape.engine()
        .forRows(
            rows,
            (long) gates * h * f,
            (from, to) -> {
              for (int gate = 0; gate < gates; gate++) {
                kernels.gemm(
                    to - from,
                    f,
                    h,
                    blocks,
                    block(gate) + from * h,
                    h,
                    packed,
                    gate * size,
                    dx,
                    from * f,
                    f,
                    true);
              }
            });
    if (!layout.inPlace()) {
      layout.scatterAdd(tape, dx, x.gradient(), f);
    }
  }

  /**
   * aᵀ·block over k rows.
   *
   * @param a left operand, rows of the tile's width
   * @param aOff its first element
   * @param bOff first element of the rows in the gate blocks
   * @param k rows
   */
  private record Product(float[] a, int aOff, int bOff, int k) {}

  /** The products that make up the weight gradients, cut into tiles that threads can share. */
  final class GradientTasks {
    private final List<Runnable> tasks = new ArrayList<>();

    /** dW[gate] += xᵀ·block. */
    void kernel(int gate, int block) {
      if (kernel.requiresGradient()) {
        tiles(kernel, gate, f, List.of(new Product(xs, 0, block(block), rows)));
      }
    }

    /** dU[gate] += previousᵀ·block. */
    void recurrent(int gate, int block) {
      if (!recurrentKernel.requiresGradient() || layout.steps() == 0) {
        return;
      }
      if (!layout.inPlace()) {
        recurrent(gate, previousRows(), 0, block);
        return;
      }
      // In place, the states before are the outputs themselves, one step away.
      int batch = layout.batch();
      int first = layout.firstRow(0);
      int statesAt = first == 0 ? 0 : batch * h;
      int gatesAt = block(block) + (first == 0 ? batch * h : 0);
      List<Product> products = new ArrayList<>();
      products.add(new Product(hs, statesAt, gatesAt, rows - batch));
      if (h0 != null) {
        products.add(new Product(h0s, 0, block(block) + first * h, batch));
      }
      tiles(recurrentKernel, gate, h, products);
    }

    /** dU[gate] += statesᵀ·block for states of the cell's own making, one row a working row. */
    void recurrent(int gate, float[] states, int statesOff, int block) {
      if (recurrentKernel.requiresGradient()) {
        Product product = new Product(states, statesOff, block(block), rows);
        tiles(recurrentKernel, gate, h, List.of(product));
      }
    }

    /** db[part] += column sums of block. */
    void bias(@Nullable Variable target, int part, int block) {
      if (target != null && target.requiresGradient()) {
        float[] gradient = target.gradient();
        tasks.add(
            () -> kernels.addColumnSums(rows, h, blocks, block(block), h, gradient, part * h));
      }
    }

    /** One task a tile of the target's rows; a tile's products are added in order. */
    private void tiles(Variable target, int gate, int width, List<Product> products) {
      float[] gradient = target.gradient();
      for (int from = 0; from < width; from += TILE) {
        int start = from;
        int end = Math.min(width, from + TILE);
        tasks.add(
            () -> {
              for (Product product : products) {
                kernels.gemmTransposedA(
                    start,
                    end,
                    0,
                    h,
                    product.k,
                    product.a,
                    product.aOff,
                    width,
                    blocks,
                    product.bOff,
                    h,
                    gradient,
                    gate * h,
                    gates * h,
                    true);
              }
            });
      }
    }

    private void run() {
      tape.workers().parallel(tasks.size(), task -> tasks.get(task).run());
    }

    private float @Nullable [] previousRows;

    private float[] previousRows() {
      float[] known = previousRows;
      if (known != null) {
        return known;
      }
      float[] made = tape.take(rows * h);
      for (int s = 0; s < layout.steps(); s++) {
        Step step = step(s, layout.active(s), 0);
        System.arraycopy(step.previous, step.previousRow * h, made, step.row * h, step.a * h);
      }
      previousRows = made;
      return made;
    }
  }

  // ---------------------------------------------------------------- packing and splitting

  /** The column blocks of a kernel [in, G·H], each packed as it is or transposed. */
  private float[] packBlocks(Variable weights, int in, boolean transposed) {
    int size = transposed ? kernels.packedSize(h, in) : kernels.packedSize(in, h);
    float[] packed = tape.take(gates * size);
    for (int gate = 0; gate < gates; gate++) {
      if (transposed) {
        kernels.packTransposed(h, in, weights.data(), gate * h, gates * h, packed, gate * size);
      } else {
        kernels.pack(in, h, weights.data(), gate * h, gates * h, packed, gate * size);
      }
    }
    return packed;
  }

  /** A piece of work over the sorted positions {@code [from, to)}. */
  private interface Shard {
    void run(int from, int to);
  }

  private void forShards(Shard work) {
    int batch = layout.batch();
    long total = (long) rows * gates * h * (f + h);
    int parts =
        (int) Math.min(Math.min(tape.workers().threads(), batch), Math.max(1, total / SHARD_WORK));
    if (parts <= 1) {
      work.run(0, batch);
      return;
    }
    tape.workers()
        .parallel(
            parts, part -> work.run(layout.split(part, parts), layout.split(part + 1, parts)));
  }
}
