package io.patchbay.plugin.processor;

import io.patchbay.plugin.processor.FieldModel.Presence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the samples of the components together to a sample of the record. */
final class SampleMaker {
  private SampleMaker() {}

  /** Null if a required component has no sample. */
  static @Nullable Map<String, @Nullable Object> sample(RecordModel record) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (FieldModel field : record.fields()) {
      Object value = value(field);
      if (value != null) {
        members.put(field.jsonName(), value);
      } else if (field.presence() == Presence.REQUIRED) {
        return null;
      }
    }
    return members;
  }

  private static @Nullable Object value(FieldModel field) {
    if (field.sample() != null) {
      return field.sample();
    }
    if (field.defaultValue() != null) {
      return field.presence() == Presence.DEFAULT ? null : field.defaultValue();
    }
    return switch (field.type()) {
      case TypeModel.RecordRef ref -> sample(ref.model());
      case TypeModel.ListOf(TypeModel.RecordRef(var model)) -> {
        Object element = sample(model);
        yield element == null ? null : List.of(element);
      }
      case TypeModel.EnumType type ->
          field.presence() == Presence.REQUIRED ? type.options().getFirst().value() : null;
      case TypeModel.Scalar(var kind) ->
          kind == ScalarKind.BOOLEAN && field.presence() == Presence.REQUIRED
              ? (Object) false
              : null;
      case TypeModel.ListOf ignored -> null;
      case TypeModel.MapOf ignored -> null;
      case TypeModel.Any ignored -> null;
    };
  }
}
