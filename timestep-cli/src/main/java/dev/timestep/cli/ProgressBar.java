package dev.timestep.cli;

import java.util.List;

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
   * A bar and figures after it. The bar is shortened for the figures; where there is no room for
   * even a short one, a percentage takes its place.
   *
   * @param share from 0 to 1
   * @param figures the same figures told at length, then ever shorter; the first that fits is shown
   * @param terminal how wide it is, and whether it shows block characters
   */
  static String line(double share, List<String> figures, Terminal terminal) {
    int room = Math.max(1, terminal.columns() - MARGIN);
    int bar = Math.min(WIDEST, room - USUAL_FIGURES - 1);
    double within = Math.clamp(share, 0, 1);
    if (bar < NARROWEST) {
      return fitting((int) (100 * within) + " %  ", figures, room);
    }
    int filled = (int) (bar * within);
    return fitting(
        (terminal.blocks() ? "█" : "#").repeat(filled)
            + (terminal.blocks() ? "░" : "-").repeat(bar - filled)
            + " ",
        figures,
        room);
  }

  private static String fitting(String start, List<String> figures, int room) {
    for (String some : figures) {
      if (start.length() + some.length() <= room) {
        return start + some;
      }
    }
    String shortest = figures.getLast();
    return shortest.length() <= room ? shortest : shortest.substring(0, room);
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
