package dev.timestep.autograd.recurrent;

import dev.timestep.autograd.Variable;
import dev.timestep.kernel.LeftFactors;
import dev.timestep.kernel.ProductKernels;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a recurrent layer does after the walk back: the gradients of its weights, biases and inputs,
 * each one product over all steps. Blocks of gates with the same matrices held against them go
 * together, and are cut by columns into tasks that threads share; a column is summed by one thread
 * in one order, so the bits never depend on their number.
 */
final class WeightGradients {
  /** Columns that one task computes, at most: they stay in the cache for all left factors. */
  private static final int TASK_COLUMNS = 256;

  /** Columns below which a task copies more than it computes. */
  private static final int NARROW = 64;

  /** Columns are cut at multiples of this, so that few vectors are filled in part only. */
  private static final int CUT = 32;

  /** Tasks that each thread should find, so that they end at the same time. */
  private static final int TASKS_PER_THREAD = 2;

  /** Rows of the input gradient that one task computes. */
  private static final int INPUT_ROWS = 192;

  /** A piece of the work. */
  private interface Task {
    void run();
  }

  /** What is held against a block of gates. */
  private enum Source {
    INPUTS,
    STATES,
    OWN_STATES,
    ONES
  }

  /**
   * One left factor of a block, and where its product goes.
   *
   * @param stateBlock block of the cell's own states, for these only
   * @param gate column block of the target
   * @param width columns of the factor, rows of the target
   */
  private record Held(Source left, int stateBlock, Variable target, int gate, int width) {
    /** Whether {@code next} is the same for the block after. */
    boolean continuesWith(Held next, int blocks) {
      return left == next.left
          && stateBlock == next.stateBlock
          && target == next.target
          && gate + blocks == next.gate;
    }
  }

  /** Neighbouring blocks of gates that the same matrices are held against. */
  private static final class Group {
    final int firstBlock;
    final List<Held> held;
    int blocks = 1;

    Group(int firstBlock, List<Held> held) {
      this.firstBlock = firstBlock;
      this.held = held;
    }

    boolean takes(List<Held> next) {
      boolean same = next.size() == held.size();
      for (int i = 0; same && i < held.size(); i++) {
        same = held.get(i).continuesWith(next.get(i), blocks);
      }
      return same;
    }

    /** Rows of all targets. */
    int height() {
      return held.stream().mapToInt(Held::width).sum();
    }
  }

  /**
   * A group's sum over some of the rows.
   *
   * @param states where states before are found: rows of {@code hs}, at work, or initial ones
   * @param held what takes part
   */
  private record Stretch(
      int firstBlock, int firstRow, int rows, States states, List<Held> held, LeftFactors left) {}

  /** Where the states before some steps lie, first row first. */
  private enum States {
    INITIAL,
    STEP_BEFORE,
    STEP_AFTER,
    PLACED
  }

  private final Recurrence layer;
  private final ProductKernels products;
  private final int h;
  private final int columns;
  private final int @Nullable [] order;
  private final List<List<Held>> held = new ArrayList<>();
  private final List<Stretch> stretches = new ArrayList<>();
  private final List<Task> tasks = new ArrayList<>();
  private final List<Variable> targets = new ArrayList<>();
  private int @Nullable [] placesBefore;
  private @Nullable PackedGates packedInput;

  // Where gates are not in the order of x: sums at the places of the gates, and each one's row of
  // x.
  private float @Nullable [] inputGradientRows;
  private int @Nullable [] inputRow;

  WeightGradients(Recurrence layer) {
    this.layer = layer;
    this.products = layer.kernels.products();
    this.h = layer.h;
    this.columns = layer.build.gates() * layer.h;
    this.order = layer.keeps() ? layer.places.ofWorkingRows() : null;
    for (int block = 0; block < layer.build.blocks(); block++) {
      held.add(new ArrayList<>());
    }
  }

  /** Makes the tasks; while the op is made. */
  void make() {
    layer.addGradients(this);
    share(groups());
    if (layer.x.requiresGradient()) {
      inputTasks();
    }
  }

  // ---------------------------------------------------------------- what a cell asks for

  /** dW[gate] += xᵀ·block. */
  void kernel(int gate, int block) {
    hold(block, new Held(Source.INPUTS, 0, layer.kernel, gate, layer.f));
  }

  /** dU[gate] += previousᵀ·block. */
  void recurrent(int gate, int block) {
    hold(block, new Held(Source.STATES, 0, layer.recurrentKernel, gate, h));
  }

  /** dU[gate] += stateᵀ·block for states of the cell's own making, kept in another block. */
  void recurrentOwn(int gate, int stateBlock, int block) {
    hold(block, new Held(Source.OWN_STATES, stateBlock, layer.recurrentKernel, gate, h));
  }

  /** db[part] += column sums of block. */
  void bias(@Nullable Variable target, int part, int block) {
    if (target != null) {
      hold(block, new Held(Source.ONES, 0, target, part, 1));
    }
  }

  private void hold(int block, Held factor) {
    if (factor.target.requiresGradient() && layer.rows > 0) {
      targets.add(factor.target);
      held.get(block).add(factor);
    }
  }

  // ---------------------------------------------------------------- how it is shared

  private List<Group> groups() {
    List<Group> groups = new ArrayList<>();
    int open = -1;
    for (int block = 0; block < held.size(); block++) {
      List<Held> of = held.get(block);
      if (of.isEmpty()) {
        open = -1;
      } else if (open >= 0 && groups.get(open).takes(of)) {
        groups.get(open).blocks++;
      } else {
        open = groups.size();
        groups.add(new Group(block, of));
      }
    }
    return groups;
  }

  /** Cuts every group into tasks, each of about the same size. */
  private void share(List<Group> groups) {
    double work = 0;
    int widest = 0;
    for (Group group : groups) {
      work += (double) group.blocks * h * group.height();
      widest = Math.max(widest, group.blocks * h);
    }
    int threads = layer.tape.workers().threads();
    int wanted =
        widest < NARROW * TASKS_PER_THREAD * threads ? threads : TASKS_PER_THREAD * threads;
    // All threads have the same number of tasks also where the cache asks for more.
    wanted *= Math.max(1, (widest + TASK_COLUMNS * wanted - 1) / (TASK_COLUMNS * wanted));
    for (Group group : groups) {
      int width = group.blocks * h;
      int cuts = (width + CUT - 1) / CUT;
      int share = (int) Math.round(wanted * ((double) width * group.height() / work));
      int count = Math.max(1, Math.min(cuts, share));
      List<Stretch> sum = stretches(group);
      for (int task = 0; task < count; task++) {
        int from = CUT * (int) ((long) cuts * task / count);
        int to = Math.min(width, CUT * (int) ((long) cuts * (task + 1) / count));
        tasks.add(() -> add(sum, from, to));
      }
    }
  }

  /** The states before the first step are others than those before the later ones. */
  private List<Stretch> stretches(Group group) {
    StepLayout layout = layer.layout;
    List<Stretch> sum = new ArrayList<>();
    if (group.held.stream().noneMatch(one -> one.left == Source.STATES)) {
      stretch(sum, group, 0, layer.rows, States.INITIAL);
      return sum;
    }
    int first = layout.firstRow(0);
    int initial = layout.active(0);
    stretch(sum, group, first, initial, States.INITIAL);
    int later = first == 0 ? initial : 0;
    if (order != null || !layout.inPlace()) {
      placesBefore = layer.statePlaces.ofRowsBefore();
      stretch(sum, group, later, layer.rows - initial, States.PLACED);
    } else {
      stretch(
          sum,
          group,
          later,
          layer.rows - initial,
          first == 0 ? States.STEP_BEFORE : States.STEP_AFTER);
    }
    return sum;
  }

  private void stretch(List<Stretch> sum, Group group, int firstRow, int rows, States states) {
    boolean zero = states == States.INITIAL && layer.h0 == null;
    List<Held> part =
        group.held.stream().filter(one -> one.left != Source.STATES || !zero).toList();
    if (rows > 0 && !part.isEmpty()) {
      Stretch made =
          new Stretch(group.firstBlock, firstRow, rows, states, part, new LeftFactors(part.size()));
      sum.add(made);
      stretches.add(made);
    }
  }

  private void add(List<Stretch> sum, int from, int to) {
    for (int i = 0; i < sum.size(); i++) {
      Stretch part = sum.get(i);
      int at = layer.block(part.firstBlock) + (order == null ? part.firstRow * h : 0);
      int stride = layer.block(1);
      products.addTransposedProducts(
          part.left, from, to, part.rows, layer.blocks, at, h, h, stride);
    }
  }

  // ---------------------------------------------------------------- at work

  /** Makes everything ready for {@link #run}; on the tape's thread. */
  void begin() {
    // A gradient's array is made at its first use, which must not be in two tasks at once.
    for (int at = 0; at < targets.size(); at++) {
      targets.get(at).gradient();
    }
    for (int at = 0; at < stretches.size(); at++) {
      setFactors(stretches.get(at));
    }
    if (packedInput != null) {
      packedInput.refresh(layer.tape.workers());
    }
  }

  private void setFactors(Stretch part) {
    LeftFactors left = part.left;
    int row = part.firstRow;
    left.setRowsOfB(order, row);
    for (int i = 0; i < part.held.size(); i++) {
      Held one = part.held.get(i);
      float[] to = one.target.gradient();
      int toAt = one.gate * h;
      switch (one.left) {
        case INPUTS ->
            left.set(i, layer.f, layer.inputRows(), row * layer.f, layer.f, to, toAt, columns);
        case STATES -> setStates(left, i, part, to, toAt);
        case OWN_STATES -> {
          int at = layer.block(one.stateBlock) + (order == null ? row * h : 0);
          left.set(i, h, layer.blocks, at, h, to, toAt, columns);
          left.setRows(i, order, row);
        }
        case ONES -> left.setOnes(i, to, toAt);
      }
    }
  }

  private void setStates(LeftFactors left, int i, Stretch part, float[] to, int toAt) {
    int row = part.firstRow;
    int batch = layer.layout.batch();
    switch (part.states) {
      case INITIAL -> left.set(i, h, layer.initialStates(), 0, h, to, toAt, columns);
      case STEP_BEFORE -> left.set(i, h, layer.hs, (row - batch) * h, h, to, toAt, columns);
      case STEP_AFTER -> left.set(i, h, layer.hs, (row + batch) * h, h, to, toAt, columns);
      case PLACED -> {
        left.set(i, h, layer.hs, 0, h, to, toAt, columns);
        left.setRows(i, placesBefore, row);
      }
    }
  }

  int tasks() {
    return tasks.size();
  }

  void run(int task) {
    tasks.get(task).run();
  }

  // ---------------------------------------------------------------- the input's gradient

  private void inputTasks() {
    targets.add(layer.x);
    packedInput =
        PackedGates.backward(
            layer.tape, layer.build.gates(), h, new Part[] {layer.whole()}, layer.kernel);
    if (order == null && layer.layout.inPlace()) {
      inputTasks(0, layer.rows);
      return;
    }
    inputRow = layer.places.timeMajorRows();
    inputGradientRows = layer.tape.take(layer.places.rows() * layer.f);
    for (int part = 0; part < layer.places.runs(); part++) {
      inputTasks(layer.places.runBegin(part), layer.places.runEnd(part));
    }
  }

  private void inputTasks(int begin, int end) {
    int count = (end - begin + INPUT_ROWS - 1) / INPUT_ROWS;
    for (int tile = 0; tile < count; tile++) {
      int from = begin + (int) ((long) (end - begin) * tile / count);
      int to = begin + (int) ((long) (end - begin) * (tile + 1) / count);
      tasks.add(() -> inputRows(from, to));
    }
  }

  /** dx += Σ over gates of block·W[gate]ᵀ, for some rows. */
  private void inputRows(int from, int to) {
    int f = layer.f;
    float[] dx = layer.x.gradient();
    float[] sums = inputGradientRows == null ? dx : inputGradientRows;
    int[] row = inputRow;
    if (row != null) {
      for (int r = from; r < to; r++) {
        System.arraycopy(dx, row[r] * f, sums, r * f, f);
      }
    }
    PackedGates packed = Objects.requireNonNull(packedInput);
    for (int gate = 0; gate < layer.build.gates(); gate++) {
      products.gemm(
          to - from,
          f,
          h,
          layer.blocks,
          layer.block(gate) + from * h,
          h,
          packed.data(),
          packed.at(layer.whole(), gate),
          sums,
          from * f,
          f,
          true);
    }
    if (row != null) {
      for (int r = from; r < to; r++) {
        System.arraycopy(sums, r * f, dx, row[r] * f, f);
      }
    }
  }
}
