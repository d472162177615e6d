package dev.timestep.task.forecast.covariate;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.judge.CountText;
import dev.timestep.task.table.TableColumns;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.TimeTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The inputs that covariates give in each row of a table.
 *
 * <p>Those of past covariates end with the last row; those that are known in advance go on as far
 * as the table has them.
 */
public final class CovariateRows {
  /** No covariates. */
  public static final CovariateRows NONE = new CovariateRows(List.of(), List.of(), new float[0]);

  private final List<Cells> past;
  private final List<Cells> ahead;

  /** Inputs that are the same in all rows. */
  private final float[] fixed;

  private final int pastWidth;
  private final int aheadWidth;

  private CovariateRows(List<Cells> past, List<Cells> ahead, float[] fixed) {
    this.fixed = fixed;
    this.past = past;
    this.ahead = ahead;
    pastWidth = width(past);
    aheadWidth = width(ahead);
  }

  /** The cells of a covariate in a table, whatever keeps them. */
  public interface Column {
    /** Rows that have a value. */
    int rows();

    /** A number, or the model's place of a category, -1 for one that training did not have. */
    double value(int row);

    /** Whether the value was filled. */
    boolean missing(int row);
  }

  /** Inputs are made when they are asked for, which takes less memory than keeping them. */
  private record Cells(Covariate covariate, Column column) {
    int write(int row, float[] to, int at) {
      return covariate.write(column.value(row), column.missing(row), to, at);
    }
  }

  private record ArrayColumn(double[] values, boolean[] filled) implements Column {
    @Override
    public int rows() {
      return values.length;
    }

    @Override
    public double value(int row) {
      return values[row];
    }

    @Override
    public boolean missing(int row) {
      return filled[row];
    }
  }

  /**
   * The rows of a table.
   *
   * @throws TableException when a column holds texts where it held numbers in training, or the
   *     other way round
   */
  public static CovariateRows of(List<Covariate> covariates, TimeTable table) {
    return of(
        covariates,
        one -> new ArrayColumn(places(one, table), table.filled(one.column())),
        new float[0]);
  }

  /**
   * The rows of any columns.
   *
   * @param columns the cells of each covariate
   * @param fixed inputs that are the same in all rows
   */
  public static CovariateRows of(
      List<Covariate> covariates, Function<Covariate, Column> columns, float[] fixed) {
    List<Cells> past = new ArrayList<>();
    List<Cells> ahead = new ArrayList<>();
    for (Covariate one : covariates) {
      (one.ahead() ? ahead : past).add(new Cells(one, columns.apply(one)));
    }
    return new CovariateRows(past, ahead, fixed.clone());
  }

  private static int width(List<Cells> cells) {
    return cells.stream().mapToInt(one -> one.covariate().width()).sum();
  }

  /** Values, or the model's places of a table's categories. */
  private static double[] places(Covariate one, TimeTable table) {
    List<String> texts = table.categories(one.column());
    double[] values = table.known(one.column());
    if (one.categories().isEmpty() != texts.isEmpty()) {
      throw new TableException(
          "%s: column %s holds %s; the model was trained on %s. Write it as it was then."
              .formatted(
                  table.file(),
                  one.column(),
                  texts.isEmpty() ? "numbers" : "texts such as \"" + texts.getFirst() + "\"",
                  texts.isEmpty()
                      ? "texts such as \"" + one.categories().getFirst() + "\""
                      : "numbers"));
    }
    return texts.isEmpty()
        ? values
        : Arrays.stream(values)
            .map(code -> one.categories().indexOf(texts.get((int) code)))
            .toArray();
  }

  /** Categories of a table that training did not have, a sentence for each column. */
  public static List<String> unknown(List<Covariate> covariates, TimeTable table) {
    List<String> notes = new ArrayList<>();
    for (Covariate one : covariates) {
      List<String> texts = table.categories(one.column());
      Map<String, Integer> first = new LinkedHashMap<>();
      double[] values = table.known(one.column());
      for (int row = 0; row < values.length && !texts.isEmpty(); row++) {
        String text = texts.get((int) values[row]);
        if (!one.categories().contains(text)) {
          first.putIfAbsent(text, row);
        }
      }
      first.forEach(
          (text, row) ->
              notes.add(
                  "Column %s has \"%s\" (%s), which the training rows did not have: it is read as none of the categories."
                      .formatted(one.column(), text, table.axis().text(row))));
    }
    return notes;
  }

  /** The columns that covariates are read from, beside these targets. */
  public static TableColumns columns(List<String> targets, List<Covariate> covariates) {
    return new TableColumns(
        targets,
        covariates.stream().filter(one -> !one.ahead()).map(Covariate::column).toList(),
        covariates.stream().filter(Covariate::ahead).map(Covariate::column).toList());
  }

  /**
   * What a table lacks for the rows after its last: sentences that say what to give.
   *
   * @param columns that are known in advance
   * @param horizon rows to be forecast
   * @return nothing where the columns that are known in advance reach over all of them
   */
  public static Optional<String> missingAhead(List<String> columns, TimeTable table, int horizon) {
    int needed = table.rows() + horizon;
    List<String> ends = new ArrayList<>();
    for (String column : columns) {
      int known = table.known(column).length;
      if (known < needed) {
        ends.add("%s ends at %s".formatted(column, table.axis().text(known - 1)));
      }
    }
    return ends.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "A forecast of %s needs %s of the rows %s to %s; in %s %s. Add these rows, with the"
                    .formatted(
                        CountText.of(horizon, "row"),
                        String.join(" and ", columns),
                        table.axis().text(table.rows()),
                        table.axis().text(needed - 1),
                        table.file(),
                        String.join(" and ", ends))
                + " targets left blank. A column that is not known in advance is one for %s when a model is trained."
                    .formatted(setting("past")));
  }

  /** How many inputs {@link #past} writes. */
  public int pastWidth() {
    return pastWidth;
  }

  /** How many inputs {@link #known} writes. */
  public int knownWidth() {
    return aheadWidth + fixed.length;
  }

  /**
   * Writes the inputs of a row that are known in advance, and those that are the same in all rows.
   *
   * @return where the next input goes
   */
  public int known(int row, float[] to, int at) {
    int next = ahead(row, to, at);
    System.arraycopy(fixed, 0, to, next, fixed.length);
    return next + fixed.length;
  }

  /** How many inputs {@link #ahead} writes. */
  public int aheadWidth() {
    return aheadWidth;
  }

  /**
   * Writes the inputs that are known up to a row.
   *
   * @return where the next input goes
   */
  public int past(int row, float[] to, int at) {
    int next = at;
    for (Cells one : past) {
      next = one.write(row, to, next);
    }
    return next;
  }

  /**
   * Writes the inputs of a row that are known in advance; zeros beyond the last row that is.
   *
   * @return where the next input goes
   */
  public int ahead(int row, float[] to, int at) {
    int next = at;
    for (Cells one : ahead) {
      if (row < one.column().rows()) {
        next = one.write(row, to, next);
      } else {
        int end = next + one.covariate().width();
        Arrays.fill(to, next, end, 0);
        next = end;
      }
    }
    return next;
  }

  /** The inputs of past covariates in the first rows, [input][row]. */
  public double[][] past(int rows) {
    double[][] inputs = new double[pastWidth][rows];
    float[] one = new float[pastWidth];
    for (int row = 0; row < rows; row++) {
      past(row, one, 0);
      for (int input = 0; input < pastWidth; input++) {
        inputs[input][row] = one[input];
      }
    }
    return inputs;
  }
}
