package dev.timestep.report;

import dev.timestep.judge.Cases;
import dev.timestep.judge.Findings;
import dev.timestep.judge.Verdict;

/** How a verdict is shown at the top of a page: by a word and a sign as well as by colour. */
record VerdictBadge(String style, String sign, String label) {
  static VerdictBadge of(Findings findings) {
    String subject = findings.scores().subject();
    return switch (findings.verdict().outcome()) {
      case NETWORK_WINS -> new VerdictBadge("good", "✓", "The " + subject + " wins");
      case NETWORK_LOSES -> new VerdictBadge("warn", "!", "The baseline wins");
      case NO_DIFFERENCE ->
          new VerdictBadge("even", "=", "No difference" + leaning(findings.verdict(), subject));
      case TOO_FEW -> new VerdictBadge("even", "?", tooFew(findings.cases()));
    };
  }

  private static String leaning(Verdict verdict, String subject) {
    return switch (verdict.leaning()) {
      case NETWORK -> ", leaning to the " + subject;
      case BASELINE -> ", leaning to the baseline";
      case NEITHER -> "";
    };
  }

  private static String tooFew(Cases cases) {
    return "Too few " + cases.many() + " to tell";
  }
}
