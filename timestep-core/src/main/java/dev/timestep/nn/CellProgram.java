package dev.timestep.nn;

import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.autograd.recurrent.ProgramText;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.cell.Cell;
import dev.timestep.nn.cell.CellState;
import dev.timestep.nn.cell.FusedCell;
import dev.timestep.tensor.Tensor;
import java.util.Optional;

/**
 * What becomes of a cell's {@link Cell#step}, in text: for the writer of a cell who wants to know
 * whether it runs over whole sequences as one operation, what that operation does, and where the
 * time goes.
 *
 * <pre>{@code
 * CellProgram program = CellProgram.of(new CoupledLstmCell(CoupledLstmConfig.of(128), 32, random));
 * log.log(INFO, program.toString());
 * }</pre>
 *
 * <p>docs/cell-programs.md explains the lines. The texts are for people: their form may change with
 * any version.
 *
 * @param cell the cell and its sizes, and whether it has a fused operation that runs instead
 * @param obstacle what in the step keeps it from running over whole sequences as one operation,
 *     such as "the operation transpose"; empty where nothing does
 * @param traced the operations of one step as they were recorded, each with its cost for a row
 * @param rewritten the same in fewer passes over the rows
 * @param run what runs before the steps, in each, on the way back and after it, and what is kept;
 *     for training on full sequences whose inputs come from a layer below
 */
public record CellProgram(
    String cell, Optional<String> obstacle, String traced, String rewritten, String run) {
  private static final int TIME = 100;
  private static final int BATCH = 32;

  /** The program of a cell in training, for 32 sequences of 100 steps. */
  public static CellProgram of(Cell<?> cell) {
    return of(cell, TIME, BATCH);
  }

  /**
   * The program of a cell in training.
   *
   * @param time steps of each sequence, 1 or more
   * @param batch how many sequences, 1 or more
   * @throws IllegalArgumentException when a size is below 1, or the step does not do the same for
   *     any numbers; see {@link Cell#step}
   */
  public static CellProgram of(Cell<?> cell, int time, int batch) {
    if (time < 1 || batch < 1) {
      throw new IllegalArgumentException(
          "The program of a cell expects 1 step or more and 1 sequence or more; received "
              + time
              + " steps and "
              + batch
              + " sequences. Give the sizes of a batch that you train on.");
    }
    return described(cell, time, batch);
  }

  private static <S extends CellState> CellProgram described(Cell<S> cell, int time, int batch) {
    Tape tape = Tape.training(Engine.withThreads(1), 0);
    Variable x = cell.prepare(tape, tape.input(Tensor.zeros(time, batch, cell.features())));
    Recurrent<S> layer = new Recurrent<>(cell, true, false);
    ProgramText text = layer.program(tape, x);
    boolean fused = cell.on(tape) instanceof FusedCell<S> whole && whole.fuses();
    String who = layer.who() + ", T = " + time + ", B = " + batch + "\n";
    return new CellProgram(
        fused ? who + "runs as a fused operation; this is what its steps would be\n" : who,
        text.obstacle(),
        text.traced(),
        text.rewritten(),
        text.run());
  }

  /** All of it, with headings. */
  @Override
  public String toString() {
    return cell + "\nas traced\n" + traced + "\nas rewritten\n" + rewritten + "\nas run\n" + run;
  }
}
