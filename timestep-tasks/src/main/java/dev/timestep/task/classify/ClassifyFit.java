package dev.timestep.task.classify;

import dev.timestep.train.EpochResult;
import java.util.List;

/**
 * What training made.
 *
 * @param classifier the classifier
 * @param network the network that was chosen
 * @param candidates how each candidate did, in the order of training
 * @param outOfFold calibrated probabilities [training case][class], each by a network that has not
 *     seen the case: what a rival is compared with before the test part is looked at
 * @param history the epochs of the chosen network, for each fold
 */
public record ClassifyFit(
    TrainedClassifier classifier,
    ClassifyNetwork network,
    List<CandidateScore> candidates,
    double[][] outOfFold,
    List<List<EpochResult>> history) {}
