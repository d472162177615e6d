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
 */
final class Progress implements ForecastListener, AutoCloseable {
  private static final long REDRAW_NANOS = 100_000_000L;
  private static final int BAR = 24;
  private static final long STOP_SECONDS = 30;

  private final PrintWriter out;
  private final boolean terminal;
  private final Supplier<String> resumeHint;
  private final CountDownLatch finished = new CountDownLatch(1);
  private final long start = System.nanoTime();
  private long lastDraw;
  private String lastEpoch = "";
  private volatile Runnable stop = () -> {};

  Progress(PrintWriter out, boolean terminal, Supplier<String> resumeHint) {
    this.out = out;
    this.terminal = terminal;
    this.resumeHint = resumeHint;
    AtExit.run(
        () -> {
          stop.run();
          try {
            // The process may only end when the training thread has left its checkpoint.
            boolean left = finished.await(STOP_SECONDS, TimeUnit.SECONDS);
            if (!left) {
              line("Training did not stop in time; the last checkpoint stands.");
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /** Whether standard error is a terminal; the launcher knows. */
  static boolean onTerminal() {
    String said = System.getenv("TIMESTEP_TERMINAL");
    return said != null
        ? said.equals("yes")
        : System.console() != null && System.console().isTerminal();
  }

  @Override
  public void planned(ForecastPlan plan, long parameters, Runnable newStop) {
    ForecastText.plan(plan, parameters, out);
    out.flush();
    stop = newStop;
  }

  @Override
  public void stepEnded(StepEvent event) {
    long now = System.nanoTime();
    if (!terminal || now - lastDraw < REDRAW_NANOS) {
      return;
    }
    lastDraw = now;
    long done = (long) (event.epoch() - 1) * event.batches() + event.batch();
    long all = (long) event.epochs() * event.batches();
    int filled = (int) (BAR * done / all);
    double left = (now - start) * 1e-9 / done * (all - done);
    redraw(
        String.format(
            Locale.ROOT,
            "[%s%s] epoch %d/%d  loss %.4f%s  %,.0f windows/s  %s left",
            "█".repeat(filled),
            "░".repeat(BAR - filled),
            event.epoch(),
            event.epochs(),
            event.meanLoss(),
            lastEpoch,
            event.examplesPerSecond(),
            duration(left)));
  }

  @Override
  public void epochEnded(EpochResult result) {
    String validation =
        result.validationLoss().isPresent()
            ? String.format(Locale.ROOT, "  val %.4f", result.validationLoss().getAsDouble())
            : "";
    lastEpoch = validation;
    if (!terminal) {
      line(
          String.format(
              Locale.ROOT,
              "epoch %d  loss %.4f%s%s  %.1f s",
              result.epoch(),
              result.trainLoss(),
              validation,
              result.best() ? "  best" : "",
              result.seconds()));
    }
  }

  @Override
  public void scoring() {
    clear();
    line("Scoring every test window against the baselines …");
  }

  /** Training was asked to end. */
  void stopped() {
    clear();
    line("Stopped. " + resumeHint.get());
  }

  /** The model is saved. */
  void done() {
    stop = () -> {};
  }

  private void line(String text) {
    out.println(text);
    out.flush();
  }

  private void redraw(String text) {
    out.print("\r\u001b[K" + text);
    out.flush();
  }

  private void clear() {
    if (terminal) {
      out.print("\r\u001b[K");
      out.flush();
    }
  }

  private static String duration(double seconds) {
    long whole = Math.round(seconds);
    return whole < 60 ? whole + " s" : whole / 60 + " min " + whole % 60 + " s";
  }

  @Override
  public void close() {
    finished.countDown();
  }
}
