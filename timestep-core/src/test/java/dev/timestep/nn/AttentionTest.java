package dev.timestep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.autograd.attention.AttentionInputs;
import dev.timestep.autograd.attention.AttentionOp;
import dev.timestep.autograd.attention.AttentionOutputs;
import dev.timestep.autograd.attention.AttentionSettings;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.cell.Init;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import dev.timestep.testing.GradientCheck;
import dev.timestep.testing.ReferenceAttention;
import dev.timestep.testing.ReferenceCell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What attention promises beyond a layer: memories, weights, pieces of a stream, dropout. */
class AttentionTest {
  private static final int QUERY = 3;
  private static final int MEMORY = 4;

  private final Random random = new Random(12);

  // ---------------------------------------------------------------- queries at a memory

  /** The same in float64: keys and values from the memory, queries, and how they are compared. */
  @FunctionalInterface
  private interface Reference {
    Answer of(Map<String, double[]> w, double[][][] q, double[][][] m, int[] nq, int[] nm);
  }

  private record Answer(double[][][] output, double[][][][] weights) {}

  private record Case(String name, int query, AttentionConfig config, Reference reference) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> attentions() {
    return Stream.of(
        new Case(
            "additive",
            QUERY,
            Layers.additiveAttention(5),
            (w, q, m, nq, nm) -> {
              var attention =
                  new ReferenceAttention(
                      1, ReferenceAttention.additive(w.get("v")), ReferenceAttention.ALL);
              double[][][] one = ReferenceAttention.project(w, "query_kernel", q);
              double[][][] other = ReferenceAttention.project(w, "memory_kernel", m);
              return answer(attention, one, other, m, nq, nm);
            }),
        new Case(
            "dot",
            MEMORY,
            Layers.dotAttention().scale(AttentionScale.LEARNED),
            (w, q, m, nq, nm) -> {
              var score = ReferenceAttention.dot(w.get("scale")[0]);
              var attention = new ReferenceAttention(1, score, ReferenceAttention.ALL);
              return answer(attention, q, m, m, nq, nm);
            }),
        new Case(
            "general",
            QUERY,
            Layers.generalAttention().scaled(true),
            (w, q, m, nq, nm) -> {
              var score = ReferenceAttention.dot(1 / Math.sqrt(MEMORY));
              var attention = new ReferenceAttention(1, score, ReferenceAttention.ALL);
              double[][][] one = ReferenceAttention.project(w, "kernel", q);
              return answer(attention, one, m, m, nq, nm);
            }),
        new Case(
            "multi-head",
            QUERY,
            Layers.multiHeadAttention(6, 2),
            (w, q, m, nq, nm) -> {
              var score = ReferenceAttention.dot(1 / Math.sqrt(3));
              var attention = new ReferenceAttention(2, score, ReferenceAttention.ALL);
              double[][][] one = ReferenceAttention.project(w, "query_kernel", q);
              double[][][] keys = ReferenceAttention.project(w, "key_kernel", m);
              double[][][] values = ReferenceAttention.project(w, "value_kernel", m);
              Answer heads = answer(attention, one, keys, values, nq, nm);
              return new Answer(
                  ReferenceAttention.project(w, "output_kernel", heads.output()), heads.weights());
            }));
  }

  private static Answer answer(
      ReferenceAttention attention,
      double[][][] q,
      double[][][] k,
      double[][][] v,
      int[] nq,
      int[] nm) {
    return new Answer(attention.output(q, k, v, nq, nm), attention.weights(q, k, nq, nm));
  }

  /** Four queries, so that products are packed, and two, so that they are not. */
  @ParameterizedTest
  @MethodSource("attentions")
  void outputsWeightsAndTheirGradientsAgreeWithTheReference(Case c) {
    check(c, 5, new int[] {5, 4, 0, 1}, 6, new int[] {6, 3, 2, 0});
    check(c, 2, new int[] {2, 1}, 5, new int[] {1, 5});
    check(c, 1, new int[] {1}, 1, new int[] {1});
  }

  private void check(Case c, int queries, int[] nq, int steps, int[] nm) {
    Attention attention = c.config().build(c.query(), MEMORY, random);
    int batch = nq.length;
    new GradientCheck(4)
        .parameters(attention.parameters())
        .input("q", -1.5, 1.5, queries, batch, c.query())
        .input("m", -1.5, 1.5, steps, batch, MEMORY)
        .run(
            (tape, in) -> {
              Attended found =
                  attention.attend(
                      tape,
                      new Signal(in.get("q"), Lengths.of(nq)),
                      new Signal(in.get("m"), Lengths.of(nm)));
              return List.of(found.output().value(), found.weights());
            },
            in -> {
              double[][][] q = ReferenceCell.cut(in.get("q"), queries, batch, c.query());
              double[][][] m = ReferenceCell.cut(in.get("m"), steps, batch, MEMORY);
              Answer answer = c.reference().of(in, q, m, nq, nm);
              double[] flat =
                  Arrays.stream(answer.weights())
                      .flatMap(Arrays::stream)
                      .flatMap(Arrays::stream)
                      .flatMapToDouble(Arrays::stream)
                      .toArray();
              return List.of(ReferenceCell.join(answer.output()), flat);
            });
  }

  @ParameterizedTest
  @MethodSource("attentions")
  void aDecoderStepByStepGivesWhatAllItsStepsGiveAtOnce(Case c) {
    Attention attention = c.config().build(c.query(), MEMORY, random);
    Tensor queries = Init.uniform(1, random, 7, 3, c.query());
    Signal memory =
        Signal.ofSequences(
            Tape.inference(Engine.withThreads(1)),
            Init.uniform(1, random, 3, 9, MEMORY),
            Lengths.of(9, 0, 4));
    Tape tape = Tape.inference(Engine.withThreads(2));
    AttentionMemory remembered = attention.remember(tape, on(tape, memory));
    Attended all = attention.attend(tape, Signal.of(tape.constant(queries)), remembered);
    int size = all.output().value().size() / 7;
    for (int t = 0; t < 7; t++) {
      Signal query = Signal.of(tape.constant(queries).at(t));
      Attended one = attention.attend(tape, query, remembered);
      assertThat(one.output().isSequence()).isFalse();
      float[] expected = Arrays.copyOfRange(all.output().value().data(), t * size, (t + 1) * size);
      assertThat(one.output().value().value().data()).containsExactly(expected, within(1e-6f));
      assertThat(one.weights().shape().toArray())
          .containsExactly(3, all.weights().shape().dim(1), 1, 9);
    }
  }

  private static Signal on(Tape tape, Signal signal) {
    return new Signal(tape.constant(signal.value().value()), signal.lengths());
  }

  @Test
  void weightsSumToOneOverRealStepsOfThePast() {
    Tape tape = Tape.inference(Engine.withThreads(1));
    Signal x = Signal.ofSequences(tape, Init.uniform(1, random, 2, 6, MEMORY), Lengths.of(6, 3));
    MultiHeadAttention attention =
        Layers.multiHeadAttention(4, 2).context(3).build(MEMORY, MEMORY, random);
    Tensor weights = attention.attend(tape, x, x).weights().value();
    assertThat(weights.shape().toArray()).containsExactly(2, 2, 6, 6);
    for (int b = 0; b < 2; b++) {
      for (int head = 0; head < 2; head++) {
        for (int i = 0; i < 6; i++) {
          double sum = 0;
          boolean real = b == 0 || i < 3;
          for (int j = 0; j < 6; j++) {
            float weight = weights.get(b, head, i, j);
            assertThat(weight > 0)
                .as("%d %d %d %d", b, head, i, j)
                .isEqualTo(real && j <= i && j > i - 3);
            sum += weight;
          }
          assertThat(sum).isEqualTo(real ? 1 : 0, within(1e-6));
        }
      }
    }
  }

  @Test
  void poolingHandsOutItsWeights() {
    Tape tape = Tape.inference(Engine.withThreads(1));
    Tensor steps = Init.uniform(1, random, 2, 4, MEMORY);
    AttentionPooling pooling = new AttentionPooling(MEMORY, 5, random);
    Attended pooled = pooling.attend(tape, Signal.ofSequences(tape, steps, Lengths.of(3, 4)));
    Tensor weights = pooled.weights().value();
    assertThat(weights.shape().toArray()).containsExactly(2, 1, 1, 4);
    for (int b = 0; b < 2; b++) {
      for (int e = 0; e < MEMORY; e++) {
        double sum = 0;
        for (int t = 0; t < 4; t++) {
          sum += weights.get(b, 0, 0, t) * steps.get(b, t, e);
        }
        assertThat(pooled.output().value().value().get(b, e)).isEqualTo((float) sum, within(1e-6f));
      }
    }
    assertThat(weights.get(0, 0, 0, 3)).isZero();
  }

  // ---------------------------------------------------------------- long sequences

  /** Longer than a block of causal queries. */
  @ParameterizedTest
  @ValueSource(ints = {0, 20, 200})
  void longCausalSequencesAgreeWithTheReference(int context) {
    int[] steps = {300, 131};
    Tape tape = Tape.inference(Engine.withThreads(2));
    Tensor x = Init.uniform(2, random, 300, 2, 6);
    var in =
        new AttentionInputs(
            tape.constant(x),
            tape.constant(x),
            tape.constant(x),
            Lengths.of(steps),
            Lengths.of(steps),
            null);
    float[] found =
        AttentionOp.dot(in, new AttentionSettings(2, 1.5f, true, context, 0)).y().value().data();
    double[][][] wide = ReferenceCell.cut(widen(x.data()), 300, 2, 6);
    double[] expected =
        ReferenceCell.join(
            new ReferenceAttention(
                    2, ReferenceAttention.dot(1.5), ReferenceAttention.causal(context))
                .output(wide, wide, wide, steps, steps));
    assertThat(widen(found)).containsExactly(expected, within(1e-5));
  }

  private static double[] widen(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(at -> values[at]).toArray();
  }

  /** Differences of a reference this long would take minutes; two ways through the op do not. */
  @Test
  void gradientsOverBlocksAreThoseOfOneQueryAtATime() {
    Map<String, float[]> blocks = causalGradients(new AttentionSettings(2, 0.7f, true, 0, 0), 290);
    // One query at a time is not packed and has a block of its own.
    Map<String, float[]> steps = causalGradients(new AttentionSettings(2, 0.7f, true, 0, 0), 1);
    blocks.forEach(
        (name, values) ->
            assertThat(steps.get(name)).as(name).containsExactly(values, within(2e-4f)));
  }

  /** Queries in pieces of {@code size}, each at the keys up to its last one. */
  private Map<String, float[]> causalGradients(AttentionSettings settings, int size) {
    Random same = new Random(3);
    Tape tape = Tape.recording(Engine.withThreads(2));
    Variable q = tape.input(Init.uniform(1, same, 290, 2, 6));
    Variable k = tape.input(Init.uniform(1, same, 290, 2, 6));
    Variable v = tape.input(Init.uniform(1, same, 290, 2, 6));
    Variable r = tape.constant(Init.uniform(1, same, 290, 2, 6));
    List<Variable> outputs = new ArrayList<>();
    for (int t = 0; t < 290; t += size) {
      int end = t + size;
      var in =
          new AttentionInputs(
              q.slice(0, t, end), k.slice(0, 0, end), v.slice(0, 0, end), null, null, null);
      outputs.add(AttentionOp.dot(in, settings).y());
    }
    tape.backward(Variable.concat(0, outputs).multiply(r).sum());
    Map<String, float[]> found = new LinkedHashMap<>();
    found.put("q", q.gradientValue().data());
    found.put("k", k.gradientValue().data());
    found.put("v", v.gradientValue().data());
    return found;
  }

  // ---------------------------------------------------------------- threads and dropout

  @Test
  void anyNumberOfThreadsGivesTheSameBits() {
    Lengths lengths = Lengths.of(random.ints(11, 0, 41).toArray());
    Tensor x = Init.uniform(1, random, 11, 40, 24);
    for (LayerConfig config :
        List.of(
            Layers.multiHeadAttention(24, 4).dropout(0.3),
            Layers.multiHeadAttention(24, 3).context(7).dropout(0.3),
            Layers.additiveAttention(16),
            Layers.attentionPooling(32))) {
      Layer layer = config.build(24, new Random(5));
      Map<String, float[]> one = train(layer, x, lengths, 1);
      for (int threads : new int[] {2, 3, 8}) {
        Map<String, float[]> more = train(layer, x, lengths, threads);
        one.forEach(
            (name, values) ->
                assertThat(more.get(name)).as(name + " of " + layer).isEqualTo(values));
      }
    }
  }

  private static Map<String, float[]> train(Layer layer, Tensor x, Lengths lengths, int threads) {
    Tape tape = Tape.training(Engine.withThreads(threads), 9);
    layer.parameters().values().forEach(Parameter::clearGradient);
    Variable y = layer.forward(tape, Signal.ofSequences(tape, x, lengths)).value();
    tape.backward(y.square().sum());
    Map<String, float[]> found = new LinkedHashMap<>();
    found.put("y", y.value().data());
    layer.parameters().forEach((name, p) -> found.put(name, p.gradient().clone()));
    return found;
  }

  /** With the weights that were kept read off, small operations give the same gradients. */
  @Test
  void dropoutDropsWeightsAndTheirGradients() {
    int n = 40;
    Tensor q = Init.uniform(1, random, n, 1, 5);
    Tensor k = Init.uniform(1, random, n, 1, 5);
    Tensor r = Init.uniform(1, random, n, n);
    Tensor unit = Tensor.zeros(n, 1, n);
    for (int at = 0; at < n; at++) {
      unit.set(1, at, 0, at);
    }
    Tape tape = Tape.training(Engine.withThreads(1), 3);
    Variable q1 = tape.input(q);
    Variable k1 = tape.input(k);
    AttentionOutputs found =
        AttentionOp.dot(
            new AttentionInputs(q1, k1, tape.constant(unit), null, null, null),
            new AttentionSettings(1, 2, false, 0, 0.25));
    tape.backward(found.y().reshape(n, n).multiply(tape.constant(r)).sum());

    Tensor mask = Tensor.zeros(n, n);
    int dropped = 0;
    for (int at = 0; at < n * n; at++) {
      boolean gone = found.y().data()[at] == 0;
      mask.data()[at] = gone ? 0 : 1 / 0.75f;
      dropped += gone ? 1 : 0;
    }
    assertThat(dropped / (double) (n * n)).isEqualTo(0.25, within(0.04));
    Tape small = Tape.recording(Engine.withThreads(1));
    Variable q2 = small.input(q);
    Variable k2 = small.input(k);
    Variable p = q2.reshape(n, 5).matmul(k2.reshape(n, 5).transpose(0, 1)).multiply(2f).softmax();
    Variable y = p.multiply(small.constant(mask));
    small.backward(y.multiply(small.constant(r)).sum());
    assertThat(found.weights().value().data()).containsExactly(p.value().data(), within(1e-6f));
    assertThat(found.y().value().data()).containsExactly(y.value().data(), within(1e-6f));
    assertThat(q1.gradientValue().data()).containsExactly(q2.gradientValue().data(), within(1e-5f));
    assertThat(k1.gradientValue().data()).containsExactly(k2.gradientValue().data(), within(1e-5f));
  }

  // ---------------------------------------------------------------- streams

  /** Pieces of a batch of streams, each with steps of its own; gradients pass between them. */
  @ParameterizedTest
  @ValueSource(strings = {"context 1", "context 3", "context 9", "pooling"})
  void piecesGiveWhatTheWholeGives(String kind) {
    LayerConfig config =
        kind.equals("pooling")
            ? Layers.attentionPooling(5)
            : Layers.multiHeadAttention(6, 2).context(Integer.parseInt(kind.substring(8)));
    Layer layer = config.build(3, random);
    layer
        .parameters()
        .values()
        .forEach(p -> p.assign(Init.uniform(1, random, p.shape().toArray())));
    int[] first = {4, 0, 2, 1};
    int[] second = {1, 3, 0, 3};
    Tensor x = Init.uniform(1, random, 4, 7, 3);
    Tape whole = Tape.recording(Engine.withThreads(1));
    Lengths all = Lengths.of(IntStream.range(0, 4).map(b -> first[b] + second[b]).toArray());
    Signal expected = layer.forward(whole, Signal.ofSequences(whole, x, all));
    Map<String, float[]> gradients = backward(whole, layer, List.of(expected));

    Tape tape = Tape.recording(Engine.withThreads(1));
    Streaming streaming = layer.streaming();
    Map<String, Variable> state = streaming.initialState(tape, 4);
    Streaming.Streamed one = streaming.run(tape, piece(tape, x, new int[4], first, 4), state);
    Streaming.Streamed two = streaming.run(tape, piece(tape, x, first, second, 3), one.state());
    float[] found;
    float[] wanted = expected.toBatchFirst().data();
    if (expected.isSequence()) {
      found = joined(one.output(), two.output(), first, second, 6);
    } else {
      found = two.output().toBatchFirst().data();
    }
    assertThat(found).containsExactly(wanted, within(1e-6f));
    List<Signal> outputs =
        expected.isSequence() ? List.of(one.output(), two.output()) : List.of(two.output());
    backward(tape, layer, outputs)
        .forEach(
            (name, values) ->
                assertThat(values).as(name).containsExactly(gradients.get(name), within(2e-5f)));
  }

  private static Signal piece(Tape tape, Tensor x, int[] from, int[] lengths, int time) {
    Tensor piece = Tensor.zeros(4, time, 3);
    for (int b = 0; b < 4; b++) {
      System.arraycopy(x.data(), (b * 7 + from[b]) * 3, piece.data(), b * time * 3, lengths[b] * 3);
    }
    return Signal.ofSequences(tape, piece, Lengths.of(lengths));
  }

  private static float[] joined(Signal one, Signal two, int[] first, int[] second, int width) {
    float[] all = new float[4 * 7 * width];
    for (int b = 0; b < 4; b++) {
      float[] left = one.toBatchFirst().data();
      float[] right = two.toBatchFirst().data();
      int to = b * 7 * width;
      System.arraycopy(left, b * 4 * width, all, to, first[b] * width);
      System.arraycopy(right, b * 3 * width, all, to + first[b] * width, second[b] * width);
    }
    return all;
  }

  /** Gradients of the sum of squares of all real steps. */
  private static Map<String, float[]> backward(Tape tape, Layer layer, List<Signal> outputs) {
    layer.parameters().values().forEach(Parameter::clearGradient);
    Variable loss = tape.constant(Tensor.scalar(0));
    for (Signal output : outputs) {
      Variable squares = output.value().square();
      if (output.isSequence()) {
        Tensor mask = output.value().value();
        Arrays.fill(mask.data(), 1);
        Signal ones = new Signal(tape.constant(mask), output.lengths());
        squares = squares.multiply(tape.constant(ones.toBatchFirst().swapBatchAndTime()));
      }
      loss = loss.add(squares.sum());
    }
    tape.backward(loss);
    Map<String, float[]> found = new LinkedHashMap<>();
    layer.parameters().forEach((name, p) -> found.put(name, p.gradient().clone()));
    return found;
  }

  /** A session's stream of a model in which attention stands between other layers. */
  @Test
  void aStreamThroughAModelWithAttentionAnswersWhatTheWholeGives() {
    Sequential model =
        Sequential.of(
            3,
            5,
            Layers.gru(8).sequences(),
            Layers.multiHeadAttention(8, 2).context(4),
            Layers.attentionPooling(5),
            Layers.dense(2));
    Tensor x = Init.uniform(1, random, 1, 12, 3);
    Session session = Session.of(Engine.withThreads(1), model, 1);
    for (int t = 0; t < 12; t++) {
      float[] answer = session.step(Arrays.copyOfRange(x.data(), t * 3, t * 3 + 3));
      Tensor soFar = Tensor.of(Arrays.copyOf(x.data(), t * 3 + 3), 1, t + 1, 3);
      assertThat(answer).containsExactly(model.predict(soFar).data(), within(1e-6f));
    }
  }
}
