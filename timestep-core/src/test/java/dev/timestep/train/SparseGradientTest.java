package dev.timestep.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.RowOps;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.data.Batch;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.Embedding;
import dev.timestep.nn.Layers;
import dev.timestep.nn.Losses;
import dev.timestep.nn.Sequential;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Training a table whose gradient is known to be 0 in most rows gives the bits of a training that
 * clears, measures and applies all of it. A parameter whose gradient was asked for as a whole is
 * dense: that is the reference.
 */
class SparseGradientTest {
  /** With {@link #WIDTH} more numbers than one block, not a whole number of pages. */
  private static final int TOKENS = 12_007;

  private static final int WIDTH = 23;
  private static final int STEPS = 25;

  record Case(Optimizer optimizer, TrainerConfig config) {}

  static Stream<Case> cases() {
    TrainerConfig plain = TrainerConfig.defaults();
    TrainerConfig byNorm = plain.withClipping(Clipping.byNorm(0.01));
    TrainerConfig byValue = plain.withClipping(Clipping.byValue(1e-4));
    return Stream.of(
            new Sgd(0.5),
            new Sgd(0.5, 0.9),
            new Sgd(0.5, 0.9, true, 0),
            new Sgd(0.5, 0, false, 0.01),
            new Sgd(0.5, 0.9, true, 0.01),
            new RmsProp(0.01),
            new RmsProp(0.01, 0.9, 1e-8, 0.5),
            new Adam(0.01),
            new AdamW(0.01),
            new AdamW(0.01, 0))
        .flatMap(
            optimizer ->
                Stream.of(
                    new Case(optimizer, plain),
                    new Case(optimizer, byNorm),
                    new Case(optimizer, byValue.withAverageDecay(0.9))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void trainsToTheBitsOfADenseGradient(Case setup) {
    Run dense = new Run(setup, 1, true);
    dense.train(0, STEPS);
    for (int threads = 1; threads <= 3; threads++) {
      Run sparse = new Run(setup, threads, false);
      sparse.train(0, STEPS);
      sparse.assertSameBits(dense);
      assertThat(sparse.writtenPages()).isBetween(1, 200);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void resumesToTheBitsOfADenseGradient(Case setup) {
    Run dense = new Run(setup, 1, true);
    dense.train(0, STEPS);
    Run first = new Run(setup, 2, false);
    first.train(0, STEPS / 2);
    Run second = new Run(setup, 2, false);
    second.trainer.assign(first.trainer.weights());
    second
        .trainer
        .optimizer()
        .restore(first.trainer.optimizer().tensors(), first.trainer.optimizer().steps());
    second.norms.addAll(first.norms);
    second.train(STEPS / 2, STEPS);
    second.assertSameBits(dense);
  }

  @Test
  void addsUpGradientsOfSeveralBatches() {
    assertThat(accumulated(false)).isEqualTo(accumulated(true));
  }

  private static SequencedMap<String, Tensor> accumulated(boolean dense) {
    Sequential model = model(dense);
    Engine engine = Engine.withThreads(2);
    var objective = new Supervised(model, Losses.softmaxCrossEntropy());
    var updates = new OptimizerState(new Adam(0.01), model);
    Tape tape = Tape.training(engine, 1);
    for (int step = 0; step < 6; step++) {
      if (step % 2 == 0) {
        model.parameters().values().forEach(Parameter::clearGradient);
      }
      tape.reset(step);
      tape.backward(objective.loss(tape, batch(step)));
      if (step % 2 == 1) {
        updates.apply(engine);
      }
    }
    return Fixtures.weights(model);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void trainsATableThatIsAlsoTheOutputLayer(Case setup) {
    for (boolean outputFirst : new boolean[] {true, false}) {
      Tied dense = new Tied(outputFirst);
      dense.table.gradient();
      Tied sparse = new Tied(outputFirst);
      var reference = new Trainer<>(dense, setup.optimizer, setup.config, Engine.withThreads(1));
      var trainer = new Trainer<>(sparse, setup.optimizer, setup.config, Engine.withThreads(2));
      for (int step = 0; step < 5; step++) {
        Tensor ids = Tensor.vector(step, 40 * step, 7);
        assertThat(trainer.step(ids).gradientNorm()).isEqualTo(reference.step(ids).gradientNorm());
      }
      assertThat(Fixtures.weights(sparse)).isEqualTo(Fixtures.weights(dense));
    }
  }

  @Test
  void knowsThePagesOfTheRowsWrittenSinceItWasCleared() {
    Parameter table = new Parameter(Tensor.zeros(1000, 100));
    table.gradientOfRow(5)[599] = 1f;
    table.gradientOfRow(999)[99_999] = 1f;
    assertThat(table.writtenPages(0)).isEqualTo(0b110);
    assertThat(table.writtenPages(6)).isEqualTo(0b11L << 99_900 / 256 % 64 & table.everyPage(6));
    assertThat(table.everyPage(6)).isEqualTo(0b1111111);
    table.clearGradient();
    assertThat(table.writtenPages(0)).isZero();
    assertThat(table.pagedGradient()).containsOnly(0f);
    table.gradient()[50_000] = 1f;
    assertThat(table.writtenPages(0)).isEqualTo(-1L);
    table.clearGradient();
    assertThat(table.pagedGradient()).containsOnly(0f);
    assertThat(table.writtenPages(6)).isEqualTo(table.everyPage(6));
  }

  /** One training, step by step. */
  private static final class Run {
    final Sequential model;
    final Trainer<Batch> trainer;
    final List<Double> norms = new ArrayList<>();

    Run(Case setup, int threads, boolean dense) {
      model = model(dense);
      trainer =
          new Trainer<>(
              new Supervised(model, Losses.softmaxCrossEntropy()),
              setup.optimizer,
              setup.config,
              Engine.withThreads(threads));
    }

    void train(int from, int to) {
      for (int step = from; step < to; step++) {
        norms.add(trainer.step(batch(step)).gradientNorm());
      }
    }

    int writtenPages() {
      Parameter table = model.parameters().firstEntry().getValue();
      int pages = 0;
      for (int block = 0; block * Parameter.BLOCK < TOKENS * WIDTH; block++) {
        pages += Long.bitCount(table.writtenPages(block));
      }
      return pages;
    }

    void assertSameBits(Run other) {
      assertThat(norms).isEqualTo(other.norms);
      assertThat(trainer.weights()).isEqualTo(other.trainer.weights());
      assertThat(trainer.optimizer().tensors()).isEqualTo(other.trainer.optimizer().tensors());
      if (norms.size() == trainer.steps()) {
        assertThat(trainer.averagedWeights()).isEqualTo(other.trainer.averagedWeights());
      }
    }
  }

  private static Sequential model(boolean dense) {
    Sequential model =
        Sequential.of(
            1, 7, Layers.embedding(TOKENS, WIDTH).padding(0), Layers.lstm(4), Layers.dense(3));
    if (dense) {
      model.parameters().values().forEach(Parameter::gradient);
    }
    // A negative zero must survive where nothing moves.
    model.parameters().firstEntry().getValue().value().data()[WIDTH * 9000] = -0f;
    return model;
  }

  /** Few of the tokens, some in many batches, some padding, some past the length. */
  private static Batch batch(int step) {
    var random = new SplittableRandom(step);
    Tensor ids = Tensor.zeros(6, 5);
    for (int at = 0; at < 30; at++) {
      ids.data()[at] = random.nextInt(random.nextBoolean() ? 20 : TOKENS);
    }
    ids.data()[3] = TOKENS - 1;
    ids.data()[7] = 0;
    Tensor labels = Tensor.vector(0, 1, 2, 0, 1, 2);
    return new Batch(ids, Lengths.of(5, 3, 1, 0, 5, 2), labels);
  }

  /** Words told from words by one table. */
  private static final class Tied implements Objective<Tensor> {
    final Parameter table =
        new Embedding(300, 70, 7, new SplittableRandom(3)).parameters().get("table");
    private final boolean outputFirst;

    /** outputFirst: the output's use of the table is recorded before the lookup, so ends last. */
    Tied(boolean outputFirst) {
      this.outputFirst = outputFirst;
    }

    @Override
    public SequencedMap<String, Parameter> parameters() {
      SequencedMap<String, Parameter> all = new LinkedHashMap<>();
      all.put("table", table);
      return all;
    }

    @Override
    public Variable loss(Tape tape, Tensor ids) {
      Variable words = tape.parameter(table);
      Variable output = outputFirst ? words.transpose(0, 1) : null;
      Variable read = RowOps.gather(words, tape.constant(ids), 7);
      Variable scores = read.matmul(output == null ? words.transpose(0, 1) : output);
      return scores.softmax().square().mean();
    }

    @Override
    public int examples(Tensor ids) {
      return ids.data().length;
    }

    @Override
    public Optional<String> findNonFinite(Tensor ids) {
      return Optional.empty();
    }
  }
}
