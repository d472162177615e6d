package dev.timestep.task.forecast.statistical;

import com.google.gson.JsonObject;
import dev.timestep.io.json.JsonFields;

/**
 * Fitted models of one series as JSON, read back field by field and bit by bit.
 *
 * <pre>{@code
 * JsonObject json = FittedSeriesFile.write(fitted);
 * FittedSeries same = FittedSeriesFile.read(JsonFields.of(json, "model.json"));
 * }</pre>
 */
public final class FittedSeriesFile {
  /** Version of the form of {@link #write}. */
  public static final int VERSION = 1;

  private FittedSeriesFile() {}

  /** The id of the method, the version of the form and the settings. */
  public static JsonObject write(FittedSeries fitted) {
    JsonObject json = new JsonObject();
    json.addProperty("method", fitted.id());
    json.addProperty("version", VERSION);
    json.add("settings", fitted.settings());
    return json;
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException that names the field which is absent or does not fit
   */
  public static FittedSeries read(JsonFields fields) {
    String id = fields.text("method");
    if (fields.integer("version") != VERSION) {
      throw fields.refuse("version", Integer.toString(VERSION), fields.json().get("version") + "");
    }
    JsonFields settings = fields.object("settings");
    FittedSeries fitted =
        switch (id) {
          case Combination.ID -> FittedCombination.read(settings);
          case Naive2.ID -> Naive2.Fitted.read(settings);
          case Theta.ID -> FittedTheta.read(settings);
          case DynamicTheta.ID -> FittedDynamicTheta.read(settings);
          case Ets.AUTOMATIC, HoltWinters.ID -> FittedEts.read(settings);
          case Arima.AUTOMATIC, Arima.LOGARITHMS -> FittedArima.read(settings);
          default -> throw fields.refuse("method", "the id of a method", '"' + id + '"');
        };
    if (!fitted.id().equals(id)) {
      throw fields.refuse("method", '"' + fitted.id() + '"', '"' + id + '"');
    }
    fields.end();
    return fitted;
  }
}
