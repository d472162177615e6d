package dev.timestep.report;

import dev.timestep.judge.Cases;
import dev.timestep.judge.Findings;
import dev.timestep.judge.Verdict;

/** How a verdict is shown at the top of a page: by a word and a sign as well as by colour. */
record VerdictBadge(String style, String sign, String label) {
  static VerdictBadge of(Findings findings) {
    return switch (findings.verdict().outcome()) {
      case NETWORK_WINS -> new VerdictBadge("good", "✓", "The network wins");
      case NETWORK_LOSES -> new VerdictBadge("warn", "!", "The baseline wins");
      case NO_DIFFERENCE ->
          new VerdictBadge("even", "=", "No difference" + leaning(findings.verdict()));
      case TOO_FEW -> new VerdictBadge("even", "?", tooFew(findings.cases()));
    };
  }

  private static String leaning(Verdict verdict) {
    return switch (verdict.leaning()) {
      case NETWORK -> ", leaning to the network";
      case BASELINE -> ", leaning to the baseline";
      case NEITHER -> "";
    };
  }

  private static String tooFew(Cases cases) {
    return "Too few " + cases.many() + " to tell";
  }
}
