package dev.timestep.cli;

import dev.timestep.task.TaskListener;
import dev.timestep.task.TaskPlan;
import dev.timestep.task.message.Message;
import dev.timestep.train.AtExit;
import dev.timestep.train.EpochResult;
import dev.timestep.train.StepEvent;
import dev.timestep.train.TrainingState;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Shows the progress of training: each epoch as a line that stays, and on a terminal a bar below
 * them. Ctrl-C ends training after the current step, with a checkpoint, and says how to continue.
 */
final class Progress implements TaskListener, AutoCloseable {
  private static final long REDRAW_NANOS = 100_000_000L;

  /** A validation window is only read forward; a training window about three times as long. */
  private static final double VALIDATION_SHARE = 0.35;

  /** Room for what marks the best epoch. */
  private static final int BEST = 13;

  private final Screen screen;
  private final Path checkpoint;
  private final List<String> goOn;
  private final Phases phases = new Phases(this::stopped, this::tooSlow);
  private Pace pace = new Pace();
  private long lastDraw;
  private double validationSteps;
  private int epochs;
  private int batches;
  private double start = Double.POSITIVE_INFINITY;
  private String validation = "";
  private String unit = "examples";
  private String scored = "";

  /**
   * Progress of one run.
   *
   * @param screen where it is shown
   * @param checkpoint where it is saved on the way
   * @param goOn arguments that go on with it when it was stopped
   */
  Progress(Screen screen, Path checkpoint, List<String> goOn) {
    this.screen = screen;
    this.checkpoint = checkpoint;
    this.goOn = List.copyOf(goOn);
  }

  /** Lets Ctrl-C end the run in good order. */
  Progress stoppedByCtrlC() {
    AtExit.run(
        () -> {
          phases.processEnds();
          screen.clear();
        });
    return this;
  }

  @Override
  public void doing(String sentence) {
    screen.doing(sentence);
  }

  @Override
  public void progress(String sentence, double share) {
    long nanos = System.nanoTime();
    double now = nanos * 1e-9;
    pace.reached(share, now);
    if (phases.ending() || nanos - lastDraw < REDRAW_NANOS) {
      return;
    }
    lastDraw = nanos;
    screen.draw(
        ProgressBar.line(share, List.of(sentence + left(1, now), sentence), screen.terminal()));
  }

  @Override
  public void note(String text) {
    screen.line("Note: " + text);
  }

  @Override
  public void note(Message message) {
    note(message.marked());
  }

  @Override
  public void planned(TaskPlan plan, Runnable stop) {
    screen.line(
        new JobText(screen.terminal()).entries(plan.entries()).stripTrailing(), JobText.NO_INDENT);
    unit = plan.unit();
    validationSteps = VALIDATION_SHARE * plan.validation() / plan.batch();
    epochs = plan.epochs();
    batches = plan.steps();
    screen.draw("Scoring the validation " + unit + " before training");
    phases.training(stop);
  }

  @Override
  public void starting(double loss) {
    start = loss;
  }

  @Override
  public void resuming(TrainingState state) {
    TrainingState.Counters at = state.counters();
    String where =
        at.epoch() < epochs
            ? String.format(
                Locale.ROOT,
                "at epoch %d of %d, step %,d of %,d",
                at.epoch() + 1,
                epochs,
                at.batch() + 1,
                batches)
            : "after the last epoch";
    String best =
        at.bestEpoch() == 0
            ? ""
            : String.format(
                Locale.ROOT, "; best so far: epoch %d (val %.4f)", at.bestEpoch(), at.bestLoss());
    screen.line("Resuming: " + where + ", from " + checkpoint + best);
  }

  @Override
  public void stepEnded(StepEvent event) {
    phases.stepEnded();
    long nanos = System.nanoTime();
    double now = nanos * 1e-9;
    double perEpoch = event.batches() + validationSteps;
    double done = (event.epoch() - 1) * perEpoch + event.batch();
    double all = event.epochs() * perEpoch;
    pace.reached(done, now);
    boolean last = event.batch() == event.batches();
    if (phases.ending() || (nanos - lastDraw < REDRAW_NANOS && !last)) {
      return;
    }
    lastDraw = nanos;
    String epoch = "epoch " + event.epoch() + "/" + event.epochs();
    String loss = String.format(Locale.ROOT, "  loss %.4f", event.meanLoss());
    String speed =
        last
            ? "  validating"
            : String.format(Locale.ROOT, "  %,.0f %s/s", event.examplesPerSecond(), unit);
    String left = left(all, now);
    screen.draw(
        ProgressBar.line(
            done / all,
            List.of(
                epoch + loss + validation + speed + left,
                epoch + loss + validation + left,
                epoch + loss + left,
                epoch + left,
                epoch),
            screen.terminal()));
  }

  private String left(double all, double now) {
    var seconds = pace.left(all, now);
    return seconds.isEmpty() ? "" : "  " + ProgressBar.duration(seconds.getAsDouble()) + " left";
  }

  @Override
  public void epochEnded(EpochResult result) {
    pace.reached(result.epoch() * (batches + validationSteps), System.nanoTime() * 1e-9);
    validation =
        result.validationLoss().isPresent()
            ? String.format(Locale.ROOT, "  val %.4f", result.validationLoss().getAsDouble())
            : "";
    String seconds = String.format(Locale.ROOT, "  %.1f s", result.seconds());
    String epoch =
        String.format(
            Locale.ROOT, "Epoch %3d  loss %.4f%s", result.epoch(), result.trainLoss(), validation);
    boolean better = result.validationLoss().orElse(Double.NEGATIVE_INFINITY) < start;
    String best = result.best() && better ? "  best so far" : "";
    boolean fits = epoch.length() + seconds.length() + BEST < screen.terminal().textColumns();
    screen.line(
        fits ? epoch + seconds + best : (epoch + best).replace("  ", " ").replace(" so far", ""));
  }

  @Override
  public void scoring(int cases, String counted) {
    phases.enter(Phases.Phase.SCORING);
    pace = new Pace();
    scored = counted;
    screen.doing(String.format(Locale.ROOT, "Scoring %,d %s with the network.", cases, counted));
  }

  @Override
  public void scored(int done, int cases) {
    double now = System.nanoTime() * 1e-9;
    pace.reached(done, now);
    String scoring = String.format(Locale.ROOT, "scoring %,d %s", cases, scored);
    String left = left(cases, now);
    screen.draw(
        ProgressBar.line(
            (double) done / cases, List.of(scoring + left, "scoring" + left), screen.terminal()));
  }

  /** From here on the run is only written down, and Ctrl-C waits for it. */
  void saving() {
    phases.enter(Phases.Phase.SAVING);
    screen.clear();
  }

  /** Training was asked to end. */
  void stopped() {
    screen.line("Stopped. The checkpoint is " + checkpoint + ". To continue:");
    screen.command("  " + Program.line(goOn));
  }

  private void tooSlow() {
    screen.line(
        "Training did not stop in time. Its last checkpoint is " + checkpoint + ". To continue:");
    screen.command("  " + Program.line(goOn));
  }

  @Override
  public void close() {
    phases.done();
    screen.close();
  }
}
