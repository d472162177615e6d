package dev.timestep.train;

import dev.timestep.autograd.CounterRandom;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.kernel.Kernels;
import dev.timestep.train.ParameterChunks.Chunk;
import dev.timestep.train.WeightRule.Decay;
import dev.timestep.train.WeightRule.GradientNoise;
import dev.timestep.train.WeightRule.MaxNorm;
import dev.timestep.train.WeightRule.Penalty;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

/**
 * The {@link WeightRule}s of a trainer, at work on its parameters, and the bounds that parameters
 * have of their own.
 */
final class WeightRules {
  /** Sets the noise's keys apart from those of dropout. */
  private static final long NOISE = 0x6E6F697365L;

  private final List<WeightRule> rules;
  private final List<Parameter> parameters;

  /** By rule and parameter: whether the one acts on the other. */
  private final boolean[][] acts;

  private final boolean penalizes;
  private final boolean limitsNorms;
  private final long seed;
  private final ParameterChunks.Work beforeUpdate = this::beforeUpdate;

  // Of the step at hand.
  private long step;
  private double rate;

  WeightRules(List<WeightRule> rules, SequencedMap<String, Parameter> named, long seed) {
    this.rules = rules;
    this.parameters = new ArrayList<>(named.values());
    this.penalizes = rules.stream().anyMatch(Penalty.class::isInstance);
    this.limitsNorms = rules.stream().anyMatch(MaxNorm.class::isInstance);
    this.seed = seed;
    this.acts = new boolean[rules.size()][named.size()];
    for (int rule = 0; rule < acts.length; rule++) {
      boolean any = false;
      int at = 0;
      for (String name : named.keySet()) {
        acts[rule][at] = rules.get(rule).matches(name);
        any |= acts[rule][at++];
      }
      if (!any) {
        throw new IllegalArgumentException(
            "Trainer expects a pattern of a parameter's name; received "
                + rules.get(rule)
                + ", which matches none of "
                + named.keySet()
                + ". Use * for any characters.");
      }
    }
  }

  /** Whether a rule adds to the loss. */
  boolean penalizes() {
    return penalizes;
  }

  /** The loss and all penalties on weights. */
  Variable penalized(Tape tape, Variable loss) {
    Variable sum = loss;
    for (int rule = 0; rule < acts.length; rule++) {
      if (rules.get(rule) instanceof Penalty(String pattern, double l1, double l2)) {
        for (int at = 0; at < parameters.size(); at++) {
          if (acts[rule][at] && !parameters.get(at).frozen()) {
            Variable w = tape.own(parameters.get(at));
            sum = l1 == 0 ? sum : sum.add(w.abs().sum().multiply((float) l1));
            sum = l2 == 0 ? sum : sum.add(w.square().sum().multiply((float) l2));
          }
        }
      }
    }
    return sum;
  }

  /** What is to be done to each piece of the weights and gradients before it is updated. */
  ParameterChunks.Work before(long newStep, double learningRate) {
    step = newStep;
    rate = learningRate;
    return rules.isEmpty() ? OptimizerState.NOTHING : beforeUpdate;
  }

  private void beforeUpdate(Kernels kernels, Chunk chunk) {
    for (int rule = 0; rule < acts.length; rule++) {
      if (!acts[rule][chunk.owner()]) {
        continue;
      }
      switch (rules.get(rule)) {
        case Decay decay -> {
          float left = (float) (1 - rate * decay.rate());
          float[] weights = chunk.parameter().value().data();
          kernels.elementwise().scale(chunk.count(), left, weights, chunk.from());
          kernels.elementwise().flush(chunk.count(), weights, chunk.from());
        }
        case GradientNoise noise -> addNoise(noise, chunk);
        default -> {}
      }
    }
  }

  private void addNoise(GradientNoise noise, Chunk chunk) {
    double deviation = Math.sqrt(noise.eta() / Math.pow(1.0 + step, noise.gamma()));
    long key = CounterRandom.key(seed ^ NOISE, step, chunk.owner());
    float[] gradient = chunk.parameter().gradient();
    for (int at = chunk.from(); at < chunk.from() + chunk.count(); at++) {
      // Box and Muller 1958; 1 − u is never 0.
      double radius = Math.sqrt(-2 * Math.log(1 - CounterRandom.uniform(key, 2L * at)));
      double angle = 2 * Math.PI * CounterRandom.uniform(key, 2L * at + 1);
      gradient[at] += (float) (deviation * radius * Math.cos(angle));
    }
  }

  /** Whether anything is left to do once all weights are updated. */
  boolean constrains() {
    boolean constrains = limitsNorms;
    for (int at = 0; at < parameters.size() && !constrains; at++) {
      constrains = isBounded(parameters.get(at));
    }
    return constrains;
  }

  private static boolean isBounded(Parameter parameter) {
    return parameter.bound() < Float.POSITIVE_INFINITY && !parameter.frozen();
  }

  /** Cuts weights to the limits of their norms, and to their own bounds. */
  void afterUpdate(Engine engine) {
    for (int rule = 0; rule < acts.length; rule++) {
      if (rules.get(rule) instanceof MaxNorm(String pattern, double limit)) {
        for (int at = 0; at < parameters.size(); at++) {
          if (acts[rule][at] && !parameters.get(at).frozen()) {
            cut(engine, parameters.get(at), limit);
          }
        }
      }
    }
    parameters.stream().filter(WeightRules::isBounded).forEach(WeightRules::cut);
  }

  private static void cut(Parameter parameter) {
    float[] w = parameter.value().data();
    float bound = parameter.bound();
    for (int at = 0; at < w.length; at++) {
      w[at] = Math.clamp(w[at], -bound, bound);
    }
    parameter.changed();
  }

  private static void cut(Engine engine, Parameter parameter, double limit) {
    float[] w = parameter.value().data();
    int columns = parameter.shape().rank() == 2 ? parameter.shape().dim(1) : 1;
    int size = parameter.shape().size();
    engine.forRows(
        columns,
        2L * size / Math.max(1, columns),
        (from, to) -> {
          for (int column = from; column < to; column++) {
            double squares = 0;
            for (int at = column; at < size; at += columns) {
              squares += (double) w[at] * w[at];
            }
            if (squares > limit * limit) {
              float factor = (float) (limit / Math.sqrt(squares));
              for (int at = column; at < size; at += columns) {
                w[at] *= factor;
              }
            }
          }
        });
    parameter.changed();
  }
}
