/** One class for each pretend third party. */
@org.jspecify.annotations.NullMarked
package io.patchbay.sandbox.party;
