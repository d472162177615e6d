package dev.timestep.report;

import java.util.Comparator;
import java.util.List;

/**
 * The network beside the baselines, for one target or for all together.
 *
 * @param label which target, or "All targets"
 * @param rows one row per forecaster; exactly one is the network
 */
public record BaselineTable(String label, List<BaselineRow> rows) {
  /** Checks that there is one network and at least one baseline. */
  public BaselineTable {
    Check.text("BaselineTable", "label", label);
    rows = Check.notEmpty("BaselineTable", "rows", rows);
    long networks = rows.stream().filter(BaselineRow::network).count();
    Check.that(
        networks == 1 && rows.size() > 1,
        "BaselineTable(%s) expects one network and at least one baseline; "
            + "received %d networks in %d rows.",
        label,
        networks,
        rows.size());
  }

  /** The network's row. */
  public BaselineRow network() {
    return rows.stream().filter(BaselineRow::network).findFirst().orElseThrow();
  }

  /** The baseline with the smallest MAE. */
  public BaselineRow bestBaseline() {
    return rows.stream()
        .filter(row -> !row.network())
        .min(Comparator.comparingDouble(BaselineRow::mae))
        .orElseThrow();
  }
}
