package dev.timestep.cli;

import java.nio.file.Path;
import java.util.List;

/**
 * A short run of what the program is used for. The launcher starts it once after each build, so
 * that the JVM records which classes are needed; later starts load them quickly.
 */
public final class Rehearsal {

  private Rehearsal() {}

  /**
   * Runs the commands, one after the other, whatever becomes of each.
   *
   * @param args a CSV file with the columns {@code date} and {@code births}, and a folder to write
   *     to
   */
  public static void main(String[] args) {
    StandardError.restore();
    String data = args[0];
    String model = Path.of(args[1], "rehearsal.timestep").toString();
    String report = Path.of(args[1], "rehearsal.html").toString();
    List<List<String>> commands =
        List.of(
            List.of("--help"),
            List.of("train", "forecast", "--help"),
            List.of(
                "train",
                "forecast",
                data,
                "--target",
                "births",
                "--horizon",
                "7",
                "--lookback",
                "14",
                "--hidden",
                "8",
                "--epochs",
                "1",
                "--holidays",
                "US",
                "--out",
                model,
                "--report",
                report),
            List.of("predict", model, data),
            List.of("inspect", model));
    for (List<String> command : commands) {
      Main.commandLine().execute(command.toArray(String[]::new));
    }
  }
}
