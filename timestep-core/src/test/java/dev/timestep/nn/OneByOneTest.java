package dev.timestep.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.cell.Cell;
import dev.timestep.nn.cell.CellAround;
import dev.timestep.nn.cell.HiddenState;
import dev.timestep.nn.cell.MguConfig;
import dev.timestep.nn.cell.ZoneoutCell;
import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** A cell that runs step by step says so in the log, once, and says why. */
class OneByOneTest {

  /** An MGU that turns its input round and back; a class of its own, so that nobody spoke of it. */
  private static final class Turning extends CellAround<HiddenState> {
    private final boolean turns;

    @SuppressWarnings("unchecked")
    Turning(boolean turns) {
      super((Cell<HiddenState>) MguConfig.of(3).build(2, new Random(1)));
      this.turns = turns;
    }

    @Override
    public HiddenState step(Tape tape, Variable x, HiddenState state, Variable past) {
      Variable read = turns ? x.transpose(0, 1).transpose(0, 1) : x;
      return inner().step(tape, read, state, past);
    }
  }

  /** What the class logs. */
  private static final class Captured extends Handler implements AutoCloseable {
    private final Logger logger = Logger.getLogger(Recurrent.class.getName());
    private final List<String> lines = new ArrayList<>();

    Captured() {
      logger.setUseParentHandlers(false);
      logger.addHandler(this);
    }

    @Override
    public void publish(LogRecord entry) {
      assertThat(entry.getLevel()).isEqualTo(Level.INFO);
      lines.add(entry.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      logger.removeHandler(this);
      logger.setUseParentHandlers(true);
    }
  }

  private static void run(Cell<HiddenState> cell, String place) {
    Tape tape = Tape.training(Engine.withThreads(1), 1);
    tape.enter(place);
    new Recurrent<>(cell).forward(tape, Signal.of(tape.constant(Tensor.zeros(4, 3, 2))));
    tape.exit();
  }

  @Test
  void theOperationIsNamedOnce() {
    try (Captured log = new Captured()) {
      run(new Turning(false), "1.mgu");
      assertThat(log.lines).isEmpty();
      run(new Turning(true), "1.mgu");
      assertThat(log.lines)
          .containsExactly(
              "The cell mgu(features=2, units=3) at 1.mgu, a dev.timestep.nn.OneByOneTest$Turning,"
                  + " runs step by step, in two to three times the time: in its step, the"
                  + " operation transpose is not an operation of rows, so its steps cannot run"
                  + " over all sequences as one operation. The Javadoc of Cell.step lists those"
                  + " that can.");
      run(new Turning(true), "1.mgu");
      run(new Turning(true), "2.mgu");
      assertThat(log.lines).hasSize(1);
      run(new ZoneoutCell<>(new Turning(true), 0.1, 0), "3.mgu");
      run(new ZoneoutCell<>(new Turning(true), 0.2, 0), "3.mgu");
      assertThat(log.lines).hasSize(2);
      assertThat(log.lines.getLast()).contains(" at 3.mgu, a dev.timestep.nn.cell.ZoneoutCell, ");
    }
  }
}
