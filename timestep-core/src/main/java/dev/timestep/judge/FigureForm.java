package dev.timestep.judge;

/** How figures of one measure are written beside each other: they share their decimals. */
public final class FigureForm {
  private static final int UNIT_DIGITS = 4;
  private static final int RATIO_DIGITS = 3;

  private final boolean percent;
  private final NumberText form;

  private FigureForm(boolean percent, NumberText form) {
    this.percent = percent;
    this.form = form;
  }

  /**
   * The form of a column of a table. Figures in the unit of the data are read across columns, so
   * all of them share their decimals.
   */
  public static FigureForm of(ScoreTable scores, Measure measure) {
    return of(
        measure,
        scores.measures().stream()
            .filter(other -> other.equals(measure) || (unit(other) && unit(measure)))
            .flatMapToDouble(
                other -> scores.all().mapToDouble(score -> score.value(other).orElse(0)))
            .toArray());
  }

  private static boolean unit(Measure measure) {
    return measure.form() == Measure.Form.UNIT;
  }

  /** The form that shows these figures of a measure apart. */
  public static FigureForm of(Measure measure, double... values) {
    return switch (measure.form()) {
      case UNIT -> new FigureForm(false, NumberText.column(UNIT_DIGITS, values));
      case RATIO ->
          new FigureForm(false, NumberText.column(RATIO_DIGITS, values).withDecimals(RATIO_DIGITS));
      case PERCENT -> new FigureForm(true, NumberText.column(1, 1).withDecimals(1));
    };
  }

  /** The same with enough decimals for a difference to be seen. */
  public FigureForm showing(int wanted, double difference) {
    return new FigureForm(percent, form.showing(wanted, percent ? 100 * difference : difference));
  }

  /** The figure as text; "-" where it is undefined. */
  public String of(double value) {
    String text = number(value);
    return percent && Double.isFinite(value) ? text + " %" : text;
  }

  /** The figure without its unit, for the scale of a drawing: 0.042 of a share is "4.2". */
  public String number(double value) {
    return form.of(percent ? 100 * value : value);
  }

  /**
   * A difference of two figures. Of shares it is in percentage points: "1 %" could be a hundredth
   * of all cases or a hundredth of the errors.
   */
  public String difference(double value) {
    return number(value) + differenceUnit();
  }

  /** A range of differences, the unit once: "-2.0 to 6.0 percentage points". */
  public String differences(double low, double high) {
    return number(low) + " to " + number(high) + differenceUnit();
  }

  /** What follows the number of a difference, after a space; empty where figures have no unit. */
  public String differenceUnit() {
    return percent ? " percentage points" : "";
  }
}
