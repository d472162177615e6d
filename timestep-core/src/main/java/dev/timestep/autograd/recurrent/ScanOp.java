package dev.timestep.autograd.recurrent;

import dev.timestep.autograd.GradientProbe;
import dev.timestep.autograd.Op;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.autograd.recurrent.StepProgram.Node;
import dev.timestep.autograd.recurrent.StepProgram.Product;
import dev.timestep.autograd.recurrent.StepProgram.RowNode;
import dev.timestep.autograd.recurrent.StepProgram.Value;
import dev.timestep.kernel.Kernels;
import dev.timestep.kernel.Workers;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A whole layer over a whole sequence for a cell that has no fused op: its {@link StepProgram}, run
 * step by step. What a custom cell needs for speed is here once:
 *
 * <ul>
 *   <li>Sequences are shared among threads, each of which takes its own through all steps and waits
 *       for nobody.
 *   <li>The batch shrinks as sequences end ({@link StepLayout}).
 *   <li>What the cell's author wrote is done in fewer passes over the rows ({@link StepRewrite},
 *       {@link SharedGradients}).
 *   <li>Products of the input are computed for all steps at once, where that pays.
 *   <li>Only what backward reads is kept, of all steps; the rest lives in a few rows.
 *   <li>Weight gradients wait until the walk back is over and are one product over all steps; so
 *       are sums over rows. No sum depends on the threads, so neither do the bits.
 * </ul>
 *
 * <p>Legend: T time, B batch, p a sorted position in the batch.
 */
public final class ScanOp implements Op {

  final Tape tape;
  final Kernels kernels;
  final StepLayout layout;
  final StepProgram program;
  final SharedGradients sharedGradients;

  /** Whether there is a backward pass. */
  final boolean keeps;

  private final Object key;
  private final StepTrace traced;
  private final Variable x;
  private final List<Variable> initial;
  private final @Nullable Lengths lengths;
  private final boolean reverse;
  private final List<Parameter> parameters;
  private final List<Variable> parameterVariables;

  private final Variable y;
  private final Variable[] last;
  private final Cut cut;
  private final ScanLane[] lanes;
  private final ScanWeights weights;
  private final Workers.Body partForward = this::partForward;
  private final Workers.Body partBackward = this::partBackward;

  /** By value: numbers of all rows, where they are kept. */
  private final float[] @Nullable [] kept;

  /** By value: the gradient of all rows, where it is used after the walk back. */
  private final float[] @Nullable [] keptGradients;

  /** By value: whether its gradient is wanted. */
  private final boolean[] wanted;

  private final float[] xRows;
  private final float[][] initialRows;

  /** By part of the state: its gradient by sorted position. */
  private final float[][] stateGradients;

  private final float[] dyRows;
  private float @Nullable [] dys;

  /** How often it ran again. */
  private int repetitions;

  private double @Nullable [][] squares;

  ScanOp(
      Object key,
      StepTrace traced,
      Variable x,
      List<Variable> initial,
      @Nullable Lengths lengths,
      boolean reverse) {
    this.key = key;
    this.traced = traced;
    this.program = StepRewrite.of(traced.program());
    this.sharedGradients = new SharedGradients(program);
    this.x = x;
    this.initial = List.copyOf(initial);
    this.lengths = lengths;
    this.reverse = reverse;
    this.tape = x.tape();
    this.kernels = tape.kernels();
    this.parameters = program.parameters();
    this.parameterVariables = parameters.stream().map(tape::parameter).toList();
    int time = x.shape().dim(0);
    int batch = x.shape().dim(1);
    this.layout = StepLayout.of(time, batch, lengths, reverse);
    int rows = layout.rows();
    List<Variable> all = new ArrayList<>(initial);
    all.add(x);
    all.addAll(parameterVariables);
    Variable[] inputs = all.toArray(new Variable[0]);
    this.y = tape.output(Shape.of(time, batch, program.after().getFirst().width()), inputs);
    this.last = new Variable[initial.size()];
    for (int part = 0; part < last.length; part++) {
      last[part] = tape.output(Shape.of(batch, program.after().get(part).width()), inputs);
    }
    this.keeps = y.requiresGradient();
    this.wanted = wanted();
    int count = program.values().size();
    this.kept = new float[count][];
    this.keptGradients = new float[count][];
    this.xRows = layout.inPlace() ? x.data() : tape.take(rows * x.shape().last());
    this.initialRows = new float[last.length][];
    this.stateGradients = new float[last.length][];
    for (int part = 0; part < last.length; part++) {
      int size = batch * initial.get(part).shape().last();
      initialRows[part] = layout.inPlace() ? initial.get(part).data() : tape.take(size);
      stateGradients[part] = tape.take(keeps ? size : 0);
    }
    this.dyRows = tape.take(keeps && !layout.inPlace() ? rows * y.shape().last() : 0);
    takeBuffers(rows);
    this.cut =
        Cut.of(
            layout,
            tape.workers().threads(),
            program.after().getFirst().width(),
            program.workOfARow(),
            false);
    this.weights = new ScanWeights(this);
    this.lanes = new ScanLane[cut.parts().length];
    for (int part = 0; part < lanes.length; part++) {
      lanes[part] = new ScanLane(this, cut.parts()[part]);
    }
  }

  /**
   * Runs a cell over a sequence.
   *
   * @param key which cell it is: an equal key promises an equal step
   * @param step the cell's step
   * @param x input [T, B, F]
   * @param initial parts of the state before the first step [B, ·]
   * @param lengths real steps of each sequence, or null when all are full
   * @param reverse from each sequence's last real step to its first
   * @return the results, or what in the step is not an operation of rows
   * @throws IllegalArgumentException when the step depends on the values of its variables, on the
   *     number of rows, or on anything that changes from call to call
   */
  public static ScanRun run(
      Object key,
      CellStep step,
      Variable x,
      List<Variable> initial,
      @Nullable Lengths lengths,
      boolean reverse) {
    Tape tape = x.tape();
    if (tape.kept() instanceof ScanOp op
        && op.isFor(key, x, initial, lengths, reverse)
        && op.isStill(step)) {
      tape.repeat(op);
      return op.outputs();
    }
    StepTrace trace = StepCheck.of(tape, step, x, initial).trace();
    if (trace instanceof StepTrace.Stopped stopped) {
      return new ScanRun.NotOfRows(stopped.obstacle());
    }
    ScanOp op = new ScanOp(key, trace, x, initial, lengths, reverse);
    List<Variable> results = new ArrayList<>(List.of(op.last));
    results.add(op.y);
    tape.run(op, results.toArray(new Variable[0]));
    return op.outputs();
  }

  /**
   * Whether the step is what it was when it was recorded; it is not when a field of the cell was
   * set. For prediction that is looked at each time, and a step that is another one is recorded
   * anew. In training such a step is refused; there looking costs a hundredth of a step, so it is
   * done after 1, 2, 4, 8, … repetitions.
   */
  private boolean isStill(CellStep step) {
    if (!keeps) {
      return StepCheck.of(tape, step, x, initial).isStill(traced);
    }
    repetitions++;
    if (Integer.bitCount(repetitions) == 1) {
      StepCheck.of(tape, step, x, initial).compareWith(traced);
    }
    return true;
  }

  private boolean isFor(
      Object cell,
      Variable input,
      List<Variable> state,
      @Nullable Lengths realSteps,
      boolean backwards) {
    return key.equals(cell)
        && x == input
        && initial.equals(state)
        && Objects.equals(lengths, realSteps)
        && reverse == backwards
        && hasParameters();
  }

  /** Whether the parameters are the variables that they were, frozen or not. */
  private boolean hasParameters() {
    boolean same = true;
    for (int at = 0; at < parameters.size(); at++) {
      same &= tape.parameter(parameters.get(at)) == parameterVariables.get(at);
    }
    return same;
  }

  private ScanRun outputs() {
    return new ScanRun.Outputs(y, List.of(last));
  }

  // ---------------------------------------------------------------- what is kept

  private boolean[] wanted() {
    boolean[] wants = new boolean[program.values().size()];
    if (!keeps) {
      return wants;
    }
    for (Value value : program.values()) {
      wants[value.index()] =
          switch (value.kind()) {
            case INPUT -> x.requiresGradient();
            case STATE -> true;
            case PARAMETER -> StepProgram.on(tape, value.parameter()).requiresGradient();
            case CONSTANT, ROWS, VIEW, ONCE -> false;
          };
    }
    for (Node node : program.nodes()) {
      wants[node.out().index()] =
          switch (node) {
            case Product product ->
                wants[product.out().index()]
                    || wants[product.x().root().index()]
                    || tape.parameter(product.weights()).requiresGradient()
                    || (product.bias() != null
                        && tape.parameter(product.bias()).requiresGradient());
            case RowNode rows -> rows.in().stream().anyMatch(value -> wants[value.root().index()]);
          };
    }
    return wants;
  }

  private void takeBuffers(int rows) {
    for (Value part : program.after()) {
      keep(part, rows);
    }
    for (Node node : program.nodes()) {
      if (node instanceof Product product && program.isAhead(product)) {
        keep(product.out(), rows);
      }
    }
    if (layout.inPlace()) {
      kept[program.after().getFirst().index()] = y.data();
    }
    for (Value value : program.values()) {
      if (value.isShared()) {
        float[] constant = value.constant();
        kept[value.index()] =
            switch (value.kind()) {
              case CONSTANT -> Objects.requireNonNull(constant);
              case ONCE -> tape.take(value.width());
              default -> StepProgram.on(tape, value.parameter()).data();
            };
      }
    }
    if (!keeps) {
      return;
    }
    for (Node node : program.nodes()) {
      if (!wanted[node.out().index()]) {
        continue;
      }
      switch (node) {
        case Product product -> {
          keep(product.x(), rows);
          keepGradient(node.out(), rows);
        }
        case RowNode some -> {
          if (some.kernel().readsInputs()) {
            some.in().forEach(value -> keep(value, rows));
          }
          if (some.kernel().readsOutput()) {
            keep(some.out(), rows);
          }
        }
      }
    }
    if (wanted[program.input().index()]) {
      keepGradient(program.input(), rows);
    }
  }

  private void keep(Value read, int rows) {
    Value value = read.root();
    boolean inRows = !value.isShared() && value.kind() != StepProgram.Kind.INPUT;
    if (inRows && kept[value.index()] == null) {
      kept[value.index()] = tape.take(rows * value.width());
    }
  }

  private void keepGradient(Value of, int rows) {
    Value value = sharedGradients.owner(of);
    if (keptGradients[value.index()] == null) {
      keptGradients[value.index()] = tape.take(rows * value.width());
    }
  }

  /**
   * The numbers of all rows of a value, or those of the one row that all share; of the value whose
   * columns it is, if it is a view.
   */
  float @Nullable [] kept(Value value) {
    Value root = value.root();
    return root.kind() == StepProgram.Kind.INPUT ? xs() : kept[root.index()];
  }

  float @Nullable [] keptGradient(Value value) {
    return keptGradients[sharedGradients.owner(value.root()).index()];
  }

  boolean wants(Value value) {
    return wanted[value.root().index()];
  }

  /** Input rows in working order. */
  float[] xs() {
    return layout.inPlace() ? x.data() : xRows;
  }

  /** A part of the state before the first step, by sorted position. */
  float[] initialRows(int part) {
    return layout.inPlace() ? initial.get(part).data() : initialRows[part];
  }

  /** The gradient of a part of the state, by sorted position. */
  float[] stateGradient(int part) {
    return stateGradients[part];
  }

  /** Gradients of the outputs in working order; null where nothing flows back to them. */
  float @Nullable [] outputGradients() {
    return dys;
  }

  ScanWeights weights() {
    return weights;
  }

  // ---------------------------------------------------------------- forward

  @Override
  public void forward() {
    int batch = layout.batch();
    if (!layout.inPlace()) {
      layout.gather(x.data(), xRows, x.shape().last());
      for (int part = 0; part < last.length; part++) {
        int width = last[part].shape().last();
        float[] from = initial.get(part).data();
        for (int p = 0; p < batch; p++) {
          int sequence = layout.sequenceAt(p);
          System.arraycopy(from, sequence * width, initialRows[part], p * width, width);
        }
      }
    }
    weights.begin();
    weights.multiplyAhead();
    if (lanes.length == 1) {
      partForward(0);
    } else {
      tape.workers().parallel(lanes.length, partForward);
    }
    layout.scatter(
        Objects.requireNonNull(kept(program.after().getFirst())), y.data(), y.shape().last());
    for (int part = 0; part < last.length; part++) {
      lastState(part);
    }
  }

  private void partForward(int part) {
    Part at = cut.parts()[part];
    for (int s = 0; s < layout.steps() && at.moveTo(s); s++) {
      lanes[part].forward();
    }
  }

  /** Each sequence's last state in batch order: its initial state where the length is 0. */
  private void lastState(int part) {
    float[] states = Objects.requireNonNull(kept(program.after().get(part)));
    int width = last[part].shape().last();
    for (int p = 0; p < layout.batch(); p++) {
      int length = layout.lengthAt(p);
      float[] from = length == 0 ? initialRows(part) : states;
      int row = length == 0 ? p : layout.firstRow(length - 1) + p;
      System.arraycopy(from, row * width, last[part].data(), layout.sequenceAt(p) * width, width);
    }
  }

  // ---------------------------------------------------------------- backward

  @Override
  public void backward() {
    GradientProbe probe = tape.probe();
    squares = probe == null ? null : new double[lanes.length][layout.steps()];
    beginBackward();
    if (lanes.length == 1) {
      partBackward(0);
    } else {
      tape.workers().parallel(lanes.length, partBackward);
    }
    if (probe != null) {
      report(probe);
    }
    float[] dx = keptGradient(program.input());
    if (dx != null) {
      weights.addInputGradients(dx);
      layout.scatterAdd(kernels, dx, x.gradient(), x.shape().last());
    }
    for (int part = 0; part < last.length; part++) {
      addInitialGradient(initial.get(part), stateGradients[part]);
    }
    weights.addGradients();
  }

  private void beginBackward() {
    int width = y.shape().last();
    dys =
        !y.hasGradient()
            ? null
            : layout.inPlace() ? y.gradient() : layout.gather(y.gradient(), dyRows, width);
    for (int part = 0; part < last.length; part++) {
      float[] to = stateGradients[part];
      int size = last[part].shape().last();
      if (!last[part].hasGradient()) {
        Arrays.fill(to, 0, layout.batch() * size, 0f);
        continue;
      }
      for (int p = 0; p < layout.batch(); p++) {
        float[] from = last[part].gradient();
        System.arraycopy(from, layout.sequenceAt(p) * size, to, p * size, size);
      }
    }
    weights.beginBackward();
  }

  private void partBackward(int part) {
    Part at = cut.parts()[part];
    double[][] norms = squares;
    for (int s = layout.steps() - 1; s >= 0; s--) {
      if (at.moveTo(s)) {
        lanes[part].backward(norms == null ? null : norms[part]);
      }
    }
  }

  private void addInitialGradient(Variable state, float[] gradient) {
    if (state.requiresGradient()) {
      int width = state.shape().last();
      for (int p = 0; p < layout.batch(); p++) {
        int to = layout.sequenceAt(p) * width;
        kernels.elementwise().axpy(width, 1f, gradient, p * width, state.gradient(), to);
      }
    }
  }

  private void report(GradientProbe probe) {
    double[][] all = Objects.requireNonNull(squares);
    double[] norms = new double[layout.steps()];
    for (int s = 0; s < norms.length; s++) {
      double sum = 0;
      for (double[] one : all) {
        sum += one[s];
      }
      norms[s] = Math.sqrt(sum);
    }
    probe.stateGradient(tape.scope(), norms);
  }
}
