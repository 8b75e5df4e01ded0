/**
 * A Patchbay of the proof's own: database, nodes, clients, third party, and the means to hurt them.
 */
@org.jspecify.annotations.NullMarked
package io.patchbay.bench.proof.installation;
