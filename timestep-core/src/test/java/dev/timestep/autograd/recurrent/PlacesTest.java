package dev.timestep.autograd.recurrent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.tensor.Lengths;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacesTest {
  private static final int WIDTH = 64;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void eachPartHasItsRowsByThemselvesAPageFromTheNext(boolean reverse) {
    StepLayout layout = StepLayout.of(4, 5, Lengths.of(2, 4, 1, 4, 3), reverse);
    Cut cut = Cut.bySequences(layout, 2, WIDTH);
    Places places = new Places(layout, cut, layout.steps(), WIDTH);
    int[] place = Objects.requireNonNull(places.ofWorkingRows());
    int[] before = places.ofRowsBefore();
    Set<Integer> taken = new HashSet<>();
    for (int step = 0; step < layout.steps(); step++) {
      for (int position = 0; position < layout.active(step); position++) {
        int row = layout.firstRow(step) + position;
        assertThat(taken.add(place[row])).isTrue();
        assertThat(place[row]).isBetween(0, places.rows() - 1);
        assertThat(places.row(step, position)).isEqualTo(place[row]);
        assertThat(places.timeMajorRows()[place[row]]).isEqualTo(layout.timeMajorRow(row));
        if (step > 0) {
          assertThat(before[row]).isEqualTo(places.row(step - 1, position));
        }
      }
    }
    assertThat(places.runs()).isEqualTo(2);
    assertThat((places.runBegin(1) - places.runEnd(0)) * WIDTH).isEqualTo(Places.PAGE);
    assertThat(places.runEnd(1)).isEqualTo(places.rows());
    Part second = cut.parts()[1];
    assertThat(places.sequence(second) - second.from).isEqualTo(Places.PAGE / WIDTH);
    assertThat(places.sequence(second.from)).isEqualTo(places.sequence(second));
    assertThat(places.sequence(second.from - 1)).isEqualTo(second.from - 1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void oneThreadKeepsTheOrderOfTheSteps(boolean reverse) {
    StepLayout layout = StepLayout.of(5, 3, null, reverse);
    Places all = new Places(layout, Cut.bySequences(layout, 1, WIDTH), 5, WIDTH);
    assertThat(all.ofWorkingRows()).isNull();
    assertThat(all.rows()).isEqualTo(15);
    assertThat(all.row(0, 2)).isEqualTo(layout.firstRow(0) + 2);
  }

  /** What is not kept is written over two steps later, at the same rows. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void stepsThatAreNotKeptTakeEachOthersRows(int parts) {
    StepLayout layout = StepLayout.of(5, 4, null, false);
    Places places = new Places(layout, Cut.bySequences(layout, parts, WIDTH), 2, WIDTH);
    int gap = (parts - 1) * Places.PAGE / WIDTH;
    assertThat(places.rows()).isEqualTo(8 + gap);
    assertThat(places.row(3, 3)).isEqualTo(places.row(1, 3)).isEqualTo(7 + gap);
    assertThat(places.row(4, 0)).isEqualTo(places.row(0, 0)).isZero();
  }
}
