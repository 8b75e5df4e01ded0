package io.patchbay.flow.syntax;

/** The text is not YAML or JSON, or breaks a limit. */
public record SyntaxProblem(String code, String message, Span span) {}
