package io.patchbay.approval.rest;

/**
 * How many decisions wait for the caller.
 *
 * @param count at most 100
 */
public record WaitingView(int count) {}
