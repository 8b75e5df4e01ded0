/** The compiled model of a flow: tasks, conditions, policies. Data only. */
@org.jspecify.annotations.NullMarked
package io.patchbay.flow.task;
