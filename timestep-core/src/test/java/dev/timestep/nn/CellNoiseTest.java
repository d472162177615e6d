package dev.timestep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.autograd.CounterRandom;
import dev.timestep.autograd.MaskOp;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.cell.Cell;
import dev.timestep.nn.cell.CellConfig;
import dev.timestep.nn.cell.CellState;
import dev.timestep.nn.cell.ConvLstmConfig;
import dev.timestep.nn.cell.CoupledLstmConfig;
import dev.timestep.nn.cell.ElmanConfig;
import dev.timestep.nn.cell.GeneralGruConfig;
import dev.timestep.nn.cell.GruConfig;
import dev.timestep.nn.cell.IndRnnConfig;
import dev.timestep.nn.cell.Init;
import dev.timestep.nn.cell.JordanConfig;
import dev.timestep.nn.cell.LayerNormGruConfig;
import dev.timestep.nn.cell.LayerNormLstmConfig;
import dev.timestep.nn.cell.LearnedStateConfig;
import dev.timestep.nn.cell.LstmConfig;
import dev.timestep.nn.cell.MguConfig;
import dev.timestep.nn.cell.MinGruConfig;
import dev.timestep.nn.cell.PeepholeLstmConfig;
import dev.timestep.nn.cell.ProjectedLstmConfig;
import dev.timestep.nn.cell.QrnnConfig;
import dev.timestep.nn.cell.SimpleRnnConfig;
import dev.timestep.nn.cell.SlstmConfig;
import dev.timestep.nn.cell.SruConfig;
import dev.timestep.nn.cell.Unrolled;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import dev.timestep.testing.GradientCheck;
import dev.timestep.testing.ReferenceCell;
import dev.timestep.testing.ReferenceCells;
import dev.timestep.testing.ReferenceVariants;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is drawn at random inside recurrent layers while they train. */
class CellNoiseTest {
  private static final int TIME = 4;
  private static final int BATCH = 3;
  private static final int FEATURES = 2;
  private static final int UNITS = 3;
  private static final int[] STEPS = {4, 2, 3};
  private static final long SEED = 6;
  private static final int NEVER = -1;

  /** Large enough that a variance next to nothing does not make gradients steep. */
  private static final float EPSILON = 0.1f;

  // ---------------------------------------------------------------- against the equations

  /** A step under masks: of the input, of what products read, and of what stays. */
  private interface NoisyStep {
    double[][] step(Map<String, double[]> w, double[] x, double[][] state, int t, int b);
  }

  /** The numbers that stream {@code stream} of the first step draws: 0 below the rate. */
  private static double draw(int stream, double rate, double kept, long counter) {
    long key = CounterRandom.key(SEED, 0, stream);
    return CounterRandom.uniform(key, counter) < rate ? 0 : kept;
  }

  private static double[] masked(double[] x, int stream, double rate, int b) {
    double[] dropped = x.clone();
    Arrays.setAll(dropped, u -> x[u] * draw(stream, rate, 1 / (1 - rate), (long) b * x.length + u));
    return dropped;
  }

  private static double[][] zoned(
      double[][] before, double[][] after, int part, int stream, double rate, int t, int b) {
    double[] next = after[part].clone();
    for (int u = 0; u < next.length; u++) {
      double stays = draw(stream, 1 - rate, 1, (long) (t * BATCH + b) * next.length + u);
      next[u] = stays * before[part][u] + (1 - stays) * after[part][u];
    }
    after[part] = next;
    return after;
  }

  private static double[][] gru(
      ReferenceCell reference, Map<String, double[]> w, double[] x, double[] h, double[] past) {
    double[][] next = reference.step(w, x, new double[][] {past});
    // (1 − z) ⊙ n + z ⊙ past: what is carried on is h instead.
    for (int u = 0; u < h.length; u++) {
      next[0][u] += updateGate(w, x, past, u) * (h[u] - past[u]);
    }
    return next;
  }

  private static double updateGate(Map<String, double[]> w, double[] x, double[] past, int u) {
    int n = past.length;
    double sum = w.get("bias")[n + u];
    double[] more = w.getOrDefault("recurrent_bias", new double[0]);
    if (more.length == 3 * n) {
      sum += more[n + u];
    }
    for (int f = 0; f < x.length; f++) {
      sum += x[f] * w.get("kernel")[f * 3 * n + n + u];
    }
    for (int v = 0; v < n; v++) {
      sum += past[v] * w.get("recurrent_kernel")[v * 3 * n + n + u];
    }
    return 1 / (1 + Math.exp(-sum));
  }

  static Stream<Arguments> noisyCells() {
    CellConfig lstm = LstmConfig.of(UNITS);
    CellConfig gru = GruConfig.of(UNITS);
    CellConfig before = new GruConfig(UNITS, GruConfig.Form.RESET_BEFORE, true, Init.KERAS);
    CellConfig rnn = SimpleRnnConfig.of(UNITS);
    ReferenceCell lstmStep = ReferenceCell.lstm();
    ReferenceCell gruStep = ReferenceCell.gru();
    ReferenceCell beforeStep = ReferenceCell.gruResetBefore();
    ReferenceCell rnnStep = ReferenceCell.simpleRnn(Math::tanh);
    return Stream.of(
        noisy(
            "lstm, input dropout",
            lstm.inputDropout(0.4),
            2,
            (w, x, s, t, b) -> lstmStep.step(w, masked(x, 0, 0.4, b), s)),
        noisy(
            "lstm, recurrent dropout",
            lstm.recurrentDropout(0.4),
            2,
            (w, x, s, t, b) -> lstmStep.step(w, x, new double[][] {masked(s[0], 0, 0.4, b), s[1]})),
        noisy(
            "rnn, both",
            rnn.inputDropout(0.3).recurrentDropout(0.4),
            1,
            (w, x, s, t, b) ->
                rnnStep.step(w, masked(x, 0, 0.3, b), new double[][] {masked(s[0], 1, 0.4, b)})),
        noisy(
            "gru, recurrent dropout keeps what is carried on",
            gru.recurrentDropout(0.5),
            1,
            (w, x, s, t, b) -> gru(gruStep, w, x, s[0], masked(s[0], 0, 0.5, b))),
        noisy(
            "gru before, recurrent dropout keeps what is carried on",
            before.recurrentDropout(0.5),
            1,
            (w, x, s, t, b) -> gru(beforeStep, w, x, s[0], masked(s[0], 0, 0.5, b))),
        noisy(
            "lstm, zoneout",
            lstm.zoneout(0.3, 0.5),
            2,
            (w, x, s, t, b) -> {
              double[][] next = zoned(s, lstmStep.step(w, x, s), 0, 0, 0.3, t, b);
              return zoned(s, next, 1, 1, 0.5, t, b);
            }),
        noisy(
            "gru, zoneout and recurrent dropout",
            gru.zoneout(0.4, 0).recurrentDropout(0.5),
            1,
            (w, x, s, t, b) ->
                zoned(s, gru(gruStep, w, x, s[0], masked(s[0], 1, 0.5, b)), 0, 0, 0.4, t, b)),
        noisy(
            "gru, recurrent dropout and zoneout",
            gru.recurrentDropout(0.5).zoneout(0.4, 0),
            1,
            (w, x, s, t, b) ->
                zoned(s, gru(gruStep, w, x, s[0], masked(s[0], 0, 0.5, b)), 0, 1, 0.4, t, b)),
        noisy(
            "lstm, weight drop",
            lstm.weightDrop(0.5),
            2,
            (w, x, s, t, b) -> lstmStep.step(dropped(w, 0.5, "recurrent_kernel"), x, s)),
        noisy(
            "mgu, weight drop of both products",
            MguConfig.of(UNITS).weightDrop(0.4),
            1,
            (w, x, s, t, b) ->
                ReferenceCells.mgu()
                    .step(dropped(w, 0.4, "forget_kernel", "recurrent_kernel"), x, s)),
        noisy(
            "gru, weight drop and zoneout",
            gru.weightDrop(0.5).zoneout(0.4, 0),
            1,
            (w, x, s, t, b) ->
                zoned(
                    s,
                    ReferenceCell.gru().step(dropped(w, 0.5, "recurrent_kernel"), x, s),
                    0,
                    1,
                    0.4,
                    t,
                    b)));
  }

  /** Recurrent dropout of every other kind of cell. */
  static Stream<Arguments> droppingCells() {
    ConvLstmConfig conv = ConvLstmConfig.of(FEATURES, UNITS, 2);
    GeneralGruConfig generalGru = GeneralGruConfig.of(UNITS);
    ReferenceCell general = ReferenceVariants.generalGru(generalGru);
    CellConfig layerNormGru = LayerNormGruConfig.of(UNITS).epsilon(EPSILON);
    CellConfig projected = ProjectedLstmConfig.of(UNITS, UNITS);
    CellConfig peephole = PeepholeLstmConfig.of(UNITS);
    return Stream.of(
        dropping("peephole lstm", peephole, 2, ReferenceVariants.peephole()),
        dropping("coupled lstm", CoupledLstmConfig.of(UNITS), 2, ReferenceVariants.coupled()),
        dropping(
            "layer norm lstm",
            LayerNormLstmConfig.of(UNITS).epsilon(EPSILON),
            2,
            ReferenceVariants.layerNormLstm(EPSILON)),
        dropping("projected lstm", projected, 2, ReferenceVariants.projected()),
        dropping("conv lstm", conv, 2, ConvLstmCases.reference(conv, FEATURES)),
        dropping("slstm", SlstmConfig.of(UNITS), 4, ReferenceCells.slstm(false)),
        dropping("indrnn", IndRnnConfig.of(UNITS), 1, ReferenceCells.indRnn(x -> Math.max(0, x))),
        dropping("elman", ElmanConfig.of(UNITS).hidden(UNITS), 2, ReferenceCells.elman()),
        noisy(
            "jordan with memory",
            JordanConfig.of(UNITS).memory(0.5f).recurrentDropout(0.5),
            2,
            CellNoiseTest::jordan),
        noisy(
            "mgu keeps what is carried on",
            MguConfig.of(UNITS).recurrentDropout(0.5),
            1,
            (w, x, s, t, b) -> ReferenceCells.mgu(w, x, masked(s[0], 0, 0.5, b), s[0])),
        noisy(
            "layer norm gru keeps what is carried on",
            layerNormGru.recurrentDropout(0.5),
            1,
            (w, x, s, t, b) ->
                ReferenceVariants.layerNormGru(EPSILON, w, x, masked(s[0], 0, 0.5, b), s[0])),
        noisy(
            "general gru keeps what is carried on",
            generalGru.recurrentDropout(0.5),
            1,
            (w, x, s, t, b) -> gru(general, w, x, s[0], masked(s[0], 0, 0.5, b))));
  }

  /** A cell that carries on nothing of its output: products are all that reads it. */
  private static Arguments dropping(
      String name, CellConfig cell, int parts, ReferenceCell reference) {
    return noisy(
        name,
        cell.recurrentDropout(0.5),
        parts,
        (w, x, s, t, b) -> {
          double[][] read = s.clone();
          read[0] = masked(s[0], 0, 0.5, b);
          return reference.step(w, x, read);
        });
  }

  /** The dropped output in the context that is read; the context itself goes on whole. */
  private static double[][] jordan(
      Map<String, double[]> w, double[] x, double[][] state, int t, int b) {
    double[] seen = masked(state[0], 0, 0.5, b);
    double[] read = new double[seen.length];
    Arrays.setAll(read, u -> state[1][u] - state[0][u] + seen[u]);
    double[][] next =
        ReferenceCells.jordan(0.5, Math::tanh).step(w, x, new double[][] {seen, read});
    Arrays.setAll(next[1], u -> 0.5 * state[1][u] + next[0][u]);
    return next;
  }

  private static Map<String, double[]> dropped(
      Map<String, double[]> w, double rate, String... names) {
    Map<String, double[]> all = new LinkedHashMap<>(w);
    for (int at = 0; at < names.length; at++) {
      int stream = at;
      all.compute(names[at], (name, u) -> masked(u, stream, rate, 0));
    }
    return all;
  }

  private static Arguments noisy(String name, CellConfig config, int parts, NoisyStep step) {
    return Arguments.of(name, config, parts, step);
  }

  /** Zoneout of the cells whose state is more than an output and a memory. */
  static Stream<Arguments> zonedCells() {
    return Stream.of(
        // Rarely enough for each unit to hold something in the end: there is no slope of nothing.
        zoning("slstm", SlstmConfig.of(UNITS), 0.15, ReferenceCells.slstm(false), 0, 1, 1, 1),
        zoning(
            "qrnn",
            QrnnConfig.of(UNITS).pooling(QrnnConfig.Pooling.F),
            0,
            ReferenceCells.qrnn(2, 2),
            0,
            NEVER,
            NEVER),
        zoning(
            "qrnn fo",
            QrnnConfig.of(UNITS),
            0.5,
            ReferenceCells.qrnn(2, 3),
            0,
            1,
            NEVER,
            NEVER,
            NEVER),
        zoning(
            "jordan",
            JordanConfig.of(UNITS).memory(0.5f),
            0,
            ReferenceCells.jordan(0.5, Math::tanh),
            0,
            0),
        zoning("elman", ElmanConfig.of(UNITS).hidden(UNITS), 0.5, ReferenceCells.elman(), 0, 1),
        zoning("sru", SruConfig.of(UNITS), 0.5, ReferenceCells.sru(Math.sqrt(3)), 0, 1));
  }

  /**
   * Zoneout of the output by 0.3 and of the memory.
   *
   * @param streams by part, what its mask is drawn from: 0 for the output, 1 for the memory
   */
  private static Arguments zoning(
      String name, CellConfig cell, double memory, ReferenceCell reference, int... streams) {
    return noisy(
        name + ", zoneout",
        cell.zoneout(0.3, memory),
        streams.length,
        (w, x, s, t, b) -> {
          double[][] next = reference.step(w, x, s);
          for (int part = 0; part < streams.length; part++) {
            if (streams[part] != NEVER) {
              double rate = streams[part] == 0 ? 0.3 : memory;
              next = zoned(s, next, part, streams[part], rate, t, b);
            }
          }
          return next;
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"noisyCells", "droppingCells", "zonedCells"})
  void valuesAndGradientsUnderTheMasksAgreeWithTheReference(
      String name, CellConfig config, int parts, NoisyStep step) {
    Recurrent<?> layer = new Recurrent<>(config.build(FEATURES, new Random(1)), true, false);
    new GradientCheck(7)
        .training(SEED)
        .parameters(layer.parameters())
        .input("x", -1.5, 1.5, TIME, BATCH, FEATURES)
        .run(
            (tape, in) -> {
              Unrolled<?> run =
                  layer.unroll(tape, new Signal(in.get("x"), Lengths.of(STEPS)), null);
              List<Variable> outputs = new ArrayList<>(List.of(run.outputs()));
              outputs.addAll(run.state().variables());
              return outputs;
            },
            in -> reference(step, in, parts, layer.cell()));
  }

  private static List<double[]> reference(
      NoisyStep step, Map<String, double[]> in, int parts, Cell<?> cell) {
    List<Variable> initial = cell.initialState(Tape.inference(Engine.standard()), 1).variables();
    double[][][] x = ReferenceCell.cut(in.get("x"), TIME, BATCH, FEATURES);
    double[][][] outputs = new double[TIME][BATCH][UNITS];
    double[][][] last = new double[parts][BATCH][];
    for (int b = 0; b < BATCH; b++) {
      double[][] state = new double[parts][UNITS];
      for (int part = 0; part < parts; part++) {
        float[] start = initial.get(part).data();
        Arrays.setAll(state[part], u -> start[u]);
      }
      for (int t = 0; t < STEPS[b]; t++) {
        state = step.step(in, x[t][b], state.clone(), t, b);
        outputs[t][b] = state[0];
      }
      for (int part = 0; part < parts; part++) {
        last[part][b] = state[part];
      }
    }
    List<double[]> all = new ArrayList<>(List.of(ReferenceCell.join(outputs)));
    for (double[][] part : last) {
      all.add(ReferenceCell.join(new double[][][] {part}));
    }
    return all;
  }

  // ---------------------------------------------------------------- the masks themselves

  @Test
  void aMaskIsFixedOverTimeAndHasItsRate() {
    Tape tape = Tape.training(Engine.withThreads(2), 3);
    Variable x = tape.constant(Tensor.zeros(5, 40, 1));
    Variable y =
        MaskOp.beside(x, List.of(MaskOp.Columns.dropout(50, 0.3), MaskOp.Columns.choice(50, 0.3)));
    float[] data = y.data();
    int zeros = 0;
    int ones = 0;
    int changes = 0;
    for (int row = 0; row < 200; row++) {
      for (int u = 0; u < 50; u++) {
        float fixed = data[row * 101 + 1 + u];
        assertThat(fixed).isIn(0f, (float) (1 / 0.7));
        assertThat(fixed).isEqualTo(data[row % 40 * 101 + 1 + u]);
        zeros += fixed == 0 ? 1 : 0;
        float chosen = data[row * 101 + 51 + u];
        assertThat(chosen).isIn(0f, 1f);
        ones += chosen == 1 ? 1 : 0;
        changes += chosen != data[row % 40 * 101 + 51 + u] ? 1 : 0;
      }
    }
    // Five standard deviations of 2,000 and of 10,000 draws.
    assertThat(zeros / 10_000.0).isCloseTo(0.3, within(0.052));
    assertThat(ones / 10_000.0).isCloseTo(0.3, within(0.023));
    assertThat(changes).isGreaterThan(2_000);
  }

  static Stream<CellConfig> configs() {
    return Stream.of(
        LstmConfig.of(40).inputDropout(0.2).recurrentDropout(0.3),
        LstmConfig.of(40).zoneout(0.1, 0.5),
        GruConfig.of(40).recurrentDropout(0.3).zoneout(0.2, 0),
        GruConfig.of(40).weightDrop(0.5).learnedState());
  }

  @ParameterizedTest
  @MethodSource("configs")
  void anyNumberOfThreadsDrawsTheSame(CellConfig config) {
    Map<String, float[]> one = run(RecurrentConfig.of(config).sequences(), 1, 0);
    assertSameBits(run(RecurrentConfig.of(config).sequences(), 2, 0), one);
    assertSameBits(run(RecurrentConfig.of(config).sequences(), 3, 0), one);
  }

  @ParameterizedTest
  @MethodSource("configs")
  void eachStepDrawsAnewAndBothDirectionsDrawTheirOwn(CellConfig config) {
    LayerConfig both = RecurrentConfig.of(config).sequences().bidirectional();
    Map<String, float[]> first = run(both, 2, 0);
    assertSameBits(run(both, 1, 0), first);
    assertThat(run(both, 1, 1).get("outputs")).isNotEqualTo(first.get("outputs"));
  }

  /** Outputs and gradients of training step {@code step}; the second of two steps where it is 1. */
  private static Map<String, float[]> run(LayerConfig config, int threads, int step) {
    Layer layer = config.build(24, new Random(2));
    Tensor x = Init.uniform(1, new Random(3), 17, 20, 24);
    Lengths lengths = Lengths.of(new Random(4).ints(17, 0, 21).toArray());
    Tape tape = Tape.training(Engine.withThreads(threads), 5);
    Map<String, float[]> found = new LinkedHashMap<>();
    for (int now = 0; now <= step; now++) {
      tape.reset(now);
      layer.parameters().values().forEach(Parameter::clearGradient);
      Variable y = layer.forward(tape, Signal.ofSequences(tape, x, lengths)).value();
      tape.backward(y.square().mean());
      found.put("outputs", y.value().data());
    }
    layer.parameters().forEach((name, p) -> found.put(name, p.gradient().clone()));
    return found;
  }

  private static void assertSameBits(Map<String, float[]> found, Map<String, float[]> expected) {
    assertThat(found).containsOnlyKeys(expected.keySet());
    expected.forEach((name, values) -> assertThat(found.get(name)).as(name).isEqualTo(values));
  }

  // ---------------------------------------------------------------- in prediction

  @ParameterizedTest
  @MethodSource("configs")
  void predictionDropsNothing(CellConfig config) {
    SequencedMap<String, Parameter> weights = config.build(3, new Random(9)).parameters();
    Cell<?> noisy = config.build(3, new Random(9));
    Tensor x = Init.uniform(1, new Random(3), 2, 5, 3);
    Tensor one = predict(noisy, x);
    assertThat(predict(noisy, x).data()).isEqualTo(one.data());
    assertThat(weights.keySet()).containsAll(noisy.parameters().keySet());
  }

  private static <S extends CellState> Tensor predict(Cell<S> cell, Tensor x) {
    Tape tape = Tape.inference(Engine.withThreads(1));
    return new Recurrent<>(cell, true, false)
        .forward(tape, Signal.ofSequences(tape, x, null))
        .toBatchFirst();
  }

  @Test
  void aLearnedStateStartsAtZeroAndMoves() {
    Cell<?> cell = new LearnedStateConfig(LstmConfig.of(4)).build(3, new Random(1));
    assertThat(cell.parameters()).containsKeys("initial_h", "initial_c");
    Tensor x = Init.uniform(1, new Random(3), 2, 5, 3);
    Tensor plain = predict(LstmConfig.of(4).build(3, new Random(1)), x);
    assertThat(predict(cell, x).data()).isEqualTo(plain.data());
    cell.parameters().get("initial_c").value().data()[0] = 1;
    assertThat(predict(cell, x).data()).isNotEqualTo(plain.data());
  }

  // ---------------------------------------------------------------- refused

  @Test
  void ratesOutsideOfZeroToOneAreRefused() {
    CellConfig lstm = LstmConfig.of(4);
    assertThatThrownBy(() -> lstm.inputDropout(1))
        .hasMessage(
            "Dropout of a cell's input expects a rate from 0 up to, not including, 1; received"
                + " 1.0.");
    assertThatThrownBy(() -> lstm.recurrentDropout(-0.1)).hasMessageContaining("received -0.1.");
    assertThatThrownBy(() -> lstm.zoneout(0, Double.NaN)).hasMessageContaining("received NaN.");
    assertThatThrownBy(() -> lstm.weightDrop(2)).hasMessageContaining("received 2.0.");
  }

  @Test
  void weightDropIsRefusedWhereThereAreNoRecurrentWeights() {
    assertThatThrownBy(() -> MinGruConfig.of(3).weightDrop(0.5).build(2, new Random(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Weight drop expects a cell with recurrent weights; received MinGru(features=2,"
                + " units=3), which names none. It has no product of its state: use"
                + " inputDropout or zoneout.");
  }

  @Test
  void zoneoutOfAMemoryIsRefusedWhereThereIsNone() {
    assertThatThrownBy(() -> GruConfig.of(4).zoneout(0.2, 0.5).build(3, new Random(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Zoneout of the memory expects a cell whose state is more than its output; received"
                + " Gru(features=3, units=4) with a rate of 0.5. Use zoneout(0.2, 0).");
    assertThatThrownBy(() -> JordanConfig.of(4).zoneout(0, 0.1).build(3, new Random(1)))
        .hasMessageContaining("received Jordan(features=3, units=4) with a rate of 0.1.");
  }
}
