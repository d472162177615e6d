package dev.timestep.task.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.data.Batch;
import dev.timestep.data.Batches;
import dev.timestep.judge.Reliability;
import dev.timestep.kernel.Engine;
import dev.timestep.task.CellKind;
import dev.timestep.task.RecurrentSettings;
import dev.timestep.task.TaskListener;
import dev.timestep.task.sequence.Sequence;
import dev.timestep.task.sequence.SequenceSet;
import dev.timestep.task.sequence.batch.FoldRounds;
import dev.timestep.task.sequence.batch.SequenceInputs;
import dev.timestep.task.sequence.batch.SequenceLengths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassifyTrainingTest {
  private static final List<String> CLASSES = List.of("down", "up");

  /** Unequal lengths, a gap here and there: whether the sequence rises or falls. */
  private static SequenceSet slopes(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Sequence> cases = new ArrayList<>();
    for (int at = 0; at < count; at++) {
      float[][] values = new float[6 + random.nextInt(8)][1];
      int sign = at % 2 == 0 ? -1 : 1;
      for (int t = 0; t < values.length; t++) {
        double value = 100 + sign * 3 * t + 4 * random.nextGaussian();
        values[t][0] = random.nextInt(12) == 0 ? Float.NaN : (float) value;
      }
      cases.add(new Sequence("case " + at, values, new float[0], Optional.of(CLASSES.get(at % 2))));
    }
    return new SequenceSet("slopes.csv", "", List.of("x"), List.of(), cases, List.of());
  }

  private static ClassifySettings settings(int threads) {
    return new ClassifySettings(
        Optional.empty(),
        new RecurrentSettings(CellKind.GRU, 8, 1, 0.1),
        20,
        8,
        0.01,
        3,
        42,
        threads);
  }

  @Test
  void casesThatTrainingHasNotSeenAreNamedRightly() {
    ClassifyFit fit = ClassifyTraining.fit(slopes(48, 1), CLASSES, settings(1), TaskListener.NONE);
    SequenceSet test = slopes(60, 2);
    double[][] p = fit.classifier().probabilities(test.cases(), Engine.standard());
    int errors = 0;
    for (int at = 0; at < p.length; at++) {
      errors += Reliability.likeliest(p[at]) == at % 2 ? 0 : 1;
      assertThat(p[at][0] + p[at][1]).isCloseTo(1, within(1e-12));
    }
    assertThat(errors).isLessThanOrEqualTo(3);
    assertThat(fit.candidates()).hasSize(2);
    assertThat(fit.candidates().stream().mapToDouble(CandidateScore::crossEntropy).min())
        .hasValue(
            fit.candidates().stream()
                .filter(one -> one.network() == fit.network())
                .findFirst()
                .orElseThrow()
                .crossEntropy());
    assertThat(fit.classifier().networks()).hasSize(9);
    assertThat(fit.outOfFold()).hasDimensions(48, 2);
  }

  /** A spike at step 11 or 12 of 24: order alone cannot tell them, and noise hides the edges. */
  @Test
  void aPlaceInAlignedSequencesIsTold() {
    SequenceSet train = spikes(60, 6);
    ClassifyFit fit = ClassifyTraining.fit(train, CLASSES, settings(1), TaskListener.NONE);
    assertThat(fit.network()).isEqualTo(ClassifyNetwork.ALIGNED);
    SequenceSet test = spikes(60, 7);
    double[][] p = fit.classifier().probabilities(test.cases(), Engine.standard());
    int errors = 0;
    for (int at = 0; at < p.length; at++) {
      errors += Reliability.likeliest(p[at]) == at % 2 ? 0 : 1;
    }
    assertThat(errors).isLessThanOrEqualTo(6);
  }

  private static SequenceSet spikes(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Sequence> cases = new ArrayList<>();
    for (int at = 0; at < count; at++) {
      float[][] values = new float[24][1];
      for (float[] row : values) {
        row[0] = (float) random.nextGaussian();
      }
      values[11 + at % 2][0] += 5;
      cases.add(new Sequence("case " + at, values, new float[0], Optional.of(CLASSES.get(at % 2))));
    }
    return new SequenceSet("spikes.csv", "", List.of("x"), List.of(), cases, List.of());
  }

  @Test
  void threadsDoNotMatter() {
    SequenceSet train = slopes(24, 3);
    ClassifySettings one = settings(1).withEpochs(3).with(ClassifyNetwork.CONVOLUTION);
    ClassifySettings three = settings(3).withEpochs(3).with(ClassifyNetwork.CONVOLUTION);
    ClassifyFit first = ClassifyTraining.fit(train, CLASSES, one, TaskListener.NONE);
    ClassifyFit second = ClassifyTraining.fit(train, CLASSES, three, TaskListener.NONE);
    assertThat(second.outOfFold()).isDeepEqualTo(first.outOfFold());
    assertThat(second.classifier().probabilities(train.cases(), Engine.standard()))
        .isDeepEqualTo(first.classifier().probabilities(train.cases(), Engine.standard()));
  }

  @Test
  void aCaseIsNamedAloneAsItIsAmongOthers() {
    SequenceSet train = slopes(24, 4);
    ClassifySettings short3 = settings(1).withEpochs(3).with(ClassifyNetwork.BIDIRECTIONAL);
    TrainedClassifier classifier =
        ClassifyTraining.fit(train, CLASSES, short3, TaskListener.NONE).classifier();
    double[][] together = classifier.probabilities(train.cases(), Engine.standard());
    for (int at = 0; at < together.length; at++) {
      double[] alone = classifier.probabilities(train.cases().get(at), Engine.standard());
      assertThat(alone).containsExactly(together[at], within(1e-5));
    }
  }

  @Test
  void aStreamIsAnsweredAtEachStep() {
    SequenceSet train = slopes(48, 1);
    TrainedClassifier classifier =
        ClassifyTraining.fit(
                train, CLASSES, settings(1).with(ClassifyNetwork.BIDIRECTIONAL), TaskListener.NONE)
            .classifier();
    Sequence up = train.cases().get(1);
    for (int t = 1; t <= up.length(); t++) {
      Sequence known = new Sequence("s", Arrays.copyOf(up.values(), t), new float[0], up.label());
      assertThat(classifier.probabilities(known, Engine.standard()))
          .hasSize(2)
          .doesNotContain(Double.NaN);
    }
    assertThat(classifier.probabilities(up, Engine.standard())[1]).isGreaterThan(0.5);
  }

  @Test
  void aLabelThatIsNoneOfTheClassesIsRefused() {
    SequenceSet train = slopes(24, 5);
    assertThatThrownBy(
            () ->
                ClassifyTraining.fit(
                    train, List.of("down", "flat"), settings(1), TaskListener.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("received 'up' in case case 1 of slopes.csv");
    assertThatThrownBy(
            () -> ClassifyTraining.fit(train, List.of("up"), settings(1), TaskListener.NONE))
        .hasMessageContaining("two classes or more");
  }

  /** Each case is one number, which is not changed on the way, so that it is known again. */
  @Test
  void aNetworkReadsAllCasesButThoseOfItsFold() {
    List<Sequence> cases = new ArrayList<>();
    for (int at = 0; at < 20; at++) {
      float[][] values = {{at}, {at}};
      cases.add(new Sequence("" + at, values, new float[0], Optional.of(CLASSES.get(at % 2))));
    }
    int[] labels = IntStream.range(0, cases.size()).map(at -> at % 2).toArray();
    SequenceInputs inputs =
        new SequenceInputs(
            List.of(new SequenceInputs.Scale("x", 0, 1, false)),
            List.of(),
            1,
            SequenceLengths.of(cases));
    FoldRounds rounds = FoldRounds.of(cases, labels, 4, 2, 42);
    FoldedNetworks networks =
        new FoldedNetworks(
            ClassifyNetwork.BIDIRECTIONAL,
            cases,
            cases.stream().map(inputs::steps).toList(),
            labels,
            2,
            inputs,
            rounds,
            settings(1),
            Optional.empty());
    for (int number = 0; number < networks.count(); number++) {
      List<Integer> read = new ArrayList<>();
      Batches<Batch> batches = networks.batches(number);
      for (int index = 0; index < batches.count(); index++) {
        Batch batch = batches.get(0, index);
        for (int at = 0; at < batch.targets().data().length; at++) {
          int one = (int) batch.inputs().data()[2 * at];
          assertThat(batch.targets().data()[at]).isEqualTo(labels[one]);
          read.add(one);
        }
      }
      assertThat(read).containsExactlyInAnyOrderElementsOf(list(rounds.learnt(number)));
      assertThat(read).doesNotContainAnyElementsOf(list(rounds.held(number)));
    }
  }

  private static List<Integer> list(int... values) {
    return IntStream.of(values).boxed().toList();
  }

  /** What tells the classes of {@link #spikes} apart is at the steps 11 and 12. */
  @Test
  void whatMovedAnAnswerIsWhereTheClassesDiffer() {
    SequenceSet train = spikes(60, 6);
    TrainedClassifier classifier =
        ClassifyTraining.fit(
                train, CLASSES, settings(1).with(ClassifyNetwork.ALIGNED), TaskListener.NONE)
            .classifier();
    double[] sum = new double[24];
    for (int at = 0; at < 20; at++) {
      double[] moved = classifier.moved(train.cases().get(at), at % 2, Engine.standard());
      assertThat(Arrays.stream(moved).map(Math::abs).max()).hasValue(1);
      // Towards the true class, by the spike itself.
      assertThat(moved[11 + at % 2]).isPositive();
      for (int t = 0; t < sum.length; t++) {
        sum[t] += Math.abs(moved[t]);
      }
    }
    for (int t = 0; t < sum.length; t++) {
      assertThat(sum[t]).as("step %d", t).isLessThanOrEqualTo(Math.max(sum[11], sum[12]));
    }
  }
}
