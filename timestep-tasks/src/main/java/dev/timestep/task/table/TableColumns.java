package dev.timestep.task.table;

import static dev.timestep.task.message.Setting.setting;

import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a table that are read, and what each is: a target, which is forecast, or a
 * covariate beside it.
 *
 * <pre>{@code
 * TableColumns columns = TableColumns.of("demand").withFuture("price", "promo").withPast("visitors");
 * TimeTable table = TableReader.read(Path.of("shop.csv"), columns, ReadOptions.defaults());
 * }</pre>
 *
 * @param targets columns of numbers without a hole
 * @param past covariates that are known up to the row of a forecast, such as what was measured
 * @param future covariates that are known for the rows to be forecast, too, such as what is planned
 */
public record TableColumns(List<String> targets, List<String> past, List<String> future) {
  public TableColumns {
    targets = List.copyOf(targets);
    past = List.copyOf(past);
    future = List.copyOf(future);
    new ColumnRoles()
        .claim(setting("target"), targets)
        .claim(setting("past"), past)
        .claim(setting("future"), future);
  }

  /** Targets only. */
  public static TableColumns of(String... targets) {
    return new TableColumns(List.of(targets), List.of(), List.of());
  }

  /** Targets only; an empty list stands for all columns of numbers. */
  public static TableColumns of(List<String> targets) {
    return new TableColumns(targets, List.of(), List.of());
  }

  /** The same with other past covariates. */
  public TableColumns withPast(String... columns) {
    return new TableColumns(targets, List.of(columns), future);
  }

  /** The same with other covariates that are known in advance. */
  public TableColumns withFuture(String... columns) {
    return new TableColumns(targets, past, List.of(columns));
  }

  /** Past covariates, then those that are known in advance. */
  public List<String> covariates() {
    List<String> all = new ArrayList<>(past);
    all.addAll(future);
    return List.copyOf(all);
  }
}
