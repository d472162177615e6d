package dev.timestep.task.classify;

import dev.timestep.judge.Findings;
import dev.timestep.judge.Score;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How a classifier was made: the protocol stamp that is stored with it.
 *
 * @param file the training cases as they were given
 * @param fingerprint SHA-256 of that file
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
 * @param kernels kernels that trained
 * @param threads threads that trained
 * @param seconds of the network's training
 * @param verdict of the judge
 * @param from fingerprint of the training cases of the model that was trained further
 * @param version of Timestep
 * @param java of the JVM
 */
public record ClassifyStamp(
    String file,
    String fingerprint,
    Optional<String> test,
    int trainCases,
    int testCases,
    ClassifySettings settings,
    ClassifyNetwork network,
    List<CandidateScore> candidates,
    String kept,
    int validationErrors,
    int testErrors,
    int networkTestErrors,
    String kernels,
    int threads,
    double seconds,
    String verdict,
    Optional<String> from,
    String version,
    String java) {
  /** Takes a copy of the list, and checks that the counts can be. */
  public ClassifyStamp {
    candidates = List.copyOf(candidates);
    require("trainCases", trainCases >= 0, "0 or more", trainCases);
    require("testCases", testCases >= 0, "0 or more", testCases);
    requireErrors("validationErrors", validationErrors, trainCases);
    requireErrors("testErrors", testErrors, testCases);
    requireErrors("networkTestErrors", networkTestErrors, testCases);
    require("threads", threads >= 1, "1 or more", threads);
    require("seconds", seconds >= 0, "0 or more", seconds);
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
        file,
        fingerprint,
        test,
        trainCases,
        testCases,
        settings,
        network,
        candidates,
        kept,
        validationErrors,
        errors(findings, kept),
        errors(findings, ClassifyOptions.NETWORK),
        kernels,
        threads,
        seconds,
        findings.verdict().sentence(),
        from,
        version,
        java);
  }

  private static int errors(Findings findings, String id) {
    Score score =
        findings.scores().all().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    return (int) Arrays.stream(score.perCase()).sum();
  }
}
