package dev.timestep.task.classify;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.data.Batch;
import dev.timestep.judge.Calibration;
import dev.timestep.judge.Reliability;
import dev.timestep.kernel.Engine;
import dev.timestep.kernel.KernelProvider;
import dev.timestep.kernel.Workers;
import dev.timestep.nn.LayerConfig;
import dev.timestep.nn.Losses;
import dev.timestep.nn.Sequential;
import dev.timestep.task.Recipe;
import dev.timestep.task.message.TaskException;
import dev.timestep.task.sequence.Sequence;
import dev.timestep.task.sequence.SequenceSet;
import dev.timestep.task.sequence.batch.SequenceBatches;
import dev.timestep.task.sequence.batch.SequenceFolds;
import dev.timestep.task.sequence.batch.SequenceInputs;
import dev.timestep.tensor.Tensor;
import dev.timestep.train.EpochResult;
import dev.timestep.train.StepEvent;
import dev.timestep.train.Supervised;
import dev.timestep.train.Trainer;
import dev.timestep.train.TrainingListener;
import dev.timestep.train.TrainingResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Optional;

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
  private static final int WARM_UP = 30;

  private final List<Sequence> cases;
  private final List<Tensor> steps;
  private final int[] labels;
  private final int classes;
  private final SequenceInputs inputs;
  private final ClassifySettings settings;
  private final ClassifyListener listener;
  private final ClassifyCourse course;

  /** Ways of dealing the cases out, one a round. */
  private final List<SequenceFolds> rounds = new ArrayList<>();

  private ClassifyTraining(
      SequenceSet train,
      List<String> classes,
      ClassifySettings settings,
      ClassifyListener listener,
      ClassifyCourse course) {
    this.cases = train.cases();
    this.labels = labels(train, classes);
    this.classes = classes.size();
    this.inputs =
        course
            .from()
            .map(model -> model.inputs().trainedFurther(train))
            .orElseGet(() -> SequenceInputs.fit(train));
    this.settings = settings;
    this.listener = listener;
    this.course = course;
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
    return fit(train, classes, settings, listener, ClassifyCourse.plain());
  }

  /** The same in a run that can be stopped, or that trains a classifier further. */
  static ClassifyFit fit(
      SequenceSet train,
      List<String> classes,
      ClassifySettings settings,
      ClassifyListener listener,
      ClassifyCourse course) {
    ClassifyTraining training = new ClassifyTraining(train, classes, settings, listener, course);
    // Only now: cases that are refused leave no file.
    course.checkpoint().write();
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
      throw new TaskException(
          "A classifier expects two classes or more; received "
              + classes
              + ". Say with "
              + setting("label")
              + " which column holds the classes.");
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

  private Candidate train(ClassifyNetwork network, Workers workers) {
    long start = System.nanoTime();
    int each = rounds.getFirst().count();
    TrainedFold[] trained = new TrainedFold[rounds.size() * each];
    // Each fold has a thread of its own: networks this small gain little from sharing a product.
    workers.parallel(
        trained.length,
        task -> {
          try (Workers alone = new Workers(1)) {
            Engine engine = new Engine(KernelProvider.chosen(), alone);
            trained[task] = fold(network, task, engine);
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
        Arrays.stream(trained).map(TrainedFold::network).toList(),
        outOfFold,
        calibration,
        Arrays.stream(trained).map(TrainedFold::history).toList());
  }

  /** Each case is held out once in every round. */
  private float[][] meanOverRounds(TrainedFold... trained) {
    float[][] mean = new float[cases.size()][classes];
    for (int task = 0; task < trained.length; task++) {
      int[] held = held(task);
      for (int at = 0; at < held.length; at++) {
        for (int c = 0; c < classes; c++) {
          mean[held[at]][c] += trained[task].logits()[at][c] / rounds.size();
        }
      }
    }
    return mean;
  }

  private SequenceFolds folds(int task) {
    return rounds.get(task / rounds.getFirst().count());
  }

  /** The cases that a network does not learn from. */
  private int[] held(int task) {
    return folds(task).inside(task % folds(task).count());
  }

  private int errors(double[][] probabilities) {
    int errors = 0;
    for (int at = 0; at < labels.length; at++) {
      errors += Reliability.likeliest(probabilities[at]) == labels[at] ? 0 : 1;
    }
    return errors;
  }

  /** A network that an earlier run has trained, or a new one. */
  private TrainedFold fold(ClassifyNetwork network, int task, Engine engine) {
    course.stop().check();
    int epochs = settings.epochsFor(learnt(task).length);
    Optional<TrainedFold> kept =
        course.checkpoint().find(network, task, () -> network(network, task));
    if (kept.isPresent()) {
      listener.networkKept(network, networks(), epochs);
      return kept.get();
    }
    TrainedFold trained = train(network, task, epochs, engine);
    course.checkpoint().add(network, task, trained);
    return trained;
  }

  private TrainedFold train(ClassifyNetwork network, int task, int epochs, Engine engine) {
    Sequential model = network(network, task);
    // No patience: without a validation part all epochs are trained.
    Recipe recipe =
        Recipe.of(epochs, settings.batch(), settings.learningRate(), 0).withWarmUp(WARM_UP);
    Trainer<Batch> trainer =
        new Trainer<>(
            new Supervised(model, Losses.softmaxCrossEntropy()),
            recipe.optimizer(),
            recipe.config(seed(task)),
            engine);
    TrainingResult result =
        trainer.fit(
            batches(learnt(task), seed(task)),
            null,
            follow(network, task, epochs, trainer::requestStop),
            null);
    course.stop().check();
    List<Sequence> held = Arrays.stream(held(task)).mapToObj(cases::get).toList();
    return new TrainedFold(
        model, result.history(), TrainedClassifier.logits(model, inputs, held, engine));
  }

  private int[] learnt(int task) {
    return folds(task).outside(task % folds(task).count());
  }

  private long seed(int task) {
    return settings.seed() * 1_000_003 + task;
  }

  /** How many networks a candidate has. */
  private int networks() {
    return rounds.size() * rounds.getFirst().count();
  }

  /** A network before its training. */
  private Sequential network(ClassifyNetwork network, int task) {
    if (course.from().isPresent()) {
      List<Sequential> earlier = course.from().get().networks();
      return Continuation.network(earlier.get(task % earlier.size()), classes, seed(task));
    }
    IntSummaryStatistics lengths = cases.stream().mapToInt(Sequence::length).summaryStatistics();
    List<LayerConfig> layers =
        network.layers(
            settings.recurrent(), settings.dropout(), lengths.getMax(), lengths.getMin(), classes);
    return Sequential.of(inputs.features(), seed(task), layers);
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

  private TrainingListener follow(ClassifyNetwork network, int task, int epochs, Runnable end) {
    return new TrainingListener() {
      @Override
      public void stepEnded(StepEvent event) {
        course.stop().stepEnded();
        if (course.stop().made()) {
          end.run();
        }
      }

      @Override
      public void epochEnded(EpochResult result) {
        listener.epochEnded(network, task, networks(), epochs, result);
      }
    };
  }
}
