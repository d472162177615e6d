package dev.timestep.report;

import dev.timestep.judge.Findings;
import java.util.List;

/** Parts of a page that every job has: the verdict, the scores, facts, commands. */
public final class Sections {
  private Sections() {}

  /** What a page begins with: the verdict and the figures behind it. */
  public static Html verdict(Findings findings, double seconds) {
    return ScoreParts.verdict(findings, seconds);
  }

  /**
   * The network beside the baselines, and whether the difference may be chance.
   *
   * @param label what was scored
   * @param measures what the measures are, a sentence each
   */
  public static Html scores(Findings findings, String label, String measures) {
    return Html.join(
        List.of(
            ScoreRows.of(new LabelledScores(label, findings.scores())),
            Html.of("<p class=\"reason\">{}</p>\n", measures),
            ScoreParts.chance(findings)));
  }

  /** Names and values side by side. */
  public static Html facts(List<ProtocolStamp.Fact> facts) {
    return Html.of(
        "<dl class=\"facts\">\n{}</dl>\n",
        facts.stream().map(one -> RunParts.fact(one.name(), one.value())).toList());
  }

  /** Notes as a list, or a sentence where there is none. */
  public static Html notes(List<String> notes) {
    return RunParts.notes(notes);
  }

  /** What is needed to repeat the run and to trust its figures. */
  public static Html protocol(ProtocolStamp stamp) {
    return RunParts.protocol(stamp);
  }

  /** Commands that can be copied, each with its purpose. */
  public static Html commands(List<CommandExample> commands) {
    return Html.join(commands.stream().map(RunParts::command).toList());
  }

  /** A count with thousands apart. */
  public static String count(long value) {
    return Format.count(value);
  }

  /** A share such as 0.083 as "8.3 %"; a dash where it is undefined. */
  public static String percent(double share) {
    return Format.percent(share);
  }

  /** A duration such as "8.4 s" or "1 min 32 s". */
  public static String seconds(double seconds) {
    return Format.seconds(seconds);
  }
}
