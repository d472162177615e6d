package dev.timestep.task.classify;

import dev.timestep.judge.Findings;
import dev.timestep.judge.Score;
import dev.timestep.task.RunStamp;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How a classifier was made: the protocol stamp that is stored with it.
 *
 * @param run what the stamp of every job says
 * @param test the test cases as they were given, or nothing where some were held back
 * @param trainCases cases that were learnt from
 * @param testCases cases that only scored
 * @param settings network and training
 * @param network which network was chosen
 * @param candidates how each candidate did on cases that it had not seen
 * @param kept id of the model that is kept
 * @param validationErrors errors of the kept model on training cases that it had not seen
 * @param testErrors errors of the kept model on the test cases
 * @param networkTestErrors errors of the network on the test cases
 */
public record ClassifyStamp(
    RunStamp run,
    Optional<String> test,
    int trainCases,
    int testCases,
    ClassifySettings settings,
    ClassifyNetwork network,
    List<CandidateScore> candidates,
    String kept,
    int validationErrors,
    int testErrors,
    int networkTestErrors) {
  /** Takes a copy of the list, and checks that the counts can be. */
  public ClassifyStamp {
    candidates = List.copyOf(candidates);
    require("trainCases", trainCases >= 0, "0 or more", trainCases);
    require("testCases", testCases >= 0, "0 or more", testCases);
    requireErrors("validationErrors", validationErrors, trainCases);
    requireErrors("testErrors", testErrors, testCases);
    requireErrors("networkTestErrors", networkTestErrors, testCases);
  }

  private static void requireErrors(String name, int errors, int cases) {
    require(name, errors >= 0 && errors <= cases, "0 to the " + cases + " cases", errors);
  }

  private static void require(String name, boolean holds, String expected, Object received) {
    if (!holds) {
      throw new IllegalArgumentException(
          "A classifier's stamp expects "
              + name
              + " of "
              + expected
              + "; received "
              + received
              + ".");
    }
  }

  /** The same with the figures of the test cases. */
  ClassifyStamp judged(Findings findings) {
    return new ClassifyStamp(
        run.judged(findings.verdict().sentence()),
        test,
        trainCases,
        testCases,
        settings,
        network,
        candidates,
        kept,
        validationErrors,
        errors(findings, kept),
        errors(findings, ClassifyOptions.NETWORK));
  }

  private static int errors(Findings findings, String id) {
    Score score =
        findings.scores().all().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    return (int) Arrays.stream(score.perCase()).sum();
  }
}
