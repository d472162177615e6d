/**
 * Texts that name settings. A library user reads {@code fill}, a command line writes {@code
 * --fill}, and a server may write the name of a field: the text is the same, only {@link
 * dev.timestep.task.message.Message} is rendered in another way.
 *
 * <p>Whoever asks a result for its texts gets bare names, never a mark. A program with names of its
 * own asks for the marked texts, such as {@code TaskRun.markedFindings}, and renders them.
 */
@NullMarked
package dev.timestep.task.message;

import org.jspecify.annotations.NullMarked;
