/** Load against a running platform, beside comparators measured in the same minute. */
@org.jspecify.annotations.NullMarked
package io.patchbay.bench.load;
