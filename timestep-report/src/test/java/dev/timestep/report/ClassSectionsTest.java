package dev.timestep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class ClassSectionsTest {
  /** Three of class a, one of them taken for b; one of class b, found; none of class c. */
  private static final ClassSections PARTS =
      new ClassSections(
          List.of("a", "b", "c"),
          new double[][] {{.9, .1, 0}, {.8, .2, 0}, {.3, .7, 0}, {.2, .8, 0}},
          new int[] {0, 0, 0, 1});

  private static String text(Html html) {
    return html.markup().replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
  }

  @Test
  void theMatrixHasTrueClassesInRows() {
    // a: 2 of 3 found, both answers "a" right, F1 = 2·2 / (3 + 2); b: 1 of 1 found, 1 of 2 right.
    assertThat(text(PARTS.confusion()))
        .contains("a 2 1 · 3 66.7\u202f% 100.0\u202f% 80.0\u202f%")
        .contains("b · 1 · 1 100.0\u202f% 50.0\u202f% 66.7\u202f%");
  }

  @Test
  void probabilitiesAreHeldAgainstTheShareOfRightAnswers() {
    // The mean of |right − probability|, weighted: (|1−.9| + 2·|1−.8| + |0−.7|) / 4.
    assertThat(text(PARTS.reliability())).contains("Expected calibration error: 30.0\u202f%");
  }

  @Test
  void aClassWithoutACaseHasNoCurve() {
    // b stands above two of the three others and above .7: above all three.
    assertThat(text(PARTS.curves())).contains("a 1.000", "b 1.000", "c no test case");
  }

  @Test
  void aCurveRisesFromZeroOnAxesFromZeroToAHundred() {
    // Of two of class a one is above both others, one below one of them.
    ClassSections parts =
        new ClassSections(
            List.of("a", "b"),
            new double[][] {{.9, .1}, {.4, .6}, {.6, .4}, {.2, .8}},
            new int[] {0, 0, 1, 1});
    String markup = parts.curves().markup();
    assertThat(markup)
        .contains("\"range\":[0,100]")
        .contains("\"kind\":\"count\",\"unit\":\"percent\"")
        .contains("\"values\":[0,0,1,2,3,")
        .contains("\"label\":\"a\",\"style\":\"other\",\"values\":[0,50,50,50,")
        .contains("\"label\":\"chance\",\"style\":\"baseline\",\"values\":[0,0,1,2,3,")
        .contains("ROC curves of 2 classes.");
    assertThat(parts.reliability().markup()).contains("\"range\":[0,100]");
  }

  @Test
  void whatMovedTheNetworkIsNotTakenForTheAnswerOfAnotherModel() {
    IntFunction<CaseCourse> course =
        at -> CaseCourse.measured("c" + at, new LinkedHashMap<>(), Numbers.of(1.0, -0.5));
    assertThat(text(PARTS.hardest(Optional.empty(), course)))
        .contains("which steps moved the network towards the answer (above 0)")
        .doesNotContain("kept", "letters");
    assertThat(text(PARTS.hardest(Optional.of("ridge"), course)))
        .contains("hardest for the model that is kept, the ridge, chosen")
        .contains("moved the network towards the class that the ridge answered (above 0)");
  }

  @Test
  void lettersStandUnderWhatMovedTheNetwork() {
    IntFunction<CaseCourse> course =
        at -> CaseCourse.text("c" + at, List.of("G", "T"), Numbers.of(1.0, -0.5));
    assertThat(PARTS.hardest(Optional.empty(), course).markup())
        .contains("\"letters\":[\"G\",\"T\"]", "Its letters stand under it")
        .contains("\"lines\":[{\"label\":\"moved\",");
    assertThatThrownBy(() -> CaseCourse.text("c0", List.of("G"), Numbers.of(1.0, -0.5)))
        .hasMessage("CaseCourse(c0) expects a letter for each of 2 steps; received 1.");
  }

  @Test
  void anAnswerIsExpectedForEachLabel() {
    assertThatThrownBy(() -> new ClassSections(List.of("a", "b"), new double[1][2], new int[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("received 1 answers and 2 labels");
  }
}
