package dev.timestep.task.forecast;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.judge.BlockResampling;
import dev.timestep.judge.Part;
import dev.timestep.task.RecurrentSettings;
import dev.timestep.task.forecast.transform.TransformKind;
import dev.timestep.task.forecast.window.Split;
import dev.timestep.task.table.TimeTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Whether a table is too short for one split into training, validation and test rows: where a part
 * would hold no window, or the test part fewer windows than a verdict needs. Models of one series
 * that are judged by rolling origins serve such a table better.
 *
 * <p>A table of more than {@value #MOST_ROWS} rows is never short: a network and a regression learn
 * from it, and the verdict says what it lacks.
 */
public final class ShortTable {
  /** Rows of the longest table that may be too short. */
  public static final int MOST_ROWS = 500;

  private ShortTable() {}

  /**
   * Why a table is too short.
   *
   * @return a clause, for example {@code "its test part would hold 3 windows, and a verdict needs
   *     72"}; nothing where the table is long enough, or a setting asks for a network or a split
   */
  public static Optional<String> reason(TimeTable table, ForecastOptions options) {
    if (table.rows() > MOST_ROWS || !networkSettings(options).isEmpty()) {
      return Optional.empty();
    }
    ForecastPlan plan;
    try {
      plan = ForecastPlan.of(table, options);
    } catch (IllegalArgumentException e) {
      // What is wrong with the options themselves is said again when they are used.
      return Optional.of("a split would leave a part of them without a window");
    }
    int windows = plan.count(Part.TEST);
    int least = BlockResampling.leastWindows(plan.windows().horizon());
    return windows >= least
        ? Optional.empty()
        : Optional.of(
            "the test part of a split would hold %d windows of horizon %d, and a verdict needs %d"
                .formatted(windows, plan.windows().horizon(), least));
  }

  /**
   * The settings in these options that only a network, a regression or a split can obey, by their
   * names: those that were given, or that are not as they are by default.
   */
  public static List<String> networkSettings(ForecastOptions options) {
    List<String> names = new ArrayList<>();
    Asked asked = new Asked(options, names);
    RecurrentSettings network = options.network();
    RecurrentSettings usual = ForecastOptions.RECURRENT;
    TrainingOptions training = options.training();
    TrainingOptions trained = TrainingOptions.DEFAULT;
    asked.add("split", () -> !options.split().equals(Split.DEFAULT));
    asked.add("lookback", options.lookback()::isPresent);
    asked.add("holidays", options.holidays()::isPresent);
    asked.add("past", () -> !options.covariates().past().isEmpty());
    asked.add("future", () -> !options.covariates().future().isEmpty());
    asked.add("transform", () -> options.transform() != TransformKind.NONE);
    asked.add("cell", () -> network.cell() != usual.cell());
    asked.add("hidden", () -> network.hidden() != usual.hidden());
    asked.add("layers", () -> network.layers() != usual.layers());
    asked.add("dropout", () -> network.dropout() != usual.dropout());
    asked.add("epochs", () -> training.epochs() != trained.epochs());
    asked.add("batch", () -> training.batch() != trained.batch());
    asked.add("lr", () -> training.learningRate() != trained.learningRate());
    asked.add("loss", () -> training.loss() != trained.loss());
    asked.add("from", options.run().from()::isPresent);
    asked.add("resume", options.run()::resume);
    // The regressions that read no calendar can do with few rows.
    boolean trains =
        Keep.isNetwork(options.keep())
            || LinearKind.of(options.keep()).filter(kind -> kind.form().isEmpty()).isPresent();
    if (trains && (asked.isGiven("keep") || !options.keep().equals(ForecastOptions.MIX))) {
      names.add("keep");
    }
    return names;
  }

  /** What to leave out for rolling origins: a sentence; empty where nothing stands in their way. */
  public static String advice(TimeTable table, ForecastOptions options) {
    List<String> names = networkSettings(options);
    return names.isEmpty() || table.rows() > MOST_ROWS
        ? ""
        : "So short a series is judged by rolling origins, with models that need few rows, where "
            + String.join(", ", names.stream().map(name -> setting(name)).toList())
            + (names.size() == 1 ? " is" : " are")
            + " left out.";
  }

  private record Asked(ForecastOptions options, List<String> names) {
    void add(String name, BooleanSupplier other) {
      if (isGiven(name) || other.getAsBoolean()) {
        names.add(name);
      }
    }

    boolean isGiven(String name) {
      return options.run().given().contains(name);
    }
  }
}
