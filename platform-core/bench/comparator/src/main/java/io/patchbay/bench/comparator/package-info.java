/** Other systems doing the work of our workloads, each as a program of its own. */
@org.jspecify.annotations.NullMarked
package io.patchbay.bench.comparator;
