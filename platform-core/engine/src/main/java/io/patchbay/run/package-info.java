/** Runs: what is stored about them and the ports that store and observe them. */
@org.jspecify.annotations.NullMarked
package io.patchbay.run;
