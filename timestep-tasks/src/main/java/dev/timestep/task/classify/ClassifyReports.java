package dev.timestep.task.classify;

import dev.timestep.judge.Findings;
import dev.timestep.judge.Reliability;
import dev.timestep.kernel.Engine;
import dev.timestep.report.CaseCourse;
import dev.timestep.report.ClassSections;
import dev.timestep.report.CommandExample;
import dev.timestep.report.Html;
import dev.timestep.report.HtmlTable;
import dev.timestep.report.Numbers;
import dev.timestep.report.Page;
import dev.timestep.report.ProtocolStamp.Fact;
import dev.timestep.report.Sections;
import dev.timestep.task.Commands;
import dev.timestep.task.Entry;
import dev.timestep.task.sequence.LetterCode;
import dev.timestep.task.sequence.Sequence;
import dev.timestep.task.sequence.batch.LabelledWords;
import dev.timestep.task.sequence.batch.SequenceInputs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/** The page of a classification: verdict, mistakes, how sure it may be, hardest cases, protocol. */
final class ClassifyReports {
  private static final String MEASURES =
      "Errors are the share of wrong answers. F1 is the mean over the classes of 2 · found / (cases"
          + " + named). Log loss is the mean of −ln of the probability that the true class was"
          + " given. Skill is 1 − errors divided by the errors of the best baseline.";

  private final ClassifyRun run;
  private final List<String> classes;
  private final double[][] answers;
  private final int[] labels;

  private ClassifyReports(ClassifyRun run) {
    this.run = run;
    classes = run.model().classes();
    answers = run.model().probabilities(run.parts().test().cases(), Engine.standard());
    labels = run.model().labels(run.parts().test());
  }

  static String page(ClassifyRun run, Commands commands) {
    return new ClassifyReports(run).page(commands);
  }

  private String page(Commands commands) {
    Findings findings = run.findings();
    ClassSections parts = new ClassSections(classes, answers, labels);
    return new Page(title())
        .lead(Sections.verdict(findings, run.seconds()))
        .section("scores", "Network and baselines", scores(findings))
        .section("confusion", "Which class is taken for which", parts.confusion())
        .section("reliability", "How sure it may be", parts.reliability())
        .section("curves", "Curves by class", parts.curves())
        .section("hardest", "Hardest cases", parts.hardest(keptBaseline(), this::course))
        .section("data", "The data", data())
        .section("training", "The training", training())
        .section("model", "The model", model(commands))
        .section("protocol", "Protocol", protocol(commands))
        .render();
  }

  private String title() {
    String file = run.parts().train().file();
    return file.substring(file.lastIndexOf('/') + 1) + ", " + classes.size() + " classes";
  }

  /** The name of the baseline that answers; nothing where the network does. */
  private Optional<String> keptBaseline() {
    return Optional.of(run.model().kept())
        .filter(id -> !id.equals(ClassifyOptions.NETWORK))
        .map(ClassifyModel::label);
  }

  private Html scores(Findings findings) {
    return Html.join(
        List.of(
            Html.of(
                "<p>All models answered the same {} test cases. What follows is about the model"
                    + " that is kept: the {}.</p>\n",
                Sections.count(labels.length),
                ClassifyWords.kept(run.model())),
            Sections.scores(findings, "test cases", MEASURES)));
  }

  private Html data() {
    List<Fact> facts = new ArrayList<>();
    for (Entry entry : LabelledWords.parts(run.parts())) {
      if (entry.label().isEmpty()) {
        Fact before = facts.removeLast();
        facts.add(new Fact(before.name(), before.value() + ", " + entry.text()));
      } else {
        facts.add(new Fact(entry.label(), entry.text()));
      }
    }
    facts.add(new Fact("Channels", String.join(", ", run.parts().train().channels())));
    return Html.join(List.of(Sections.facts(facts), Sections.notes(run.parts().markedNotes())));
  }

  private Html training() {
    HtmlTable candidates =
        new HtmlTable("Candidates on cases that they had not seen")
            .words("Network")
            .number("Errors")
            .number("Cross-entropy")
            .number("Seconds");
    for (CandidateScore one : run.fit().candidates()) {
      candidates.row(
          one.network().words(run.model().stamp().settings()),
          Sections.count(one.errors()),
          String.format(Locale.ROOT, "%.4f", one.crossEntropy()),
          String.format(Locale.ROOT, "%.1f", one.seconds()));
    }
    HtmlTable baselines = new HtmlTable("Baselines").words("Baseline").number("Seconds");
    run.opponentSeconds()
        .forEach(
            (id, seconds) ->
                baselines.row(
                    ClassifyModel.label(id), String.format(Locale.ROOT, "%.1f", seconds)));
    return Html.join(
        List.of(
            Html.of(
                "<p>Each candidate was trained once without each of {} folds, and answered for the"
                    + " cases of that fold. The one with the lowest cross-entropy was"
                    + " chosen.</p>\n",
                run.model().stamp().settings().folds()),
            candidates.render(),
            baselines.render()));
  }

  private Html model(Commands commands) {
    return Html.join(
        List.of(
            Html.of(
                "<p>Kept: {}. The network has {} parameters in {} networks, one for each"
                    + " fold.</p>\n",
                ClassifyWords.kept(run.model()),
                Sections.count(run.model().network().parameterCount()),
                run.model().network().networks().size()),
            Html.of("<h3 id=\"use\">How to use this model</h3>\n"),
            Sections.commands(
                List.of(
                    new CommandExample("Label other sequences", commands.predict()),
                    new CommandExample("Score the model on labelled ones", commands.evaluate()),
                    new CommandExample("Show what is in the model file", commands.inspect())))));
  }

  private Html protocol(Commands commands) {
    ClassifyStamp stamp = run.model().stamp();
    return Html.join(
        List.of(
            Html.of(
                "<p>Scales, networks and baselines were fitted on training cases only. What was"
                    + " chosen was chosen on folds of them. Test cases were scored once.</p>\n"),
            Sections.protocol(
                stamp.run().protocol("training cases only", run.seconds(), commands, List.of()))));
  }

  /**
   * The scaled values or the letters of a test case, and what moved the network towards the answer.
   */
  private CaseCourse course(int at) {
    Sequence one = run.parts().test().cases().get(at);
    TrainedClassifier network = run.model().network();
    int named = Reliability.likeliest(answers[at]);
    Numbers moved = Numbers.of(network.moved(one, named, Engine.standard()));
    Optional<LetterCode> code = run.model().reading().letters();
    if (code.isPresent()) {
      return CaseCourse.text(
          one.id(), Arrays.stream(one.values()).map(code.get()::letter).toList(), moved);
    }
    SequencedMap<String, Numbers> channels = new LinkedHashMap<>();
    List<SequenceInputs.Scale> scales = network.inputs().channels();
    for (int c = 0; c < scales.size(); c++) {
      int channel = c;
      SequenceInputs.Scale scale = scales.get(c);
      channels.put(
          scale.name(),
          Numbers.generate(one.length(), t -> scale.scaled(one.values()[t][channel])));
    }
    return CaseCourse.measured(one.id(), channels, moved);
  }
}
