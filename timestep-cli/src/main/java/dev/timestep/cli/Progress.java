package dev.timestep.cli;

import dev.timestep.task.forecast.ForecastListener;
import dev.timestep.task.forecast.ForecastPlan;
import dev.timestep.train.AtExit;
import dev.timestep.train.EpochResult;
import dev.timestep.train.StepEvent;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Shows how training comes along: a bar that is redrawn on a terminal, plain lines elsewhere.
 * Ctrl-C ends training after the current step, with a checkpoint, and says how to go on.
 *
 * <p>What Ctrl-C has to wait for depends on the phase. While the data are prepared, nothing: there
 * is nothing to keep. While training, the step and its checkpoint. While scoring, nothing: training
 * left its last checkpoint. While the model is saved, all of it. The two threads agree on the phase
 * under this object's lock; the main thread never enters another phase once the process ends.
 */
final class Progress implements ForecastListener, AutoCloseable {
  private static final long REDRAW_NANOS = 100_000_000L;
  private static final long STOP_SECONDS = 30;

  private enum Phase {
    PREPARING,
    TRAINING,
    SCORING,
    SAVING,
    DONE
  }

  private final PrintWriter out;
  private final Terminal terminal;
  private final Supplier<String> resumeHint;
  private final CountDownLatch finished = new CountDownLatch(1);
  private Phase phase = Phase.PREPARING;
  private volatile boolean ending;
  private volatile Runnable stop = () -> {};
  private long lastDraw;
  private long firstNanos;
  private long firstStep = -1;
  private String validation = "";

  Progress(PrintWriter out, Terminal terminal, Supplier<String> resumeHint) {
    this.out = out;
    this.terminal = terminal;
    this.resumeHint = resumeHint;
  }

  /** Lets Ctrl-C end the run in good order. */
  Progress stoppedByCtrlC() {
    AtExit.run(this::processEnds);
    return this;
  }

  /** Runs while the JVM goes down; the process ends when it returns. */
  void processEnds() {
    Phase now;
    synchronized (this) {
      ending = true;
      now = phase;
    }
    switch (now) {
      case PREPARING, DONE -> {}
      case SCORING -> stopped();
      case TRAINING, SAVING -> {
        stop.run();
        awaitTheRun();
      }
    }
  }

  private void awaitTheRun() {
    try {
      if (!finished.await(STOP_SECONDS, TimeUnit.SECONDS)) {
        line("Training did not stop in time; the last checkpoint stands. " + resumeHint.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void enter(Phase next) {
    if (ending && phase == Phase.TRAINING && next != Phase.DONE) {
      stopped();
      finished.countDown();
    }
    while (ending && next != Phase.DONE) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    phase = next;
  }

  @Override
  public void planned(ForecastPlan plan, long parameters, Runnable newStop) {
    ForecastText.plan(plan, parameters, out);
    out.flush();
    stop = newStop;
    enter(Phase.TRAINING);
  }

  @Override
  public void stepEnded(StepEvent event) {
    if (ending) {
      // Training clears requests as it begins, so one that came a moment earlier is said again.
      stop.run();
    }
    long now = System.nanoTime();
    long done = (long) (event.epoch() - 1) * event.batches() + event.batch();
    if (firstStep < 0) {
      firstStep = done;
      firstNanos = now;
    }
    if (!terminal.redraws() || ending || now - lastDraw < REDRAW_NANOS) {
      return;
    }
    lastDraw = now;
    long all = (long) event.epochs() * event.batches();
    String left =
        done == firstStep
            ? ""
            : "  "
                + ProgressBar.duration(
                    (now - firstNanos) * 1e-9 / (done - firstStep) * (all - done))
                + " left";
    String figures =
        String.format(
            Locale.ROOT,
            "epoch %d/%d  loss %.4f%s  %,.0f windows/s%s",
            event.epoch(),
            event.epochs(),
            event.meanLoss(),
            validation,
            event.examplesPerSecond(),
            left);
    redraw(ProgressBar.line((double) done / all, figures, terminal.columns(), terminal.blocks()));
  }

  @Override
  public void epochEnded(EpochResult result) {
    validation =
        result.validationLoss().isPresent()
            ? String.format(Locale.ROOT, "  val %.4f", result.validationLoss().getAsDouble())
            : "";
    if (!terminal.redraws()) {
      line(
          String.format(
              Locale.ROOT,
              "Epoch %3d  loss %.4f%s  %.1f s%s",
              result.epoch(),
              result.trainLoss(),
              validation,
              result.seconds(),
              result.best() ? "  best so far" : ""));
    }
  }

  @Override
  public void scoring() {
    enter(Phase.SCORING);
    clear();
    line("Scoring every test window, the baselines beside the network.");
  }

  /** From here on the run is only written down, and Ctrl-C waits for it. */
  void saving() {
    enter(Phase.SAVING);
  }

  /** Training was asked to end. */
  void stopped() {
    clear();
    line("Stopped. " + resumeHint.get());
  }

  private void line(String text) {
    out.println(text);
    out.flush();
  }

  private void redraw(String text) {
    out.print("\r" + text + "\u001b[K");
    out.flush();
  }

  private void clear() {
    if (terminal.redraws()) {
      out.print("\r\u001b[K");
      out.flush();
    }
  }

  @Override
  public void close() {
    enter(Phase.DONE);
    finished.countDown();
  }
}
