package dev.timestep.task.forecast;

import dev.timestep.task.forecast.baseline.Anchor;
import dev.timestep.task.forecast.window.SeriesMath;
import java.util.ArrayList;
import java.util.List;

/**
 * What a network reads for the steps nearest to the origin: the last rows one by one with their
 * calendar, and by how much the very last row missed its own slot.
 *
 * <p>The steps behind an origin share one linear path, and a segment of a whole season says little
 * about its last row. Without these inputs a network cannot carry an error that fades within a few
 * steps, and a holiday just behind the origin looks to it like any low day.
 *
 * @param rows rows that are read one by one, 0 for none
 * @param cycles the cycles c whose difference {@code y[t-1] - y[t-1-c]} fades over the steps
 * @param periods seasons of which the slot mean of the last row is taken, whose miss fades too; 0
 *     for none
 */
public record NearInputs(int rows, List<Integer> cycles, int periods) {
  /** Models from before there were such inputs. */
  public static final NearInputs NONE = new NearInputs(0, List.of(), 0);

  /** A week of days; twice as many gain nothing. */
  private static final int ROWS = 7;

  /** How many steps an error takes to fade to 1/e: from one that is gone at once to a slow one. */
  private static final double[] FADES = {.7, 2, 6, 20};

  public NearInputs {
    cycles = List.copyOf(cycles);
    if (rows < 0 || periods < 0 || cycles.stream().anyMatch(cycle -> cycle < 1)) {
      throw new IllegalArgumentException(
          "The near inputs of a forecast expect 0 rows and periods or more, and cycles of 1 row or"
              + " more; received "
              + rows
              + ", "
              + periods
              + " and "
              + cycles
              + ".");
    }
  }

  /**
   * Those that a lookback has room for.
   *
   * @param slots the cycles whose same slot is an input; without a season the row before counts
   * @param season rows of the shortest cycle, 1 where there is none
   */
  static NearInputs of(List<Integer> slots, int season, int lookback) {
    List<Integer> cycles = new ArrayList<>(season > 1 ? slots : List.of(1));
    cycles.removeIf(cycle -> cycle >= lookback);
    return new NearInputs(
        Math.min(ROWS, lookback), cycles, Math.min(Anchor.PERIODS, (lookback - 1) / season));
  }

  /** How many rows before an origin are read, for a season. */
  int reach(int season) {
    int farthest = Math.max(rows, 1 + periods * season);
    for (int cycle : cycles) {
      farthest = Math.max(farthest, 1 + cycle);
    }
    return equals(NONE) ? 0 : farthest;
  }

  /** Inputs of one target at a step. */
  int width() {
    return FADES.length * (cycles.size() + (periods > 0 ? 1 : 0));
  }

  /**
   * The errors of the last row before an origin: against the mean of its slot, and against the same
   * slot of each cycle.
   */
  double[] errors(double[] y, int origin, int season) {
    double[] errors = new double[cycles.size() + (periods > 0 ? 1 : 0)];
    int last = origin - 1;
    int at = 0;
    if (periods > 0) {
      errors[at++] = y[last] - SeriesMath.slotMean(y, last, 0, season, periods);
    }
    for (int cycle : cycles) {
      errors[at++] = y[last] - y[last - cycle];
    }
    return errors;
  }

  /**
   * Writes each error, divided by {@code unit}, as it is after h steps at each pace of fading:
   * {@code error · exp(-h/τ)}.
   *
   * @return where the next input goes
   */
  static int write(double[] errors, double unit, int h, float[] to, int start) {
    int at = start;
    for (double error : errors) {
      for (double fade : FADES) {
        to[at++] = (float) (error / unit * Math.exp(-h / fade));
      }
    }
    return at;
  }
}
