package dev.timestep.task.classify;

import dev.timestep.data.Batch;
import dev.timestep.explain.Saliency;
import dev.timestep.judge.Reliability;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.Sequential;
import dev.timestep.report.Html;
import dev.timestep.report.Numbers;
import dev.timestep.report.Plot;
import dev.timestep.report.Sections;
import dev.timestep.task.sequence.Sequence;
import dev.timestep.task.sequence.batch.SequenceBatches;
import dev.timestep.task.sequence.batch.SequenceInputs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The test cases whose true class was given the least probability, with what moved the network's
 * answer: gradient × input of the class that was named, the mean over the networks of the folds.
 */
record HardestCases(ClassifyRun run, double[][] answers, int[] labels) {
  private static final int MOST = 12;
  private static final int MOST_CHANNELS = 6;

  static HardestCases of(ClassifyRun run, double[][] answers, int[] labels) {
    return new HardestCases(run, answers, labels);
  }

  Html render() {
    List<Plot.View> views =
        IntStream.range(0, labels.length)
            .boxed()
            .sorted(Comparator.comparingDouble(at -> answers[at][labels[at]]))
            .limit(MOST)
            .filter(at -> run.parts().test().cases().get(at).length() > 1)
            .map(this::view)
            .toList();
    if (views.isEmpty()) {
      return Html.of("<p>No test case has a course that could be drawn.</p>\n");
    }
    return new Plot(
            "The test cases that were hardest, chosen from the list. The line \"moved\" shows which"
                + " steps spoke for the network's answer (above 0) and against it (below 0).",
            "The "
                + views.size()
                + " hardest test cases with the saliency of the network's answer.",
            300,
            false,
            true,
            views)
        .render();
  }

  private Plot.View view(int at) {
    Sequence one = run.parts().test().cases().get(at);
    List<String> classes = run.model().classes();
    int named = Reliability.likeliest(answers[at]);
    List<Plot.Line> lines = new ArrayList<>();
    List<SequenceInputs.Scale> scales = run.model().network().inputs().channels();
    for (int c = 0; c < Math.min(MOST_CHANNELS, scales.size()); c++) {
      int channel = c;
      SequenceInputs.Scale scale = scales.get(c);
      lines.add(
          new Plot.Line(
              scale.name(),
              c == 0 ? Plot.LineStyle.TRUTH : Plot.LineStyle.OTHER,
              Numbers.generate(
                  one.length(),
                  t -> (one.values()[t][channel] - scale.mean()) / scale.deviation())));
    }
    lines.add(new Plot.Line("moved", Plot.LineStyle.NETWORK, Numbers.of(moved(one, named))));
    String said = classes.get(named) + " (" + Sections.percent(answers[at][named]) + ")";
    return new Plot.View(
        one.id() + ": " + classes.get(labels[at]) + ", answered " + said,
        "scaled values",
        new Plot.Counts("step", "step", one.length()),
        lines,
        List.of(),
        List.of());
  }

  /** What moved the network towards a class at each step, in units of the largest. */
  private double[] moved(Sequence one, int named) {
    TrainedClassifier network = run.model().network();
    Batch batch = SequenceBatches.batch(List.of(network.inputs().steps(one)), new int[1]);
    double[] moved = new double[one.length()];
    int features = network.inputs().features();
    for (Sequential each : network.networks()) {
      float[] saliency =
          Saliency.of(each, Engine.standard())
              .gradientTimesInput(batch.inputs(), batch.lengths(), named)
              .data();
      for (int t = 0; t < moved.length; t++) {
        for (int f = 0; f < features; f++) {
          moved[t] += saliency[t * features + f] / network.networks().size();
        }
      }
    }
    double largest = 0;
    for (double value : moved) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (int t = 0; t < moved.length && largest > 0; t++) {
      moved[t] /= largest;
    }
    return moved;
  }
}
