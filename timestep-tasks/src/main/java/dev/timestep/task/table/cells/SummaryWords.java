package dev.timestep.task.table.cells;

import java.util.Locale;
import java.util.Set;

/** The words that people write beside totals and below tables. */
final class SummaryWords {

  private static final Set<String> TOTALS =
      Set.of(
          "total",
          "totals",
          "subtotal",
          "subtotals",
          "sum",
          "sums",
          "summe",
          "summen",
          "gesamt",
          "gesamtsumme",
          "gesamtergebnis",
          "zwischensumme",
          "teilsumme",
          "insgesamt",
          "ergebnis",
          "somme",
          "totaux",
          "suma",
          "totales",
          "somma",
          "totale",
          "totaal",
          "soma",
          "toplam",
          "итого",
          "всего",
          "合计",
          "总计",
          "小计",
          "总和",
          "合計",
          "總計",
          "小計",
          "総計",
          "합계");

  private static final Set<String> STATISTICS =
      Set.of(
          "average",
          "avg",
          "mean",
          "median",
          "min",
          "max",
          "minimum",
          "maximum",
          "count",
          "std",
          "mittelwert",
          "durchschnitt",
          "mittel",
          "anzahl",
          "moyenne",
          "promedio",
          "media",
          "平均",
          "平均值",
          "最大",
          "最大值",
          "最小",
          "最小值");

  private static final Set<String> FOOTERS =
      Set.of(
          "source",
          "sources",
          "note",
          "notes",
          "footnote",
          "footnotes",
          "quelle",
          "quellen",
          "anmerkung",
          "anmerkungen",
          "hinweis",
          "hinweise",
          "stand",
          "fuente",
          "nota",
          "notas",
          "remarques",
          "copyright",
          "©",
          "exported",
          "generated",
          "downloaded",
          "来源",
          "数据来源",
          "资料来源",
          "注");

  private SummaryWords() {}

  /** Whether the cell calls its row a total, or another summary of the rows. */
  static boolean isSummary(String cell) {
    int last = cell.length() - 1;
    if (last < 0 || (Digits.isDigit(cell.charAt(0)) && Digits.isDigit(cell.charAt(last)))) {
      return false;
    }
    String text = cell.strip();
    if (text.length() > 40 || !hasLetter(text)) {
      return false;
    }
    String lower = text.toLowerCase(Locale.ROOT);
    String bare = lower.endsWith(":") ? lower.substring(0, lower.length() - 1).strip() : lower;
    return STATISTICS.contains(bare) || hasWord(lower, TOTALS);
  }

  private static boolean hasLetter(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isLetter(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a line below the table begins as sources and remarks do. */
  static boolean isFooter(String cell) {
    String lower = cell.strip().toLowerCase(Locale.ROOT);
    int end = 0;
    while (end < lower.length() && isWord(lower.charAt(end))) {
      end++;
    }
    return lower.startsWith("*") || FOOTERS.contains(lower.substring(0, end));
  }

  private static boolean hasWord(String text, Set<String> words) {
    int start = 0;
    for (int at = 0; at <= text.length(); at++) {
      if (at == text.length() || !isWord(text.charAt(at))) {
        if (at > start && words.contains(text.substring(start, at))) {
          return true;
        }
        start = at + 1;
      }
    }
    return false;
  }

  private static boolean isWord(char c) {
    return Character.isLetter(c) || c == '©';
  }
}
