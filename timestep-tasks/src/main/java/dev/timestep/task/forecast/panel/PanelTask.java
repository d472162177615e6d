package dev.timestep.task.forecast.panel;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.io.model.ModelArchive;
import dev.timestep.task.Source;
import dev.timestep.task.Task;
import dev.timestep.task.TaskListener;
import dev.timestep.task.forecast.ForecastOptions;
import dev.timestep.task.forecast.PanelSettings;
import dev.timestep.task.message.TaskException;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.ReadSettings;
import dev.timestep.task.table.panel.PanelColumns;
import dev.timestep.task.table.panel.PanelPolicy;
import dev.timestep.task.table.panel.PanelReader;
import dev.timestep.task.table.panel.PanelTable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Forecasting of many series in one table by one network.
 *
 * <pre>{@code
 * ForecastOptions options =
 *     ForecastOptions.of("sales").withPanel(new PanelSettings("store", List.of("region"), false, false));
 * PanelRun run = new PanelTask().train(Source.of(Path.of("stores.csv")), options, listener);
 * }</pre>
 */
public final class PanelTask implements Task<ForecastOptions> {
  /** The setting that leaves out series which cannot be used. */
  static final String SKIP_BAD = "skip-bad";

  @Override
  public String type() {
    return PanelModels.TYPE;
  }

  /** All settings of reading that a panel takes. */
  static Set<String> settings() {
    Set<String> names = new HashSet<>(ReadSettings.NAMES);
    names.add(SKIP_BAD);
    return names;
  }

  /** Those of them that say how a file is written. */
  static Map<String, String> reading(Map<String, String> settings) {
    Map<String, String> own = new HashMap<>(settings);
    own.keySet().removeAll(Set.of(SKIP_BAD, ReadSettings.STRICT));
    return own;
  }

  @Override
  public PanelRun train(Source data, ForecastOptions options, TaskListener listener) {
    PanelSettings panel =
        options
            .panel()
            .orElseThrow(
                () ->
                    new TaskException(
                        "A forecast of many series expects the column that separates them. Give"
                            + " %s COLUMN.".formatted(setting("id"))));
    ReadSettings.refuseOthers(data.settings(), settings(), "Forecasting many series");
    ReadOptions read = ReadSettings.over(options.read(), reading(data.settings()));
    listener.doing("Reading " + data.shortName() + ".");
    PanelTable table =
        PanelReader.read(
            data,
            new PanelColumns(
                panel.id(),
                options.targets(),
                options.covariates().past(),
                options.covariates().future(),
                panel.statics()),
            read,
            new PanelPolicy(
                panel.skipBad() || data.settings().containsKey(SKIP_BAD),
                panel.strict() || data.settings().containsKey(ReadSettings.STRICT),
                options.horizon().isPresent() ? options.horizon() : OptionalInt.empty(),
                false),
            Optional.empty(),
            listener);
    return PanelTraining.run(table, options.withRead(read), listener);
  }

  @Override
  public PanelModel of(ModelArchive archive) {
    return PanelModels.of(archive);
  }
}
