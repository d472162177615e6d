package dev.timestep.task.sequence;

/** How the cases stand in a file. */
public enum SequenceForm {
  /** A table with one sequence a row. */
  WIDE,
  /** A table with one step a row; a column of ids says which rows belong together. */
  LONG,
  /** The {@code .ts} form of the UCR and UEA archive. */
  TS,
  /** The {@code .arff} form of the UCR and UEA archive. */
  ARFF,
  /** A folder with one folder a class, and in it one table a sequence. */
  FOLDER,
  /** A table with one sequence of letters a row. */
  LETTERS,
  /** FASTA: a header line with '>', then letters. */
  FASTA
}
