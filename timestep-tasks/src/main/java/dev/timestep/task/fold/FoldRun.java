package dev.timestep.task.fold;

import dev.timestep.task.Fitting;
import dev.timestep.task.RunOptions;
import java.util.SequencedMap;

/**
 * A run that trains many networks: how it is stopped, and where those that are trained are kept.
 *
 * @param stop asks it to end
 * @param checkpoint keeps the networks that are trained
 */
public record FoldRun(StopRequest stop, FoldCheckpoint checkpoint) {
  /** A run whose networks are kept nowhere. */
  public static FoldRun plain() {
    return new FoldRun(new StopRequest(), FoldCheckpoint.none());
  }

  /**
   * The run that the options ask for.
   *
   * @param identity all that the bits of a network depend on, by name: what must not differ when
   *     the run goes on
   * @throws IllegalArgumentException when a checkpoint that the run shall go on from is missing or
   *     damaged, or was made with other data or settings
   */
  public static FoldRun of(RunOptions run, SequencedMap<String, String> identity) {
    Fitting.requireCheckpointFile(run);
    return new FoldRun(
        new StopRequest(),
        run.checkpoint()
            .map(
                file ->
                    run.resume()
                        ? FoldCheckpoint.resume(file, identity)
                        : FoldCheckpoint.begin(file, identity))
            .orElseGet(FoldCheckpoint::none));
  }

  /** What a reader should know of a run that goes on. */
  public String resumed() {
    int kept = checkpoint.size();
    return kept == 0
        ? "Going on with a checkpoint of no trained network: the run was stopped in its first ones."
        : "Going on with "
            + kept
            + (kept == 1 ? " trained network" : " trained networks")
            + " of the checkpoint.";
  }
}
