package dev.timestep.arch;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the table of packages and what each may import. */
class HousePlanTest {

  /**
   * Well below what is there, far above what a broken scan would find. Raise it as code arrives.
   */
  private static final int CLASSES_AT_LEAST = 150;

  static List<Room> rooms() {
    return HousePlan.ROOMS;
  }

  @Test
  void scanFindsTheHouse() {
    assertThat(Scan.HOUSE).hasSizeGreaterThanOrEqualTo(CLASSES_AT_LEAST);
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void scanFindsEachRoom(Room room) {
    long found = Scan.HOUSE.stream().filter(room.inside()).count();
    assertThat(found).as("classes found in %s", room).isGreaterThanOrEqualTo(room.atLeast());
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void imports(Room room) {
    room.rule().allowEmptyShould(room.atLeast() == 0).check(Scan.HOUSE);
  }

  @Test
  void everyClassIsInARoom() {
    List<String> names = HousePlan.ROOMS.stream().map(Room::name).toList();
    assertThat(Scan.HOUSE)
        .allSatisfy(
            type ->
                assertThat(names)
                    .as("room of %s; a new package needs a row in HousePlan", type.getName())
                    .contains(HousePlan.roomOf(type.getPackageName())));
  }

  @Test
  void everyPackageSaysThatNothingIsNullUnlessMarked() {
    List<String> unmarked =
        Scan.HOUSE.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .filter(p -> !p.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
            .map(p -> p.getName())
            .sorted()
            .toList();
    assertThat(unmarked).as("packages without @NullMarked in their package-info.java").isEmpty();
  }

  /** Every room that is built has a class among {@link Scan#BROKEN} that uses a forbidden door. */
  @ParameterizedTest
  @MethodSource("rooms")
  void ruleCanFail(Room room) {
    boolean planted = Scan.BROKEN.stream().anyMatch(room.inside());
    assertThat(planted || room.atLeast() == 0)
        .as("a class that breaks the rule of %s", room)
        .isTrue();
    if (planted) {
      assertThat(room.rule().evaluate(Scan.BROKEN).hasViolation()).isTrue();
    }
  }
}
