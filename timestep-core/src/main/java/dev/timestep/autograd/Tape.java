package dev.timestep.autograd;

import dev.timestep.kernel.Engine;
import dev.timestep.kernel.Kernels;
import dev.timestep.kernel.Workers;
import dev.timestep.tensor.Shape;
import dev.timestep.tensor.Tensor;
import dev.timestep.tensor.TensorMemoryError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Records operations on {@link Variable}s in the order in which they ran and runs them backwards:
 * reverse-mode differentiation.
 *
 * <p>Most ops are coarse: one is a whole recurrent layer over a whole sequence. A tape belongs to
 * one thread; the ops themselves spread over the engine's workers. {@link #reset(long)} starts the
 * next step with the same buffers; everything that was read from the tape must have been copied by
 * then.
 *
 * <pre>{@code
 * Tape tape = Tape.recording(Engine.standard());
 * Variable x = tape.constant(Tensor.vector(1f, 2f, 3f));
 * Variable w = tape.parameter(weights);
 * Variable loss = x.multiply(w).tanh().sum();
 * tape.backward(loss);
 * float[] gradient = weights.gradient();
 * }</pre>
 *
 * <p><b>Steps that are alike allocate nothing.</b> The tape keeps what it recorded, place by place
 * in the order of the program. After a reset, an op that is asked for at the same place with the
 * same input variables and settings is the op kept there, with its output variables and buffers,
 * and only its computation runs again; since leaves of the same shape are kept likewise, all of a
 * program that is the same is found again, by induction. At the first place where the program
 * differs, what is kept from there on is dropped, its buffers go back to the pool, and ops are made
 * again. Nothing is computed less often for it, so the result never depends on what was kept.
 * Buffers that are taken while an op is made stay with it; those that are taken while it runs, and
 * gradients, go back at the reset.
 */
public final class Tape {
  private final Engine engine;
  private final boolean recording;
  private final boolean training;
  private final long seed;
  private final Workspace workspace = new Workspace();
  private final List<Place> places = new ArrayList<>();
  private final Map<Parameter, Variable> parameters = new IdentityHashMap<>();

  /** What stands for a parameter until the next reset. */
  private final Map<Parameter, Variable> replaced = new IdentityHashMap<>();

  /** Buffers of the op that is being made. */
  private final Buffers making = new Buffers();

  /** Buffers until the next reset. */
  private final Buffers passing = new Buffers();

  /** Places before this one ran in this step; those from here on are kept from a step before. */
  private int next;

  private boolean running;
  private final Scope root = Scope.root();
  private Scope scope = root;
  private long step;

  /** Counts resets: the parameters used since the last one carry this number. */
  private long recordings;

  /** What layers add to the loss of this step. */
  private final List<Penalty> penalties = new ArrayList<>();

  private int usedParameters;
  private int streams;
  private boolean walkedBack;
  private @Nullable GradientProbe probe;

  private Tape(Engine engine, boolean recording, boolean training, long seed) {
    this.engine = engine;
    this.recording = recording;
    this.training = training;
    this.seed = seed;
  }

  /** A tape for training: records gradients, and dropout draws from {@code seed}. */
  public static Tape training(Engine engine, long seed) {
    return new Tape(engine, true, true, seed);
  }

  /** A tape that records gradients but leaves dropout off. */
  public static Tape recording(Engine engine) {
    return new Tape(engine, true, false, 0);
  }

  /** A tape for prediction: no gradients, no dropout. */
  public static Tape inference(Engine engine) {
    return new Tape(engine, false, false, 0);
  }

  public Engine engine() {
    return engine;
  }

  public Kernels kernels() {
    return engine.kernels();
  }

  public Workers workers() {
    return engine.workers();
  }

  /** Whether dropout and its kin are on. */
  public boolean isTraining() {
    return training;
  }

  /** Starts step {@code newStep}: values and gradients of the step before are gone. */
  public void reset(long newStep) {
    next = 0;
    running = false;
    passing.giveBack(workspace);
    making.giveBack(workspace);
    forgetUnusedParameters();
    replaced.clear();
    penalties.clear();
    scope = root;
    streams = 0;
    walkedBack = false;
    step = newStep;
  }

  /**
   * Runs all that was recorded since the last reset once more, on what the arrays of its constants
   * and parameters hold now: the next step of a stream, for example. No op is looked for and
   * nothing is made, so this costs least where a program is known to be the same. For prediction
   * only.
   */
  public void replay() {
    if (recording) {
      throw new IllegalStateException(
          "replay() needs a tape made by Tape.inference; this one records gradients. Reset it and"
              + " run the program again.");
    }
    passing.giveBack(workspace);
    running = true;
    try {
      for (int at = 0; at < next; at++) {
        places.get(at).op.forward();
      }
    } finally {
      running = false;
    }
  }

  private void forgetUnusedParameters() {
    if (usedParameters < parameters.size()) {
      parameters.values().removeIf(variable -> !variable.usedIn(recordings));
    }
    usedParameters = 0;
    recordings++;
  }

  // ---------------------------------------------------------------- leaves

  /** A value that needs no gradient; shares the tensor's array. */
  public Variable constant(Tensor value) {
    return Leaf.apply(this, value, false);
  }

  /**
   * A value of these sizes, all of it {@code value}, that needs no gradient; without sizes a
   * scalar.
   */
  public Variable constant(float value, int... sizes) {
    return FilledLeaf.apply(this, value, sizes);
  }

  /**
   * A value whose gradient is wanted, such as an input under a gradient check; shares the array.
   */
  public Variable input(Tensor value) {
    return Leaf.apply(this, value, recording);
  }

  /**
   * A trained parameter; the same variable at every call, and in the next step too, while it is
   * used in each and its being frozen does not change.
   */
  public Variable parameter(Parameter parameter) {
    Variable other = replaced.isEmpty() ? null : replaced.get(parameter);
    return other == null ? own(parameter) : other;
  }

  /**
   * Lets something computed from a parameter stand for it until the next reset: whoever asks for
   * the parameter from now on gets {@code by} of it, such as weights of which some were dropped.
   * What stands for it already stays, so a layer that is used twice in a step draws once.
   */
  public void replace(Parameter parameter, UnaryOperator<Variable> by) {
    if (!replaced.containsKey(parameter)) {
      replaced.put(parameter, by.apply(own(parameter)));
    }
  }

  /** The parameter itself, whatever stands for it: what a penalty on weights is taken of. */
  public Variable own(Parameter parameter) {
    boolean gradient = recording && !parameter.frozen();
    Variable known = parameters.get(parameter);
    if (known == null || known.requiresGradient() != gradient) {
      known = new Variable(this, parameter.shape(), parameter.value().data(), gradient, parameter);
      parameters.put(parameter, known);
    }
    if (!known.usedIn(recordings)) {
      known.use(recordings, scope);
      usedParameters++;
    }
    return known;
  }

  /**
   * The parameters that were asked for since the last reset, and the place where each was first,
   * for example {@code "1.lstm"}; empty outside all places.
   */
  public Map<Parameter, String> usedParameters() {
    Map<Parameter, String> used = new LinkedHashMap<>();
    parameters.forEach(
        (parameter, variable) -> {
          if (variable.usedIn(recordings)) {
            used.put(parameter, variable.place());
          }
        });
    return used;
  }

  /**
   * What a layer adds to the loss.
   *
   * @param value a mean, a scalar
   * @param weight how many elements it is the mean of
   */
  public record Penalty(Variable value, double weight) {}

  /**
   * Adds a scalar to what {@link #withPenalties} adds to the loss of this step.
   *
   * @param weight how many elements it is the mean of: its weight when an epoch's loss is reported
   */
  public void penalize(Variable penalty, double weight) {
    penalties.add(new Penalty(penalty, weight));
  }

  /** What layers have added to the loss since the last reset. */
  public List<Penalty> penalties() {
    return List.copyOf(penalties);
  }

  /** A loss with all that layers have added to it since the last reset; itself if nothing. */
  public Variable withPenalties(Variable loss) {
    Variable sum = loss;
    for (int at = 0; at < penalties.size(); at++) {
      sum = sum.add(penalties.get(at).value());
    }
    return sum;
  }

  // ---------------------------------------------------------------- for the writers of ops

  /**
   * The op that ran at this place in the step before, if the program was the same up to here. An op
   * that finds its own kind here, with its inputs and settings, continues with {@link #repeat}; see
   * {@link Op}.
   */
  public @Nullable Op kept() {
    return next < places.size() ? places.get(next).op : null;
  }

  /** Runs the op that is {@link #kept()} at this place once more. */
  public void repeat(Op op) {
    Place place = places.get(next);
    if (!place.op.equals(op)) {
      throw new IllegalArgumentException(
          "repeat() expects the op that kept() returned; received another one.");
    }
    next++;
    place.renew(scope);
    forward(op);
  }

  /** Records an op that was made just now, and runs it. */
  public void run(Op op, Variable... outputs) {
    record(op, outputs);
    forward(op);
  }

  private void forward(Op op) {
    running = true;
    try {
      op.forward();
    } finally {
      running = false;
    }
  }

  /** Records an op that ran already; it is made again in each step. */
  public void record(Op op, Variable... outputs) {
    dropKept();
    places.add(new Place(op, outputs, making.handOver(), scope));
    next++;
  }

  /** Drops what is kept from this place on: the program differs from the step before. */
  private void dropKept() {
    for (int at = places.size() - 1; at >= next; at--) {
      places.removeLast().giveBack(workspace);
    }
  }

  /** A fresh variable for an op's output, with arbitrary contents. */
  public Variable output(Shape shape, Variable... inputs) {
    return output(shape, take(shape.size(), shape), inputs);
  }

  /** A variable for an op's output over a buffer that the op took. */
  public Variable output(Shape shape, float[] buffer, Variable... inputs) {
    boolean gradient = false;
    for (Variable input : inputs) {
      gradient |= input.requiresGradient();
    }
    return new Variable(this, shape, buffer, recording && gradient, null);
  }

  /**
   * A buffer of at least {@code size} floats with arbitrary contents. Taken while an op is made, it
   * is the op's for as long as the op is kept; taken while an op runs, forward or backward, it is
   * there until the next reset.
   */
  public float[] take(int size) {
    return take(size, null);
  }

  /** The same for something of a shape. */
  private float[] take(int size, @Nullable Shape shape) {
    if (running) {
      return takePassing(size);
    }
    dropKept();
    float[] buffer = fromWorkspace(size, shape, "");
    making.add(buffer);
    return buffer;
  }

  /** A buffer until the next reset. */
  float[] takePassing(int size) {
    float[] buffer = fromWorkspace(size, null, "");
    passing.add(buffer);
    return buffer;
  }

  /** A buffer for a gradient until the next reset, with arbitrary contents. */
  float[] takeGradient(Shape shape) {
    float[] buffer = fromWorkspace(shape.size(), shape, "the gradient of ");
    passing.add(buffer);
    return buffer;
  }

  private float[] fromWorkspace(int size, @Nullable Shape shape, String of) {
    try {
      return workspace.take(size);
    } catch (OutOfMemoryError full) {
      String place = scope.path();
      String who = place.isEmpty() ? "The loss, or an operation outside of all layers," : place;
      String what = shape == null ? size + " numbers" : "numbers of the shape " + inOrder(shape);
      throw TensorMemoryError.of(who, of + what, size, workspace.held());
    }
  }

  /** As users have it: sequences are time-major here. */
  private static Shape inOrder(Shape shape) {
    return shape.rank() == 3 ? shape.swapped() : shape;
  }

  /** A buffer as from {@link #take} whose first {@code size} floats are zero. */
  public float[] zeros(int size) {
    float[] buffer = take(size);
    Arrays.fill(buffer, 0, size, 0f);
    return buffer;
  }

  /** Floats held by this tape's buffers: the memory that a step's activations need. */
  public long heldFloats() {
    return workspace.held();
  }

  /**
   * The key of a new stream of counter-based random numbers: a function of seed, step and how many
   * streams were asked for in this step before. See {@link CounterRandom}.
   */
  public long nextRandomKey() {
    return CounterRandom.key(seed, step, streams++);
  }

  /** The ops that ran since the last reset, in their order. */
  public List<Op> recorded() {
    return places.subList(0, next).stream().map(place -> place.op).toList();
  }

  // ---------------------------------------------------------------- names of places

  /** Enters a named place, such as a layer; messages and probes name it. */
  public void enter(String name) {
    scope = scope.enter(name);
  }

  /** Leaves the place entered last. */
  public void exit() {
    Scope outside = scope.outer();
    if (outside == null) {
      throw new NoSuchElementException("exit() without an enter() before it.");
    }
    scope = outside;
  }

  /**
   * The current place, for example {@code "1.lstm"}; empty outside all. During the backward pass
   * the place where the op was recorded.
   */
  public String scope() {
    return scope.path();
  }

  /** Asks recurrent ops to report gradient norms per time step; null ends it. */
  public void probe(@Nullable GradientProbe newProbe) {
    probe = newProbe;
  }

  /** Receives gradient norms per time step, if set. */
  public @Nullable GradientProbe probe() {
    return probe;
  }

  /** The place of the first recorded op with a NaN or infinite output, if there is one. */
  public Optional<String> firstNonFinite() {
    for (int at = 0; at < next; at++) {
      if (places.get(at).isBroken()) {
        return Optional.of(places.get(at).scope().path());
      }
    }
    return Optional.empty();
  }

  /**
   * The largest size of a finite number among the tensors that this recording was given, such as
   * the inputs of a model; 0 without any.
   */
  public double largestConstant() {
    double largest = 0;
    for (int at = 0; at < next; at++) {
      largest = Math.max(largest, places.get(at).largestConstant());
    }
    return largest;
  }

  // ---------------------------------------------------------------- backward

  /**
   * Adds d loss / d p to the gradient of every parameter and input that the loss depends on.
   *
   * <p>Once for each recording: ops overwrite what they kept for it.
   *
   * @param loss a scalar recorded on this tape
   */
  public void backward(Variable loss) {
    if (loss.size() != 1) {
      throw new IllegalArgumentException(
          "backward() starts from a scalar; received the shape "
              + loss.shape()
              + ". Reduce it first, for example with mean().");
    }
    if (!recording) {
      throw new IllegalStateException(
          "backward() needs a tape made by Tape.training or Tape.recording; this one is for "
              + "inference.");
    }
    if (!loss.requiresGradient()) {
      throw new IllegalStateException(
          "The loss does not depend on any parameter or input that asks for a gradient.");
    }
    if (walkedBack) {
      throw new IllegalStateException(
          "backward() ran already on this recording, and its ops have overwritten what they kept "
              + "for it. Add the losses up before one backward(), or reset the tape and record "
              + "again.");
    }
    walkedBack = true;
    Scope before = scope;
    running = true;
    try {
      walkBack(loss);
    } finally {
      running = false;
      scope = before;
    }
  }

  private void walkBack(Variable loss) {
    loss.gradient()[0] += 1f;
    for (int at = next - 1; at >= 0; at--) {
      Place place = places.get(at);
      if (place.wantsBackward()) {
        scope = place.scope();
        place.op.backward();
      }
    }
  }
}
