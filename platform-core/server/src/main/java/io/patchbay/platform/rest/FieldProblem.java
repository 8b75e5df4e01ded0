package io.patchbay.platform.rest;

/**
 * One thing wrong with a request.
 *
 * @param pointer JSON pointer into the request; empty for the whole
 */
public record FieldProblem(String pointer, String code, String message) {}
