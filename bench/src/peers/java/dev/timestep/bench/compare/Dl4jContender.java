package dev.timestep.bench.compare;

import java.util.List;

/** Deeplearning4j, which has an LSTM and a plain recurrent layer. Threads by OMP_NUM_THREADS. */
final class Dl4jContender implements Contender {

  Dl4jContender(List<String> arguments) {
    if (!arguments.isEmpty()) {
      throw new IllegalArgumentException("No arguments expected; received " + arguments);
    }
  }

  @Override
  public List<String> ways(ShapeSpec shape) {
    return shape.isPlain() && shape.cell() != Cell.GRU ? List.of(PLAIN) : List.of();
  }

  @Override
  public Task prepare(Problem problem, String way) {
    return new Dl4jTask(problem);
  }
}
