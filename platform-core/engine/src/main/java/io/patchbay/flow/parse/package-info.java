/** From the tree to the model, collecting every problem on the way. */
@org.jspecify.annotations.NullMarked
package io.patchbay.flow.parse;
