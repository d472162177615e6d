package dev.timestep.task.classify;

import dev.timestep.data.Batch;
import dev.timestep.data.Batches;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.Losses;
import dev.timestep.nn.Sequential;
import dev.timestep.nn.Widening;
import dev.timestep.task.Recipe;
import dev.timestep.task.fold.FoldNetworks;
import dev.timestep.task.sequence.Sequence;
import dev.timestep.task.sequence.batch.FoldRounds;
import dev.timestep.task.sequence.batch.SequenceBatches;
import dev.timestep.task.sequence.batch.SequenceInputs;
import dev.timestep.task.sequence.batch.SequenceLengths;
import dev.timestep.tensor.Tensor;
import dev.timestep.train.Objective;
import dev.timestep.train.Supervised;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The networks of one candidate, each without the cases of a fold.
 *
 * @param kind which network
 * @param cases all training cases
 * @param steps what a network reads of each
 * @param labels class numbers
 * @param classes how many there are
 * @param inputs how a case becomes what a network reads
 * @param rounds which cases each network does not learn from
 * @param settings network and training
 * @param from a classifier that is trained further
 */
record FoldedNetworks(
    ClassifyNetwork kind,
    List<Sequence> cases,
    List<Tensor> steps,
    int[] labels,
    int classes,
    SequenceInputs inputs,
    FoldRounds rounds,
    ClassifySettings settings,
    Optional<TrainedClassifier> from)
    implements FoldNetworks<Sequential, Batch> {
  private static final int WARM_UP = 30;

  @Override
  public String name() {
    return kind.name();
  }

  @Override
  public String words() {
    return kind.words(settings);
  }

  @Override
  public int count() {
    return rounds.count();
  }

  @Override
  public Sequential network(int number) {
    if (from.isPresent()) {
      List<Sequential> earlier = from.get().networks();
      return Widening.outputs(earlier.get(number % earlier.size()), classes, seed(number));
    }
    return Sequential.of(
        inputs.features(), seed(number), kind.layers(settings, SequenceLengths.of(cases), classes));
  }

  @Override
  public Objective<Batch> objective(Sequential network) {
    return new Supervised(network, Losses.softmaxCrossEntropy());
  }

  @Override
  public Batches<Batch> batches(int number) {
    int[] which = rounds.learnt(number);
    return new SequenceBatches(
        Arrays.stream(which).mapToObj(steps::get).toList(),
        Arrays.stream(which).map(at -> labels[at]).toArray(),
        inputs.channels().size(),
        settings.batch(),
        inputs.augmentation(),
        seed(number));
  }

  @Override
  public Recipe recipe(int number) {
    int epochs = settings.epochsFor(rounds.learnt(number).length);
    return Recipe.of(epochs, settings.batch(), settings.learningRate(), 0).withWarmUp(WARM_UP);
  }

  @Override
  public long seed(int number) {
    return settings.seed() * 1_000_003 + number;
  }

  @Override
  public float[][] answers(Sequential network, int number, Engine engine) {
    List<Sequence> held = Arrays.stream(rounds.held(number)).mapToObj(cases::get).toList();
    return TrainedClassifier.logits(network, inputs, held, engine);
  }
}
