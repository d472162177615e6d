/**
 * The opponents of a classifier, from class shares to random convolution kernels: what a network
 * has to beat before it is worth its training time.
 */
@NullMarked
package dev.timestep.task.classify.opponent;

import org.jspecify.annotations.NullMarked;
