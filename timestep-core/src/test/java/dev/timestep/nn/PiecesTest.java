package dev.timestep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.cell.Init;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sequences that come in pieces, each with lengths of its own: a sequence may end within any of
 * them, pause, or never begin. After each piece the answer is that of the whole sequence so far,
 * and the gradients of all pieces together are those of the whole.
 */
class PiecesTest {
  /** Steps of each sequence in each piece. */
  private static final int[][] PIECES = {{4, 0, 2, 1, 0}, {1, 3, 0, 3, 0}, {0, 2, 0, 1, 0}};

  private static final int BATCH = PIECES[0].length;
  private static final int TIME = 5;

  private final Engine engine = Engine.withThreads(1);
  private final Random random = new Random(12);

  static Stream<LayerCase> layers() {
    return LayerCase.all().filter(c -> c.isCausal() && !c.config().kind().equals("sequential"));
  }

  static Stream<CellCase<?>> cells() {
    return CellCase.all();
  }

  @ParameterizedTest
  @MethodSource("layers")
  void everyLayerGivesWhatTheWholeGives(LayerCase c) {
    check(c.build(), c.features());
  }

  @ParameterizedTest
  @MethodSource("cells")
  void everyCellGivesWhatTheWholeGives(CellCase<?> c) {
    for (boolean sequences : new boolean[] {true, false}) {
      check(new Recurrent<>(c.build().cell(5, 6), sequences, false), 5);
    }
  }

  /** Pooling has no weights of its own, so what is below it shows its gradients. */
  static Stream<LayerConfig> pooling() {
    return Stream.of(Layers.maxOverTime(), Layers.averageOverTime(), Layers.lastStep());
  }

  @ParameterizedTest
  @MethodSource("pooling")
  void gradientsPassThroughPooling(LayerConfig pool) {
    check(Sequential.of(3, 1, Layers.conv1d(9, 2).causal(), pool, Layers.dense(2)), 3);
  }

  private void check(Layer layer, int features) {
    layer.parameters().values().forEach(this::draw);
    Tensor x = Tensor.zeros(BATCH, TIME, Math.max(1, features));
    for (int at = 0; at < x.data().length; at++) {
      boolean tokens = features == 0;
      x.data()[at] = tokens ? random.nextInt(LayerCase.TOKENS) : random.nextFloat() * 3 - 1.5f;
    }
    Tape tape = Tape.recording(engine);
    Streaming streaming = layer.streaming();
    Map<String, Variable> state = streaming.initialState(tape, BATCH);
    int[] from = new int[BATCH];
    float[] found = {};
    List<Signal> outputs = new ArrayList<>();
    for (int[] piece : PIECES) {
      Signal input = signal(tape, x, from, piece, features);
      Streaming.Streamed run = streaming.run(tape, input, state);
      state = run.state();
      outputs.add(run.output());
      Signal whole = whole(Tape.inference(engine), layer, x, sum(from, piece), features);
      float[] expected = whole.toBatchFirst().data();
      assertThat(run.output().isSequence()).isEqualTo(whole.isSequence());
      found = answer(run.output(), found, from, piece);
      Arrays.setAll(from, b -> from[b] + piece[b]);
      assertThat(found)
          .as("after " + Arrays.toString(from))
          .containsExactly(expected, within(2e-6f));
    }
    Map<String, float[]> gradients = gradients(tape, layer, outputs);
    Tape once = Tape.recording(engine);
    gradients(once, layer, List.of(whole(once, layer, x, from, features)))
        .forEach(
            (name, values) ->
                assertThat(gradients.get(name)).as(name).containsExactly(values, within(1e-4f)));
  }

  private void draw(Parameter parameter) {
    parameter.assign(Init.uniform(0.8f, random, parameter.shape().toArray()));
    float[] values = parameter.value().data();
    for (int at = 0; parameter.isBuffer() && at < values.length; at++) {
      values[at] = 1 + values[at]; // it may be a variance
    }
  }

  private static int[] sum(int[] from, int[] steps) {
    int[] sum = new int[BATCH];
    Arrays.setAll(sum, b -> from[b] + steps[b]);
    return sum;
  }

  private static Signal whole(Tape tape, Layer layer, Tensor x, int[] lengths, int features) {
    return layer.forward(tape, signal(tape, x, new int[BATCH], lengths, features));
  }

  /** The steps from {@code from} on, with garbage behind them. */
  private static Signal signal(Tape tape, Tensor x, int[] from, int[] steps, int features) {
    int width = x.shape().last();
    int time = Math.max(1, Arrays.stream(steps).max().orElseThrow());
    Tensor piece = Tensor.zeros(BATCH, time, width);
    Arrays.fill(piece.data(), Float.NaN);
    for (int b = 0; b < BATCH; b++) {
      int source = (b * TIME + from[b]) * width;
      System.arraycopy(x.data(), source, piece.data(), b * time * width, steps[b] * width);
    }
    Tensor input = features == 0 ? piece.reshape(BATCH, time) : piece;
    return Signal.ofSequences(tape, input, Lengths.of(steps));
  }

  /** One value per sequence as it is; of steps all so far, batch-first and zero behind the last. */
  private static float[] answer(Signal output, float[] before, int[] from, int[] steps) {
    float[] now = output.toBatchFirst().data();
    if (!output.isSequence()) {
      return now;
    }
    int width = output.value().shape().last();
    int time = output.value().shape().dim(0);
    int longest = Arrays.stream(from).max().orElseThrow();
    int longer = Arrays.stream(sum(from, steps)).max().orElseThrow();
    float[] all = new float[BATCH * longer * width];
    for (int b = 0; b < BATCH; b++) {
      int to = b * longer * width;
      System.arraycopy(before, b * longest * width, all, to, from[b] * width);
      to += from[b] * width;
      System.arraycopy(now, b * time * width, all, to, steps[b] * width);
    }
    return all;
  }

  /** Of the sum of squares of all real steps, or of the last answers. */
  private static Map<String, float[]> gradients(Tape tape, Layer layer, List<Signal> outputs) {
    layer.parameters().values().forEach(Parameter::clearGradient);
    Variable loss = tape.constant(0f);
    for (Signal output : outputs) {
      Variable squares = output.value().square();
      if (output.isSequence()) {
        Tensor ones = output.value().value();
        Arrays.fill(ones.data(), 1);
        Tensor mask = new Signal(tape.constant(ones), output.lengths()).toBatchFirst();
        squares = squares.multiply(tape.constant(mask.swapBatchAndTime()));
      } else if (output != outputs.getLast()) {
        continue;
      }
      loss = loss.add(squares.sum());
    }
    if (loss.requiresGradient()) {
      tape.backward(loss);
    }
    Map<String, float[]> found = new LinkedHashMap<>();
    layer.parameters().forEach((name, p) -> found.put(name, p.gradient().clone()));
    return found;
  }
}
