package dev.timestep.autograd.recurrent;

import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a recurrent layer does after the walk back: the gradients of its weights, biases and inputs,
 * each one product over all steps. Cut into tiles of the result that threads share; a tile is
 * summed by one thread in one order, so the bits never depend on their number.
 */
final class WeightGradients {
  /** Rows of a weight gradient that one task computes, at most. */
  private static final int TILE_ROWS = 128;

  /** Rows below which a task copies more than it computes. */
  private static final int LOW_TILE = 32;

  /** Tasks that one kernel's gradient should come to, so that threads end at the same time. */
  private static final int WANTED_TASKS = 4;

  /** Rows of the input gradient that one task computes. */
  private static final int INPUT_ROWS = 192;

  /** A piece of the work. */
  private interface Task {
    void run();
  }

  /**
   * One factor of a sum of products: rows of states or inputs, held against rows of gates.
   *
   * @param at first element of the left rows
   * @param blockAt first element of the rows in the gate blocks
   * @param count rows
   */
  private record Product(Source left, int at, int blockAt, int count) {}

  /** Where left rows are found; looked up at every pass, since inputs change their arrays. */
  private enum Source {
    INPUTS,
    STATES,
    INITIAL_STATES,
    BLOCKS,
    STATES_BEFORE
  }

  private final Recurrence layer;
  private final Kernels kernels;
  private final int h;
  private final int columns;
  private final List<Task> tasks = new ArrayList<>();
  private final List<Variable> targets = new ArrayList<>();
  private float @Nullable [] statesBefore;
  private @Nullable PackedGates packedInput;
  private float @Nullable [] inputGradientRows;

  WeightGradients(Recurrence layer) {
    this.layer = layer;
    this.kernels = layer.kernels;
    this.h = layer.h;
    this.columns = layer.build.gates() * layer.h;
  }

  /** Makes the tasks; while the op is made. */
  void make() {
    layer.addGradients(this);
    if (layer.x.requiresGradient()) {
      inputTasks();
    }
  }

  // ---------------------------------------------------------------- what a cell asks for

  /** dW[gate] += xᵀ·block. */
  void kernel(int gate, int block) {
    if (layer.kernel.requiresGradient()) {
      Product all = new Product(Source.INPUTS, 0, layer.block(block), layer.rows);
      tiles(layer.kernel, gate, layer.f, all);
    }
  }

  /** dU[gate] += previousᵀ·block. */
  void recurrent(int gate, int block) {
    StepLayout layout = layer.layout;
    if (!layer.recurrentKernel.requiresGradient() || layout.steps() == 0) {
      return;
    }
    int blockAt = layer.block(block);
    if (!layout.inPlace()) {
      if (statesBefore == null) {
        statesBefore = layer.tape.take(layer.rows * h);
      }
      Product all = new Product(Source.STATES_BEFORE, 0, blockAt, layer.rows);
      tiles(layer.recurrentKernel, gate, h, all);
      return;
    }
    // In place, the states before are the outputs themselves, one step away.
    int batch = layout.batch();
    int first = layout.firstRow(0);
    int statesAt = first == 0 ? 0 : batch * h;
    int gatesAt = blockAt + (first == 0 ? batch * h : 0);
    Product after = new Product(Source.STATES, statesAt, gatesAt, layer.rows - batch);
    if (layer.h0 == null) {
      tiles(layer.recurrentKernel, gate, h, after);
      return;
    }
    Product start = new Product(Source.INITIAL_STATES, 0, blockAt + first * h, batch);
    tiles(layer.recurrentKernel, gate, h, after, start);
  }

  /** dU[gate] += stateᵀ·block for states of the cell's own making, kept in another block. */
  void recurrentOwn(int gate, int stateBlock, int block) {
    if (layer.recurrentKernel.requiresGradient()) {
      Product all =
          new Product(Source.BLOCKS, layer.block(stateBlock), layer.block(block), layer.rows);
      tiles(layer.recurrentKernel, gate, h, all);
    }
  }

  /** db[part] += column sums of block. */
  void bias(@Nullable Variable target, int part, int block) {
    if (target != null && target.requiresGradient()) {
      int from = layer.block(block);
      targets.add(target);
      tasks.add(
          () ->
              kernels.addColumnSums(
                  layer.rows, h, layer.blocks, from, h, target.gradient(), part * h));
    }
  }

  /** One task a tile of the target's rows; a tile's products are added in order. */
  private void tiles(Variable target, int gate, int width, Product... products) {
    targets.add(target);
    int gates = layer.build.gates();
    int count =
        Math.max(
            (width + TILE_ROWS - 1) / TILE_ROWS,
            Math.min((WANTED_TASKS + gates - 1) / gates, width / LOW_TILE));
    for (int tile = 0; tile < count; tile++) {
      int from = (int) ((long) width * tile / count);
      int to = (int) ((long) width * (tile + 1) / count);
      tasks.add(
          () -> {
            for (Product product : products) {
              kernels.gemmTransposedA(
                  from,
                  to,
                  0,
                  h,
                  product.count,
                  rowsOf(product.left),
                  product.at,
                  width,
                  layer.blocks,
                  product.blockAt,
                  h,
                  target.gradient(),
                  gate * h,
                  columns,
                  true);
            }
          });
    }
  }

  private float[] rowsOf(Source source) {
    return switch (source) {
      case INPUTS -> layer.inputRows();
      case STATES -> layer.hs;
      case INITIAL_STATES -> layer.initialStates();
      case BLOCKS -> layer.blocks;
      case STATES_BEFORE -> Objects.requireNonNull(statesBefore);
    };
  }

  // ---------------------------------------------------------------- at work

  /** Makes everything ready for {@link #run}; on the tape's thread. */
  void begin() {
    // A gradient's array is made at its first use, which must not be in two tasks at once.
    for (int at = 0; at < targets.size(); at++) {
      targets.get(at).gradient();
    }
    gatherStatesBefore();
    if (packedInput != null) {
      packedInput.refresh(layer.tape.workers());
    }
  }

  int tasks() {
    return tasks.size();
  }

  void run(int task) {
    tasks.get(task).run();
  }

  private void gatherStatesBefore() {
    float[] to = statesBefore;
    if (to == null) {
      return;
    }
    StepLayout layout = layer.layout;
    Part all = layer.whole();
    for (int s = 0; s < layout.steps(); s++) {
      all.moveTo(s);
      System.arraycopy(layer.previous(all), all.previousRow * h, to, all.row * h, all.active * h);
    }
  }

  // ---------------------------------------------------------------- the input's gradient

  private void inputTasks() {
    targets.add(layer.x);
    packedInput =
        PackedGates.backward(
            layer.tape, layer.build.gates(), h, new Part[] {layer.whole()}, layer.kernel);
    boolean apart = !layer.layout.inPlace();
    inputGradientRows = apart ? layer.tape.take(layer.rows * layer.f) : null;
    int count = (layer.rows + INPUT_ROWS - 1) / INPUT_ROWS;
    for (int tile = 0; tile < count; tile++) {
      int from = (int) ((long) layer.rows * tile / count);
      int to = (int) ((long) layer.rows * (tile + 1) / count);
      tasks.add(() -> inputRows(from, to, apart));
    }
  }

  /** dx += Σ over gates of block·W[gate]ᵀ, for some rows. */
  private void inputRows(int from, int to, boolean apart) {
    PackedGates packed = Objects.requireNonNull(packedInput);
    float[] rowsApart = inputGradientRows;
    float[] dx = rowsApart == null ? layer.x.gradient() : rowsApart;
    int f = layer.f;
    for (int gate = 0; gate < layer.build.gates(); gate++) {
      kernels.gemm(
          to - from,
          f,
          h,
          layer.blocks,
          layer.block(gate) + from * h,
          h,
          packed.data(),
          packed.at(layer.whole(), gate),
          dx,
          from * f,
          f,
          gate > 0 || !apart);
    }
  }

  /** Brings the input's gradient to its place; on the tape's thread. */
  void end() {
    float[] rowsApart = inputGradientRows;
    if (rowsApart != null) {
      layer.layout.scatterAdd(layer.kernels, rowsApart, layer.x.gradient(), layer.f);
    }
  }
}
