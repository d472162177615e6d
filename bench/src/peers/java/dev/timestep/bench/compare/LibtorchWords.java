package dev.timestep.bench.compare;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** A word model: embedding, recurrent layers, scores of every word at every step. */
final class LibtorchWords {
  private LibtorchWords() {}

  static LibtorchTask.Model model(Problem problem) {
    ShapeSpec shape = problem.shape();
    long steps = (long) shape.time() * shape.batch();
    long outputs = (long) shape.directions() * shape.units();
    Tensor table = weight(problem, "embedding", shape.words(), shape.features());
    Tensor scores = weight(problem, "out.weight", shape.words(), outputs);
    Tensor bias = weight(problem, "out.bias", shape.words());
    LibtorchModule module = new LibtorchModule(problem);
    Tensor ids = Tensor.create(problem.inputs(), shape.time(), shape.batch()).to(ScalarType.Long);
    Tensor targets = Tensor.create(problem.targets(), steps).to(ScalarType.Long);
    SequencedMap<String, Tensor> trained = new LinkedHashMap<>();
    trained.put("embedding", table);
    trained.putAll(module.trained());
    trained.put("out.weight", scores);
    trained.put("out.bias", bias);
    Supplier<Tensor> logits =
        () ->
            torch.linear(
                module.run(torch.embedding(table, ids)).output(), scores, new TensorOptional(bias));
    return new LibtorchTask.Model(
        trained,
        () -> torch.cross_entropy_loss(logits.get().view(steps, shape.words()), targets),
        logits,
        logits);
  }

  private static Tensor weight(Problem problem, String name, long... sizes) {
    return Tensor.create(problem.weight(name), sizes).requires_grad_(true);
  }
}
