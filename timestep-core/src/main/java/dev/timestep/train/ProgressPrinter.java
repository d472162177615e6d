package dev.timestep.train;

import java.io.Flushable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;

/**
 * Writes one line for each epoch, and one at the end; on a terminal also a bar, which the next line
 * takes the place of.
 */
final class ProgressPrinter implements TrainingListener {
  private static final long REDRAW_NANOS = 100_000_000L;
  private static final int BAR = 24;

  private final Appendable out;
  private final boolean terminal;
  private int epochs;
  private int drawn;
  private long lastDraw;

  ProgressPrinter(Appendable out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public void stepEnded(StepEvent event) {
    epochs = event.epochs();
    long now = System.nanoTime();
    boolean last = event.batch() == event.batches();
    if (!terminal || (drawn > 0 && !last && now - lastDraw < REDRAW_NANOS)) {
      return;
    }
    lastDraw = now;
    int full = (int) ((long) BAR * event.batch() / event.batches());
    draw(
        "epoch "
            + event.epoch()
            + "/"
            + epochs
            + " ["
            + "#".repeat(full)
            + ".".repeat(BAR - full)
            + "] loss "
            + number(event.meanLoss())
            + (last ? "" : String.format(Locale.ROOT, "  %.0f/s", event.examplesPerSecond())));
  }

  @Override
  public void epochEnded(EpochResult result) {
    String all = Integer.toString(Math.max(epochs, result.epoch()));
    StringBuilder line = new StringBuilder("epoch ");
    line.append(String.format(Locale.ROOT, "%" + all.length() + "d/%s", result.epoch(), all));
    line.append("  loss ").append(number(result.trainLoss()));
    appendMeasured(line, result);
    line.append(String.format(Locale.ROOT, "  %.1f s", result.seconds()));
    line(line + (result.best() ? "  best" : ""));
  }

  @Override
  public void trainingEnded(TrainingResult result) {
    String why =
        switch (result.reason()) {
          case EPOCHS_DONE -> "Training ended after ";
          case STOPPED_EARLY -> "Training stopped early after ";
          case STOP_REQUESTED -> "Training was stopped after ";
        };
    int done = result.history().size();
    StringBuilder line = new StringBuilder(why).append(done);
    line.append(done == 1 ? " epoch." : " epochs.");
    result
        .best()
        .ifPresent(
            best -> {
              line.append(" The model has the weights of epoch ").append(best.epoch()).append(":");
              appendMeasured(line, best);
            });
    line(line.toString());
  }

  private static void appendMeasured(StringBuilder line, EpochResult result) {
    result.validationLoss().ifPresent(loss -> line.append("  val loss ").append(number(loss)));
    for (Map.Entry<String, Double> metric : result.metrics().entrySet()) {
      line.append("  val ").append(metric.getKey()).append(' ').append(number(metric.getValue()));
    }
  }

  /** Four digits that say something, however small the number is. */
  private static String number(double value) {
    return value == 0 ? "0" : String.format(Locale.ROOT, "%.4g", value);
  }

  private void draw(String text) {
    write("\r" + text + " ".repeat(Math.max(0, drawn - text.length())));
    drawn = text.length();
  }

  private void line(String text) {
    String cleared = drawn > 0 ? "\r" + " ".repeat(drawn) + "\r" : "";
    drawn = 0;
    write(cleared + text + System.lineSeparator());
  }

  private void write(String text) {
    try {
      out.append(text);
      if (out instanceof Flushable flushable) {
        flushable.flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The progress of training cannot be written.", e);
    }
  }
}
