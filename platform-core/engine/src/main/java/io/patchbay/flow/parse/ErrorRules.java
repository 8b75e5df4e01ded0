package io.patchbay.flow.parse;

import io.patchbay.flow.task.ErrorFilter;
import io.patchbay.flow.task.ErrorRule;
import io.patchbay.flow.template.Template;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Errors that are raised and filters for errors that are caught. */
final class ErrorRules {
  private final Templates templates;

  ErrorRules(Templates templates) {
    this.templates = templates;
  }

  @Nullable ErrorRule find(@Nullable Fields fields, Set<String> scope) {
    if (fields == null) {
      return null;
    }
    Place type = fields.require("type");
    Place status = fields.require("status");
    Template title = template(fields.find("title"), scope);
    Template detail = template(fields.find("detail"), scope);
    Template instance = template(fields.find("instance"), scope);
    fields.close();
    if (type == null || status == null) {
      return null;
    }
    return new ErrorRule(
        templates.value(type, scope), templates.value(status, scope), title, detail, instance);
  }

  ErrorFilter filter(@Nullable Fields fields) {
    if (fields == null) {
      return ErrorFilter.ALL;
    }
    Fields with = fields.findObject("with", "the error filter");
    fields.close();
    if (with == null) {
      return ErrorFilter.ALL;
    }
    String details = with.findText("details");
    String detail = with.findText("detail");
    ErrorFilter filter =
        new ErrorFilter(
            with.findText("type"),
            with.findCount("status", 0, 999),
            with.findText("instance"),
            with.findText("title"),
            details == null ? detail : details);
    with.close();
    return filter;
  }

  private @Nullable Template template(@Nullable Place place, Set<String> scope) {
    return place == null ? null : templates.value(place, scope);
  }
}
