package dev.timestep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.cell.Cell;
import dev.timestep.nn.cell.CellState;
import dev.timestep.nn.cell.Init;
import dev.timestep.nn.graph.Graph;
import dev.timestep.nn.graph.GraphConfig;
import dev.timestep.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A stream answers what the whole sequence answers, whatever the cell and whoever starts when. */
class SessionTest {
  private static final int ROWS = 4;
  private static final int TIME = 11;
  private static final CellCase.Build<DelayCell.Line> DELAY = (f, h) -> new DelayCell(f);

  private final Engine engine = Engine.withThreads(2);
  private final Random random = new Random(7);

  // ---------------------------------------------------------------- equal to the whole sequence

  static Stream<CellCase<?>> cells() {
    return CellCase.all();
  }

  @ParameterizedTest
  @MethodSource("cells")
  void everyCellAnswersWhatTheWholeSequenceAnswers(CellCase<?> c) {
    for (boolean sequences : new boolean[] {true, false}) {
      checkStreams(drawn(Sequential.of(5, 1, Own.of(c, 6, sequences), Layers.dense(3))));
    }
  }

  static Stream<LayerCase> layers() {
    return LayerCase.all().filter(c -> !c.config().kind().equals("sequential"));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void everyLayerAnswersWhatTheWholeSequenceAnswersOrIsRefused(LayerCase c) {
    Sequential model = drawn(Sequential.of(c.features(), 1, c.config()));
    if (c.isCausal()) {
      checkStreams(model);
    } else {
      assertThatThrownBy(() -> Session.of(engine, model, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(" cannot run step by step: ");
    }
  }

  @Test
  void aDeepModelAnswersWhatTheWholeSequenceAnswers() {
    checkStreams(
        drawn(
            Sequential.of(
                0,
                1,
                Layers.embedding(LayerCase.TOKENS, 9),
                Layers.lstm(33).layers(2).dropout(0.5).sequences(),
                Layers.layerNorm(),
                Layers.dropout(0.5),
                Layers.gru(17).sequences(),
                Layers.simpleRnn(8),
                Layers.dense(5))));
  }

  /** So wide that a step is shared among the threads, and x·W computed apart. */
  @ParameterizedTest
  @ValueSource(ints = {96, 260})
  void aWideModelAnswersWhatTheWholeSequenceAnswers(int units) {
    checkStreams(
        Sequential.of(
            units, 1, Layers.lstm(units).sequences(), Layers.gru(units), Layers.dense(70)));
  }

  /** Its parts take each other's place: none may be overwritten before it was read. */
  @Test
  void aStateWhosePartsChangePlacesIsCarriedOn() {
    checkStreams(Sequential.of(3, 1, new Own(DELAY, 3, true)));
  }

  @Test
  void aRowStartsFromWhatTheCellHasLearned() {
    checkStreams(drawn(Sequential.of(3, 1, new Own(DELAY, 3, false))));
  }

  /** Steps all rows, starts them again at different times, and compares each stretch. */
  private void checkStreams(Sequential model) {
    Session session = Session.of(engine, model, ROWS);
    int width = session.features();
    float[][] steps = new float[TIME][];
    float[][] found = new float[TIME][];
    List<List<Integer>> starts = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      starts.add(new ArrayList<>(List.of(0)));
    }
    for (int t = 0; t < TIME; t++) {
      for (int row = 0; row < ROWS; row++) {
        if (t > 0 && random.nextInt(4) == 0) {
          session.reset(row);
          starts.get(row).add(t);
        }
      }
      steps[t] = new float[ROWS * width];
      for (int at = 0; at < steps[t].length; at++) {
        steps[t][at] =
            model.readsTokens() ? random.nextInt(LayerCase.TOKENS) : random.nextFloat() * 2 - 1;
      }
      found[t] = new float[ROWS * session.outputs()];
      session.step(steps[t], found[t]);
    }
    for (int row = 0; row < ROWS; row++) {
      starts.get(row).add(TIME);
      for (int s = 0; s + 1 < starts.get(row).size(); s++) {
        checkStretch(model, steps, found, row, starts.get(row).get(s), starts.get(row).get(s + 1));
      }
    }
  }

  private void checkStretch(
      Sequential model, float[][] steps, float[][] found, int row, int from, int to) {
    int width = steps[0].length / ROWS;
    int outputs = found[0].length / ROWS;
    for (int t = from; t < to; t++) {
      int length = t + 1 - from;
      Tensor x = Tensor.zeros(1, length, width);
      for (int s = 0; s < length; s++) {
        System.arraycopy(steps[from + s], row * width, x.data(), s * width, width);
      }
      Tensor input = model.readsTokens() ? x.reshape(1, length) : x;
      float[] whole = model.predict(engine, input, null).data();
      float[] last = Arrays.copyOfRange(whole, whole.length - outputs, whole.length);
      float[] answer = Arrays.copyOfRange(found[t], row * outputs, (row + 1) * outputs);
      assertThat(answer)
          .as("row %d, from %d, step %d", row, from, t)
          .containsExactly(last, within(1e-6f));
    }
  }

  // ---------------------------------------------------------------- state

  @Test
  void aStateGoesOnInAnotherSessionAndInAnotherRow() {
    Sequential model = drawn(Sequential.of(3, 1, Layers.lstm(5).layers(2), Layers.dense(2)));
    Session session = Session.of(engine, model, ROWS);
    session.step(values(ROWS * 3));
    SequencedMap<String, Tensor> all = session.state();
    SequencedMap<String, Tensor> third = session.state(2);
    assertThat(all).containsOnlyKeys("0.lstm.0.h", "0.lstm.0.c", "0.lstm.1.h", "0.lstm.1.c");
    assertThat(all.get("0.lstm.1.c").shape().toArray()).containsExactly(ROWS, 5);
    assertThat(third.get("0.lstm.1.c").shape().toArray()).containsExactly(1, 5);

    float[] next = values(ROWS * 3);
    float[] expected = session.step(next);
    Session another = Session.of(engine, model, ROWS);
    another.restore(all);
    assertThat(another.step(next)).isEqualTo(expected);

    Session alone = Session.of(engine, model, 1);
    alone.restore(third);
    float[] ofThird = Arrays.copyOfRange(expected, 4, 6);
    assertThat(alone.step(Arrays.copyOfRange(next, 6, 9))).isEqualTo(ofThird);

    session.restore(all);
    session.restore(0, third);
    System.arraycopy(next, 6, next, 0, 3);
    assertThat(Arrays.copyOf(session.step(next), 2)).isEqualTo(ofThird);
    assertThat(session.state(1)).isEqualTo(another.state(1));
  }

  @Test
  void resettingAllRowsStartsAnew() {
    Sequential model = drawn(Sequential.of(3, 1, Layers.gru(5), Layers.dense(2)));
    Session session = Session.of(engine, model, 2);
    Tensor x = Tensor.of(values(6), 2, 3);
    Tensor first = session.step(x);
    assertThat(first.shape().toArray()).containsExactly(2, 2);
    assertThat(session.step(x)).isNotEqualTo(first);
    session.reset();
    assertThat(session.step(x)).isEqualTo(first);
  }

  @Test
  void newWeightsAreUsedFromTheNextStepOn() {
    Sequential model = drawn(Sequential.of(3, 1, Layers.gru(5), Layers.dense(2)));
    Session session = Session.of(engine, model, 1);
    float[] x = values(3);
    float[] before = session.step(x);
    drawn(model);
    session.reset();
    assertThat(session.step(x))
        .isNotEqualTo(before)
        .isEqualTo(Session.of(engine, model, 1).step(x));
  }

  // ---------------------------------------------------------------- cost and threads

  @Test
  void aStepMakesNoObjects() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (CellCase<?> cell : CellCase.all().toList()) {
      Sequential model = Sequential.of(9, 1, Own.of(cell, 12, true), Layers.layerNorm());
      Session session = Session.of(Engine.withThreads(1), model, 3);
      float[] x = values(27);
      float[] y = new float[3 * session.outputs()];
      for (int step = 0; step < 3000; step++) {
        session.step(x, y);
      }
      // Until the compiler is done, which takes long on a busy machine, vectors are objects.
      long least = Long.MAX_VALUE;
      long end = System.nanoTime() + 20_000_000_000L;
      while (least >= 1000 && System.nanoTime() < end) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int step = 0; step < 1000; step++) {
          session.step(x, y);
        }
        least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      }
      assertThat(least).as("bytes of 1000 steps, " + cell).isLessThan(1000);
    }
  }

  @Test
  void manySessionsOfOneModelRunOnManyThreads() throws Exception {
    Sequential model = drawn(Sequential.of(16, 1, Layers.lstm(64), Layers.dense(5)));
    float[][] steps = new float[200][];
    Arrays.setAll(steps, t -> values(16));
    List<float[]> expected = run(Session.of(Engine.withThreads(1), model, 1), steps);
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      List<Future<List<float[]>>> found = new ArrayList<>();
      for (int stream = 0; stream < 12; stream++) {
        found.add(pool.submit(() -> run(Session.of(engine, model, 1), steps)));
      }
      for (Future<List<float[]>> one : found) {
        assertThat(one.get()).usingRecursiveComparison().isEqualTo(expected);
      }
    }
  }

  private static List<float[]> run(Session session, float[][] steps) {
    return Arrays.stream(steps).map(session::step).toList();
  }

  // ---------------------------------------------------------------- refused

  @Test
  void whatLooksAheadIsRefusedByName() {
    refused(
        Layers.gru(3).reversed(),
        "Gru(features=2, units=3), reversed, cannot run step by step: it reads each sequence from"
            + " the end. Use a layer that reads forward in time.");
    refused(
        Layers.gru(3).layers(2).bidirectional(),
        "Bidirectional(Gru(features=2, units=3), Gru(features=2, units=3), CONCAT) cannot run step"
            + " by step: its backward direction reads each sequence from the end. Use a layer that"
            + " reads forward in time only.");
    refused(
        new Unsaid(),
        "Unsaid cannot run step by step: it does not override Layer.streaming(). Override it, for"
            + " example with Streaming.stepwise(this) if it looks at each step by itself.");
  }

  private void refused(LayerConfig layer, String message) {
    Sequential model = Sequential.of(2, 1, Layers.lstm(2).sequences(), layer);
    assertThatThrownBy(() -> Session.of(engine, model, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void badInputIsRefused() {
    Sequential model = Sequential.of(3, 1, Layers.gru(5), Layers.dense(2));
    Session session = Session.of(engine, model, 2);
    String name = "Session(rows=2, " + model + ")";
    assertThatThrownBy(() -> Session.of(model, 0))
        .hasMessage("A session expects rows of 1 or more; received 0.");
    assertThatThrownBy(() -> session.step(new float[3]))
        .hasMessage(
            name
                + " expects an input of 2 × 3 numbers; received 3. Give all rows one after the"
                + " other.");
    assertThatThrownBy(() -> session.step(new float[6], new float[3]))
        .hasMessage(
            name
                + " expects an output of 2 × 2 numbers; received 3. Give all rows one after the"
                + " other.");
    assertThatThrownBy(() -> session.step(Tensor.zeros(3, 2)))
        .hasMessage(name + " expects an input [2, 3]; received [3, 2]. A step has no time axis.");
    assertThatThrownBy(() -> session.step(Tensor.zeros(2, 1, 3)))
        .hasMessage(
            name + " expects an input [2, 3]; received [2, 1, 3]. A step has no time axis.");
    assertThatThrownBy(() -> Session.of(model, 1 << 30))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "A session expects a width of 1 or more, or Session.TOKENS, and rows × width of at most"
                + " 268435456 numbers; received 1073741824 rows of 3. Make several sessions of"
                + " fewer rows.");
    assertThatThrownBy(() -> session.reset(2))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage(name + " has the rows 0 to 1; received row 2.");
    assertThatThrownBy(() -> session.restore(Map.of()))
        .hasMessage(
            name
                + " expects a state of the parts [0.gru.h]; received []. Restore what state() of a"
                + " session of the same model returned.");
    assertThatThrownBy(() -> session.restore(session.state(0)))
        .hasMessage(
            name
                + " expects [2, 5] for the state 0.gru.h; received [1, 5]. Restore what a session"
                + " of the same model and as many rows returned.");
  }

  /** From a caller whose compiler does not know of nulls. */
  @Test
  @SuppressWarnings({"NullAway", "DataFlowIssue"})
  void aStateThatIsNotThereIsRefused() {
    Sequential model = Sequential.of(3, 1, Layers.gru(5), Layers.dense(2));
    Session session = Session.of(engine, model, 2);
    Map<String, Tensor> holes = new LinkedHashMap<>();
    holes.put("0.gru.h", null);
    String name = "Session(rows=2, " + model + ")";
    assertThatThrownBy(() -> session.restore(null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            name
                + " expects a state of the parts [0.gru.h]; received null. Check that the state was"
                + " saved, or reset the row for a new stream.");
    assertThatThrownBy(() -> session.restore(1, holes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("; received {0.gru.h=null}. ");
  }

  @Test
  void aGraphOfTokensStreamsAsALayer() {
    GraphConfig graph =
        Graph.builder()
            .tokens("t")
            .layer("e", Layers.embedding(LayerCase.TOKENS, 4), "t")
            .layer("h", Layers.gru(3), "e")
            .output("h")
            .config();
    checkStreams(drawn(Sequential.of(0, 1, graph, Layers.dense(2))));
  }

  @Test
  void whatAnUnrolledModelCanNotStartFromIsRefused() {
    Sequential model = Sequential.of(3, 1, Layers.gru(5).sequences(), Layers.lstm(4));
    Tape tape = Tape.inference(engine);
    assertThatThrownBy(() -> model.unroll(tape, Signal.of(tape.constant(0f, 6)), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            model
                + " expects [batch, time, 3]; received [6]. Give all sequences of the batch with"
                + " their time axis.");
    Signal input = Signal.of(tape.constant(0f, 6, 2, 3));
    Map<String, Variable> start = Map.of("1.lstm.c", tape.constant(0f, 2, 5));
    assertThatThrownBy(() -> model.unroll(tape, input, start))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            model
                + " expects [2, 4] for the state 1.lstm.c to start from; received [2, 5]. A state"
                + " has one row per sequence, and the width of its layer.");
  }

  // ---------------------------------------------------------------- fixtures

  private float[] values(int count) {
    float[] values = new float[count];
    for (int at = 0; at < count; at++) {
      values[at] = random.nextFloat() * 2 - 1;
    }
    return values;
  }

  private Sequential drawn(Sequential model) {
    model.parameters().values().stream()
        .filter(p -> !p.isBuffer())
        .forEach(p -> p.assign(Init.uniform(0.6f, random, p.shape().toArray())));
    return model;
  }

  /** A recurrent layer over a custom cell. */
  record Own(CellCase.Build<?> build, int units, boolean sequences) implements LayerConfig {
    static Own of(CellCase<?> cell, int units, boolean sequences) {
      return new Own(cell.build(), units, sequences);
    }

    @Override
    public String kind() {
      return "own";
    }

    @Override
    public int outputFeatures(int features) {
      return units;
    }

    @Override
    public Layer build(int features, RandomGenerator random) {
      return new Recurrent<>(build.cell(features, units), sequences, false);
    }
  }

  /** Shows what it read three steps ago, at first what it has learned to show. */
  private static final class DelayCell implements Cell<DelayCell.Line> {
    record Line(Variable third, Variable second, Variable first) implements CellState {
      @Override
      public Variable output() {
        return third;
      }

      @Override
      public List<Variable> variables() {
        return List.of(third, second, first);
      }
    }

    private final int features;
    private final Parameter start;

    DelayCell(int features) {
      this.features = features;
      this.start = new Parameter(Tensor.zeros(features));
    }

    @Override
    public String kind() {
      return "delay";
    }

    @Override
    public int features() {
      return features;
    }

    @Override
    public int units() {
      return features;
    }

    @Override
    public SequencedMap<String, Parameter> parameters() {
      SequencedMap<String, Parameter> all = new LinkedHashMap<>();
      all.put("start", start);
      return all;
    }

    @Override
    public Line initialState(Tape tape, int batch) {
      Variable zeros = tape.constant(Tensor.zeros(batch, features));
      Variable learned = zeros.add(tape.parameter(start));
      return new Line(learned, learned, learned.multiply(2));
    }

    @Override
    public Line stateOf(List<Variable> parts) {
      return new Line(parts.get(0), parts.get(1), parts.get(2));
    }

    @Override
    public Line step(Tape tape, Variable x, Line state) {
      return new Line(state.second(), state.first(), x);
    }
  }

  /** A layer that does not say whether it looks ahead. */
  private record Unsaid() implements Layer, LayerConfig {
    @Override
    public String kind() {
      return "unsaid";
    }

    @Override
    public int outputFeatures(int features) {
      return features;
    }

    @Override
    public Layer build(int features, RandomGenerator random) {
      return this;
    }

    @Override
    public SequencedMap<String, Parameter> parameters() {
      return new LinkedHashMap<>();
    }

    @Override
    public Signal forward(Tape tape, Signal input) {
      return input;
    }

    @Override
    public String toString() {
      return "Unsaid";
    }
  }
}
