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

  /** A step of a stream as a sequence of length 1. */
  static final String LAYER = "layer";

  /** A step of a stream by the function for one step. */
  static final String CELL = "cell";

  /** Images with the channels of a place side by side in memory. */
  static final String CHANNELS_LAST = "channels-last";

  /** Causal convolutions with zeros on both sides, of whose output the end is cut off. */
  static final String CUT = "cut";

  LibtorchContender(List<String> arguments) throws IOException {
    // Unpacked before any other class of it is touched, or libtorch.so binds to an older
    // libtorch_cpu.so of the system.
    String natives = "/org/bytedeco/pytorch/" + Loader.getPlatform();
    Loader.cacheResource(LibtorchContender.class, natives + "/libtorch_cpu.so");
    torch.set_num_threads(Integer.parseInt(arguments.getFirst()));
  }

  @Override
  public List<String> ways(ShapeSpec shape) {
    if (shape.stream()) {
      return List.of(LAYER, CELL);
    }
    if (shape.cell() == Cell.CONV2D) {
      return List.of(PLAIN, CHANNELS_LAST);
    }
    if (shape.taps().causal()) {
      return List.of(PLAIN, CUT);
    }
    if (shape.shortest() == 0) {
      return List.of(PLAIN);
    }
    // Backward in time a padded row would begin in its padding.
    return shape.directions() == 2 ? List.of(PACKED) : List.of(PACKED, PADDED);
  }

  @Override
  public Task prepare(Problem problem, String way) {
    if (problem.shape().stream()) {
      return new LibtorchStream(problem, way.equals(CELL));
    }
    if (problem.shape().cell().isConvolution()) {
      return new LibtorchTask(() -> LibtorchConvolutions.model(problem, way));
    }
    return new LibtorchTask(
        () ->
            problem.shape().words() > 0
                ? LibtorchWords.model(problem)
                : LibtorchSequences.model(problem, way));
  }
}
