package dev.timestep.task.forecast;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.OwnSettings;
import dev.timestep.task.forecast.covariate.CovariateNames;
import dev.timestep.task.forecast.covariate.CovariateRows;
import dev.timestep.task.forecast.transform.TransformKind;
import dev.timestep.task.forecast.window.ForecastWindows;
import dev.timestep.task.forecast.window.Split;
import dev.timestep.task.message.TaskException;
import dev.timestep.task.table.Frequency;
import dev.timestep.task.table.TableColumns;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.TimeTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Trains a forecasting model further. Its network, inputs and scales stay as they are, since its
 * weights were made for them; only the rows are new.
 */
final class Continuation {
  private Continuation() {}

  /**
   * The plan of training a model further.
   *
   * @throws IllegalArgumentException when the options or the table do not fit the model
   */
  static ForecastPlan plan(TimeTable table, ForecastOptions options, ForecastModel model) {
    InputSpec inputs = model.pipeline().inputs();
    requireOwn(options, model);
    requireStep(table, inputs.calendar().frequency());
    Split split = ForecastPlan.named(table, () -> Split.parse(options.split(), table.rows()));
    requireNewRows(table, split, model);
    ForecastWindows windows =
        ForecastPlan.named(
            table, () -> new ForecastWindows(split, inputs.lookback(), inputs.horizon()));
    return new ForecastPlan(
        table.withNotes(notes(table, options, model)), windows, model.pipeline());
  }

  private static List<String> notes(TimeTable table, ForecastOptions options, ForecastModel model) {
    List<String> notes = new ArrayList<>(List.of(rows(table, model)));
    if (!model.kept().equals(options.keep())
        && !Keep.isNetwork(model.kept())
        && !options.keep().equals(ForecastOptions.BEST)) {
      notes.add(
          "The model that is trained further answers by its baseline "
              + model.kept()
              + "; the new one will answer by "
              + (Keep.isNetwork(options.keep()) ? "its " + options.keep() : options.keep())
              + ". "
              + setting("keep")
              + " "
              + model.kept()
              + " keeps that baseline.");
    }
    return notes;
  }

  private static String rows(TimeTable table, ForecastModel model) {
    return model.isSameSeries(table)
        ? "The model is trained further: of the %d rows, %d are new to it."
            .formatted(table.rows(), Math.max(0, table.rows() - model.stamp().rows()))
        : "The model is trained further. The file does not begin with the rows that it was trained"
            + " on, so all %d rows count as new to it; its scales stay those of the first file."
                .formatted(table.rows());
  }

  /** A score on rows that the weights have been fitted to, or chosen on, would say nothing. */
  private static void requireNewRows(TimeTable table, Split split, ForecastModel model) {
    ForecastStamp stamp = model.stamp();
    int seen = stamp.trainRows() + stamp.validationRows();
    if (model.isSameSeries(table)
        && (split.train() < stamp.trainRows() || split.train() + split.validation() < seen)) {
      throw new TableException(
          table.file()
              + " begins with the rows that the model was trained on: "
              + stamp.trainRows()
              + " to train and "
              + stamp.validationRows()
              + " to validate. A model that is trained further expects no fewer before the new"
              + " validation and test parts; received "
              + split.train()
              + " and "
              + split.validation()
              + ". Choose "
              + setting("split")
              + " so, or give a file with more new rows.");
    }
  }

  private static void requireOwn(ForecastOptions options, ForecastModel model) {
    InputSpec inputs = model.pipeline().inputs();
    OwnSettings own = new OwnSettings(options.run());
    own.require(
        "target", String.join(",", options.targets()), "", String.join(",", inputs.targets()));
    requireCovariates(options.covariates(), inputs);
    OptionalInt none = OptionalInt.empty();
    own.require("horizon", options.horizon(), none, OptionalInt.of(inputs.horizon()));
    own.require("lookback", options.lookback(), none, OptionalInt.of(inputs.lookback()));
    own.require("season", options.season(), none, OptionalInt.of(inputs.season()));
    own.require(
        "transform",
        options.transform().ofFunction().id(),
        TransformKind.NONE.id(),
        model.pipeline().transforms().kind().id());
    own.require(options.network(), ForecastOptions.RECURRENT, model.network());
    String country = inputs.calendar().holidays();
    String holidays = country.isEmpty() ? "none" : country;
    own.require(
        "holidays",
        options.holidays().map(asked -> asked.equalsIgnoreCase(holidays) ? holidays : asked),
        Optional.empty(),
        Optional.of(holidays));
  }

  /** A column that the model left out may be named again. */
  private static void requireCovariates(CovariateNames given, InputSpec inputs) {
    TableColumns own = CovariateRows.columns(inputs.targets(), inputs.covariates());
    if (!given.past().containsAll(own.past()) || !given.future().containsAll(own.future())) {
      throw new TaskException(
          "The model that is trained further reads columns beside its targets: give them again,"
              + " with"
              + (own.past().isEmpty()
                  ? ""
                  : " " + setting("past") + " " + String.join(",", own.past()))
              + (own.future().isEmpty()
                  ? "."
                  : " " + setting("future") + " " + String.join(",", own.future()) + "."));
    }
  }

  private static void requireStep(TimeTable table, Frequency wanted) {
    if (!wanted.sameStep(table.axis().frequency())) {
      throw new TableException(
          table.file()
              + ": the step between its rows is "
              + table.axis().frequency().label()
              + "; that of the model is "
              + wanted.label()
              + ". Give a file with the step of the model, or train a new model on this file.");
    }
  }
}
