package dev.timestep.task.classify;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.io.model.ModelArchive;
import dev.timestep.judge.ClassScores;
import dev.timestep.judge.Findings;
import dev.timestep.kernel.Engine;
import dev.timestep.kernel.KernelProvider;
import dev.timestep.kernel.Workers;
import dev.timestep.task.Fitting;
import dev.timestep.task.RunStamp;
import dev.timestep.task.Source;
import dev.timestep.task.Task;
import dev.timestep.task.TaskListener;
import dev.timestep.task.classify.opponent.Cases;
import dev.timestep.task.classify.opponent.FittedOpponents;
import dev.timestep.task.classify.opponent.Opponents;
import dev.timestep.task.fold.FoldRun;
import dev.timestep.task.message.Require;
import dev.timestep.task.sequence.SequenceOptions;
import dev.timestep.task.sequence.SequenceReader;
import dev.timestep.task.sequence.SequenceSet;
import dev.timestep.task.sequence.SequenceSettings;
import dev.timestep.task.sequence.batch.CaseFingerprint;
import dev.timestep.task.sequence.batch.LabelledParts;
import dev.timestep.task.sequence.batch.SequenceFolds;
import dev.timestep.task.table.ReadSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/** Classification of sequences: series of numbers, several channels, letters. */
public final class ClassifyTask implements Task<ClassifyOptions> {
  /** Digits of a fingerprint that a message shows. */
  private static final int DIGITS = 12;

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
    ClassifySettings settings =
        from.map(model -> Continuation.settings(options, model)).orElse(options.settings());
    listener.doing("Reading " + data.shortName() + ".");
    SequenceSet all = SequenceReader.read(data, reading(data, options, from, listener));
    LabelledParts parts = parts(all, options, from);
    try (Workers workers = new Workers(options.run().threads())) {
      Engine engine = new Engine(KernelProvider.chosen(), workers);
      return new Running(parts, options.withSettings(settings), from, listener, engine).run();
    }
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

  private static LabelledParts parts(
      SequenceSet all, ClassifyOptions options, Optional<ClassifyModel> from) {
    List<String> known = from.map(ClassifyModel::classes).orElse(List.of());
    LabelledParts parts =
        options
            .test()
            .map(file -> SequenceReader.read(file, all.reading().options()))
            .map(test -> LabelledParts.of(all, test, known))
            .orElseGet(
                () -> LabelledParts.of(all, options.testShare(), options.run().seed(), known));
    return from.map(model -> Continuation.notes(model, parts)).map(parts::withNotes).orElse(parts);
  }

  private static void requireKept(String keep) {
    List<String> known = new ArrayList<>(List.of(ClassifyOptions.BEST, ClassifyOptions.NETWORK));
    Opponents.all().forEach(one -> known.add(one.id()));
    Require.oneOf(setting("keep"), known, keep);
  }

  /** All that the bits of a network depend on, by name. */
  private static SequencedMap<String, String> identity(
      LabelledParts parts, ClassifySettings settings, Optional<ClassifyModel> from) {
    SequencedMap<String, String> identity = new LinkedHashMap<>();
    String cases = CaseFingerprint.of(parts.train().cases(), parts.classes());
    identity.put("the training data", cases.substring(0, DIGITS));
    identity.putAll(settings.identity());
    identity.put("kernels", KernelProvider.chosen().name());
    identity.put(
        "from",
        from.map(model -> model.network().fingerprint().substring(0, DIGITS)).orElse("none"));
    return identity;
  }

  /** One run: training, and judging. */
  private record Running(
      LabelledParts parts,
      ClassifyOptions options,
      Optional<ClassifyModel> from,
      TaskListener listener,
      Engine engine) {

    ClassifyRun run() {
      long start = System.nanoTime();
      ClassifySettings settings = options.settings();
      FoldRun run = FoldRun.of(options.run(), identity(parts, settings, from));
      listener.planned(ClassifyWords.plan(parts, settings), run.stop());
      if (options.run().resume()) {
        listener.note(run.resumed());
      }
      ClassifyFit fit =
          ClassifyTraining.fit(
              parts.train(),
              parts.classes(),
              settings,
              listener,
              run,
              from.map(ClassifyModel::network));
      double seconds = seconds(start);
      Cases cases = Cases.of(parts.train(), parts.classes());
      int[] folds =
          SequenceFolds.of(parts.train().cases(), cases.labels(), settings.folds(), settings.seed())
              .of();
      FittedOpponents opponents =
          FittedOpponents.fit(
              cases, folds, settings.seed(), engine, listener, () -> run.stop().check());
      run.stop().check();
      SequencedMap<String, double[][]> outOfFold = new LinkedHashMap<>(opponents.outOfFold());
      outOfFold.putFirst(ClassifyOptions.NETWORK, fit.outOfFold());
      String kept = kept(outOfFold, cases.labels());
      int errors =
          ClassScores.errors(Objects.requireNonNull(outOfFold.get(kept), kept), cases.labels());
      ClassifyModel model =
          new ClassifyModel(
              fit.classifier(),
              opponents.fitted(),
              kept,
              parts.train().reading(),
              stamp(fit, kept, errors, seconds));
      Findings findings = model.judge(parts.test(), listener, engine);
      return new ClassifyRun(
          model.judged(findings),
          parts,
          fit,
          findings,
          options.keep(),
          opponents.seconds(),
          seconds(start));
    }

    /** Where an earlier model knows a class that no new case has, only the network answers it. */
    private String kept(SequencedMap<String, double[][]> outOfFold, int[] labels) {
      if (!options.keep().equals(ClassifyOptions.BEST)) {
        return options.keep();
      }
      return parts.absent().isEmpty()
          ? ClassScores.best(outOfFold, labels)
          : ClassifyOptions.NETWORK;
    }

    private ClassifyStamp stamp(ClassifyFit fit, String kept, int errors, double seconds) {
      return new ClassifyStamp(
          RunStamp.of(
              parts.train().file(),
              parts.train().fingerprint(),
              options.run().seed(),
              engine,
              seconds,
              from.map(model -> model.stamp().run().fingerprint())),
          options.test().map(Object::toString),
          parts.train().cases().size(),
          parts.test().cases().size(),
          options.settings(),
          fit.network(),
          fit.candidates(),
          kept,
          errors,
          0,
          0);
    }

    private static double seconds(long since) {
      return (System.nanoTime() - since) * 1e-9;
    }
  }
}
