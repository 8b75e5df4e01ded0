package io.patchbay.expression.eval;

/** An argument of a function: code and where its names are looked up. */
record Closure(Code code, Env env) {}
