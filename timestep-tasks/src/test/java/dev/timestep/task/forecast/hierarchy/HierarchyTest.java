package dev.timestep.task.forecast.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.task.message.TaskException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HierarchyTest {
  private static final List<String> SHOPS = List.of("elm", "oak", "ash", "fir");
  private static final Grouping REGION =
      new Grouping("region", List.of("north", "north", "south", "south"));
  private static final Grouping KIND = new Grouping("kind", List.of("tea", "rice", "tea", "tea"));

  private static List<List<Integer>> leaves(Hierarchy hierarchy) {
    return IntStream.range(0, hierarchy.size())
        .mapToObj(node -> IntStream.of(hierarchy.leaves(node)).boxed().toList())
        .toList();
  }

  @Test
  void groupsWithinGroupsStandFromTheTotalDown() {
    Hierarchy hierarchy = Hierarchy.nested(SHOPS, List.of(REGION, KIND));
    assertThat(hierarchy.names())
        .containsExactly(
            "total",
            "region=north",
            "region=south",
            "region=north, kind=tea",
            "region=north, kind=rice",
            "region=south, kind=tea",
            "elm",
            "oak",
            "ash",
            "fir");
    assertThat(leaves(hierarchy))
        .containsExactly(
            List.of(0, 1, 2, 3),
            List.of(0, 1),
            List.of(2, 3),
            List.of(0),
            List.of(1),
            List.of(2, 3),
            List.of(0),
            List.of(1),
            List.of(2),
            List.of(3));
    assertThat(hierarchy.levels()).containsExactly("total", "region", "region x kind", "series");
    assertThat(hierarchy.groups()).isEqualTo(6);
    assertThat(hierarchy.node("ash")).isEqualTo(8);
    // A group with one leaf is that leaf; south holds nothing but tea.
    assertThat(IntStream.range(0, 10).map(hierarchy::same))
        .containsExactly(0, 1, 2, 6, 7, 2, 6, 7, 8, 9);
  }

  @Test
  void groupsThatCrossHaveALevelForEachPair() {
    Hierarchy hierarchy = Hierarchy.crossed(SHOPS, List.of(REGION, KIND));
    assertThat(hierarchy.levels())
        .containsExactly("total", "region", "kind", "region x kind", "series");
    assertThat(hierarchy.leaves(hierarchy.node("kind=tea"))).containsExactly(0, 2, 3);
    assertThat(hierarchy.size()).isEqualTo(1 + 2 + 2 + 3 + 4);
  }

  @Test
  void idsMaySpellTheGroups() {
    Hierarchy hierarchy =
        Hierarchy.ofIds(List.of("north/elm", "south/oak", "north/ash"), "/", "region", "shop");
    assertThat(hierarchy.names())
        .containsExactly(
            "total", "region=north", "region=south", "north/elm", "south/oak", "north/ash");
    assertThat(hierarchy.leaves(1)).containsExactly(0, 2);
    assertThatThrownBy(() -> Hierarchy.ofIds(List.of("north/elm", "oak"), "/", "region", "shop"))
        .isInstanceOf(TaskException.class)
        .hasMessage(
            "The ids expect 2 parts joined by \"/\" (region, shop); received \"oak\", which has 1."
                + " Write all ids in one form, or give the groups as columns.");
  }

  @Test
  void aSingleSeriesIsItsOwnTotal() {
    Hierarchy hierarchy = Hierarchy.nested(List.of("elm"), List.of());
    assertThat(hierarchy.names()).containsExactly("total", "elm");
    assertThat(hierarchy.same(0)).isEqualTo(1);
  }

  @Test
  void whatCannotBeAHierarchyIsRefusedByName() {
    var hole = new Grouping("region", List.of("north", " ", "south", "south"));
    assertThatThrownBy(() -> Hierarchy.nested(SHOPS, List.of(hole)))
        .isInstanceOf(TaskException.class)
        .hasMessage(
            "A hierarchy expects a name in \"region\" for every series; series \"oak\" has none."
                + " Give it one, or leave the series or the column out.");
    assertThatThrownBy(() -> Hierarchy.nested(List.of("elm", "elm"), List.of()))
        .hasMessageContaining("received \"elm\" twice");
    assertThatThrownBy(() -> Hierarchy.nested(List.of(), List.of()))
        .hasMessageContaining("expects one series or more");
    assertThatThrownBy(() -> Hierarchy.nested(List.of("elm", "total"), List.of()))
        .hasMessageContaining("received \"total\" as total and as series");
    assertThatThrownBy(() -> Hierarchy.nested(SHOPS, List.of(REGION, REGION)))
        .hasMessageContaining("\"region\" twice");
    assertThatThrownBy(
            () -> Hierarchy.nested(SHOPS, List.of(new Grouping("region", List.of("north")))))
        .hasMessageContaining("a value for each of the 4 series; received 1");
    List<Grouping> many =
        IntStream.range(0, 7).mapToObj(at -> new Grouping("g" + at, KIND.values())).toList();
    assertThatThrownBy(() -> Hierarchy.crossed(SHOPS, many))
        .hasMessageContaining("at most 6 columns; received 7: g0, g1");
    assertThatThrownBy(() -> Hierarchy.nested(SHOPS, List.of()).node("yew"))
        .hasMessageContaining("no node \"yew\"");
  }
}
