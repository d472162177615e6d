package dev.timestep.task.forecast;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.RecurrentSettings;
import dev.timestep.task.RunOptions;
import dev.timestep.task.forecast.covariate.CovariateNames;
import dev.timestep.task.forecast.interval.QuantileLevels;
import dev.timestep.task.forecast.transform.TransformKind;
import dev.timestep.task.forecast.window.Split;
import dev.timestep.task.message.Require;
import dev.timestep.task.message.TaskException;
import dev.timestep.task.table.Fill;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TableColumns;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * All options of a forecast; whatever is left empty is chosen from the data.
 *
 * @param targets columns to forecast, one or more
 * @param covariates columns beside them that are read
 * @param panel how many series in one table are told apart; nothing for a table of one series
 * @param read how the file is read
 * @param horizon rows to forecast; chosen by the frequency (a day of hours, four weeks of days …)
 * @param lookback rows before the origin that are read; a year where that is affordable
 * @param season rows of the shortest cycle; found from the frequency
 * @param holidays country whose public holidays are inputs
 * @param split fractions or row counts of training, validation and test rows
 * @param transform what the network reads in place of the targets
 * @param network cell, width, depth, dropout
 * @param training epochs, batch, learning rate, loss
 * @param keep which model answers: {@value #MIX}, {@value #NETWORK}, {@value #BEST}, which is what
 *     the verdict on the test windows says to use, or the name of a baseline, such as {@code ridge}
 * @param quantiles levels of the quantiles that a prediction shows beside each forecast; none or
 *     more
 * @param run seed, threads, checkpoint, and the model that is trained further
 */
public record ForecastOptions(
    List<String> targets,
    CovariateNames covariates,
    Optional<PanelSettings> panel,
    ReadOptions read,
    OptionalInt horizon,
    OptionalInt lookback,
    OptionalInt season,
    Optional<String> holidays,
    String split,
    TransformKind transform,
    RecurrentSettings network,
    TrainingOptions training,
    String keep,
    QuantileLevels quantiles,
    RunOptions run) {
  /** The network when nothing is said: one layer of 64 gated recurrent units. */
  public static final RecurrentSettings RECURRENT = RecurrentSettings.gru(64);

  /** How a file is read when nothing is said: as it is, few single gaps masked. */
  public static final ReadOptions READ = ReadOptions.defaults().withFill(Fill.MASK);

  /** Keeps the network mixed with the ridge regression, whatever the baselines do. */
  public static final String MIX = Mix.NAME;

  /** Keeps the network alone, whatever the baselines do. */
  public static final String NETWORK = BaselineGate.NETWORK;

  /** Keeps the mix where it wins, else the simplest baseline that is as good as the best. */
  public static final String BEST = "best";

  public ForecastOptions {
    targets = List.copyOf(targets);
    if (targets.isEmpty()) {
      throw new TaskException(
          "A forecast expects one target column or more; received none. Give "
              + setting("target")
              + " COLUMN.");
    }
    if (targets.stream().distinct().count() < targets.size()) {
      throw new TaskException(
          "A forecast expects each target once; received " + String.join(", ", targets) + ".");
    }
    covariates.columns(targets);
    Keep.requireKnown(keep);
    for (String target : targets) {
      for (double level : quantiles.asked()) {
        String column = QuantileLevels.column(target, level);
        if (targets.contains(column)) {
          throw new TaskException(
              "The quantile %s of %s would be a column %s, which is a target, too. Rename it."
                  .formatted(level, target, column));
        }
      }
    }
    horizon.ifPresent(rows -> Require.atLeast(setting("horizon"), 1, rows));
    lookback.ifPresent(rows -> Require.atLeast(setting("lookback"), 1, rows));
    season.ifPresent(rows -> Require.atLeast(setting("season"), 1, rows));
  }

  /** Options of a forecast of points only, from the targets alone. */
  public ForecastOptions(
      List<String> targets,
      ReadOptions read,
      OptionalInt horizon,
      OptionalInt lookback,
      OptionalInt season,
      Optional<String> holidays,
      String split,
      RecurrentSettings network,
      TrainingOptions training,
      String keep,
      RunOptions run) {
    this(
        targets,
        CovariateNames.NONE,
        Optional.empty(),
        read,
        horizon,
        lookback,
        season,
        holidays,
        split,
        TransformKind.NONE,
        network,
        training,
        keep,
        QuantileLevels.NONE,
        run);
  }

  /** The defaults for some targets. */
  public static ForecastOptions of(String... targets) {
    return new ForecastOptions(
        List.of(targets),
        READ,
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Split.DEFAULT,
        RECURRENT,
        TrainingOptions.DEFAULT,
        MIX,
        RunOptions.defaults());
  }

  /** The targets, and the columns beside them: what is read of a table. */
  public TableColumns columns() {
    return covariates.columns(targets);
  }

  /** The same reading other columns beside the targets. */
  public ForecastOptions withCovariates(CovariateNames other) {
    return with(draft -> draft.covariates = other);
  }

  /** The same for a table of many series. */
  public ForecastOptions withPanel(PanelSettings settings) {
    return with(draft -> draft.panel = Optional.of(settings));
  }

  /** The same with another network. */
  public ForecastOptions withNetwork(RecurrentSettings other) {
    return with(draft -> draft.network = other);
  }

  /** The same trained in another way. */
  public ForecastOptions withTraining(TrainingOptions other) {
    return with(draft -> draft.training = other);
  }

  /** The same with another split. */
  public ForecastOptions withSplit(String other) {
    return with(draft -> draft.split = other);
  }

  /** The same with holidays of another country as inputs. */
  public ForecastOptions withHolidays(String country) {
    return with(draft -> draft.holidays = Optional.of(country));
  }

  /** The same with another horizon and another season. */
  public ForecastOptions withHorizon(int rows, int rowsOfSeason) {
    return with(
        draft -> {
          draft.horizon = OptionalInt.of(rows);
          draft.season = OptionalInt.of(rowsOfSeason);
        });
  }

  /** These options with another way to read the file. */
  public ForecastOptions withRead(ReadOptions other) {
    return with(draft -> draft.read = other);
  }

  /** These options with another seed, other threads, a checkpoint or a model to go on from. */
  public ForecastOptions withRun(RunOptions other) {
    return with(draft -> draft.run = other);
  }

  /** These options with another transform of the targets. */
  public ForecastOptions withTransform(TransformKind other) {
    return with(draft -> draft.transform = other);
  }

  /** These options with quantiles beside each forecast. */
  public ForecastOptions withQuantiles(double... levels) {
    return with(draft -> draft.quantiles = QuantileLevels.of(levels));
  }

  /** All that {@link #keep} may be on some data. */
  public static List<String> models() {
    return Keep.known();
  }

  /** These options keeping another model. */
  public ForecastOptions keeping(String model) {
    return with(draft -> draft.keep = model);
  }

  private ForecastOptions with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.options();
  }

  /** Options of which one is being changed. */
  private static final class Draft {
    private final List<String> targets;
    private CovariateNames covariates;
    private Optional<PanelSettings> panel;
    private ReadOptions read;
    private OptionalInt horizon;
    private final OptionalInt lookback;
    private OptionalInt season;
    private Optional<String> holidays;
    private String split;
    private TransformKind transform;
    private RecurrentSettings network;
    private TrainingOptions training;
    private String keep;
    private QuantileLevels quantiles;
    private RunOptions run;

    Draft(ForecastOptions options) {
      targets = options.targets;
      covariates = options.covariates;
      panel = options.panel;
      read = options.read;
      horizon = options.horizon;
      lookback = options.lookback;
      season = options.season;
      holidays = options.holidays;
      split = options.split;
      transform = options.transform;
      network = options.network;
      training = options.training;
      keep = options.keep;
      quantiles = options.quantiles;
      run = options.run;
    }

    ForecastOptions options() {
      return new ForecastOptions(
          targets,
          covariates,
          panel,
          read,
          horizon,
          lookback,
          season,
          holidays,
          split,
          transform,
          network,
          training,
          keep,
          quantiles,
          run);
    }
  }
}
