package dev.timestep.bench.compare;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/** Training and inference with a model of libtorch, as a C++ user would write it. */
final class LibtorchTask implements Contender.Task {
  /**
   * A model with its batch.
   *
   * @param trained the weights that training changes, by name
   * @param loss of the batch
   * @param forward the outputs as cheaply as they can be had
   * @param output the outputs, zero past the lengths
   */
  record Model(
      SequencedMap<String, Tensor> trained,
      Supplier<Tensor> loss,
      Supplier<Tensor> forward,
      Supplier<Tensor> output) {}

  /** Everything that lives until {@link #close}; a step's tensors have a scope of their own. */
  private final PointerScope scope = new PointerScope();

  private final Model model;
  private final Adam adam;

  LibtorchTask(Supplier<Model> maker) {
    model = maker.get();
    TensorVector weights = new TensorVector();
    model.trained().values().forEach(weights::push_back);
    adam = new Adam(weights, new AdamOptions(1e-3));
  }

  private void train() {
    try (PointerScope step = new PointerScope()) {
      adam.zero_grad();
      model.loss().get().backward();
      adam.step();
    }
  }

  private void forward() {
    try (PointerScope step = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor unused = model.forward().get();
    }
  }

  @Override
  public SequencedMap<String, float[]> answers() {
    SequencedMap<String, float[]> answers = new LinkedHashMap<>();
    try (PointerScope all = new PointerScope()) {
      answers.put("output", floats(model.output().get()));
      adam.zero_grad();
      Tensor loss = model.loss().get();
      answers.put("loss", floats(loss));
      loss.backward();
      model.trained().forEach((name, weight) -> answers.put("grad." + name, floats(weight.grad())));
      for (int step = 1; step <= Contender.COMPARED_STEPS; step++) {
        train();
        answers.put(Contender.lossAfter(step), floats(model.loss().get()));
      }
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
