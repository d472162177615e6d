package dev.timestep.report;

/**
 * The verdict of the run, in one plain sentence.
 *
 * @param outcome who is ahead once chance is allowed for
 * @param sentence the finding, for example "The network beats ridge regression by 8 % in MAE."
 */
public record Verdict(Outcome outcome, String sentence) {
  /** Who is ahead; shown by a word and a sign as well as by colour. */
  public enum Outcome {
    /** The interval lies wholly on the network's side. */
    NETWORK_WINS("good", "✓", "The network wins"),
    /** The interval holds zero. */
    NO_DIFFERENCE("even", "=", "No difference"),
    /** The interval lies wholly on the baseline's side. */
    BASELINE_WINS("warn", "!", "The baseline wins"),
    /** There is no interval: the test part has too few windows for one. */
    NOT_ENOUGH_WINDOWS("even", "?", "Too few test windows to tell");

    private final String style;
    private final String sign;
    private final String label;

    Outcome(String style, String sign, String label) {
      this.style = style;
      this.sign = sign;
      this.label = label;
    }

    String style() {
      return style;
    }

    String sign() {
      return sign;
    }

    String label() {
      return label;
    }
  }

  /** Checks that there is an outcome and a sentence. */
  public Verdict {
    Check.that(outcome != null, "Verdict expects an outcome; received null.");
    Check.text("Verdict", "sentence", sentence);
  }
}
