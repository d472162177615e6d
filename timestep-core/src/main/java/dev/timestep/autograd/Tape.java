package dev.timestep.autograd;

import dev.timestep.kernel.Engine;
import dev.timestep.kernel.Kernels;
import dev.timestep.kernel.Workers;
import dev.timestep.tensor.Shape;
import dev.timestep.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 */
public final class Tape {
  private record Entry(String scope, Op op, Variable[] outputs) {}

  private final Engine engine;
  private final boolean recording;
  private final boolean training;
  private final long seed;
  private final Workspace workspace = new Workspace();
  private final List<Entry> entries = new ArrayList<>();
  private final Map<Parameter, Variable> parameters = new IdentityHashMap<>();
  private final Deque<String> scopes = new ArrayDeque<>();
  private long step;
  private int streams;
  private boolean walkedBack;
  private @Nullable GradientProbe probe;
  private @Nullable String replayed;

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

  /** Forgets everything recorded, takes the buffers back and starts step {@code newStep}. */
  public void reset(long newStep) {
    entries.clear();
    parameters.clear();
    scopes.clear();
    replayed = null;
    workspace.reset();
    streams = 0;
    walkedBack = false;
    step = newStep;
  }

  // ---------------------------------------------------------------- leaves

  /** A value that needs no gradient; shares the tensor's array. */
  public Variable constant(Tensor value) {
    return new Variable(this, value.shape(), value.data(), false, null);
  }

  /**
   * A value whose gradient is wanted, such as an input under a gradient check; shares the array.
   */
  public Variable input(Tensor value) {
    return new Variable(this, value.shape(), value.data(), recording, null);
  }

  /** A trained parameter; the same variable at every call within a step. */
  public Variable parameter(Parameter parameter) {
    return parameters.computeIfAbsent(
        parameter,
        p -> new Variable(this, p.shape(), p.value().data(), recording && !p.frozen(), p));
  }

  // ---------------------------------------------------------------- for the writers of ops

  /** A fresh variable for an op's output, with arbitrary contents. */
  public Variable output(Shape shape, Variable... inputs) {
    return output(shape, workspace.take(shape.size()), inputs);
  }

  /** A variable for an op's output over a buffer that the op took. */
  public Variable output(Shape shape, float[] buffer, Variable... inputs) {
    boolean gradient = false;
    for (Variable input : inputs) {
      gradient |= input.requiresGradient();
    }
    return new Variable(this, shape, buffer, recording && gradient, null);
  }

  /** Records an op; does nothing when no output needs a gradient. */
  public void record(Op op, Variable... outputs) {
    for (Variable output : outputs) {
      if (output.requiresGradient()) {
        entries.add(new Entry(scope(), op, outputs));
        return;
      }
    }
  }

  /** A buffer of at least {@code size} floats with arbitrary contents, until the next reset. */
  public float[] take(int size) {
    return workspace.take(size);
  }

  /** A buffer whose first {@code size} floats are zero, until the next reset. */
  public float[] zeros(int size) {
    float[] buffer = workspace.take(size);
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

  // ---------------------------------------------------------------- names of places

  /** Enters a named place, such as a layer; messages and probes name it. */
  public void enter(String name) {
    scopes.addLast(name);
  }

  /** Leaves the place entered last. */
  public void exit() {
    scopes.removeLast();
  }

  /**
   * The current place, for example {@code "1.lstm"}; empty outside all. During the backward pass
   * the place where the op was recorded.
   */
  public String scope() {
    String recorded = replayed;
    if (recorded != null) {
      return recorded;
    }
    return scopes.isEmpty() ? "" : String.join(".", scopes);
  }

  /** Asks recurrent ops to report gradient norms per time step; null ends it. */
  public void probe(@Nullable GradientProbe newProbe) {
    probe = newProbe;
  }

  /** Who wants gradient norms per time step, if anybody. */
  public @Nullable GradientProbe probe() {
    return probe;
  }

  /** The place of the first recorded op with a NaN or infinite output, if there is one. */
  public Optional<String> firstNonFinite() {
    for (Entry entry : entries) {
      for (Variable output : entry.outputs) {
        float[] data = output.data();
        for (int at = 0; at < output.size(); at++) {
          if (!Float.isFinite(data[at])) {
            return Optional.of(entry.scope);
          }
        }
      }
    }
    return Optional.empty();
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
    loss.gradient()[0] += 1f;
    for (int at = entries.size() - 1; at >= 0; at--) {
      Entry entry = entries.get(at);
      for (Variable output : entry.outputs) {
        if (output.hasGradient()) {
          replayed = entry.scope;
          entry.op.backward();
          break;
        }
      }
    }
    replayed = null;
  }
}
