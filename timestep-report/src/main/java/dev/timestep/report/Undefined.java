package dev.timestep.report;

/** How the page shows a figure that has no value; the reason is always shown near it. */
final class Undefined {
  static final String MARK = "—";

  private Undefined() {}

  /** The text, or the mark where the value is not a finite number. */
  static String or(double value, String text) {
    return Double.isFinite(value) ? text : MARK;
  }
}
