package dev.timestep.report;

import dev.timestep.judge.Reliability;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The cases whose true class was given the least probability, with what moved the answer.
 *
 * @param classes names of the classes
 * @param answers probabilities, [case][class]
 * @param labels the true class of each case
 * @param kept name of the model that answered; nothing where that is the network itself
 * @param course the course of a case by its number; asked only for those that are drawn
 */
record HardestCases(
    List<String> classes,
    double[][] answers,
    int[] labels,
    Optional<String> kept,
    IntFunction<CaseCourse> course) {
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
            caption(views.getFirst().axis() instanceof Plot.Letters),
            "The " + views.size() + " hardest test cases with the saliency of the answer.",
            300,
            false,
            true,
            views)
        .render();
  }

  private String caption(boolean letters) {
    return "The test cases that were hardest"
        + kept.map(name -> " for the model that is kept, the " + name).orElse("")
        + ", chosen from the list. The line \"moved\" shows which steps moved the network towards "
        + kept.map(name -> "the class that the " + name + " answered").orElse("the answer")
        + " (above 0) and away from it (below 0)."
        + (letters
            ? " Its letters stand under it where there is room: zoom in to read those of a long"
                + " text."
            : "");
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
        drawn.letters().isEmpty() ? "scaled values" : "moved",
        drawn.letters().isEmpty()
            ? new Plot.Counts("step", "step", drawn.moved().size())
            : new Plot.Letters("step", drawn.letters()),
        lines,
        List.of(),
        List.of());
  }
}
