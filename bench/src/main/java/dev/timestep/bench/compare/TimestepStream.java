package dev.timestep.bench.compare;

import dev.timestep.kernel.Engine;
import dev.timestep.nn.Sequential;
import dev.timestep.nn.Session;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Streams through a session of this library, one step after the other. */
final class TimestepStream implements Contender.Task {
  private final Session session;
  private final float[][] inputs = new float[Problem.STREAM_STEPS][];
  private final float[] output;
  private int next;

  TimestepStream(Engine engine, Problem problem) {
    ShapeSpec shape = problem.shape();
    Sequential model = TimestepTask.model(shape, false);
    TimestepWeights.load(model, problem);
    session = Session.of(engine, model, shape.batch());
    output = new float[shape.batch() * shape.units()];
    int perStep = shape.batch() * shape.features();
    Arrays.setAll(
        inputs, step -> Arrays.copyOfRange(problem.inputs(), step * perStep, (step + 1) * perStep));
  }

  private void step() {
    session.step(inputs[next], output);
    next = (next + 1) % inputs.length;
  }

  @Override
  public SequencedMap<String, float[]> answers() {
    float[] all = new float[inputs.length * output.length];
    for (int at = 0; at < inputs.length; at++) {
      step();
      System.arraycopy(output, 0, all, at * output.length, output.length);
    }
    SequencedMap<String, float[]> answers = new LinkedHashMap<>();
    answers.put("output", all);
    return answers;
  }

  @Override
  public SequencedMap<String, Runnable> jobs() {
    SequencedMap<String, Runnable> jobs = new LinkedHashMap<>();
    jobs.put(Contender.FORWARD, this::step);
    return jobs;
  }

  @Override
  public void close() {
    // All of it is on the heap.
  }
}
