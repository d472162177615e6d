package dev.timestep.task.sequence.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.task.LineStream;
import dev.timestep.task.Source;
import dev.timestep.task.TaskListener;
import dev.timestep.task.message.TaskException;
import dev.timestep.task.sequence.Sequence;
import dev.timestep.task.sequence.SequenceForm;
import dev.timestep.task.sequence.SequenceOptions;
import dev.timestep.task.sequence.SequenceReader;
import dev.timestep.task.table.ReadOptions;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Streams with the answer "how many steps, and which sum", which no classifier gives. */
class SequenceStreamTest {
  private static final String STEPS = "id,time,x,label\na,1,1,up\na,2,2,up\nb,1,5,down\n";

  private static List<String> sum(Sequence one) {
    double sum = 0;
    for (float[] step : one.values()) {
      for (float value : step) {
        sum += value;
      }
    }
    return List.of(String.valueOf(one.length()), String.valueOf(sum));
  }

  /** Reads later files as this text was read. */
  private static SequenceOptions like(String text, SequenceOptions options) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return SequenceReader.read(Source.of("train", bytes), options).reading().options();
  }

  private static SequenceOptions ofSteps() {
    return like(STEPS, SequenceOptions.defaults());
  }

  private static LineStream stream(SequenceOptions options) {
    return new SequenceStream(
        "pipe", options, List.of("steps", "sum"), SequenceStreamTest::sum, TaskListener.NONE);
  }

  private static List<String> answers(SequenceOptions options, String text) throws IOException {
    List<String> answers = new ArrayList<>();
    stream(options).answer(new StringReader(text), answers::add);
    return String.join("", answers).lines().toList();
  }

  @Test
  void eachStepIsAnsweredAsTheSequenceSoFar() throws Exception {
    assertThat(answers(ofSteps(), "id,time,x\na,1,1\nb,1,10\n\na,2,2.5\nb,2,20\n"))
        .containsExactly("step,id,steps,sum", "1,a,1,1.0", "1,b,1,10.0", "2,a,2,3.5", "2,b,2,30.0");
  }

  @Test
  void stepsOutOfOrderAreRefused() {
    LineStream stream = stream(ofSteps());
    stream.line("id,time,x");
    stream.line("a,5,1.5");
    assertThatThrownBy(() -> stream.line("a,4,0.25"))
        .isInstanceOf(TaskException.class)
        .hasMessage(
            "line 3 of pipe: a stream expects the steps of a sequence in order of time; received"
                + " \"a,4,0.25\" after \"a,5,1.5\". Send them in order, or give the table as a"
                + " file, which is put in order.");
    assertThatThrownBy(() -> stream.line("a,6,x"))
        .hasMessageContaining("line 4 of pipe")
        .hasMessageContaining("column x");
  }

  @Test
  void aLineOfAWideTableIsACase() throws Exception {
    SequenceOptions wide = like("label,t0,t1\nup,1,2\ndown,2,1\n", SequenceOptions.defaults());
    assertThat(answers(wide, "label,t0,t1\nup,1,2\n,3,4\n"))
        .containsExactly("id,steps,sum", "2,2,3.0", "3,2,7.0");
    assertThatThrownBy(() -> stream(wide).end()).hasMessageContaining("holds no line");
  }

  @Test
  void whatTheUserSaysOfTheFormHoldsForALaterStream() throws Exception {
    SequenceOptions wide = like("label,t0,t1\nup,1,2\ndown,2,1\n", SequenceOptions.defaults());
    SequenceOptions now = wide.withForm(SequenceForm.LONG).withId("trip");
    assertThat(answers(now, "trip,value\na,1\na,2\n"))
        .containsExactly("step,id,steps,sum", "1,a,1,1.0", "2,a,2,3.0");
    assertThat(answers(now.withForm(SequenceForm.WIDE), "trip,t0,t1\na,1,3\na2,2,5\n"))
        .containsExactly("id,steps,sum", "a,2,4.0", "a2,2,7.0");
    LineStream open = stream(wide.withId("trip"));
    assertThatThrownBy(() -> open.line("trip,value"))
        .isInstanceOf(TaskException.class)
        .hasMessageContaining("a line may be a step or a whole sequence")
        .hasMessageContaining("Set form to long if it is a step");
  }

  @Test
  void aLineOfATsFileIsACase() throws Exception {
    String text = "@problemName s\n@classLabel true up down\n@data\n1,2,3:up\n3,2:down\n";
    SequenceOptions ts = like(text, SequenceOptions.defaults());
    assertThat(answers(ts, text)).containsExactly("id,steps,sum", "4,3,6.0", "5,2,5.0");
  }

  @Test
  void aFastaCaseIsAnsweredWhenTheNextOneBegins() throws Exception {
    String text = ">one a\nAC\nGT\n>two b\nA\n";
    LineStream stream = stream(like(text, SequenceOptions.defaults().withLabel("last")));
    assertThat(stream.line(">one a")).isEmpty();
    assertThat(stream.line("AC")).isEmpty();
    assertThat(stream.line("GT")).isEmpty();
    assertThat(stream.line(">two b")).isEqualTo("id,steps,sum\none,4,4.0\n");
    stream.line("A");
    assertThat(stream.end()).isEqualTo("two,1,1.0\n");
  }

  @Test
  void settingsOfAWholeTableAreRefused() {
    SequenceOptions steps = ofSteps();
    ReadOptions skipping = steps.table().withSkipLines(Set.of(1));
    assertThatThrownBy(() -> stream(steps.withTable(skipping)))
        .isInstanceOf(TaskException.class)
        .hasMessageContaining("expects no skip-lines");
    assertThatThrownBy(() -> stream(SequenceOptions.defaults()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("reading.options()");
  }

  /** The notes that a stream gives, and its answers after them. */
  private static List<String> told(SequenceOptions options, String text) throws IOException {
    List<String> told = new ArrayList<>();
    TaskListener listener =
        new TaskListener() {
          @Override
          public void note(String note) {
            told.add(note);
          }
        };
    new SequenceStream("pipe", options, List.of("steps", "sum"), SequenceStreamTest::sum, listener)
        .answer(new StringReader(text), answer -> told.addAll(answer.lines().toList()));
    return told;
  }

  private static SequenceOptions ofCases() {
    return like("label,t0,t1\nup,1,2\ndown,2,1\n", SequenceOptions.defaults());
  }

  @Test
  void commentsAboveATableAreSkippedAsInAFile() throws Exception {
    String note = "Lines that start with # above the table were read as comments.";
    assertThat(told(ofSteps(), "# sensor 3\n# room 7\nid,time,x\na,1,1\n"))
        .containsExactly(note, "step,id,steps,sum", "1,a,1,1.0");
    assertThat(told(ofCases(), "# sensor 3\nlabel,t0,t1\nup,1,2\n"))
        .containsExactly(note, "id,steps,sum", "3,2,3.0");
    // The last one may be the header.
    assertThat(told(ofSteps(), "# sensor 3\n#id,time,x\na,1,1\n"))
        .containsExactly(note, "step,id,steps,sum", "1,a,1,1.0");
    assertThat(told(ofSteps(), "#id,time,x\na,1,1\n"))
        .containsExactly("step,id,steps,sum", "1,a,1,1.0");
    SequenceOptions bare = like("up,1,2\ndown,2,1\nup,2,3\n", SequenceOptions.defaults());
    assertThat(told(bare, "# sensor 3\nup,1,2\n"))
        .contains(note)
        .endsWith("id,steps,sum", "2,2,3.0");
  }

  @Test
  void commentsAboveOtherFormsAreSkipped() throws Exception {
    String ts = "@problemName s\n@classLabel true up down\n@data\n1,2,3:up\n3,2:down\n";
    assertThat(answers(like(ts, SequenceOptions.defaults()), "# made today\n" + ts))
        .containsExactly("id,steps,sum", "5,3,6.0", "6,2,5.0");
    SequenceOptions fasta =
        like(">one a\nAC\n>two b\nA\n", SequenceOptions.defaults().withLabel("last"));
    assertThat(answers(fasta, "# made today\n>one a\nAC\n"))
        .containsExactly("id,steps,sum", "one,2,2.0");
  }

  @Test
  void aLineThatIsNoRowIsNotedAndTheStreamGoesOn() throws Exception {
    assertThat(
            told(
                ofSteps(),
                "id,time,x\na,1,1\n# reconnect\na,2,2\ngarbage\nid,time,x\n-----\n,,\na,3,4\n"))
        .containsExactly(
            "step,id,steps,sum",
            "1,a,1,1.0",
            "Line 3 was left out: a remark, not a row (\"# reconnect\").",
            "2,a,2,3.0",
            "Line 5 was left out: a remark, not a row (\"garbage\").",
            "Line 6 was left out: the header again.",
            "Line 7 was left out: drawn, without a value.",
            "Line 8 was left out: blank.",
            "3,a,3,7.0");
    assertThat(told(ofCases(), "label,t0,t1\nup,1,2\ngarbage\ndown,3,4\n"))
        .containsExactly(
            "id,steps,sum",
            "2,2,3.0",
            "Line 3 was left out: a remark, not a row (\"garbage\").",
            "4,2,7.0");
  }

  @Test
  void aLineOfAnotherWidthIsRefusedByItsNumber() {
    for (String line : List.of("a,2", "a,2,3,4")) {
      LineStream stream = stream(ofSteps());
      stream.line("id,time,x");
      stream.line("a,1,1");
      assertThatThrownBy(() -> stream.line(line))
          .hasMessage(
              "line 3 of pipe: expects 3 cells, as in the header; received "
                  + line.split(",").length
                  + " (\""
                  + line
                  + "\"). Correct the line: a cell that holds the delimiter needs quotes, and a"
                  + " value that is missing stays a blank cell.");
    }
    LineStream wide = stream(ofCases());
    wide.line("label,t0,t1");
    assertThatThrownBy(() -> wide.line("up,1"))
        .hasMessageContaining("line 2 of pipe: expects 3 cells, as in the header; received 2");
    assertThatThrownBy(() -> wide.line("up,,"))
        .hasMessageContaining("line 3 of pipe: expects a row with one value or more");
  }

  @Test
  void aStreamWithoutAnswerDoesNotEndInSilence() {
    for (String text : List.of("id,time,x\n", "# a\n# b\n", "id,time,x\n# reconnect\n")) {
      assertThatThrownBy(() -> answers(ofSteps(), text))
          .isInstanceOf(TaskException.class)
          .hasMessageContaining("pipe: expects a line with a case or a step; received ")
          .hasMessageContaining("none of which is one");
    }
    SequenceOptions ts =
        like("@problemName s\n@classLabel true a b\n@data\n1:a\n2:b\n", SequenceOptions.defaults());
    assertThatThrownBy(() -> answers(ts, "@problemName s\n1:a\n"))
        .hasMessageContaining("received 2 lines")
        .hasMessageContaining("a case after @data");
  }

  /** Without a header, rows of a wide table may have the lengths of their sequences. */
  @Test
  void rowsWithoutNamesOfColumnsMayHaveSeveralWidths() throws Exception {
    SequenceOptions bare =
        like("up,1,2.5,3\ndown,2\nup,2,3\ndown,2,1\n", SequenceOptions.defaults());
    assertThat(told(bare, "up,1,2\n# reconnect\ndown,3\nup,1,2,3\n"))
        .contains("Line 2 was left out: a remark, not a row (\"# reconnect\").")
        .contains("1,2,3.0", "3,1,3.0", "4,3,6.0");
  }
}
