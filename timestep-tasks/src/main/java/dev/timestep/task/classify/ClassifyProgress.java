package dev.timestep.task.classify;

import dev.timestep.judge.CountText;
import dev.timestep.task.Entry;
import dev.timestep.task.TaskListener;
import dev.timestep.task.TaskPlan;
import dev.timestep.train.EpochResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tells a task's listener how far the networks of the folds have come. */
final class ClassifyProgress implements ClassifyListener {
  private final TaskListener listener;
  private final int candidates;
  private int done;

  private ClassifyProgress(TaskListener listener, int candidates) {
    this.listener = listener;
    this.candidates = candidates;
  }

  static ClassifyProgress of(
      ClassifyParts parts, ClassifySettings settings, Runnable stop, TaskListener listener) {
    List<Entry> entries = new ArrayList<>(ClassifyWords.parts(parts));
    int cases = parts.train().cases().size();
    int candidates = settings.network().isPresent() ? 1 : ClassifyNetwork.values().length;
    entries.add(
        new Entry(
            "Networks",
            String.format(
                Locale.ROOT,
                "%s of %d folds each; up to %s",
                CountText.of(candidates, "candidate"),
                settings.folds(),
                CountText.of(settings.epochsFor(cases), "epoch"))));
    listener.planned(
        new TaskPlan(entries, cases, 0, settings.batch(), settings.epochsFor(cases), "cases"),
        stop);
    return new ClassifyProgress(listener, candidates);
  }

  @Override
  public synchronized void epochEnded(
      ClassifyNetwork network, int fold, int folds, int epochs, EpochResult result) {
    show(network, folds, epochs, 1);
  }

  @Override
  public synchronized void networkKept(ClassifyNetwork network, int networks, int epochs) {
    show(network, networks, epochs, epochs);
  }

  private void show(ClassifyNetwork network, int folds, int epochs, int more) {
    done += more;
    listener.progress(
        "training the " + network.words(),
        Math.min(1, done / ((double) candidates * folds * epochs)));
  }

  @Override
  public synchronized void candidateEnded(CandidateScore score) {
    listener.doing(
        String.format(
            Locale.ROOT,
            "The %s: %d errors on cases that it had not seen, cross-entropy %.4f, %.1f s.",
            score.network().words(),
            score.errors(),
            score.crossEntropy(),
            score.seconds()));
  }
}
