package dev.timestep.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * A plot of one or several views over the same kind of axis; with several the reader chooses one
 * from a list. Drawn in the browser by uPlot, from data inside the page.
 *
 * @param caption what it shows, printed under it
 * @param description a description for readers who cannot see it
 * @param height in CSS pixels
 * @param logarithmic whether the values' axis is logarithmic; all values must then be above zero
 * @param zoomable whether the reader can zoom and pan along the axis
 * @param views at least one
 */
public record Plot(
    String caption,
    String description,
    int height,
    boolean logarithmic,
    boolean zoomable,
    List<View> views) {
  /**
   * One view.
   *
   * @param label its name in the list of views
   * @param values what the side axis measures, with its unit if there is one; stands above the plot
   * @param axis positions of the points along the bottom
   * @param lines what is drawn
   * @param bands shaded stretches of the axis
   * @param marks upright lines with a word
   * @param range what the side axis shows; nothing for what the lines need
   */
  public record View(
      String label,
      String values,
      Axis axis,
      List<Line> lines,
      List<Band> bands,
      List<Mark> marks,
      Optional<Range> range) {
    /** A view of lines whose side axis shows what they need. */
    public View(
        String label,
        String values,
        Axis axis,
        List<Line> lines,
        List<Band> bands,
        List<Mark> marks) {
      this(label, values, axis, lines, bands, marks, Optional.empty());
    }

    /** Checks that every line has a value, if a missing one, for each position. */
    public View {
      Check.text("Plot.View(" + label + ")", "values", values);
      lines = Check.notEmpty("Plot.View", "lines", lines);
      bands = List.copyOf(bands);
      marks = List.copyOf(marks);
      for (Line line : lines) {
        Check.that(
            line.values().size() == axis.size(),
            "Plot.View(%s) expects %d values for %s; received %d.",
            label,
            axis.size(),
            line.label(),
            line.values().size());
      }
    }
  }

  /**
   * What an axis shows, whatever the values are.
   *
   * @param low its lower end
   * @param high its upper end, above the lower one
   */
  public record Range(double low, double high) {
    /** Shares in percent. */
    public static final Range PERCENT = new Range(0, 100);

    /** Checks that there is something between the ends. */
    public Range {
      Check.that(low < high, "Plot.Range expects low < high; received %s and %s.", low, high);
    }
  }

  /**
   * One line.
   *
   * @param label its name in the legend
   * @param style how it is drawn
   * @param values NaN leaves a gap
   */
  public record Line(String label, LineStyle style, Numbers values) {}

  /** Colour and stroke of a line; both differ, so that it is told apart without colours. */
  public enum LineStyle {
    /** What was measured. */
    TRUTH,
    /** A long series, thin, to show its outline. */
    OUTLINE,
    /** The network. */
    NETWORK,
    /** The best baseline. */
    BASELINE,
    /** Training. */
    TRAIN,
    /** Validation. */
    VALIDATION,
    /** The lower or upper end of an interval: two in turn, with the space between them shaded. */
    FAN,
    /** One of several of equal rank; colours and dashes are taken in turn. */
    OTHER
  }

  /**
   * A shaded stretch.
   *
   * @param label word beside its colour, above the plot
   * @param style "train", "validation", "test" or "next"
   * @param from position where it begins
   * @param to position where it ends
   */
  public record Band(String label, String style, double from, double to) {}

  /**
   * An upright line.
   *
   * @param label word beside it
   * @param at its position
   */
  public record Mark(String label, double at) {}

  /** Positions along the bottom of a plot. */
  public sealed interface Axis {
    /** How many positions there are. */
    int size();

    /** The position of a point, as bands and marks name it. */
    double position(int place);
  }

  /** Times, in seconds of the series' own clock, or row numbers where there are no times. */
  public record Rows(PageAxis times) implements Axis {
    @Override
    public int size() {
      return times.rows();
    }

    @Override
    public double position(int place) {
      return times.timed() ? times.position(place) / 1000.0 : times.position(place);
    }
  }

  /**
   * The counts 1, 2, … {@code size} of something.
   *
   * @param unit what is counted, in the singular, for example "step"
   * @param title what stands under the axis, for example "steps ahead"
   * @param size how many
   */
  public record Counts(String unit, String title, int size) implements Axis {
    @Override
    public double position(int place) {
      return place + 1;
    }
  }

  /**
   * Places that need not be apart by one, for example shares in percent from 0 to 100.
   *
   * @param unit what a place is, for example "percent"
   * @param title what stands under the axis
   * @param places in ascending order; the same place twice is an upright stretch of a line
   */
  public record Places(String unit, String title, Numbers places) implements Axis {
    @Override
    public int size() {
      return places.size();
    }

    @Override
    public double position(int place) {
      return places.at(place);
    }
  }

  /**
   * The steps 1, 2, … of a text, each with its letter.
   *
   * @param title what stands under the axis
   * @param letters a letter for each step, or another short text
   */
  public record Letters(String title, List<String> letters) implements Axis {
    /** Takes a copy of the list. */
    public Letters {
      letters = List.copyOf(letters);
    }

    @Override
    public int size() {
      return letters.size();
    }

    @Override
    public double position(int place) {
      return place + 1;
    }
  }

  /** Checks the texts and that there is a view. */
  public Plot {
    Check.text("Plot", "caption", caption);
    Check.text("Plot", "description", description);
    Check.that(height >= 80, "Plot expects a height >= 80; received %d.", height);
    views = Check.notEmpty("Plot", "views", views);
  }

  /** The figure's markup, with its data. */
  public Html render() {
    return figure(
        "lines",
        caption,
        description,
        Json.object(
            "height", height,
            "log", logarithmic,
            "zoom", zoomable,
            "views", views.stream().map(Plot::viewData).toList()));
  }

  /** A figure that the script of this kind draws from the data. */
  static Html figure(String kind, String caption, String description, Map<String, Object> data) {
    return Html.of(
        """
        <figure class="plot" data-kind="{}">
        <div class="controls"></div>
        <div class="canvas" role="img" aria-label="{}"></div>
        <figcaption>{}</figcaption>
        <script type="application/json">{}</script>
        </figure>
        """,
        kind,
        description,
        caption,
        new Html(Json.write(data)));
  }

  private static Map<String, Object> viewData(View view) {
    Map<String, Object> data =
        Json.object(
            "label", view.label(),
            "values", view.values(),
            "x", axisData(view.axis()),
            "lines", view.lines().stream().map(Plot::lineData).toList(),
            "bands", view.bands().stream().map(Plot::bandData).toList(),
            "marks",
                view.marks().stream()
                    .map(m -> Json.object("label", m.label(), "at", m.at()))
                    .toList());
    view.range().ifPresent(range -> data.put("range", List.of(range.low(), range.high())));
    return data;
  }

  private static Map<String, Object> lineData(Line line) {
    String style = line.style().name().toLowerCase(Locale.ROOT);
    return Json.object("label", line.label(), "style", style, "values", line.values());
  }

  private static Map<String, Object> bandData(Band band) {
    return Json.object(
        "label", band.label(), "style", band.style(), "from", band.from(), "to", band.to());
  }

  /** An axis as the script reads it: first and step where positions are regular, else a list. */
  static Map<String, Object> axisData(Axis axis) {
    return switch (axis) {
      case Counts counts -> counted(counts.unit(), counts.title(), counts.size());
      case Letters text -> {
        Map<String, Object> data = counted("step", text.title(), text.size());
        data.put("letters", text.letters());
        yield data;
      }
      case Places places ->
          Json.object(
              "kind", "count",
              "unit", places.unit(),
              "title", places.title(),
              "values", places.places());
      case Rows rows -> {
        Map<String, Object> data =
            Json.object(
                "kind",
                rows.times().timed() ? "time" : "row",
                "precision",
                rows.times().precision());
        OptionalLong step = rows.times().step();
        if (step.isPresent()) {
          double unit = rows.times().timed() ? 1000.0 : 1;
          data.put("first", axis.position(0));
          data.put("step", step.getAsLong() / unit);
          data.put("size", axis.size());
        } else {
          data.put("values", IntStream.range(0, axis.size()).mapToObj(axis::position).toList());
        }
        yield data;
      }
    };
  }

  private static Map<String, Object> counted(String unit, String title, int size) {
    return Json.object(
        "kind", "count", "unit", unit, "title", title, "first", 1, "step", 1, "size", size);
  }
}
