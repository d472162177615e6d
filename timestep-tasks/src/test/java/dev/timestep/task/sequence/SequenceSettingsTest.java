package dev.timestep.task.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.task.message.TaskException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SequenceSettingsTest {
  private static final SequenceReading READ =
      Reads.read("a.csv", "t1;t2;class\n1,5;2;up\n3;4;down\n").reading();

  @Test
  void everySettingIsRead() {
    Map<String, String> given =
        Map.ofEntries(
            Map.entry("form", "long"),
            Map.entry("label", "driver"),
            Map.entry("id", "trip"),
            Map.entry("time", "at"),
            Map.entry("channels", "speed, turn"),
            Map.entry("static", "age"),
            Map.entry("sequence", "dna"),
            Map.entry("fold-case", "false"),
            Map.entry("decimal", ","),
            Map.entry("time-format", "dd.MM.yyyy"));
    SequenceOptions options = SequenceSettings.over(SequenceOptions.defaults(), given);
    assertThat(options)
        .isEqualTo(
            SequenceOptions.defaults()
                .withForm(SequenceForm.LONG)
                .withLabel("driver")
                .withId("trip")
                .withTime("at")
                .withChannels(List.of("speed", "turn"))
                .withStatics(List.of("age"))
                .withSequence("dna")
                .withFoldCase(false)
                .withTable(options.table()));
    assertThat(options.table().decimal()).contains(',');
    assertThat(options.table().timeFormat()).contains("dd.MM.yyyy");
    assertThat(SequenceSettings.over(options, Map.of("label", "car")))
        .isEqualTo(options.withLabel("car"));
  }

  @Test
  void aLaterFileIsReadAsTheModelWasTrainedButForWhatIsGiven() {
    List<String> notes = new ArrayList<>();
    SequenceOptions options =
        SequenceSettings.over(READ, Map.of("label", "gesture"), note -> notes.add(note.toString()));
    assertThat(options).isEqualTo(READ.options().withLabel("gesture"));
    assertThat(notes).isEmpty();
    SequenceReading asked =
        Reads.read(
                "a.csv",
                "t1;t2;class\n1,5;2;up\n3;4;down\n",
                SequenceSettings.over(SequenceOptions.defaults(), Map.of("delimiter", ";")))
            .reading();
    SequenceSettings.over(asked, Map.of("delimiter", "tab"), note -> notes.add(note.toString()));
    assertThat(notes).hasSize(1).first().asString().contains("the model was trained with");
  }

  @Test
  void whatMeansNothingIsRefusedByName() {
    assertThatThrownBy(() -> SequenceSettings.over(READ, Map.of("static", "age"), note -> {}))
        .isInstanceOf(TaskException.class)
        .hasMessage("A model of sequences reads no static; received \"age\". Leave out static.");
    assertThatThrownBy(
            () -> SequenceSettings.over(SequenceOptions.defaults(), Map.of("horizon", "7")))
        .hasMessage("A job on sequences reads no horizon; received \"7\". Leave out horizon.");
    assertThatThrownBy(
            () -> SequenceSettings.over(SequenceOptions.defaults(), Map.of("fold-case", "yes")))
        .hasMessage("fold-case expects true or false; received \"yes\".");
    assertThatThrownBy(
            () -> SequenceSettings.over(SequenceOptions.defaults(), Map.of("form", "tall")))
        .hasMessageContaining("form expects one of wide, long, ts, arff, folder, letters, fasta");
    SequenceOptions other = READ.options().withStatics(List.of("age"));
    Reads.refused("b.csv", "age;t1;t2\n4;1,5;2\n", other)
        .hasMessageContaining("trained without columns of static; received age");
  }
}
