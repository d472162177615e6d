package org.example.mean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.cli.FittingMixin;
import dev.timestep.cli.NetworkMixin;
import dev.timestep.task.CellKind;
import dev.timestep.task.RecurrentSettings;
import dev.timestep.task.message.TaskException;
import java.util.ListResourceBundle;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The options that jobs share, used from a package of another house. */
final class MixinsTest {
  @Command(name = "job", sortOptions = false)
  private static final class Job {
    @Mixin
    private NetworkMixin network =
        new NetworkMixin(new RecurrentSettings(CellKind.LSTM, 24, 2, 0.5));

    @Mixin private FittingMixin fitting = new FittingMixin(9, 0.01);
  }

  /** The words of a job that reads sentences. */
  public static final class Words extends ListResourceBundle {
    @Override
    protected Object[][] getContents() {
      return new Object[][] {
        {"batch", "Sentences in a training step. Default: ${DEFAULT-VALUE}."},
        {"cases", "SENTENCES"},
      };
    }
  }

  private static Job parsed(String... arguments) {
    Job job = new Job();
    new CommandLine(job).parseArgs(arguments);
    return job;
  }

  @Test
  void defaultsAreThoseOfTheJob() {
    Job job = parsed();
    assertThat(job.network.settings()).isEqualTo(new RecurrentSettings(CellKind.LSTM, 24, 2, 0.5));
    assertThat(job.fitting.epochs()).isZero();
    assertThat(job.fitting.batch()).isEqualTo(9);
    assertThat(job.fitting.learningRate()).isEqualTo(0.01);
  }

  @Test
  void whatIsGivenCounts() {
    Job job = parsed("--cell", "rnn", "--hidden=8", "--layers=3", "--dropout=0", "--epochs=5");
    assertThat(job.network.settings()).isEqualTo(new RecurrentSettings(CellKind.RNN, 8, 3, 0));
    assertThat(job.fitting.epochs()).isEqualTo(5);
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> parsed("--epochs=0").fitting.epochs())
        .isInstanceOf(TaskException.class)
        .hasMessage("epochs expects a whole number of 1 or more; received 0.");
    assertThatThrownBy(() -> parsed("--layers=0").network.settings())
        .hasMessage("layers expects a whole number of 1 or more; received 0.");
    assertThatThrownBy(() -> parsed("--dropout=1").network.settings())
        .hasMessage("dropout expects a rate from 0 up to, not including, 1; received 1.0.");
    assertThatThrownBy(() -> parsed("--cell=gur").network.settings())
        .hasMessage("--cell expects one of rnn, gru, lstm; received \"gur\". Did you mean gru?");
  }

  @Test
  void theWordsAreTheJobs() {
    String plain = new CommandLine(new Job()).getUsageMessage();
    assertThat(plain)
        .contains("--batch=CASES", "Cases in a training step. Default: 9.")
        .contains("Recurrent cell. Default: lstm.");
    String own = new CommandLine(new Job()).setResourceBundle(new Words()).getUsageMessage();
    assertThat(own).contains("--batch=SENTENCES", "Sentences in a training step. Default: 9.");
  }
}
