package dev.timestep.report;

import java.util.Locale;

/**
 * The figure under "Could it be chance?": the interval of the difference in MAE on a scale on which
 * zero, "no difference", and both sides are named.
 */
final class ChanceFigure {
  /** Share of the scale that is left free at each end, for the words there. */
  private static final double AIR = 0.2;

  private final BootstrapInterval interval;
  private final double from;
  private final double width;
  private final NumberText form;

  private ChanceFigure(BootstrapInterval interval) {
    this.interval = interval;
    // Zero, both ends and some air are on the scale, whatever the figures are.
    double left = Math.min(0, interval.low());
    double right = Math.max(0, interval.high());
    double air = right > left ? AIR / (1 - 2 * AIR) * (right - left) : 1;
    this.from = left - air;
    this.width = right + air - from;
    this.form =
        Format.form(Numbers.of(Math.max(Math.abs(interval.low()), Math.abs(interval.high()))))
            .showing(1, nearestToZero());
  }

  /** The end that is nearest to zero, which must not be printed as zero; 0 where zero is inside. */
  private double nearestToZero() {
    return interval.low() > 0 ? interval.low() : Math.min(0, interval.high());
  }

  static Html of(BootstrapInterval interval) {
    return new ChanceFigure(interval).render();
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
        <p class="sides" aria-hidden="true"><span>← {} better</span><span>network better →</span></p>
        <figcaption>{} {} The interval is a paired block bootstrap over the test windows: {} samples \
        of blocks of {}.</figcaption>
        </figure>
        """,
        words,
        percent(position(0)),
        percent(position(interval.low())),
        percent((interval.high() - interval.low()) / width),
        percent(position(interval.estimate())),
        label("above", position(0), "no difference"),
        ends(),
        interval.against(),
        words,
        meaning(),
        Format.count(interval.resamples()),
        Format.plural(interval.blockLength(), "window", "windows"));
  }

  private String words() {
    return "MAE of "
        + interval.against()
        + " minus MAE of the network: "
        + figure(interval.estimate())
        + ", with a "
        + String.format(Locale.ROOT, "%.0f\u202f%%", 100 * interval.level())
        + " interval from "
        + figure(interval.low())
        + " to "
        + figure(interval.high())
        + ".";
  }

  /**
   * The figures at the interval's ends, or one text in its middle where there is no room for two.
   */
  private Html ends() {
    String low = figure(interval.low());
    String high = figure(interval.high());
    // A digit takes less than 2.5 % of the narrowest scale.
    double needed = 0.025 * (1 + (low.length() + high.length()) / 2.0);
    if ((interval.high() - interval.low()) / width > needed) {
      return Html.of(
          "{}{}",
          label("below", position(interval.low()), low),
          label("below", position(interval.high()), high));
    }
    double middle = position((interval.low() + interval.high()) / 2);
    return label("below", middle, low.equals(high) ? low : low + " to " + high);
  }

  /** A text centred at a place of the scale, moved just as far as it would stick out. */
  private static Html label(String style, double position, String text) {
    String half = String.format(Locale.ROOT, "%.1fch", text.length() / 2.0);
    return Html.of(
        "<span class=\"label {}\" style=\"left:clamp({},{}%,calc(100% - {}))\">{}</span>",
        style, half, percent(position), half, text);
  }

  private String meaning() {
    if (interval.low() > 0) {
      return "The whole interval lies on the network’s side of zero.";
    }
    return interval.high() < 0
        ? "The whole interval lies on the baseline’s side of zero."
        : "The interval holds zero, so the difference may be chance.";
  }

  private double position(double value) {
    return (value - from) / width;
  }

  private String figure(double value) {
    return Format.fixed(value, form);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f", 100 * share);
  }
}
