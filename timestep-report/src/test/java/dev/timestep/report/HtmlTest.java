package dev.timestep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlTest {
  @Test
  void escapesEveryCharacterThatMeansSomething() {
    assertThat(Html.text("<b a='1' c=\"2\">&</b>\u0000").markup())
        .isEqualTo("&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;&lt;/b&gt;\uFFFD");
  }

  @Test
  void templatesEscapeTextAndKeepMarkup() {
    Html inner = Html.of("<i>{}</i>", "a<b");
    assertThat(Html.of("<p>{}{}{}</p>", "x&y", inner, List.of(inner, "<")).markup())
        .isEqualTo("<p>x&amp;y<i>a&lt;b</i><i>a&lt;b</i>&lt;</p>");
  }

  @Test
  void bracesInAValueAreNotAPlace() {
    assertThat(Html.of("{} {}", "{}", "2").markup()).isEqualTo("{} 2");
  }

  @Test
  void refusesTemplatesWithAnotherNumberOfPlaces() {
    assertThatThrownBy(() -> Html.of("{}", 1, 2)).hasMessageContaining("fewer than 2");
    assertThatThrownBy(() -> Html.of("{}{}", 1)).hasMessageContaining("more than 1");
  }

  @Test
  void tablesScrollInTheirOwnBoxAndEscapeCells() {
    String table =
        new HtmlTable("Cap<tion").text("Na<me").number("N").row("a<b", 3).render().markup();
    assertThat(table)
        .contains(
            "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Cap&lt;tion\">")
        .contains("<th scope=\"col\">Na&lt;me</th><th scope=\"col\" class=\"num\">N</th>")
        .contains("<th scope=\"row\">a&lt;b</th><td class=\"num\">3</td>");
  }

  @Test
  void tablesRefuseRowsOfAnotherWidth() {
    HtmlTable table = new HtmlTable("Scores").text("Name").number("MAE");
    assertThatThrownBy(() -> table.row("naive"))
        .hasMessage("HtmlTable(Scores) expects 2 cells in a row; received 1.");
  }
}
