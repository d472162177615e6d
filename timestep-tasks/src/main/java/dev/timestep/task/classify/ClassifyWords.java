package dev.timestep.task.classify;

import dev.timestep.judge.CountText;
import dev.timestep.judge.Measure;
import dev.timestep.judge.NumberText;
import dev.timestep.judge.Score;
import dev.timestep.task.Entry;
import dev.timestep.task.TaskPlan;
import dev.timestep.task.sequence.batch.LabelledParts;
import dev.timestep.task.sequence.batch.LabelledWords;
import dev.timestep.task.sequence.batch.SequenceLengths;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a classification says about its data, for a reader. */
final class ClassifyWords {
  private ClassifyWords() {}

  /** What will be trained. */
  static TaskPlan plan(LabelledParts parts, ClassifySettings settings) {
    List<Entry> entries = new ArrayList<>(LabelledWords.parts(parts));
    parts.markedNotes().forEach(note -> entries.add(new Entry("Note", note)));
    int cases = parts.train().cases().size();
    int epochs = settings.epochsFor(cases);
    int candidates =
        settings.network().isPresent()
            ? 1
            : ClassifyNetwork.of(SequenceLengths.of(parts.train().cases())).size();
    int rounds = settings.roundsFor(cases);
    entries.add(
        new Entry(
            "Networks",
            String.format(
                Locale.ROOT,
                "%s of %d folds each%s; up to %s",
                CountText.of(candidates, "candidate"),
                Math.min(settings.folds(), cases),
                rounds == 1 ? "" : ", in " + rounds + " rounds",
                CountText.of(epochs, "epoch"))));
    return new TaskPlan(entries, cases, 0, settings.batch(), epochs, "cases");
  }

  /** How a candidate did. */
  static String candidate(CandidateScore score, ClassifySettings settings) {
    return String.format(
        Locale.ROOT,
        "The %s: %s on cases that it had not seen, cross-entropy %.4f, %.1f s.",
        score.network().words(settings),
        CountText.of(score.errors(), "error"),
        score.crossEntropy(),
        score.seconds());
  }

  /** Which model answers, and how it did: the verdict is on the network, whichever that is. */
  static String kept(ClassifyModel model, Score score) {
    double errorRate = score.figure(Measure.ERROR_RATE);
    int cases = score.perCase().length;
    return String.format(
        Locale.ROOT,
        "%s, %s of %,d (%s)",
        kept(model),
        CountText.of(Math.round(errorRate * cases), "error"),
        cases,
        NumberText.percent(errorRate));
  }

  /** Which model answers. */
  static String kept(ClassifyModel model) {
    return model.kept().equals(ClassifyOptions.NETWORK)
        ? model.stamp().network().words(model.stamp().settings())
        : ClassifyModel.label(model.kept());
  }
}
