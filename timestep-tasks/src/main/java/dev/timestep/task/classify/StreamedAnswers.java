package dev.timestep.task.classify;

import dev.timestep.kernel.Engine;
import dev.timestep.task.TaskListener;
import dev.timestep.task.sequence.Sequence;
import dev.timestep.task.sequence.batch.SequenceLengths;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The answers to the sequences of a stream. The first sequence that is far too short and the first
 * that is far too long for what training had are noted, and no further ones.
 */
final class StreamedAnswers implements Function<Sequence, List<String>> {
  private final ClassifyModel model;
  private final TaskListener listener;
  private final Engine engine;
  private final Set<SequenceLengths.Side> noted = EnumSet.of(SequenceLengths.Side.NEAR);

  StreamedAnswers(ClassifyModel model, TaskListener listener, Engine engine) {
    this.model = model;
    this.listener = listener;
    this.engine = engine;
  }

  @Override
  public List<String> apply(Sequence one) {
    List<Sequence> alone = List.of(one);
    if (noted.add(model.lengths().side(one))) {
      model.lengths().note(alone).ifPresent(listener::note);
    }
    return ClassifyPrediction.cells(model.classes(), model.probabilities(alone, engine)[0]);
  }
}
