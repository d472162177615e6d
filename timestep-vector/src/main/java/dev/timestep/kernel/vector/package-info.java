/**
 * The kernels on the Vector API: the only package that names the incubating module. Found by {@link
 * java.util.ServiceLoader}; no other package refers to it.
 *
 * <p>A vector is an object that the JIT keeps in a register if it inlines all that is done with it
 * and knows its width; otherwise it goes to the heap, and the kernel takes thirty times as long
 * until the JVM ends. The JIT takes both from what it saw of earlier calls, and a JVM may compile a
 * kernel before it has seen any. So a kernel does not lean on that:
 *
 * <ul>
 *   <li>No method takes or returns a vector: what a loop does to one is spelled out in the loop.
 *   <li>A vector that a loop carries from one step to the next is an argument, as {@code sum} is in
 *       {@code x.add(sum)}, never the one that is called: in {@code sum.add(x)} its width would
 *       follow from the call's own result.
 *   <li>Kernels of many operations are too large to be inlined where several would come together,
 *       since one compilation has a limit of nodes.
 * </ul>
 *
 * <p>{@code NoVectorObjectsTest} and {@code InliningTest} hold this.
 */
@NullMarked
package dev.timestep.kernel.vector;

import org.jspecify.annotations.NullMarked;
