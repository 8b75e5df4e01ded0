package io.patchbay.connection;

/**
 * One thing wrong with a connection.
 *
 * @param pointer JSON pointer into the request
 * @param code stable word for it
 */
public record SettingsProblem(String pointer, String code, String message) {}
