package io.patchbay.flow.parse;

/** The parsers that the task parsers use. */
record Toolkit(
    Context context,
    Templates templates,
    Durations durations,
    Authentications authentications,
    ErrorRules errors,
    RetryRules retries,
    Reusables reusables) {

  static Toolkit create(Context context) {
    Reusables reusables = new Reusables();
    Templates templates = new Templates(context);
    Durations durations = new Durations(context, templates);
    return new Toolkit(
        context,
        templates,
        durations,
        new Authentications(context, templates, reusables),
        new ErrorRules(templates),
        new RetryRules(context, templates, durations),
        reusables);
  }
}
