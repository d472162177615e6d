package dev.timestep.task.forecast.statistical;

/**
 * The form of an ARIMA model, {@code (p,d,q)(P,D,Q)m}.
 *
 * @param p autoregressive terms
 * @param d differences from row to row
 * @param q moving-average terms
 * @param seasonalP autoregressive terms a season apart
 * @param seasonalD differences from season to season
 * @param seasonalQ moving-average terms a season apart
 * @param season rows per season, 1 if there is none
 * @param constant whether the differenced series has a mean of its own: a level where there are no
 *     differences, a drift where there is one
 */
record ArimaOrder(
    int p,
    int d,
    int q,
    int seasonalP,
    int seasonalD,
    int seasonalQ,
    int season,
    boolean constant) {
  /** Terms of each kind that the states of a model have room for. */
  private static final int LARGEST = 100;

  /** Checks the form. */
  ArimaOrder {
    int least = Math.min(Math.min(Math.min(p, d), q), Math.min(seasonalP, seasonalQ));
    int most = Math.max(Math.max(p, q), Math.max(seasonalP, seasonalQ));
    if (Math.min(least, seasonalD) < 0 || most > LARGEST || season < 1) {
      throw new IllegalArgumentException(
          "ARIMA expects from 0 to %d terms of each kind and a season of 1 row or more; received %s."
              .formatted(LARGEST, "(%d,%d,%d)(%d,%d,%d)%d"
                  .formatted(p, d, q, seasonalP, seasonalD, seasonalQ, season)));
    }
    if (d > 2 || seasonalD > 1) {
      throw new IllegalArgumentException(
          "ARIMA expects at most 2 differences and 1 seasonal difference; received %d and %d."
              .formatted(d, seasonalD));
    }
    if (season == 1 && seasonalP + seasonalD + seasonalQ > 0) {
      throw new IllegalArgumentException(
          "Seasonal terms of ARIMA expect a season of 2 rows or more; received a season of 1.");
    }
    if (constant && d + seasonalD > 1) {
      throw new IllegalArgumentException(
          "A constant in ARIMA expects at most one difference in all, because its forecast would be"
              + " a parabola; received %d.".formatted(d + seasonalD));
    }
  }

  /** A form without seasonal terms. */
  static ArimaOrder of(int p, int d, int q) {
    return new ArimaOrder(p, d, q, 0, 0, 0, 1, false);
  }

  /** The same with seasonal terms. */
  ArimaOrder seasonal(int newP, int newD, int newQ, int newSeason) {
    return new ArimaOrder(p, d, q, newP, newD, newQ, newSeason, constant);
  }

  /** The same with or without a constant. */
  ArimaOrder withConstant(boolean has) {
    return new ArimaOrder(p, d, q, seasonalP, seasonalD, seasonalQ, season, has);
  }

  /** The same with other terms, and the differences and the constant as they are. */
  ArimaOrder withTerms(int newP, int newQ, int newSeasonalP, int newSeasonalQ) {
    return new ArimaOrder(
        newP, d, newQ, newSeasonalP, seasonalD, newSeasonalQ, season, constant);
  }

  /** Coefficients of the terms. */
  int terms() {
    return p + q + seasonalP + seasonalQ;
  }

  /** Coefficients to be estimated: those of the terms, and the constant. */
  int parameters() {
    return terms() + (constant ? 1 : 0);
  }

  /** Rows that the differences use up. */
  int lost() {
    return Math.addExact(d, Math.multiplyExact(seasonalD, season));
  }

  /** Elements of the state: the longest lag of the terms. */
  int states() {
    return Math.max(p + seasonalP * season, q + seasonalQ * season + 1);
  }

  /** The name, for example {@code ARIMA(0,1,1)(0,1,1)12 with drift}. */
  @Override
  public String toString() {
    String terms = "ARIMA(%d,%d,%d)".formatted(p, d, q);
    String seasons =
        season == 1
            ? ""
            : "(%d,%d,%d)%d".formatted(seasonalP, seasonalD, seasonalQ, season);
    return terms + seasons + (constant ? d + seasonalD == 0 ? " with mean" : " with drift" : "");
  }
}
