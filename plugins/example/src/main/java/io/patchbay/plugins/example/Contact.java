package io.patchbay.plugins.example;

import io.patchbay.plugin.Field;
import java.time.Instant;
import java.util.Optional;

/** A contact as the CRM gives it. */
public record Contact(
    @Field(sample = "con_1") String id,
    @Field(label = "External id", help = "Your own number of this contact.", sample = "C-1000")
        Optional<String> externalId,
    @Field(sample = "Ada Lindqvist") String name,
    @Field(label = "E-mail", sample = "ada@example.org") String email,
    @Field(sample = "+494055510") Optional<String> phone,
    @Field(sample = "Nordwind") Optional<String> company,
    @Field(label = "Last change", sample = "2026-11-23T18:30:00.000Z") Instant updatedAt) {

  /** The same contact with another change is another piece of news. */
  String versionKey() {
    return id + "@" + updatedAt;
  }
}
