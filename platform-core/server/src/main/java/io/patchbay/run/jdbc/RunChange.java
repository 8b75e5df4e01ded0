package io.patchbay.run.jdbc;

/**
 * Something that the one writer of runs puts on disk, with many others in the same commit.
 *
 * @param <A> what became of it
 */
sealed interface RunChange<A> permits RunAcceptance.Prepared, RunWrites.Write {

  /** The answer of the writer to this change. */
  A answer(Object answer);
}
