package dev.timestep.cli;

import dev.timestep.task.RunOptions;
import dev.timestep.task.Source;
import dev.timestep.task.classify.ClassifyNetwork;
import dev.timestep.task.classify.ClassifyOptions;
import dev.timestep.task.classify.ClassifySettings;
import dev.timestep.task.classify.ClassifyTask;
import dev.timestep.task.sequence.SequenceOptions;
import dev.timestep.task.table.Choice;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code timestep train classify}: a classifier of sequences from one file. */
@Command(
    name = "classify",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    parameterListHeading = "%n",
    sortOptions = false,
    customSynopsis = "timestep train classify DATA [--test FILE] [OPTION...]",
    description = {
      "Trains a recurrent network to classify sequences, compares it with simpler models, and"
          + " keeps the best.",
      "",
      "All options have a default."
    },
    footer = {
      "",
      "Example:",
      "  ${env:TIMESTEP_PROGRAM:-timestep} train classify gestures.csv --label gesture \\",
      "      --report gestures.html"
    })
final class TrainClassifyCommand extends TrainJob<ClassifyOptions> {
  @Parameters(
      paramLabel = "DATA",
      description =
          "Labelled sequences: a CSV file with one sequence a row or one step a row, a .ts, .arff"
              + " or FASTA file, or a folder with a folder for each class; - for standard input.")
  private DataSource data;

  @Option(
      order = 10,
      names = "--test",
      paramLabel = "FILE",
      description = "Test cases. Default: some cases of DATA are held back.")
  private @Nullable Path test;

  @Option(
      order = 11,
      names = "--test-share",
      paramLabel = "SHARE",
      description = "Share of the cases that is held back. Default: ${DEFAULT-VALUE}.")
  private double testShare = ClassifyOptions.defaults().testShare();

  @Mixin private SequenceMixin sequences = new SequenceMixin();

  @Option(
      order = 14,
      names = "--time",
      paramLabel = "COLUMN",
      description = "Column that orders the steps of a sequence. Default: the order of the rows.")
  private @Nullable String time;

  @Option(
      order = 15,
      names = "--channels",
      paramLabel = "COL",
      split = ",",
      description = "Columns that are read, or names of the channels of rows. Default: all.")
  private List<String> channels = List.of();

  @Option(
      order = 16,
      names = "--static",
      paramLabel = "COL",
      split = ",",
      description = "Columns of numbers that do not change along a sequence.")
  private List<String> statics = List.of();

  @Option(
      order = 17,
      names = "--fold-case",
      paramLabel = "true|false",
      arity = "1",
      description = "Whether a and A are the same letter. Default: if no letter comes in both.")
  private @Nullable Boolean foldCase;

  @Option(
      order = 20,
      names = "--keep",
      paramLabel = "MODEL",
      description =
          "Model that is kept: best, network or the name of a baseline. Default: best, on training"
              + " cases that it had not seen.")
  private String keep = ClassifyOptions.BEST;

  @Option(
      order = 30,
      names = "--network",
      paramLabel = "NAME",
      description = "Network: ${COMPLETION-CANDIDATES}. Default: the best on validation.",
      completionCandidates = NetworkNames.class)
  private @Nullable String network;

  @Mixin private NetworkMixin recurrent = new NetworkMixin(DEFAULT.recurrent());

  @Mixin private FittingMixin fitting = new FittingMixin(DEFAULT.batch(), DEFAULT.learningRate());

  @Option(
      order = 43,
      names = "--folds",
      paramLabel = "N",
      description =
          "Parts of the training cases that are held out in turn to validate. Default:"
              + " ${DEFAULT-VALUE}.")
  private int folds = DEFAULT.folds();

  @ArgGroup(validate = false, heading = CellMixin.HEADING)
  private TimeCellMixin read = new TimeCellMixin();

  private static final ClassifySettings DEFAULT = ClassifySettings.of(0, 1);

  @Override
  protected ClassifyTask task() {
    return new ClassifyTask();
  }

  @Override
  protected DataSource data() {
    return data;
  }

  @Override
  protected Source asked() {
    Map<String, String> settings = read.and(sequences.settings());
    CellMixin.put(settings, "time", time);
    CellMixin.put(settings, "channels", channels.isEmpty() ? null : String.join(",", channels));
    CellMixin.put(settings, "static", statics.isEmpty() ? null : String.join(",", statics));
    CellMixin.put(settings, "fold-case", foldCase == null ? null : foldCase.toString());
    return data.with(settings);
  }

  @Override
  protected Map<String, Path> readFiles() {
    return test == null
        ? Map.of("the data", data.given())
        : Map.of("the data", data.given(), "the test cases", test);
  }

  /** The test cases, or new ones: a classifier has seen the training file. */
  @Override
  protected String laterData() {
    if (test != null) {
      return test.toString();
    }
    return "NEW" + (data.isStandardInput() ? ".csv" : ending());
  }

  @Override
  protected ClassifyOptions options(RunOptions run) {
    return new ClassifyOptions(
        SequenceOptions.defaults(), Optional.ofNullable(test), testShare, keep, settings(run), run);
  }

  private ClassifySettings settings(RunOptions run) {
    return new ClassifySettings(
        network == null
            ? Optional.empty()
            : Optional.of(Choice.of("--network", ClassifyNetwork.class, network)),
        recurrent.settings(),
        fitting.epochs(),
        fitting.batch(),
        fitting.learningRate(),
        folds,
        run.seed(),
        run.threads());
  }

  /** For the help text and completion. */
  static final class NetworkNames extends Choice.Candidates {
    NetworkNames() {
      super(ClassifyNetwork.class);
    }
  }
}
