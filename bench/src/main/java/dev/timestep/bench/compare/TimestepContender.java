package dev.timestep.bench.compare;

import dev.timestep.kernel.Engine;
import dev.timestep.kernel.KernelProvider;
import dev.timestep.kernel.Workers;
import java.util.List;

/** This library, as a user would call it. Arguments: the family of kernels and the threads. */
final class TimestepContender implements Contender {
  private final Engine engine;

  TimestepContender(List<String> arguments) {
    engine =
        new Engine(
            KernelProvider.named(arguments.get(0)),
            new Workers(Integer.parseInt(arguments.get(1))));
  }

  @Override
  public List<String> ways(ShapeSpec shape) {
    return List.of(PLAIN);
  }

  @Override
  public String kernels() {
    return engine.kernels().name();
  }

  @Override
  public Task prepare(Problem problem, String way) {
    return problem.shape().stream()
        ? new TimestepStream(engine, problem)
        : new TimestepTask(engine, problem);
  }
}
