package dev.timestep.train;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.data.Batches;
import dev.timestep.data.NamedBatch;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.Loss;
import dev.timestep.nn.Signal;
import dev.timestep.nn.graph.Graph;
import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * Learning from examples with several named inputs: a graph, and a loss for each of its outputs.
 * The loss of a batch is their sum.
 *
 * <p>As in {@link Supervised}, the targets of an output that returns a value per step are read as
 * one per step, and padding does not count.
 *
 * <pre>{@code
 * var trainer = new Trainer<>(
 *     GraphSupervised.of(graph, "answer", Losses.softmaxCrossEntropy()),
 *     new Adam(1e-3), TrainerConfig.defaults());
 * trainer.fit(Batches.shuffled(new NamedDataset(all), 32, 42), null);
 * }</pre>
 *
 * @param model the graph
 * @param losses by the name of the output; outputs without one are not trained for
 */
public record GraphSupervised(Graph model, SequencedMap<String, Loss> losses)
    implements Objective<NamedBatch> {
  public GraphSupervised {
    losses = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(losses));
    List<String> outputs = model.config().outputs();
    if (losses.isEmpty() || !outputs.containsAll(losses.keySet())) {
      throw new IllegalArgumentException(
          "GraphSupervised expects a loss for one or more of the outputs "
              + outputs
              + "; received losses for "
              + losses.keySet()
              + ".");
    }
  }

  /** One loss, for one output. */
  public static GraphSupervised of(Graph model, String output, Loss loss) {
    SequencedMap<String, Loss> losses = new LinkedHashMap<>();
    losses.put(output, loss);
    return new GraphSupervised(model, losses);
  }

  /** The same with a loss for another output. */
  public GraphSupervised and(String output, Loss loss) {
    SequencedMap<String, Loss> more = new LinkedHashMap<>(losses);
    more.put(output, loss);
    return new GraphSupervised(model, more);
  }

  @Override
  public SequencedMap<String, Parameter> parameters() {
    return model.parameters();
  }

  @Override
  public Variable loss(Tape tape, NamedBatch batch) {
    return Term.sum(terms(tape, batch));
  }

  /** One for each loss; each weighs by what it is the mean of: real steps, or examples. */
  @Override
  public List<Term> terms(Tape tape, NamedBatch batch) {
    return terms(tape, batch, run(tape, batch));
  }

  /** The metrics measure the output that has the loss; there can be only one. */
  @Override
  public List<Term> terms(Tape tape, NamedBatch batch, List<Metric> metrics) {
    Map<String, Signal> outputs = run(tape, batch);
    List<Term> terms = terms(tape, batch, outputs);
    if (metrics.isEmpty()) {
      return terms;
    }
    if (losses.size() > 1) {
      throw new IllegalArgumentException(
          "GraphSupervised expects one loss where metrics are measured in fit; received losses for "
              + losses.keySet()
              + ". Leave the metrics out of the settings, and call measure with the name of an"
              + " output.");
    }
    String output = losses.firstEntry().getKey();
    Metric.addAll(metrics, found(outputs, output), found(batch.targets(), output));
    return terms;
  }

  private List<Term> terms(Tape tape, NamedBatch batch, Map<String, Signal> outputs) {
    List<Term> terms = new ArrayList<>(losses.size());
    losses.forEach(
        (name, loss) -> {
          Signal output = outputs.get(name);
          Tensor targets = batch.targets().get(name);
          if (output == null || targets == null) {
            throw new IllegalArgumentException(
                "GraphSupervised expects targets for "
                    + losses.keySet()
                    + "; received targets for "
                    + batch.targets().keySet()
                    + ".");
          }
          Tensor weights = batch.sampleWeights().get(name);
          terms.add(LossTerm.of(tape, loss, "The output " + name, output, targets, weights));
        });
    return terms;
  }

  private Map<String, Signal> run(Tape tape, NamedBatch batch) {
    return model.forward(tape, model.signals(tape, batch.inputs(), batch.lengths()));
  }

  private static <T> T found(Map<String, T> all, String name) {
    T one = all.get(name);
    if (one == null) {
      throw new IllegalStateException("The output " + name + " has no loss.");
    }
    return one;
  }

  /**
   * Adds the predictions of one output for all batches to {@code metrics}, as {@link
   * Supervised#measure} does.
   *
   * @throws IllegalArgumentException when the graph has no such output, or a batch no targets for
   *     it
   */
  public void measure(
      Engine engine, Batches<NamedBatch> batches, String output, Metric... metrics) {
    Tape tape = Tape.inference(engine);
    for (int index = 0; index < batches.count(); index++) {
      NamedBatch batch = batches.get(0, index);
      tape.reset(0);
      Signal found = run(tape, batch).get(output);
      Tensor targets = batch.targets().get(output);
      if (found == null || targets == null) {
        throw new IllegalArgumentException(
            "GraphSupervised expects to measure one of the outputs "
                + model.config().outputs()
                + " with targets for it; received "
                + output
                + " and targets for "
                + batch.targets().keySet()
                + ".");
      }
      Metric.addAll(List.of(metrics), found, targets);
    }
  }

  @Override
  public int examples(NamedBatch batch) {
    return batch.size();
  }

  @Override
  public Optional<String> findNonFinite(NamedBatch batch) {
    return batch.firstNonFinite();
  }

  @Override
  public String describe() {
    String settings =
        losses.values().stream()
            .map(Loss::describe)
            .filter(text -> !text.isEmpty())
            .map(text -> ", " + text)
            .collect(Collectors.joining());
    return model.config() + ", losses for " + losses.keySet() + settings;
  }
}
