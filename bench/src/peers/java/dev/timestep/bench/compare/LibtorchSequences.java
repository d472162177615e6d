package dev.timestep.bench.compare;

import java.util.Arrays;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.PackedSequence;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** A batch of sequences, full, padded or packed, and how a module runs over it. */
interface LibtorchSequences {

  /** Each sequence's last output [B, directions·H]. */
  Tensor last(LibtorchModule module);

  /** Every step's output, as cheaply as it can be had. */
  Tensor outputs(LibtorchModule module);

  /** Every step's output [T, B, directions·H], zero past the lengths. */
  Tensor paddedOutputs(LibtorchModule module);

  /** A recurrent module over the problem's batch; the loss is that of the last outputs. */
  static LibtorchTask.Model model(Problem problem, String way) {
    ShapeSpec shape = problem.shape();
    LibtorchModule module = new LibtorchModule(problem);
    LibtorchSequences sequences = of(problem, way);
    Tensor target =
        Tensor.create(problem.targets(), shape.batch(), (long) shape.directions() * shape.units());
    return new LibtorchTask.Model(
        module.trained(),
        () -> torch.mse_loss(sequences.last(module), target),
        () -> sequences.outputs(module),
        () -> sequences.paddedOutputs(module));
  }

  /** The problem's inputs. */
  static LibtorchSequences of(Problem problem, String way) {
    ShapeSpec shape = problem.shape();
    Tensor x = Tensor.create(problem.inputs(), shape.time(), shape.batch(), shape.features());
    return switch (way) {
      case LibtorchContender.PACKED -> new Packed(shape, x, lengths(problem));
      case LibtorchContender.PADDED -> Padded.of(problem, x);
      default -> new Full(shape, x);
    };
  }

  private static Tensor lengths(Problem problem) {
    return Tensor.create(Arrays.stream(problem.lengths()).asLongStream().toArray());
  }

  /** The last layer's final states, directions side by side. */
  private static Tensor lastStates(ShapeSpec shape, Tensor hidden) {
    long top = (long) (shape.layers() - 1) * shape.directions();
    if (shape.directions() == 1) {
      return hidden.select(0, top);
    }
    return torch.cat(new TensorVector(hidden.select(0, top), hidden.select(0, top + 1)), 1);
  }

  /** No padding at all. */
  record Full(ShapeSpec shape, Tensor x) implements LibtorchSequences {
    @Override
    public Tensor last(LibtorchModule module) {
      return lastStates(shape, module.run(x).hidden());
    }

    @Override
    public Tensor outputs(LibtorchModule module) {
      return module.run(x).output();
    }

    @Override
    public Tensor paddedOutputs(LibtorchModule module) {
      return outputs(module);
    }
  }

  /**
   * Computed in full. What would be read past a length is never looked at.
   *
   * @param ends rows of [T·B, H] with the last real step of each sequence
   * @param mask [T, B, 1], 1 at real steps
   */
  record Padded(ShapeSpec shape, Tensor x, Tensor ends, Tensor mask) implements LibtorchSequences {
    static Padded of(Problem problem, Tensor x) {
      ShapeSpec shape = problem.shape();
      int[] lengths = problem.lengths();
      long[] ends = new long[shape.batch()];
      float[] mask = new float[shape.time() * shape.batch()];
      for (int b = 0; b < ends.length; b++) {
        ends[b] = (lengths[b] - 1L) * shape.batch() + b;
        for (int t = 0; t < lengths[b]; t++) {
          mask[t * shape.batch() + b] = 1;
        }
      }
      return new Padded(
          shape, x, Tensor.create(ends), Tensor.create(mask, shape.time(), shape.batch(), 1));
    }

    @Override
    public Tensor last(LibtorchModule module) {
      Tensor rows = module.run(x).output().reshape(-1, shape.units());
      return rows.index_select(0, ends);
    }

    @Override
    public Tensor outputs(LibtorchModule module) {
      return module.run(x).output();
    }

    @Override
    public Tensor paddedOutputs(LibtorchModule module) {
      return outputs(module).mul(mask);
    }
  }

  /** Packed again for each run, as a batch comes from a loader padded. */
  record Packed(ShapeSpec shape, Tensor x, Tensor lengths) implements LibtorchSequences {
    private PackedSequence pack() {
      return torch.pack_padded_sequence(x, lengths, false, false);
    }

    @Override
    public Tensor last(LibtorchModule module) {
      return lastStates(shape, module.run(pack()).hidden());
    }

    @Override
    public Tensor outputs(LibtorchModule module) {
      LongOptional steps = new LongOptional(shape.time());
      return torch.pad_packed_sequence(module.run(pack()).output(), false, 0.0, steps).get0();
    }

    @Override
    public Tensor paddedOutputs(LibtorchModule module) {
      return outputs(module);
    }
  }
}
