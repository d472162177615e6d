package dev.timestep.task.classify;

import dev.timestep.data.Batch;
import dev.timestep.judge.Calibration;
import dev.timestep.judge.Reliability;
import dev.timestep.kernel.Engine;
import dev.timestep.kernel.KernelProvider;
import dev.timestep.kernel.Workers;
import dev.timestep.nn.LayerConfig;
import dev.timestep.nn.Losses;
import dev.timestep.nn.Sequential;
import dev.timestep.task.sequence.Sequence;
import dev.timestep.task.sequence.SequenceSet;
import dev.timestep.task.sequence.batch.SequenceBatches;
import dev.timestep.task.sequence.batch.SequenceFolds;
import dev.timestep.task.sequence.batch.SequenceInputs;
import dev.timestep.tensor.Tensor;
import dev.timestep.train.AdamW;
import dev.timestep.train.Clipping;
import dev.timestep.train.CosineDecay;
import dev.timestep.train.EpochResult;
import dev.timestep.train.Supervised;
import dev.timestep.train.Trainer;
import dev.timestep.train.TrainerConfig;
import dev.timestep.train.TrainingListener;
import dev.timestep.train.TrainingResult;
import dev.timestep.train.WarmUp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.List;

/**
 * Trains a classifier of sequences.
 *
 * <p>The training cases are dealt out to folds. Each candidate network is trained once without each
 * fold and answers for the cases of that fold, so that every case is judged by a network that has
 * not seen it; with few cases this is done in several rounds, each with other folds, and the mean
 * of the answers counts. The candidate with the lowest cross-entropy over all cases is kept, with
 * the networks of all of its folds.
 *
 * <p>Recipe: AdamW, warm-up and a cosine down to zero, gradients clipped at a global norm of 1,
 * weights averaged. The last average is kept: no epoch is chosen by the fold that judges.
 */
public final class ClassifyTraining {
  private static final double WEIGHT_DECAY = 0.01;
  private static final int WARM_UP = 30;
  private static final double CLIP_NORM = 1.0;
  private static final double AVERAGE_DECAY = 0.99;

  private final List<Sequence> cases;
  private final List<Tensor> steps;
  private final int[] labels;
  private final int classes;
  private final SequenceInputs inputs;
  private final ClassifySettings settings;
  private final ClassifyListener listener;

  /** Ways of dealing the cases out, one a round. */
  private final List<SequenceFolds> rounds = new ArrayList<>();

  private ClassifyTraining(
      SequenceSet train,
      List<String> classes,
      ClassifySettings settings,
      ClassifyListener listener) {
    this.cases = train.cases();
    this.labels = labels(train, classes);
    this.classes = classes.size();
    this.inputs = SequenceInputs.fit(train);
    this.settings = settings;
    this.listener = listener;
    this.steps = cases.stream().map(inputs::steps).toList();
    for (int round = 0; round < settings.roundsFor(cases.size()); round++) {
      rounds.add(SequenceFolds.of(cases, labels, settings.folds(), settings.seed() + round));
    }
  }

  /**
   * Trains on labelled cases.
   *
   * @param classes names of the classes, two or more; each label is one of them
   * @throws IllegalArgumentException when cases and classes do not fit; the message names the case
   */
  public static ClassifyFit fit(
      SequenceSet train,
      List<String> classes,
      ClassifySettings settings,
      ClassifyListener listener) {
    ClassifyTraining training = new ClassifyTraining(train, classes, settings, listener);
    List<ClassifyNetwork> networks =
        settings.network().map(List::of).orElseGet(training::candidates);
    List<Candidate> candidates = new ArrayList<>();
    try (Workers workers = new Workers(settings.threads())) {
      for (ClassifyNetwork network : networks) {
        Candidate candidate = training.train(network, workers);
        candidates.add(candidate);
        listener.candidateEnded(candidate.score());
      }
    }
    Candidate best = candidates.getFirst();
    for (Candidate one : candidates) {
      best = one.score().crossEntropy() < best.score().crossEntropy() ? one : best;
    }
    return training.fit(best, candidates, classes);
  }

  private List<ClassifyNetwork> candidates() {
    IntSummaryStatistics lengths = cases.stream().mapToInt(Sequence::length).summaryStatistics();
    return ClassifyNetwork.of(lengths.getMax(), lengths.getMin());
  }

  private ClassifyFit fit(Candidate best, List<Candidate> candidates, List<String> names) {
    return new ClassifyFit(
        new TrainedClassifier(best.networks(), inputs, names, best.calibration()),
        best.score().network(),
        candidates.stream().map(Candidate::score).toList(),
        best.outOfFold(),
        best.history());
  }

  private static int[] labels(SequenceSet train, List<String> classes) {
    if (classes.size() < 2) {
      throw new IllegalArgumentException(
          "A classifier expects two classes or more; received " + classes + ". Check the label.");
    }
    int[] labels = new int[train.cases().size()];
    for (int at = 0; at < labels.length; at++) {
      Sequence one = train.cases().get(at);
      labels[at] = one.label().map(classes::indexOf).orElse(-1);
      if (labels[at] < 0) {
        throw new IllegalArgumentException(
            "A classifier of the classes "
                + classes
                + " expects one of them as the label of each training case; received "
                + one.label().map(label -> "'" + label + "'").orElse("none")
                + " in case "
                + one.id()
                + " of "
                + train.file()
                + ". Correct it, or leave the case out.");
      }
    }
    return labels;
  }

  /** What became of one kind of network. */
  private record Candidate(
      CandidateScore score,
      List<Sequential> networks,
      double[][] outOfFold,
      Calibration calibration,
      List<List<EpochResult>> history) {}

  /** One network, trained without the cases of a fold, and what it says of them. */
  private record Fold(
      Sequential network, List<EpochResult> history, int[] held, float[][] logits) {}

  private Candidate train(ClassifyNetwork network, Workers workers) {
    long start = System.nanoTime();
    int each = rounds.getFirst().count();
    Fold[] trained = new Fold[rounds.size() * each];
    // Each fold has a thread of its own: networks this small gain little from sharing a product.
    workers.parallel(
        trained.length,
        task -> {
          try (Workers alone = new Workers(1)) {
            Engine engine = new Engine(KernelProvider.chosen(), alone);
            trained[task] = train(network, task, engine);
          }
        });
    float[][] logits = meanOverRounds(trained);
    Calibration calibration = Calibration.fit(logits, labels);
    double[][] outOfFold = new double[cases.size()][];
    Arrays.setAll(outOfFold, at -> calibration.probabilities(logits[at]));
    CandidateScore score =
        new CandidateScore(
            network,
            calibration.crossEntropy(logits, labels),
            errors(outOfFold),
            (System.nanoTime() - start) * 1e-9);
    return new Candidate(
        score,
        Arrays.stream(trained).map(Fold::network).toList(),
        outOfFold,
        calibration,
        Arrays.stream(trained).map(Fold::history).toList());
  }

  /** Each case is held out once in every round. */
  private float[][] meanOverRounds(Fold... trained) {
    float[][] mean = new float[cases.size()][classes];
    for (Fold fold : trained) {
      for (int at = 0; at < fold.held().length; at++) {
        for (int c = 0; c < classes; c++) {
          mean[fold.held()[at]][c] += fold.logits()[at][c] / rounds.size();
        }
      }
    }
    return mean;
  }

  private int errors(double[][] probabilities) {
    int errors = 0;
    for (int at = 0; at < labels.length; at++) {
      errors += Reliability.likeliest(probabilities[at]) == labels[at] ? 0 : 1;
    }
    return errors;
  }

  private Fold train(ClassifyNetwork network, int task, Engine engine) {
    SequenceFolds folds = rounds.get(task / rounds.getFirst().count());
    int[] which = folds.outside(task % folds.count());
    long seed = settings.seed() * 1_000_003 + task;
    int epochs = settings.epochsFor(which.length);
    Sequential model = network(network, seed);
    SequenceBatches batches = batches(which, seed);
    Trainer<Batch> trainer =
        new Trainer<>(
            new Supervised(model, Losses.softmaxCrossEntropy()),
            new AdamW(settings.learningRate(), WEIGHT_DECAY),
            config(epochs, seed),
            engine);
    TrainingResult result = trainer.fit(batches, null, follow(network, task, epochs), null);
    int[] inside = folds.inside(task % folds.count());
    List<Sequence> held = Arrays.stream(inside).mapToObj(cases::get).toList();
    return new Fold(
        model, result.history(), inside, TrainedClassifier.logits(model, inputs, held, engine));
  }

  private Sequential network(ClassifyNetwork network, long seed) {
    IntSummaryStatistics lengths = cases.stream().mapToInt(Sequence::length).summaryStatistics();
    List<LayerConfig> layers =
        network.layers(
            settings.recurrent(), settings.dropout(), lengths.getMax(), lengths.getMin(), classes);
    return Sequential.of(inputs.features(), seed, layers);
  }

  private SequenceBatches batches(int[] which, long seed) {
    return new SequenceBatches(
        Arrays.stream(which).mapToObj(steps::get).toList(),
        Arrays.stream(which).map(at -> labels[at]).toArray(),
        inputs.channels().size(),
        settings.batch(),
        inputs.augmentation(),
        seed);
  }

  private static TrainerConfig config(int epochs, long seed) {
    return TrainerConfig.defaults()
        .withEpochs(epochs)
        .withSeed(seed)
        .withClipping(Clipping.byNorm(CLIP_NORM))
        .withSchedule(new WarmUp(WARM_UP, new CosineDecay(epochs)))
        .withAverageDecay(AVERAGE_DECAY);
  }

  private TrainingListener follow(ClassifyNetwork network, int task, int epochs) {
    return new TrainingListener() {
      @Override
      public void epochEnded(EpochResult result) {
        int tasks = rounds.size() * rounds.getFirst().count();
        listener.epochEnded(network, task, tasks, epochs, result);
      }
    };
  }
}
