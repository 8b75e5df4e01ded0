/** The promises about what survives: kill, stop, cut, repeat. Begin with {@link Prove}. */
@org.jspecify.annotations.NullMarked
package io.patchbay.bench.proof;
