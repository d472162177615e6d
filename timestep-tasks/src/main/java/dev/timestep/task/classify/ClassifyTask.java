package dev.timestep.task.classify;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.io.model.ModelArchive;
import dev.timestep.judge.ClassScores;
import dev.timestep.judge.Findings;
import dev.timestep.judge.Omitted;
import dev.timestep.kernel.Engine;
import dev.timestep.kernel.KernelProvider;
import dev.timestep.kernel.Workers;
import dev.timestep.task.Fitting;
import dev.timestep.task.Source;
import dev.timestep.task.Task;
import dev.timestep.task.TaskListener;
import dev.timestep.task.classify.opponent.Cases;
import dev.timestep.task.classify.opponent.FittedOpponent;
import dev.timestep.task.classify.opponent.Opponent;
import dev.timestep.task.classify.opponent.Opponents;
import dev.timestep.task.message.TaskException;
import dev.timestep.task.sequence.SequenceOptions;
import dev.timestep.task.sequence.SequenceReader;
import dev.timestep.task.sequence.SequenceSet;
import dev.timestep.task.sequence.SequenceSettings;
import dev.timestep.task.sequence.batch.SequenceFolds;
import dev.timestep.task.table.ReadSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Classification of sequences: series of numbers, several channels, letters. */
public final class ClassifyTask implements Task<ClassifyOptions> {
  @Override
  public String type() {
    return ClassifyModel.TYPE;
  }

  @Override
  public ClassifyModel of(ModelArchive archive) {
    return ClassifyModels.of(archive);
  }

  @Override
  public ClassifyRun train(Source data, ClassifyOptions options, TaskListener listener) {
    Fitting.requireCheckpointFile(options.run());
    requireKept(options.keep());
    Optional<ClassifyModel> from = options.run().from().map(Continuation::load);
    ClassifyOptions effective =
        options.withSettings(
            from.map(model -> Continuation.settings(options.settings(), model))
                .orElse(options.settings()));
    listener.doing("Reading " + data.shortName() + ".");
    SequenceSet all = SequenceReader.read(data, reading(data, options, from, listener));
    ClassifyParts parts = parts(all, options, from);
    return train(parts, effective, from, listener);
  }

  /** How the data are read: as was asked, else like the data of the model. */
  private static SequenceOptions reading(
      Source data, ClassifyOptions options, Optional<ClassifyModel> from, TaskListener listener) {
    SequenceOptions asked = SequenceSettings.over(options.read(), data.settings());
    return from.map(
            model ->
                asked
                    .withLike(model.reading())
                    .withTable(
                        ReadSettings.over(
                            model.reading().table(),
                            SequenceSettings.ofTable(data.settings()),
                            listener::note)))
        .orElse(asked);
  }

  private static ClassifyParts parts(
      SequenceSet all, ClassifyOptions options, Optional<ClassifyModel> from) {
    List<String> known = from.map(ClassifyModel::classes).orElse(List.of());
    ClassifyParts parts =
        options
            .test()
            .map(file -> SequenceReader.read(file, all.reading().options()))
            .map(test -> ClassifyParts.of(all, test, known))
            .orElseGet(
                () -> ClassifyParts.of(all, options.testShare(), options.run().seed(), known));
    return from.map(model -> Continuation.notes(model, parts.train(), parts.classes()))
        .map(parts::withNotes)
        .orElse(parts);
  }

  /** Trains on cases, and judges. */
  private static ClassifyRun train(
      ClassifyParts parts,
      ClassifyOptions options,
      Optional<ClassifyModel> from,
      TaskListener listener) {
    long start = System.nanoTime();
    ClassifyCourse course =
        ClassifyCourse.of(
            parts, options.settings(), options.run(), from.map(ClassifyModel::network));
    try (Workers workers = new Workers(options.run().threads())) {
      Engine engine = new Engine(KernelProvider.chosen(), workers);
      return new Training(parts, options, from, course, listener, engine, start).run();
    }
  }

  private static void requireKept(String keep) {
    List<String> known = new ArrayList<>(List.of(ClassifyOptions.BEST, ClassifyOptions.NETWORK));
    Opponents.all().forEach(one -> known.add(one.id()));
    if (!known.contains(keep)) {
      throw new TaskException(
          setting("keep")
              + " expects one of "
              + String.join(", ", known)
              + "; received \""
              + keep
              + "\".");
    }
  }

  /**
   * The id of the model with the fewest errors on cases that it had not seen; of equals the one
   * with the lower log loss, and then the network.
   */
  static String best(Map<String, double[][]> outOfFold, int[] labels) {
    String best = ClassifyOptions.NETWORK;
    for (String id : outOfFold.keySet()) {
      best = better(answers(outOfFold, id), answers(outOfFold, best), labels) ? id : best;
    }
    return best;
  }

  private static double[][] answers(Map<String, double[][]> outOfFold, String id) {
    return Objects.requireNonNull(outOfFold.get(id), id);
  }

  private static boolean better(double[][] one, double[][] other, int[] labels) {
    int errors = ClassScores.errors(one, labels);
    int others = ClassScores.errors(other, labels);
    return errors < others
        || (errors == others
            && ClassScores.logLoss(one, labels) < ClassScores.logLoss(other, labels));
  }

  /** One run. */
  private record Training(
      ClassifyParts parts,
      ClassifyOptions options,
      Optional<ClassifyModel> from,
      ClassifyCourse course,
      TaskListener listener,
      Engine engine,
      long start) {

    ClassifyRun run() {
      long began = System.nanoTime();
      ClassifyProgress progress =
          ClassifyProgress.of(parts, options.settings(), course.stop(), listener);
      if (options.run().resume()) {
        listener.note(
            "Going on with "
                + ClassifyWords.counted(course.checkpoint().size(), "trained network")
                + " of the checkpoint.");
      }
      ClassifyFit fit =
          ClassifyTraining.fit(
              parts.train(), parts.classes(), options.settings(), progress, course);
      double networkSeconds = seconds(began);
      Cases cases = Cases.of(parts.train(), parts.classes());
      SequenceFolds folds =
          SequenceFolds.of(
              parts.train().cases(),
              cases.labels(),
              options.settings().folds(),
              options.settings().seed());
      Map<String, double[][]> outOfFold = new LinkedHashMap<>();
      outOfFold.put(ClassifyOptions.NETWORK, fit.outOfFold());
      Map<String, Double> seconds = new LinkedHashMap<>();
      List<FittedOpponent> opponents = new ArrayList<>();
      long seed = options.settings().seed();
      for (Opponent opponent : Opponents.all()) {
        course.stop().check();
        long since = System.nanoTime();
        listener.doing("Fitting " + opponent.label() + ".");
        outOfFold.put(
            opponent.id(), Opponents.outOfFold(opponent, cases, folds.of(), seed, engine));
        opponents.add(opponent.fit(cases, cases.none(), seed, engine));
        seconds.put(opponent.id(), seconds(since));
      }
      course.stop().check();
      String kept = kept(outOfFold, cases.labels());
      ClassifyModel model =
          new ClassifyModel(
              fit.classifier(),
              opponents,
              kept,
              parts.train().reading(),
              stamp(fit, kept, networkSeconds, outOfFold, cases.labels()));
      List<Omitted> omitted = List.of();
      Findings findings = model.judge(parts.test(), omitted, listener, engine);
      return new ClassifyRun(model.judged(findings), parts, fit, findings, seconds, seconds(start));
    }

    /**
     * The model with the fewest errors on cases that it had not seen; of equals the surer one.
     * Where an earlier model knows a class that no new case has, only the network can answer it.
     */
    private String kept(Map<String, double[][]> outOfFold, int[] labels) {
      if (!options.keep().equals(ClassifyOptions.BEST)) {
        return options.keep();
      }
      if (!Continuation.absent(parts.train(), parts.classes()).isEmpty()) {
        return ClassifyOptions.NETWORK;
      }
      return best(outOfFold, labels);
    }

    private ClassifyStamp stamp(
        ClassifyFit fit,
        String kept,
        double seconds,
        Map<String, double[][]> outOfFold,
        int[] labels) {
      return new ClassifyStamp(
          parts.train().file(),
          parts.train().fingerprint(),
          options.test().map(Object::toString),
          parts.train().cases().size(),
          parts.test().cases().size(),
          options.settings(),
          fit.network(),
          fit.candidates(),
          kept,
          ClassScores.errors(answers(outOfFold, kept), labels),
          0,
          0,
          engine.kernels().name(),
          engine.workers().threads(),
          seconds,
          "",
          from.map(model -> model.stamp().fingerprint()),
          Optional.ofNullable(ClassifyTask.class.getPackage().getImplementationVersion())
              .orElse("development"),
          Runtime.version().toString());
    }

    private static double seconds(long since) {
      return (System.nanoTime() - since) * 1e-9;
    }
  }
}
