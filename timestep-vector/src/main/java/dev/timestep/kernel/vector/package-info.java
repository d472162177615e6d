/**
 * The kernels on the Vector API: the only package that names the incubating module. Found by {@link
 * java.util.ServiceLoader}; no other package refers to it.
 */
@NullMarked
package dev.timestep.kernel.vector;

import org.jspecify.annotations.NullMarked;
