/**
 * Convolutions of images and over time: {@link dev.timestep.autograd.convolution.ConvolutionOp} and
 * the products with patches that it is made of.
 */
@NullMarked
package dev.timestep.autograd.convolution;

import org.jspecify.annotations.NullMarked;
