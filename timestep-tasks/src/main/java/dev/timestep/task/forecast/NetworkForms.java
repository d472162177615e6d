package dev.timestep.task.forecast;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A network's forecasts in the forms that a gate scores: alone, and mixed with the ridge regression.
 * The one that answers is judged; the other stands beside it.
 *
 * @param alone the network's own forecasts
 * @param mix the same mixed; nothing where there is no regression to mix it with
 * @param judgesMix whether the mix is judged
 */
record NetworkForms(Forecaster alone, Optional<Forecaster> mix, boolean judgesMix) {
  NetworkForms {
    if (judgesMix && mix.isEmpty()) {
      throw new IllegalArgumentException(
          "NetworkForms expects a mix where one is judged; received none.");
    }
  }

  /** A network that is never mixed. */
  NetworkForms(Forecaster alone) {
    this(alone, Optional.empty(), false);
  }

  String judgedName() {
    return judgesMix ? Mix.NAME : BaselineGate.NETWORK;
  }

  Forecaster judged() {
    return judgesMix ? mix.orElseThrow() : alone;
  }

  /** The forms that are not judged, by name. */
  SequencedMap<String, Forecaster> beside() {
    SequencedMap<String, Forecaster> others = new LinkedHashMap<>();
    if (judgesMix) {
      others.put(BaselineGate.NETWORK, alone);
    } else {
      mix.ifPresent(other -> others.put(Mix.NAME, other));
    }
    return others;
  }
}
