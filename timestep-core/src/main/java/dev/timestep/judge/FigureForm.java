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
    if (!percent) {
      return form.of(value);
    }
    String text = form.of(100 * value);
    return Double.isFinite(value) ? text + " %" : text;
  }
}
