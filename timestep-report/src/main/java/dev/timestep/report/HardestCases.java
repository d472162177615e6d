package dev.timestep.report;

import dev.timestep.judge.Reliability;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The cases whose true class was given the least probability, with what moved the answer.
 *
 * @param classes names of the classes
 * @param answers probabilities, [case][class]
 * @param labels the true class of each case
 * @param course the course of a case by its number; asked only for those that are drawn
 */
record HardestCases(
    List<String> classes, double[][] answers, int[] labels, IntFunction<CaseCourse> course) {
  private static final int MOST = 12;
  private static final int MOST_CHANNELS = 6;

  Html render() {
    List<Plot.View> views =
        IntStream.range(0, labels.length)
            .boxed()
            .sorted(Comparator.comparingDouble(at -> answers[at][labels[at]]))
            .limit(MOST)
            .map(this::view)
            .filter(view -> view.axis().size() > 1)
            .toList();
    if (views.isEmpty()) {
      return Html.of("<p>No test case has a course that could be drawn.</p>\n");
    }
    return new Plot(
            "The test cases that were hardest, chosen from the list. The line \"moved\" shows which"
                + " steps moved the network towards the answer (above 0) and away from it (below"
                + " 0).",
            "The " + views.size() + " hardest test cases with the saliency of the answer.",
            300,
            false,
            true,
            views)
        .render();
  }

  private Plot.View view(int at) {
    CaseCourse drawn = course.apply(at);
    int named = Reliability.likeliest(answers[at]);
    List<Plot.Line> lines = new ArrayList<>();
    drawn
        .channels()
        .forEach(
            (name, values) -> {
              if (lines.size() < MOST_CHANNELS) {
                lines.add(
                    new Plot.Line(
                        name,
                        lines.isEmpty() ? Plot.LineStyle.TRUTH : Plot.LineStyle.OTHER,
                        values));
              }
            });
    lines.add(new Plot.Line("moved", Plot.LineStyle.NETWORK, drawn.moved()));
    return new Plot.View(
        drawn.id()
            + ": "
            + classes.get(labels[at])
            + ", answered "
            + classes.get(named)
            + " ("
            + Format.percent(answers[at][named])
            + ")",
        "scaled values",
        new Plot.Counts("step", "step", drawn.moved().size()),
        lines,
        List.of(),
        List.of());
  }
}
