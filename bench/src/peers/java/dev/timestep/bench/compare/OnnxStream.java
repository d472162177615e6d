package dev.timestep.bench.compare;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/** One step after the other; two buffers for each state take turns as input and output. */
final class OnnxStream implements Contender.Task {
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final ShapeSpec shape;
  private final FloatBuffer output;
  private final List<OnnxTensor> tensors = new ArrayList<>();

  /** What goes into each step of a round; inputs and buffers come again after it. */
  private final List<Map<String, OnnxTensor>> inputs = new ArrayList<>();

  private final List<Map<String, OnnxTensor>> outputs = new ArrayList<>();
  private int next;

  OnnxStream(OrtEnvironment environment, OrtSession session, Problem problem, List<String> states)
      throws OrtException {
    this.environment = environment;
    this.session = session;
    shape = problem.shape();
    int perStep = shape.batch() * shape.features();
    output = OnnxTask.buffer(shape.batch() * shape.units());
    OnnxTensor y = tensor(output, shape.units());
    Map<String, List<OnnxTensor>> buffers = new HashMap<>();
    for (String state : states) {
      OnnxTensor even = tensor(OnnxTask.buffer(output.capacity()), shape.units());
      OnnxTensor odd = tensor(OnnxTask.buffer(output.capacity()), shape.units());
      buffers.put(state, List.of(even, odd));
    }
    for (int step = 0; step < Problem.STREAM_STEPS; step++) {
      FloatBuffer x = OnnxTask.buffer(perStep);
      x.put(0, problem.inputs(), step * perStep, perStep);
      Map<String, OnnxTensor> in = new HashMap<>(Map.of("x", tensor(x, shape.features())));
      Map<String, OnnxTensor> out = new HashMap<>(Map.of("y", y));
      int side = step % 2;
      buffers.forEach(
          (state, both) -> {
            in.put(state, both.get(side));
            out.put(state + "_out", both.get(1 - side));
          });
      inputs.add(in);
      outputs.add(out);
    }
  }

  private OnnxTensor tensor(FloatBuffer values, int width) throws OrtException {
    OnnxTensor tensor =
        OnnxTensor.createTensor(environment, values, new long[] {1, shape.batch(), width});
    tensors.add(tensor);
    return tensor;
  }

  private void step() {
    try (OrtSession.Result result = session.run(inputs.get(next), Set.of(), outputs.get(next))) {
      next = (next + 1) % inputs.size();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public SequencedMap<String, float[]> answers() {
    float[] all = new float[Problem.STREAM_STEPS * output.capacity()];
    for (int at = 0; at < Problem.STREAM_STEPS; at++) {
      step();
      output.get(0, all, at * output.capacity(), output.capacity());
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
    try {
      tensors.forEach(OnnxTensor::close);
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }
}
