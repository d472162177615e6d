package dev.timestep.nn;

import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.tensor.Shape;
import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model that reads one or many streams as they come: a step in, an answer out, the state carried
 * from one step to the next. The answers are those of the whole sequence at once.
 *
 * <pre>{@code
 * Sequential model = Sequential.of(8, 42, Layers.lstm(64), Layers.dense(1));
 * Session session = Session.of(model);
 * float[] first = session.step(new float[8]);
 * float[] second = session.step(new float[8]);
 * session.reset();
 * }</pre>
 *
 * <p>For models that are causal: recurrent layers forward in time, causal convolutions,
 * self-attention with a context, pooling over the steps so far, and layers that look at each step
 * by itself (dense, embedding, normalisation; dropout is off). A reversed or bidirectional layer
 * needs future steps and is refused when the session is made. A recurrent layer answers with its
 * output so far, whether it returns sequences or its last output.
 *
 * <p><b>Rows.</b> A session has one row or many, each a stream of its own; a step moves all of
 * them. {@link #reset(int)} starts a row again, {@link #state(int)} and {@link #restore(int, Map)}
 * take its state out and put it back, in this session or in another one of the same model. A state
 * is a few named tensors ({@code "0.lstm.h"}: [rows, units]) that a file or a cache may hold.
 *
 * <p><b>Threads.</b> A session belongs to one thread at a time. Many sessions of one model may run
 * on many threads at once; they share its weights, also as the products read them. While a step
 * runs, nobody may write to the weights; between steps they may change, and the next step uses the
 * new ones.
 *
 * <p><b>Cost.</b> A session records the model's program once and then runs it again ({@link
 * Tape#replay()}), so {@link #step(float[], float[])} looks nothing up and makes no objects, but
 * for a few bytes where a dense layer is so large that threads share it. A cell or layer of one's
 * own must therefore run the same operations at every step: it may look at shapes, not at values.
 *
 * <p><b>A server with thousands of streams</b> should not make a session for each: a step of 64
 * rows costs far less than 64 steps of one row, since the weights are read once. Let it have a
 * session of, say, 64 rows for each of its threads, and a map from client to state. Steps that
 * arrive within a millisecond or two are gathered; for each, the client's state is restored into a
 * free row (or the row is reset for a new client), {@code step} runs once for all, and the rows'
 * states go back to the map. Rows nobody uses run along and their answers are dropped. A client's
 * state is small, 2·H floats for an LSTM layer, so a million of them fit in memory. Clients that
 * stay for long keep their row, and nothing is moved at all.
 */
public final class Session {
  /** Stands for an input of token ids. */
  public static final int TOKENS = 0;

  /** Numbers that the rows of a step may hold. */
  private static final int LARGEST = 1 << 28;

  private final Layer model;
  private final boolean tokens;
  private final Engine engine;
  private final int rows;
  private final int features;
  private final Tape tape;
  private final Streaming streaming;
  private final float[] input;
  private final Variable answer;
  private final int outputs;
  private final String[] names;

  /** What the next step starts from, each [rows, ·]. */
  private final Tensor[] state;

  /** What a step computes of it. */
  private final Variable[] next;

  /** Where a part of the next state is a part of the state as it was: a place to keep it. */
  private final float[] @Nullable [] spare;

  private Session(Engine engine, Layer model, int width, int rows) {
    if (rows < 1) {
      throw new IllegalArgumentException(
          "A session expects rows of 1 or more; received " + rows + ".");
    }
    boolean tokens = width == TOKENS;
    this.features = tokens ? 1 : width;
    if (width < TOKENS || (long) rows * features > LARGEST) {
      throw new IllegalArgumentException(
          "A session expects a width of 1 or more, or Session.TOKENS, and rows × width of at most "
              + LARGEST
              + " numbers; received "
              + rows
              + " rows of "
              + width
              + ". Make several sessions of fewer rows.");
    }
    this.engine = engine;
    this.model = model;
    this.rows = rows;
    this.tape = Tape.inference(engine);
    this.streaming = model.streaming();
    this.tokens = tokens;
    this.input = new float[rows * features];
    SequencedMap<String, Tensor> start = initial();
    this.names = start.keySet().toArray(new String[0]);
    this.state = start.values().toArray(new Tensor[0]);
    Tensor x = tokens ? Tensor.of(input, 1, rows) : Tensor.of(input, 1, rows, features);
    SequencedMap<String, Variable> before = new LinkedHashMap<>();
    start.forEach((name, part) -> before.put(name, tape.constant(part)));
    Streaming.Streamed step = streaming.run(tape, Signal.of(tape.constant(x)), before);
    this.answer = step.output().value();
    this.outputs = answer.shape().last();
    if (answer.size() != rows * outputs) {
      throw new IllegalArgumentException(
          model
              + " expects to answer each row once per step; received an output "
              + Recurrent.batchFirst(answer.shape())
              + " for "
              + rows
              + " rows. A layer that makes more or fewer steps of one cannot run in a session.");
    }
    this.next = new Variable[names.length];
    this.spare = new float[names.length][];
    Set<float[]> started = Collections.newSetFromMap(new IdentityHashMap<>());
    start.values().forEach(part -> started.add(part.data()));
    for (int part = 0; part < names.length; part++) {
      next[part] = nextPart(names[part], state[part].shape(), step.state());
      spare[part] = started.contains(next[part].data()) ? new float[next[part].size()] : null;
    }
  }

  private Variable nextPart(String name, Shape wanted, Map<String, Variable> computed) {
    Variable part = computed.get(name);
    if (part == null || !part.shape().equals(wanted)) {
      throw new IllegalArgumentException(
          model
              + " starts from a state "
              + name
              + " "
              + wanted
              + ", but after a step "
              + (part == null ? "none" : part.shape())
              + ". A cell's state keeps its parts and their shapes.");
    }
    return part;
  }

  /** One stream through {@code model}, on the standard engine. */
  public static Session of(Sequential model) {
    return of(model, 1);
  }

  /** {@code rows} streams through {@code model}, on the standard engine. */
  public static Session of(Sequential model, int rows) {
    return of(Engine.standard(), model, rows);
  }

  /**
   * {@code rows} streams through {@code model}, all at their start.
   *
   * @param engine what to compute with; one of a single thread suits a server whose own threads
   *     have a session each, and streams with pauses, where waking a thread up takes longer than
   *     the step
   * @throws IllegalArgumentException when a layer needs later steps; the message says which
   */
  public static Session of(Engine engine, Sequential model, int rows) {
    return new Session(engine, model, model.readsTokens() ? TOKENS : model.features(), rows);
  }

  /**
   * {@code rows} streams through a layer or a model of another form, such as a graph.
   *
   * @param features width of its input, or {@link #TOKENS}
   */
  public static Session of(Engine engine, Layer model, int features, int rows) {
    return new Session(engine, model, features, rows);
  }

  /** How many streams there are. */
  public int rows() {
    return rows;
  }

  /** Numbers that a row reads at each step: the model's features, or 1 for a token id. */
  public int features() {
    return features;
  }

  /** Numbers that a row answers with at each step. */
  public int outputs() {
    return outputs;
  }

  // ---------------------------------------------------------------- steps

  /**
   * The next step of every row.
   *
   * @param input rows one after the other, [rows · features]
   * @param output is filled with the rows' answers, [rows · outputs]
   */
  public void step(float[] input, float[] output) {
    checkSize("an input", features, input.length);
    checkSize("an output", outputs, output.length);
    System.arraycopy(input, 0, this.input, 0, input.length);
    tape.replay();
    // Before the state moves on: the answer may be a part of it.
    System.arraycopy(answer.data(), 0, output, 0, output.length);
    carryState();
  }

  /**
   * The next step of every row.
   *
   * @param input rows one after the other, [rows · features]
   * @return the rows' answers in an array of their own, [rows · outputs]
   */
  public float[] step(float[] input) {
    float[] output = new float[rows * outputs];
    step(input, output);
    return output;
  }

  /**
   * The next step of every row.
   *
   * @param input [rows, features], or token ids [rows]
   * @return [rows, outputs]
   */
  public Tensor step(Tensor input) {
    Shape shape = input.shape();
    if (!shape.hasSizes(rows, features) && !(tokens && shape.hasSizes(rows))) {
      throw new IllegalArgumentException(
          this
              + " expects an input ["
              + rows
              + (tokens ? "]" : ", " + features + "]")
              + "; received "
              + shape
              + ". A step has no time axis.");
    }
    return Tensor.of(step(input.data()), rows, outputs);
  }

  private void carryState() {
    for (int part = 0; part < next.length; part++) {
      float[] kept = spare[part];
      if (kept != null) {
        System.arraycopy(next[part].data(), 0, kept, 0, kept.length);
      }
    }
    for (int part = 0; part < next.length; part++) {
      float[] kept = spare[part];
      float[] to = state[part].data();
      System.arraycopy(kept == null ? next[part].data() : kept, 0, to, 0, to.length);
    }
  }

  private void checkSize(String what, int width, int received) {
    if (received != rows * width) {
      throw new IllegalArgumentException(
          this
              + " expects "
              + what
              + " of "
              + rows
              + " × "
              + width
              + " numbers; received "
              + received
              + ". Give all rows one after the other.");
    }
  }

  // ---------------------------------------------------------------- state

  /** All rows to their start. */
  public void reset() {
    put(0, initial().values(), 0, rows);
  }

  /** One row to its start; the others go on. */
  public void reset(int row) {
    checkRow(row);
    put(row, initial().values(), row, 1);
  }

  /** Where all rows stand: a copy of each part of the state by name, [rows, ·]. */
  public SequencedMap<String, Tensor> state() {
    return copy(0, rows);
  }

  /** Where one row stands, [1, ·]; a session of one row may continue from it too. */
  public SequencedMap<String, Tensor> state(int row) {
    checkRow(row);
    return copy(row, 1);
  }

  /** Goes on from what {@link #state()} returned, in this session or in another one like it. */
  public void restore(Map<String, Tensor> saved) {
    put(0, checked(saved, rows), 0, rows);
  }

  /** Goes on with one row from what {@link #state(int)} returned. */
  public void restore(int row, Map<String, Tensor> saved) {
    checkRow(row);
    put(row, checked(saved, 1), 0, 1);
  }

  /** The start of all rows; computed each time, since a cell may learn it. */
  private SequencedMap<String, Tensor> initial() {
    SequencedMap<String, Tensor> start = new LinkedHashMap<>();
    streaming
        .initialState(Tape.inference(engine), rows)
        .forEach((name, part) -> start.put(name, part.value()));
    return start;
  }

  private SequencedMap<String, Tensor> copy(int row, int count) {
    SequencedMap<String, Tensor> copies = new LinkedHashMap<>();
    for (int part = 0; part < names.length; part++) {
      Tensor all = state[part];
      int width = all.data().length / rows;
      float[] some = Arrays.copyOfRange(all.data(), row * width, (row + count) * width);
      copies.put(names[part], Tensor.of(all.shape().with(0, count), some));
    }
    return copies;
  }

  private void put(int row, Collection<Tensor> parts, int from, int count) {
    int at = 0;
    for (Tensor part : parts) {
      float[] to = state[at++].data();
      int width = to.length / rows;
      System.arraycopy(part.data(), from * width, to, row * width, count * width);
    }
  }

  /** The parts of a saved state in this session's order. */
  private List<Tensor> checked(Map<String, Tensor> saved, int count) {
    // A caller that is not checked for nulls may well pass what a cache did not have.
    if (isMissing(saved) || saved.values().stream().anyMatch(Session::isMissing)) {
      throw new IllegalArgumentException(
          this
              + " expects a state of the parts "
              + Arrays.toString(names)
              + "; received "
              + saved
              + ". Check that the state was saved, or reset the row for a new stream.");
    }
    if (!saved.keySet().equals(Set.of(names))) {
      throw new IllegalArgumentException(
          this
              + " expects a state of the parts "
              + Arrays.toString(names)
              + "; received "
              + saved.keySet()
              + ". Restore what state() of a session of the same model returned.");
    }
    List<Tensor> parts = new ArrayList<>();
    for (int part = 0; part < names.length; part++) {
      Shape wanted = state[part].shape().with(0, count);
      Tensor received = Objects.requireNonNull(saved.get(names[part]));
      if (!received.shape().equals(wanted)) {
        throw new IllegalArgumentException(
            this
                + " expects "
                + wanted
                + " for the state "
                + names[part]
                + "; received "
                + received.shape()
                + ". Restore what a session of the same model and as many rows returned.");
      }
      parts.add(received);
    }
    return parts;
  }

  private static boolean isMissing(@Nullable Object part) {
    return part == null;
  }

  private void checkRow(int row) {
    if (row < 0 || row >= rows) {
      throw new IndexOutOfBoundsException(
          this + " has the rows 0 to " + (rows - 1) + "; received row " + row + ".");
    }
  }

  @Override
  public String toString() {
    return "Session(rows=" + rows + ", " + model + ")";
  }
}
