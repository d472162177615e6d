package dev.timestep.bench.compare;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/** A batch through a session; input and output lie in buffers that are used again each time. */
final class OnnxTask implements Contender.Task {
  private final OrtSession session;
  private final FloatBuffer output;
  private final Map<String, OnnxTensor> inputs;
  private final Map<String, OnnxTensor> outputs;

  OnnxTask(OrtEnvironment environment, OrtSession session, Problem problem, int width)
      throws OrtException {
    this.session = session;
    ShapeSpec shape = problem.shape();
    output = buffer(shape.time() * shape.batch() * width);
    inputs = Map.of("x", shape.words() > 0 ? ids(environment, problem) : x(environment, problem));
    outputs =
        Map.of(
            "y",
            OnnxTensor.createTensor(
                environment, output, new long[] {shape.time(), shape.batch(), width}));
  }

  private static OnnxTensor x(OrtEnvironment environment, Problem problem) throws OrtException {
    ShapeSpec shape = problem.shape();
    FloatBuffer values = buffer(problem.inputs().length).put(problem.inputs()).rewind();
    return OnnxTensor.createTensor(
        environment, values, new long[] {shape.time(), shape.batch(), shape.features()});
  }

  private static OnnxTensor ids(OrtEnvironment environment, Problem problem) throws OrtException {
    ShapeSpec shape = problem.shape();
    LongBuffer ids =
        ByteBuffer.allocateDirect(problem.inputs().length * Long.BYTES)
            .order(ByteOrder.nativeOrder())
            .asLongBuffer();
    for (float id : problem.inputs()) {
      ids.put((long) id);
    }
    return OnnxTensor.createTensor(
        environment, ids.rewind(), new long[] {shape.time(), shape.batch()});
  }

  static FloatBuffer buffer(int count) {
    return ByteBuffer.allocateDirect(count * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  private void forward() {
    try (OrtSession.Result result = session.run(inputs, Set.of(), outputs)) {
      // The output lies in its buffer.
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public SequencedMap<String, float[]> answers() {
    forward();
    float[] values = new float[output.capacity()];
    output.get(0, values);
    SequencedMap<String, float[]> answers = new LinkedHashMap<>();
    answers.put("output", values);
    return answers;
  }

  @Override
  public SequencedMap<String, Runnable> jobs() {
    SequencedMap<String, Runnable> jobs = new LinkedHashMap<>();
    jobs.put(Contender.FORWARD, this::forward);
    return jobs;
  }

  @Override
  public void close() {
    try {
      inputs.values().forEach(OnnxTensor::close);
      outputs.values().forEach(OnnxTensor::close);
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }
}
