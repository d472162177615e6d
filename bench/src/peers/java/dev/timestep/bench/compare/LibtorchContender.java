package dev.timestep.bench.compare;

import java.io.IOException;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/** libtorch by way of org.bytedeco:pytorch. Argument: the number of threads. */
final class LibtorchContender implements Contender {
  /** Rows of unequal length as a packed sequence: no work for padding, but rows are sorted. */
  static final String PACKED = "packed";

  /** Rows of unequal length computed in full; what lies past a length is masked. */
  static final String PADDED = "padded";

  LibtorchContender(List<String> arguments) throws IOException {
    // Unpacked before any other class of it is touched, or libtorch.so binds to an older
    // libtorch_cpu.so of the system.
    String natives = "/org/bytedeco/pytorch/" + Loader.getPlatform();
    Loader.cacheResource(LibtorchContender.class, natives + "/libtorch_cpu.so");
    torch.set_num_threads(Integer.parseInt(arguments.getFirst()));
  }

  @Override
  public List<String> ways(ShapeSpec shape) {
    if (shape.words() > 0 || shape.stream()) {
      return List.of();
    }
    return shape.shortest() > 0 ? List.of(PACKED, PADDED) : List.of(PLAIN);
  }

  @Override
  public Task prepare(Problem problem, String way) {
    return new LibtorchTask(problem, way);
  }
}
