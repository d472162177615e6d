package dev.timestep.report;

import dev.timestep.judge.FigureForm;
import dev.timestep.judge.Findings;
import dev.timestep.judge.Interval;
import java.util.Locale;

/**
 * The figure under "Could it be chance?": the interval of the difference in the primary measure on
 * a scale on which zero, "no difference", and both sides are named.
 */
final class ChanceFigure {
  /** Share of the scale that is left free at each end, for the words there. */
  private static final double AIR = 0.2;

  private final Findings findings;

  /** Best baseline minus network: above zero the network is better. */
  private final double low;

  private final double estimate;
  private final double high;
  private final Interval interval;
  private final double from;
  private final double width;
  private final FigureForm form;

  private ChanceFigure(Findings findings, Interval interval) {
    this.findings = findings;
    this.interval = interval;
    this.low = -interval.high();
    this.estimate = -interval.difference();
    this.high = -interval.low();
    // Zero, both ends and some air are on the scale, whatever the figures are.
    double left = Math.min(0, low);
    double right = Math.max(0, high);
    double air = right > left ? AIR / (1 - 2 * AIR) * (right - left) : 1;
    this.from = left - air;
    this.width = right + air - from;
    this.form =
        FigureForm.of(findings.scores().primary(), Math.max(Math.abs(low), Math.abs(high)))
            .showing(1, nearestToZero());
  }

  /** The end that is nearest to zero, which must not be printed as zero; 0 where zero is inside. */
  private double nearestToZero() {
    return low > 0 ? low : Math.min(0, high);
  }

  static Html of(Findings findings, Interval interval) {
    return new ChanceFigure(findings, interval).render();
  }

  private Html render() {
    String words = words();
    return Html.of(
        """
        <h3 id="chance">Could it be chance?</h3>
        <figure class="interval">
        <div class="track" role="img" aria-label="{}">
        <span class="zero" style="left:{}%"></span>
        <span class="range" style="left:{}%;width:{}%"></span>
        <span class="point" style="left:{}%"></span>
        {}{}
        </div>
        <p class="sides" aria-hidden="true"><span>← {} better</span><span>{} better →</span></p>
        <figcaption>{} {} The interval is {}: {} samples{}.</figcaption>
        </figure>
        """,
        words,
        percent(position(0)),
        percent(position(low)),
        percent((high - low) / width),
        percent(position(estimate)),
        label("above", position(0), "no difference"),
        ends(),
        findings.best().label(),
        findings.scores().subject(),
        words,
        meaning(),
        findings.resampling().words(),
        Format.count(interval.resamples()),
        blocks());
  }

  private String blocks() {
    return interval.blockLength() == 1
        ? ""
        : " of blocks of " + Format.plural(interval.blockLength(), "window", "windows");
  }

  private String words() {
    String measure = findings.scores().primary().label();
    return Format.sentence(measure)
        + " of "
        + findings.best().label()
        + " minus "
        + measure
        + " of the "
        + findings.scores().subject()
        + ": "
        + figure(estimate)
        + form.differenceUnit()
        + ", with a "
        + String.format(Locale.ROOT, "%.0f\u202f%%", 100 * interval.confidence())
        + " interval from "
        + figure(low)
        + " to "
        + figure(high)
        + form.differenceUnit()
        + ".";
  }

  /**
   * The figures at the interval's ends, or one text in its middle where there is no room for two.
   */
  private Html ends() {
    String left = figure(low);
    String right = figure(high);
    // A digit takes less than 2.5 % of the narrowest scale.
    double needed = 0.025 * (1 + (left.length() + right.length()) / 2.0);
    if ((high - low) / width > needed) {
      return Html.of(
          "{}{}", label("below", position(low), left), label("below", position(high), right));
    }
    double middle = position((low + high) / 2);
    return label("below", middle, left.equals(right) ? left : left + " to " + right);
  }

  /** A text centred at a place of the scale, moved just as far as it would stick out. */
  private static Html label(String style, double position, String text) {
    String half = String.format(Locale.ROOT, "%.1fch", text.length() / 2.0);
    return Html.of(
        "<span class=\"label {}\" style=\"left:clamp({},{}%,calc(100% - {}))\">{}</span>",
        style, half, percent(position), half, text);
  }

  private String meaning() {
    if (low == 0 && high == 0) {
      return "Both have the same error in every case: there is no difference that could be chance.";
    }
    if (low > 0) {
      return "The whole interval lies on the " + findings.scores().subject() + "’s side of zero.";
    }
    return high < 0
        ? "The whole interval lies on the baseline’s side of zero."
        : "The interval holds zero, so the difference may be chance.";
  }

  private double position(double value) {
    return (value - from) / width;
  }

  private String figure(double value) {
    return Format.printed(form.number(value));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f", 100 * share);
  }
}
