package dev.timestep.task.classify;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.judge.Calibration;
import dev.timestep.judge.ClassScores;
import dev.timestep.kernel.Workers;
import dev.timestep.nn.Sequential;
import dev.timestep.task.TaskListener;
import dev.timestep.task.classify.opponent.Cases;
import dev.timestep.task.fold.FoldFitting;
import dev.timestep.task.fold.FoldProgress;
import dev.timestep.task.fold.FoldRun;
import dev.timestep.task.fold.TrainedFold;
import dev.timestep.task.message.TaskException;
import dev.timestep.task.sequence.Sequence;
import dev.timestep.task.sequence.SequenceSet;
import dev.timestep.task.sequence.batch.FoldRounds;
import dev.timestep.task.sequence.batch.SequenceInputs;
import dev.timestep.task.sequence.batch.SequenceLengths;
import dev.timestep.train.EpochResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
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
  private final List<Sequence> cases;
  private final int[] labels;
  private final List<String> classes;
  private final SequenceInputs inputs;
  private final ClassifySettings settings;
  private final TaskListener listener;
  private final FoldRun run;
  private final Optional<TrainedClassifier> from;
  private final FoldRounds rounds;

  private ClassifyTraining(
      SequenceSet train,
      List<String> classes,
      ClassifySettings settings,
      TaskListener listener,
      FoldRun run,
      Optional<TrainedClassifier> from) {
    this.cases = train.cases();
    this.labels = labels(train, classes);
    this.classes = classes;
    this.inputs =
        from.map(model -> model.inputs().trainedFurther(train))
            .orElseGet(() -> SequenceInputs.fit(train));
    this.settings = settings;
    this.listener = listener;
    this.run = run;
    this.from = from;
    this.rounds =
        FoldRounds.of(
            cases, labels, settings.folds(), settings.roundsFor(cases.size()), settings.seed());
  }

  /**
   * Trains on labelled cases.
   *
   * @param classes names of the classes, two or more; each label is one of them
   * @throws IllegalArgumentException when cases and classes do not fit; the message names the case
   */
  public static ClassifyFit fit(
      SequenceSet train, List<String> classes, ClassifySettings settings, TaskListener listener) {
    return fit(train, classes, settings, listener, FoldRun.plain(), Optional.empty());
  }

  /**
   * The same in a run that can be stopped, or that trains a classifier further.
   *
   * @param from the classifier that is trained further, or nothing for new networks
   */
  static ClassifyFit fit(
      SequenceSet train,
      List<String> classes,
      ClassifySettings settings,
      TaskListener listener,
      FoldRun run,
      Optional<TrainedClassifier> from) {
    return new ClassifyTraining(train, classes, settings, listener, run, from).fit();
  }

  private ClassifyFit fit() {
    List<ClassifyNetwork> kinds =
        settings
            .network()
            .map(List::of)
            .orElseGet(() -> ClassifyNetwork.of(SequenceLengths.of(cases)));
    FoldProgress progress = new FoldProgress(listener, kinds.size());
    List<Candidate> candidates = new ArrayList<>();
    try (Workers workers = new Workers(settings.threads())) {
      for (ClassifyNetwork kind : kinds) {
        Candidate candidate = train(kind, progress, workers);
        candidates.add(candidate);
        listener.doing(ClassifyWords.candidate(candidate.score(), settings));
      }
    }
    Candidate best =
        Collections.min(candidates, Comparator.comparingDouble(one -> one.score().crossEntropy()));
    return new ClassifyFit(
        new TrainedClassifier(
            best.networks(), inputs(best.score().network()), classes, best.calibration()),
        best.score().network(),
        candidates.stream().map(Candidate::score).toList(),
        best.outOfFold(),
        best.history());
  }

  /** What such a network reads of a case; one that is trained further reads what it read. */
  private SequenceInputs inputs(ClassifyNetwork kind) {
    return from.isPresent() ? inputs : inputs.withLeast(kind.least(SequenceLengths.of(cases)));
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
    return Cases.of(train, classes).labels();
  }

  /** What became of one kind of network. */
  private record Candidate(
      CandidateScore score,
      List<Sequential> networks,
      double[][] outOfFold,
      Calibration calibration,
      List<List<EpochResult>> history) {}

  private Candidate train(ClassifyNetwork kind, FoldProgress progress, Workers workers) {
    long start = System.nanoTime();
    FoldedNetworks networks =
        new FoldedNetworks(
            kind,
            cases,
            cases.stream().map(inputs::steps).toList(),
            labels,
            classes.size(),
            inputs,
            rounds,
            settings,
            from);
    List<TrainedFold<Sequential>> trained = FoldFitting.fit(networks, run, progress, workers);
    float[][] logits = rounds.mean(trained.stream().map(TrainedFold::answers).toList());
    Calibration calibration = Calibration.fit(logits, labels);
    double[][] outOfFold = new double[cases.size()][];
    Arrays.setAll(outOfFold, at -> calibration.probabilities(logits[at]));
    CandidateScore score =
        new CandidateScore(
            kind,
            calibration.crossEntropy(logits, labels),
            ClassScores.errors(outOfFold, labels),
            (System.nanoTime() - start) * 1e-9);
    return new Candidate(
        score,
        trained.stream().map(TrainedFold::network).toList(),
        outOfFold,
        calibration,
        trained.stream().map(TrainedFold::history).toList());
  }
}
