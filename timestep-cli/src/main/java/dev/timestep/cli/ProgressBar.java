package dev.timestep.cli;

/** One line that shows how far something has come, never wider than the terminal. */
final class ProgressBar {
  private static final int WIDEST = 24;
  private static final int NARROWEST = 6;

  /** Room that figures usually take; kept free, so that the bar keeps its width. */
  private static final int USUAL_FIGURES = 64;

  /** Columns left free at the end, so that a {@code ^C} that is echoed does not wrap the line. */
  private static final int MARGIN = 3;

  private ProgressBar() {}

  /**
   * A bar and figures behind it. The bar gives way to the figures; where there is no room for even
   * a short one, the figures stand alone and are cut.
   *
   * @param share from 0 to 1
   * @param columns of the terminal
   * @param blocks whether the terminal shows block characters
   */
  static String line(double share, String figures, int columns, boolean blocks) {
    int room = Math.max(1, columns - MARGIN);
    int bar = Math.min(WIDEST, room - Math.max(figures.length(), USUAL_FIGURES) - 1);
    if (bar < NARROWEST) {
      return figures.length() <= room ? figures : figures.substring(0, room);
    }
    int filled = (int) (bar * Math.clamp(share, 0, 1));
    return (blocks ? "█" : "#").repeat(filled)
        + (blocks ? "░" : "-").repeat(bar - filled)
        + " "
        + figures;
  }

  /** Seconds as people say them. */
  static String duration(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600
        ? whole / 60 + " min " + whole % 60 + " s"
        : whole / 3600 + " h " + whole / 60 % 60 + " min";
  }
}
