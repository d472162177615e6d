package dev.timestep.task.classify.opponent;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Multinomial logistic regression with a penalty on the weights.
 *
 * <p>With {@code p_i = softmax(W x_i + b)} it minimises
 *
 * <pre>  -1/n Σ_i log p_i[label_i] + λ/2 |W|²</pre>
 *
 * by L-BFGS from zero, in double precision and on one thread. The function is convex, so that the
 * minimum does not depend on where it starts.
 *
 * <p>Source: Nocedal, "Updating Quasi-Newton Matrices with Limited Storage", Mathematics of
 * Computation 35 (1980).
 */
final class LogisticRegression {
  private static final int MEMORY = 10;
  private static final int MOST_HALVINGS = 40;
  private static final double SMALL_GRADIENT = 1e-6;
  private static final double ENOUGH = 1e-4;

  private final double[][] x;
  private final int[] labels;
  private final int classes;
  private final double penalty;
  private final int stride;

  private LogisticRegression(double[][] x, int[] labels, int classes, double penalty) {
    this.x = x;
    this.labels = labels;
    this.classes = classes;
    this.penalty = penalty;
    stride = x[0].length + 1;
  }

  /** One step of the descent: how the point and the gradient moved. */
  private record Move(double[] point, double[] gradient, double curvature) {}

  /**
   * Fits.
   *
   * @param x [row][feature], standardised
   * @param labels [row] below {@code classes}
   * @param start [class * (features + 1)] where to start, or zeros
   * @param iterations at most
   * @return [class * (features + 1)] weights of a class, then its intercept
   */
  static double[] fit(
      double[][] x, int[] labels, int classes, double penalty, double[] start, int iterations) {
    return new LogisticRegression(x, labels, classes, penalty).minimise(start, iterations);
  }

  /** [class] scores of a row before the softmax. */
  static double[] scores(double[] weights, double[] row, int classes) {
    int stride = row.length + 1;
    double[] scores = new double[classes];
    for (int k = 0; k < classes; k++) {
      double sum = weights[k * stride + row.length];
      for (int f = 0; f < row.length; f++) {
        sum += weights[k * stride + f] * row[f];
      }
      scores[k] = sum;
    }
    return scores;
  }

  /** {@code log Σ exp(scores) - scores[label]}. */
  static double logLoss(double[] scores, int label) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double score : scores) {
      largest = Math.max(largest, score);
    }
    double sum = 0;
    for (double score : scores) {
      sum += Math.exp(score - largest);
    }
    return largest + Math.log(sum) - scores[label];
  }

  private double[] minimise(double[] start, int iterations) {
    double[] point = start.clone();
    double[] gradient = new double[point.length];
    double value = valueAndGradient(point, gradient);
    Deque<Move> moves = new ArrayDeque<>();
    for (int i = 0; i < iterations && largest(gradient) > SMALL_GRADIENT; i++) {
      double[] direction = direction(gradient, moves);
      double slope = dot(direction, gradient);
      double step = moves.isEmpty() ? 1 / Math.max(1, Math.sqrt(dot(gradient, gradient))) : 1;
      double[] next = new double[point.length];
      double[] nextGradient = new double[point.length];
      double nextValue = Double.POSITIVE_INFINITY;
      for (int half = 0; half < MOST_HALVINGS; half++) {
        for (int j = 0; j < point.length; j++) {
          next[j] = point[j] + step * direction[j];
        }
        nextValue = valueAndGradient(next, nextGradient);
        if (nextValue <= value + ENOUGH * step * slope) {
          break;
        }
        step /= 2;
      }
      if (!(nextValue < value)) {
        return point;
      }
      remember(moves, point, next, gradient, nextGradient);
      point = next;
      gradient = nextGradient;
      value = nextValue;
    }
    return point;
  }

  private static void remember(
      Deque<Move> moves, double[] from, double[] to, double[] gradientFrom, double[] gradientTo) {
    Move move = new Move(minus(to, from), minus(gradientTo, gradientFrom), 0);
    double curvature = dot(move.point(), move.gradient());
    if (curvature > 0) {
      moves.addLast(new Move(move.point(), move.gradient(), curvature));
      if (moves.size() > MEMORY) {
        moves.removeFirst();
      }
    }
  }

  /** Minus the gradient, multiplied by the inverse Hessian that the last moves suggest. */
  private static double[] direction(double[] gradient, Deque<Move> moves) {
    double[] direction = gradient.clone();
    double[] factors = new double[moves.size()];
    int i = moves.size();
    for (Iterator<Move> latest = moves.descendingIterator(); latest.hasNext(); ) {
      Move move = latest.next();
      factors[--i] = dot(move.point(), direction) / move.curvature();
      add(direction, -factors[i], move.gradient());
    }
    if (!moves.isEmpty()) {
      Move last = moves.getLast();
      scale(direction, last.curvature() / dot(last.gradient(), last.gradient()));
    }
    for (Move move : moves) {
      double factor = dot(move.gradient(), direction) / move.curvature();
      add(direction, factors[i++] - factor, move.point());
    }
    scale(direction, -1);
    return direction;
  }

  private double valueAndGradient(double[] weights, double[] gradient) {
    int features = stride - 1;
    double value = 0;
    for (int at = 0; at < weights.length; at++) {
      boolean intercept = at % stride == features;
      gradient[at] = intercept ? 0 : penalty * weights[at];
      value += intercept ? 0 : penalty / 2 * weights[at] * weights[at];
    }
    for (int i = 0; i < x.length; i++) {
      double[] scores = scores(weights, x[i], classes);
      double normaliser = logLoss(scores, labels[i]) + scores[labels[i]];
      value += (normaliser - scores[labels[i]]) / x.length;
      for (int k = 0; k < classes; k++) {
        double off = (Math.exp(scores[k] - normaliser) - (k == labels[i] ? 1 : 0)) / x.length;
        for (int f = 0; f < features; f++) {
          gradient[k * stride + f] += off * x[i][f];
        }
        gradient[k * stride + features] += off;
      }
    }
    return value;
  }

  private static double largest(double[] a) {
    double largest = 0;
    for (double value : a) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  private static double[] minus(double[] a, double[] b) {
    double[] result = a.clone();
    add(result, -1, b);
    return result;
  }

  private static void add(double[] to, double factor, double[] b) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * b[i];
    }
  }

  private static void scale(double[] a, double factor) {
    for (int i = 0; i < a.length; i++) {
      a[i] *= factor;
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
