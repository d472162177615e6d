package dev.timestep.task;

import com.google.gson.JsonObject;
import java.util.List;

/** The answers of a model. */
public interface Prediction {
  /** How many rows there are, of which {@link #csv} has a line each. */
  int rows();

  /** What a reader of the answers should know of the data. */
  List<String> notes();

  /** The {@link #notes} with their settings marked. */
  default List<String> markedNotes() {
    return notes();
  }

  /** The answers as a table: a head, then a line a row. */
  String csv();

  /** The answers for programs. */
  JsonObject json();
}
