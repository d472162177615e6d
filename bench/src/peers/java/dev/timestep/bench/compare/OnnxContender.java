package dev.timestep.bench.compare;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.List;

/** ONNX Runtime, which only runs models. Argument: the number of threads within an operator. */
final class OnnxContender implements Contender {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final int threads;

  OnnxContender(List<String> arguments) {
    threads = Integer.parseInt(arguments.getFirst());
  }

  @Override
  public List<String> ways(ShapeSpec shape) {
    return shape.words() > 0 || shape.stream() ? List.of() : List.of(PLAIN);
  }

  @Override
  public Task prepare(Problem problem, String way) {
    try {
      OrtSession.SessionOptions options = new OrtSession.SessionOptions();
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      byte[] model = new OnnxModel(problem).toBytes();
      return new OnnxTask(environment, environment.createSession(model, options), problem);
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }
}
