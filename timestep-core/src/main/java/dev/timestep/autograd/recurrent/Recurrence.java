package dev.timestep.autograd.recurrent;

import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Kernels;
import dev.timestep.kernel.ProductKernels;
import dev.timestep.tensor.Shape;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The frame of the fused recurrent ops: a whole layer over a whole sequence, forward and
 * backpropagation through time. What is particular to a cell is in its subclass; {@link Walk} leads
 * it through time on many threads.
 *
 * <p>Shapes: x [T, B, F], kernel [F, G·H], recurrent kernel [H, G·H], outputs y [T, B, H]. Gates
 * are kept in blocks of their own, block-major: block g is a matrix [rows, H] over all steps
 * ({@link StepLayout}), so every product and every epilogue runs over contiguous rows.
 *
 * <p>A step's pre-activations are [x_t h_{t−1}]·[W; U] + b in one product, the two inputs laid side
 * by side. Where W is too large to be read at every step, x·W is computed ahead instead, for many
 * steps at once. Which of the two depends on F, H and the cell only, so a sequence's bits do not
 * depend on its batch or on the threads.
 *
 * <p>Legend: T time, B batch, F features, H units, G gates of the kernels, p a sorted position in
 * the batch.
 */
abstract class Recurrence {

  /**
   * How a cell is built.
   *
   * @param gates G, the column blocks of its kernels
   * @param joint how many of the first gates add x·W and h·U before anything else happens
   * @param blocks gate blocks that it keeps
   * @param cutsByUnits whether a step needs other units' values only of the step before
   */
  record Build(int gates, int joint, int blocks, boolean cutsByUnits) {}

  private static final float[] NONE = {};

  /** Floats of an input kernel from which x·W is computed ahead, for many steps at once. */
  private static final int LARGE_KERNEL = 1 << 16;

  /** The same for the kernel and the recurrent kernel together. */
  private static final int LARGE_KERNELS = 1 << 19;

  /** Rows that one product ahead should have, to use what it reads of W often enough. */
  private static final int ROWS_AHEAD = 384;

  final RecurrentPlan plan;
  final Tape tape;
  final Kernels kernels;
  private final ProductKernels products;
  final StepLayout layout;
  final Build build;
  final Variable x;
  final Variable kernel;
  final Variable recurrentKernel;
  final @Nullable Variable bias;
  final @Nullable Variable h0;
  final int f;
  final int h;
  final int rows;

  /** Hidden states [·, H] at {@link #statePlaces}. */
  final float[] hs;

  /** Where hidden states lie, those of all steps. */
  final Places statePlaces;

  /**
   * Gate blocks [blocks][·, H] at {@link #places}, of all steps or, without a backward pass, of a
   * few.
   */
  final float[] blocks;

  /** Where gates and other rows lie that only this layer reads. */
  final Places places;

  /** Between the order of the batch and that of this layer. */
  final StateRows states;

  private final Variable y;
  private final Variable hLast;
  private final Cut cut;
  private final boolean keeps;
  private final boolean ahead;
  private final boolean joins;
  private final int stepsAhead;
  private final float[] xRows;
  private final float[] hs0;
  private final float[] noBias;

  private final LaidRows laid;
  private final @Nullable PackedGates packedJoint;
  private final @Nullable PackedGates packedKernel;
  private final @Nullable PackedGates packedRecurrent;
  private final WeightGradients weightGradients;

  private final Part whole;

  private float[] inputBias;
  private float[] xs;
  private float[] h0s;
  private int firstAhead;
  private int endAhead;

  // For the walk back; empty where there is none.
  private final float[] dh;
  private final float[] dyRows;
  private final @Nullable PackedGates packedBack;
  private float @Nullable [] dys;

  Recurrence(RecurrentPlan plan, Build build) {
    RecurrentInputs in = plan.in();
    this.plan = plan;
    this.tape = in.x().tape();
    this.kernels = tape.kernels();
    this.products = kernels.products();
    this.build = build;
    this.x = in.x();
    this.kernel = in.kernel();
    this.recurrentKernel = in.recurrentKernel();
    this.bias = in.bias();
    this.h0 = in.h0();
    this.f = x.shape().last();
    this.h = recurrentKernel.shape().dim(0);
    checkShapes();
    int time = x.shape().dim(0);
    int batch = x.shape().dim(1);
    this.layout = StepLayout.of(time, batch, in.lengths(), in.reverse());
    this.rows = layout.rows();
    Variable[] inputs = in.variables(plan.more());
    this.y = tape.output(Shape.of(time, batch, h), inputs);
    this.hLast = tape.output(Shape.of(batch, h), inputs);
    this.keeps = y.requiresGradient();
    this.xRows = layout.inPlace() ? x.data() : tape.take(rows * f);
    this.xs = xRows;
    this.hs0 = h0 != null && layout.inPlace() ? h0.data() : tape.zeros(batch * h);
    this.h0s = hs0;
    long weights = (long) build.gates * h * (f + h);
    this.cut =
        Cut.of(
            layout,
            Math.max(1, tape.workers().threads() / in.directions()),
            h,
            weights,
            build.cutsByUnits);
    this.whole = new Part(layout, 0, 0, batch, 0, h, h);
    this.ahead = build.gates * h * f >= LARGE_KERNEL || weights >= LARGE_KERNELS;
    int steps = layout.steps();
    this.stepsAhead = ahead ? Math.min(steps, 1 + (ROWS_AHEAD - 1) / Math.max(1, batch)) : steps;
    // Without a backward pass a step's gates are dead once the step is done.
    this.statePlaces = new Places(layout, cut, steps, h);
    this.places = keeps ? statePlaces : new Places(layout, cut, ahead ? stepsAhead : 1, h);
    this.hs = layout.inPlace() && !cut.isApart() ? y.data() : tape.take(statePlaces.rows() * h);
    this.states = new StateRows(layout, places, h, kernels);
    this.blocks = tape.take(build.blocks * places.rows() * h);
    this.noBias = tape.zeros(build.gates * h);
    this.inputBias = noBias;
    int joint = ahead ? 0 : build.joint;
    this.joins = joint > 0;
    this.laid = new LaidRows(tape, cut, f, h, joins, ahead ? stepsAhead : 0);
    this.packedJoint = joint == 0 ? null : packed(0, joint, kernel, recurrentKernel);
    this.packedKernel = joint == build.gates ? null : packed(joint, build.gates - joint, kernel);
    this.packedRecurrent =
        joint == build.gates ? null : packed(joint, build.gates - joint, recurrentKernel);
    this.dh = keeps ? tape.take(places.sequenceRows() * h) : NONE;
    this.dyRows = keeps && !layout.inPlace() ? tape.take(rows * h) : NONE;
    this.packedBack =
        keeps ? PackedGates.backward(tape, build.gates, h, cut.parts(), recurrentKernel) : null;
    this.weightGradients = new WeightGradients(this);
  }

  private PackedGates packed(int firstGate, int count, Variable... weights) {
    return PackedGates.forward(tape, firstGate, count, h, cut.parts(), weights);
  }

  private void checkShapes() {
    int columns = build.gates * h;
    Shape wanted = Shape.of(f, columns);
    Shape wantedRecurrent = Shape.of(h, columns);
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
    if (bias != null && bias.size() != columns) {
      throw new IllegalArgumentException(
          "A recurrent op with "
              + h
              + " units and "
              + build.gates
              + " gates expects a bias ["
              + columns
              + "]; received "
              + bias.shape()
              + ".");
    }
  }

  // ---------------------------------------------------------------- what a cell supplies

  /** One step of a part; writes hidden states to hs. */
  abstract void stepForward(Part at);

  /**
   * One step back, first half: elementwise. On entry {@code dh} holds the gradient of this step's
   * hidden state; gate blocks become gradients of pre-activations.
   */
  abstract void gatesBackward(Part at, float[] dh);

  /** One step back, second half: {@code dh} becomes the gradient of the hidden state before. */
  abstract void statesBackward(Part at, float[] dh);

  /** Weight and bias gradients from the gate blocks. */
  abstract void addGradients(WeightGradients gradients);

  /** What is added to x·W, [G·H]; null for nothing. */
  float @Nullable [] inputBias() {
    return bias == null ? null : bias.data();
  }

  /** Other states' initial values, before the forward pass. */
  void start() {}

  /** Other states' final values, after the forward pass. */
  void finish() {}

  /** Gradients of other states' final values, before the walk back. */
  void startBackward() {}

  /** Gradients of other initial states, after the walk back. */
  void finishBackward() {}

  /** The final cell state, if the cell has one. */
  @Nullable Variable cLast() {
    return null;
  }

  // ---------------------------------------------------------------- results

  /** The outputs' variables. */
  final Variable[] results() {
    Variable c = cLast();
    return c == null ? new Variable[] {y, hLast} : new Variable[] {y, hLast, c};
  }

  final RecurrentOutputs outputs() {
    return new RecurrentOutputs(y, hLast, cLast());
  }

  // ---------------------------------------------------------------- places

  final Cut cut() {
    return cut;
  }

  /** Whether what backward needs is kept. */
  final boolean keeps() {
    return keeps;
  }

  /** How many steps are prepared at once by {@link #prepare}. */
  final int stepsAhead() {
    return stepsAhead;
  }

  /** Whether {@link #prepare} has anything to do. */
  final boolean isAhead() {
    return ahead;
  }

  /** The array with the hidden states before the step, from {@link #previousRow} on. */
  final float[] previous(Part at) {
    return at.step == 0 ? h0s : hs;
  }

  private int previousRow(Part at) {
    return at.step == 0 ? at.from : statePlaces.row(at, at.step - 1);
  }

  /** All units of all sequences, for work that is not shared. */
  final Part whole() {
    return whole;
  }

  /** Hidden states before the first step, by sorted position. */
  final float[] initialStates() {
    return h0s;
  }

  /** Input rows in working order. */
  final float[] inputRows() {
    return xs;
  }

  /** Offset of a part's step in a gate block. */
  final int block(int block, Part at) {
    return (block * places.rows() + places.row(at)) * h + at.unit;
  }

  /** Offset of a whole gate block. */
  final int block(int block) {
    return block * places.rows() * h;
  }

  /** Offset of a part's step in hs. */
  final int state(Part at) {
    return statePlaces.row(at) * h + at.unit;
  }

  /** Offset of the state before in {@link #previous}. */
  final int previousState(Part at) {
    return previousRow(at) * h + at.unit;
  }

  /** Offset of a part's sequences in a matrix over the sequences, such as dh. */
  final int sequence(Part at) {
    return places.sequence(at) * h + at.unit;
  }

  // ---------------------------------------------------------------- products of a step

  /** block = x·W[gate] + h·U[gate] + bias, for one of the joint gates. */
  final void combine(Part at, int gate, int block) {
    if (ahead) {
      recur(at, gate, block);
      return;
    }
    PackedGates packed = Objects.requireNonNull(packedJoint);
    products.gemmBias(
        at.active,
        at.width,
        f + h,
        laid.data(),
        laid.at(at),
        laid.joinedStep(),
        packed.data(),
        packed.at(at, gate),
        inputBias,
        gate * h + at.unit,
        blocks,
        block(block, at),
        h);
  }

  /** block = x·W[gate] + bias, for a gate that is not joint. */
  final void project(Part at, int gate, int block) {
    if (!ahead) {
      project(at, xs, at.row * f, f, at.active, gate, block(block, at));
    }
  }

  private void project(
      Part part, float[] rowsOfX, int first, int step, int count, int gate, int to) {
    PackedGates packed = Objects.requireNonNull(packedKernel);
    products.gemmBias(
        count,
        part.width,
        f,
        rowsOfX,
        first,
        step,
        packed.data(),
        packed.at(part, gate),
        inputBias,
        gate * h + part.unit,
        blocks,
        to,
        h);
  }

  /** block += h·U[gate]. */
  final void recur(Part at, int gate, int block) {
    if (at.step > 0 || h0 != null) {
      recur(at, gate, leftStates(at), leftStatesAt(at), leftStep(), block);
    }
  }

  /** The states before the step, as products read them. */
  private float[] leftStates(Part at) {
    return laid.holdsStates() ? laid.data() : previous(at);
  }

  private int leftStatesAt(Part at) {
    return laid.holdsStates() ? laid.at(at) : previousRow(at) * h;
  }

  private int leftStep() {
    return laid.holdsStates() ? laid.stateStep() : h;
  }

  /** block += state·U[gate] for a state of the cell's own making. */
  final void recur(Part at, int gate, float[] state, int stateAt, int block) {
    recur(at, gate, state, stateAt, h, block);
  }

  private void recur(Part at, int gate, float[] state, int stateAt, int step, int block) {
    PackedGates packed = Objects.requireNonNull(packedRecurrent);
    products.gemm(
        at.active,
        at.width,
        h,
        state,
        stateAt,
        step,
        packed.data(),
        packed.at(at, gate),
        blocks,
        block(block, at),
        h,
        true);
  }

  /** block = h·U[gate] + bias, where the recurrent part is kept apart from the input's. */
  final void recurApart(Part at, int gate, int block, float @Nullable [] bias) {
    PackedGates packed = Objects.requireNonNull(packedRecurrent);
    products.gemmBias(
        at.active,
        at.width,
        h,
        leftStates(at),
        leftStatesAt(at),
        leftStep(),
        packed.data(),
        packed.at(at, gate),
        bias == null ? noBias : bias,
        gate * h + at.unit,
        blocks,
        block(block, at),
        h);
  }

  /** Whether anybody needs the gradient of the state before this step. */
  final boolean needsPrevious(Part at) {
    return at.step > 0 || (h0 != null && h0.requiresGradient());
  }

  /** target (+)= block·U[gate]ᵀ, a part's units of it. */
  final void recurBack(Part at, int gate, int block, float[] target, boolean accumulate) {
    PackedGates packed = Objects.requireNonNull(packedBack);
    products.gemm(
        at.active,
        at.width,
        h,
        blocks,
        block(block, at) - at.unit,
        h,
        packed.data(),
        packed.at(at, gate),
        target,
        sequence(at),
        h,
        accumulate);
  }

  // ---------------------------------------------------------------- forward, called by Walk

  /** Brings inputs and weights into the form that the steps read. */
  final void begin() {
    xs = layout.inPlace() ? x.data() : layout.gather(x.data(), xRows, f);
    h0s = states.sorted(h0, hs0);
    if (cut.isApart() && !layout.inPlace()) {
      Arrays.fill(y.data(), 0, y.size(), 0f);
    }
    float[] given = inputBias();
    inputBias = given == null ? noBias : given;
    refresh(packedJoint);
    refresh(packedKernel);
    refresh(packedRecurrent);
    start();
  }

  private void refresh(@Nullable PackedGates packed) {
    if (packed != null) {
      packed.refresh(tape.workers());
    }
  }

  /** Says for which steps {@link #prepare} is called next. */
  final void goAhead(int from, int to) {
    firstAhead = from;
    endAhead = to;
  }

  /** x·W + b ahead of some steps: the share of one task. */
  final void prepare(int task, int tasks) {
    if (cut.isApart()) {
      prepareApart(cut.parts()[task]);
      return;
    }
    Part part = cut.byUnits() ? cut.parts()[task] : whole;
    int first = layout.firstRow(firstAhead);
    int last = layout.firstRow(endAhead - 1);
    int low = Math.min(first, last);
    int high = Math.max(first + layout.active(firstAhead), last + layout.active(endAhead - 1));
    int from = cut.byUnits() ? low : low + (int) ((long) (high - low) * task / tasks);
    int to = cut.byUnits() ? high : low + (int) ((long) (high - low) * (task + 1) / tasks);
    int at = (keeps ? from : from - low) * h + part.unit;
    for (int gate = 0; gate < build.gates; gate++) {
      project(part, xs, from * f, f, to - from, gate, block(gate) + at);
    }
  }

  /** The rows of x of a part's own sequences are brought together first. */
  private void prepareApart(Part part) {
    int count = laid.layAhead(part, xs, firstAhead, endAhead);
    int at = places.row(part, firstAhead) * h;
    for (int gate = 0; gate < build.gates; gate++) {
      project(part, laid.data(), laid.at(part), laid.xStep(), count, gate, block(gate) + at);
    }
  }

  /** A part's step. */
  final void forward(Part at) {
    if (joins) {
      laid.join(at, xs, previous(at), previousRow(at) * h);
    } else if (laid.holdsStates()) {
      laid.layStates(at, previous(at), previousRow(at) * h);
    }
    stepForward(at);
  }

  /**
   * Brings a part's states to their places in y. Parts begin at different steps, so that two
   * threads seldom write into one page; see {@link Places}.
   */
  final void giveStates(Part at) {
    float[] to = y.data();
    int steps = layout.steps();
    int first = (int) ((long) steps * at.index / cut.parts().length);
    for (int i = 0; i < steps; i++) {
      if (at.moveTo((first + i) % steps)) {
        int from = statePlaces.row(at) * h;
        for (int r = 0; r < at.active; r++) {
          System.arraycopy(hs, from + r * h, to, layout.timeMajorRow(at.row + r) * h, h);
        }
      }
    }
  }

  /** Brings results into the form that the next op reads. */
  final void end() {
    if (!cut.isApart()) {
      layout.scatter(hs, y.data(), h);
    }
    states.last(hs, statePlaces, h0s, hLast.data());
    finish();
  }

  // ---------------------------------------------------------------- backward, called by Walk

  /** Brings gradients and weights into the form that the steps back read. */
  final void beginBackward() {
    refresh(packedBack);
    dys =
        !y.hasGradient()
            ? null
            : layout.inPlace() ? y.gradient() : layout.gather(y.gradient(), dyRows, h);
    states.sortedGradient(hLast, dh);
    startBackward();
  }

  /** First half of a part's step back. */
  final void backwardGates(Part at, double @Nullable [] squares) {
    float[] outer = dys;
    if (outer != null) {
      int from = at.row * h + at.unit;
      for (int run = 0; run < at.runs(); run++) {
        kernels
            .elementwise()
            .axpy(at.runLength(), 1f, outer, from + run * h, dh, sequence(at) + run * h);
      }
    }
    if (squares != null) {
      for (int run = 0; run < at.runs(); run++) {
        squares[at.step] +=
            kernels.reductions().sumOfSquares(at.runLength(), dh, sequence(at) + run * h);
      }
    }
    gatesBackward(at, dh);
  }

  /** Second half of a part's step back. */
  final void backwardStates(Part at) {
    if (needsPrevious(at)) {
      statesBackward(at, dh);
    }
  }

  /** What remains after the last step back. */
  final void endBackward() {
    finishBackward();
    states.addInitialGradient(h0, dh);
  }

  final WeightGradients weightGradients() {
    return weightGradients;
  }
}
