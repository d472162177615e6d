package dev.timestep.bench.compare;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** A batch through a recurrent module of libtorch, as a C++ user would write it. */
final class LibtorchTask implements Contender.Task {
  private final ShapeSpec shape;
  private final PointerScope scope = new PointerScope();
  private final LibtorchModule module;
  private final LibtorchSequences sequences;
  private final Tensor target;
  private final Adam adam;

  LibtorchTask(Problem problem, String way) {
    shape = problem.shape();
    module = new LibtorchModule(problem);
    sequences = LibtorchSequences.of(problem, way);
    target =
        Tensor.create(problem.targets(), shape.batch(), (long) shape.directions() * shape.units());
    TensorVector trained = new TensorVector();
    module.trained().values().forEach(trained::push_back);
    adam = new Adam(trained, new AdamOptions(1e-3));
  }

  private Tensor loss() {
    return torch.mse_loss(sequences.last(module), target);
  }

  private void train() {
    try (PointerScope step = new PointerScope()) {
      adam.zero_grad();
      loss().backward();
      adam.step();
    }
  }

  private void forward() {
    try (PointerScope step = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      sequences.outputs(module);
    }
  }

  @Override
  public SequencedMap<String, float[]> answers() {
    SequencedMap<String, float[]> answers = new LinkedHashMap<>();
    try (PointerScope all = new PointerScope()) {
      answers.put("output", floats(sequences.paddedOutputs(module)));
      adam.zero_grad();
      Tensor loss = loss();
      answers.put("loss", floats(loss));
      loss.backward();
      module
          .trained()
          .forEach((name, weight) -> answers.put("grad." + name, floats(weight.grad())));
      for (int step = 0; step < Contender.COMPARED_STEPS; step++) {
        train();
      }
      answers.put("loss_after_steps", floats(loss()));
    }
    return answers;
  }

  static float[] floats(Tensor tensor) {
    Tensor plain = tensor.detach().contiguous();
    float[] values = new float[Math.toIntExact(plain.numel())];
    plain.data_ptr_float().get(values);
    return values;
  }

  @Override
  public SequencedMap<String, Runnable> jobs() {
    SequencedMap<String, Runnable> jobs = new LinkedHashMap<>();
    jobs.put(Contender.TRAIN, this::train);
    jobs.put(Contender.FORWARD, this::forward);
    return jobs;
  }

  @Override
  public void close() {
    scope.close();
  }
}
