package dev.timestep.bench.classify;

import dev.timestep.judge.Reliability;
import dev.timestep.kernel.Engine;
import dev.timestep.task.TaskListener;
import dev.timestep.task.classify.CandidateScore;
import dev.timestep.task.classify.ClassifyFit;
import dev.timestep.task.classify.ClassifyNetwork;
import dev.timestep.task.classify.ClassifySettings;
import dev.timestep.task.classify.ClassifyTraining;
import dev.timestep.task.sequence.Sequence;
import dev.timestep.task.sequence.SequenceOptions;
import dev.timestep.task.sequence.SequenceReader;
import dev.timestep.task.sequence.SequenceSet;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Errors of the classifier's network for each set and seed. */
public final class ClassifyFigures {
  private static final PrintStream OUT = System.out;

  private ClassifyFigures() {}

  /** Prints the figures; {@code bench/classify} tells what can be given. */
  public static void main(String[] arguments) {
    Path data = Path.of(arguments[0]);
    List<String> options = List.of(arguments).subList(3, arguments.length);
    for (String name : arguments[1].split(",", -1)) {
      for (String seed : arguments[2].split(",", -1)) {
        run(data, name, settings(Long.parseLong(seed), options), options.contains("--test"));
      }
    }
  }

  private static ClassifySettings settings(long seed, List<String> options) {
    int threads = Integer.parseInt(option(options, "--threads", "1"));
    ClassifySettings settings = ClassifySettings.of(seed, threads);
    String folds = option(options, "--folds", Integer.toString(settings.folds()));
    String network = option(options, "--network", "");
    settings =
        settings
            .withFolds(Integer.parseInt(folds))
            .withEpochs(Integer.parseInt(option(options, "--epochs", "0")));
    return network.isEmpty()
        ? settings
        : settings.with(ClassifyNetwork.valueOf(network.toUpperCase(Locale.ROOT)));
  }

  private static String option(List<String> options, String name, String otherwise) {
    int at = options.indexOf(name);
    return at < 0 ? otherwise : options.get(at + 1);
  }

  private static void run(Path data, String name, ClassifySettings settings, boolean test) {
    SequenceSet train = train(data, name);
    long seed = settings.seed();
    long start = System.nanoTime();
    ClassifyFit fit = ClassifyTraining.fit(train, classes(train), settings, TaskListener.NONE);
    double seconds = (System.nanoTime() - start) * 1e-9;
    for (CandidateScore one : fit.candidates()) {
      OUT.printf(
          Locale.ROOT,
          "  %s seed %d %s: out of fold %d errors of %d, cross-entropy %.4f, %.1f s%n",
          name,
          seed,
          one.network(),
          one.errors(),
          train.cases().size(),
          one.crossEntropy(),
          one.seconds());
    }
    String tested = "";
    if (test) {
      SequenceSet held = test(data, name);
      tested = ": " + errors(fit, held) + " errors of " + held.cases().size() + " in the test part";
    }
    OUT.printf(
        Locale.ROOT,
        "%s seed %d %s T=%.2f%s, %.1f s%n",
        name,
        seed,
        fit.network(),
        fit.classifier().calibration().temperature(),
        tested,
        seconds);
  }

  private static int errors(ClassifyFit fit, SequenceSet held) {
    double[][] p = fit.classifier().probabilities(held.cases(), Engine.standard());
    int errors = 0;
    for (int at = 0; at < p.length; at++) {
      int best = Reliability.likeliest(p[at]);
      String label = held.cases().get(at).label().orElseThrow();
      errors += fit.classifier().classes().get(best).equals(label) ? 0 : 1;
    }
    return errors;
  }

  private static List<String> classes(SequenceSet set) {
    return set.cases().stream()
        .map(Sequence::label)
        .map(l -> l.orElseThrow())
        .distinct()
        .sorted()
        .toList();
  }

  private static SequenceSet train(Path data, String name) {
    return switch (name) {
      case "cbf" -> SyntheticSets.cylinderBellFunnel(30, 1);
      case "patterns" -> SyntheticSets.twoPatterns(120, 1);
      case "unequal" -> SyntheticSets.unequalLengths(100, 1);
      case "shapelets" -> SyntheticSets.shapelets(90, 1);
      case "ecg5000" ->
          SequenceReader.read(
              data.resolve("ecg5000_train/ECG5000_TRAIN.arff"),
              SequenceOptions.defaults().withLabel(SequenceOptions.LAST));
      case "splice" -> read(data.resolve("uci_splice/splice.csv"));
      default -> read(data.resolve("tsc_classification/" + name + "_TRAIN.ts"));
    };
  }

  private static SequenceSet test(Path data, String name) {
    return switch (name) {
      case "cbf" -> SyntheticSets.cylinderBellFunnel(900, 2);
      case "patterns" -> SyntheticSets.twoPatterns(1000, 2);
      case "unequal" -> SyntheticSets.unequalLengths(1000, 2);
      case "shapelets" -> SyntheticSets.shapelets(900, 2);
      default -> read(data.resolve("tsc_classification/" + name + "_TEST.ts"));
    };
  }

  private static SequenceSet read(Path file) {
    return SequenceReader.read(file, SequenceOptions.defaults());
  }
}
