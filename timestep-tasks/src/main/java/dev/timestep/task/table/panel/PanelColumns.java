package dev.timestep.task.table.panel;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.table.ColumnRoles;
import dev.timestep.task.table.TableException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the columns of a table of many series are.
 *
 * <pre>{@code
 * PanelColumns columns =
 *     new PanelColumns("store", List.of("sales"), List.of("visitors"), List.of("price"), List.of("city"));
 * }</pre>
 *
 * @param id the column that separates the series; several joined by '+', such as store+item, where
 *     it takes more than one
 * @param targets to be forecast, at least one
 * @param past covariates that are known up to the last row of a series only, such as the weather
 *     that was observed
 * @param future covariates that are known ahead, such as a planned price
 * @param statics columns with one value for each series, such as a city
 */
public record PanelColumns(
    String id, List<String> targets, List<String> past, List<String> future, List<String> statics) {

  /**
   * Checks the columns.
   *
   * @throws TableException when there is no id or target, or a column has two roles or is named
   *     twice
   */
  public PanelColumns {
    targets = List.copyOf(targets);
    past = List.copyOf(past);
    future = List.copyOf(future);
    statics = List.copyOf(statics);
    if (id.isBlank()) {
      throw new TableException(
          setting("id")
              + " expects the name of the column that separates the series, such as store;"
              + " received a blank.");
    }
    if (targets.isEmpty()) {
      throw new TableException(
          setting("target") + " expects the name of one column or more; received none.");
    }
    new ColumnRoles()
        .claim(setting("id"), List.of(id))
        .claim(setting("target"), targets)
        .claim(setting("past"), past)
        .claim(setting("future"), future)
        .claim(setting("static"), statics);
  }

  /** The columns with a value in each row, in order: targets, past and future covariates. */
  public List<String> dynamic() {
    List<String> names = new ArrayList<>(targets);
    names.addAll(past);
    names.addAll(future);
    return List.copyOf(names);
  }
}
