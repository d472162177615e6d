package dev.timestep.task.table.form;

/** What a part of a written time stands for. */
public enum TimeField {
  /** Fixed text: a separator, a marker such as Q or 年. */
  TEXT,
  /** Four digits. With {@link #WEEK}, the year that the week belongs to. */
  YEAR,
  /** Two digits; the century follows from all rows. */
  SHORT_YEAR,
  /** 1 to 2, or a word such as 上半年. */
  HALF_YEAR,
  /** 1 to 4, or a word such as 一季度. */
  QUARTER,
  /** 1 to 12, or a name. */
  MONTH,
  /** 0 to 2: 上旬, 中旬, 下旬, which begin on the 1st, 11th and 21st. */
  TEN_DAYS,
  /** Week of ISO 8601, 1 to 53. */
  WEEK,
  /** Day of a week of ISO 8601, 1 to 7. */
  WEEK_DAY,
  DAY,
  /** The ending in 1st, 2nd, 1er. */
  ORDINAL,
  /** 1 to 366. */
  DAY_OF_YEAR,
  /** The name of a weekday, 1 to 7 from Monday; it has to agree with the date. */
  WEEKDAY,
  /** 0 to 24; 1 to 12 beside {@link #AM_PM}. */
  HOUR,
  MINUTE,
  SECOND,
  /** Digits of a fraction of a second, read as nanoseconds. */
  FRACTION,
  /** 0 before noon, 1 after. */
  AM_PM,
  /** From UTC. */
  OFFSET,
  /** The name of a zone in brackets after an offset. */
  ZONE
}
