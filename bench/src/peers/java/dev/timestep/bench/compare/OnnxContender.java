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
    return shape.cell().isConvolution() ? List.of() : List.of(PLAIN);
  }

  @Override
  public Task prepare(Problem problem, String way) {
    try {
      OrtSession.SessionOptions options = new OrtSession.SessionOptions();
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      OnnxModel model = new OnnxModel(problem);
      OrtSession session = environment.createSession(model.toBytes(), options);
      return problem.shape().stream()
          ? new OnnxStream(environment, session, problem, model.states())
          : new OnnxTask(environment, session, problem, model.outputWidth());
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }
}
