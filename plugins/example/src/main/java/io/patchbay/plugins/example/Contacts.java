package io.patchbay.plugins.example;

import io.patchbay.plugin.Field;
import io.patchbay.plugin.RemoteRecord;
import java.util.List;
import java.util.Optional;

/** What the actions and triggers on contacts take, and the pages the CRM answers with. */
final class Contacts {
  private Contacts() {}

  /** Input of {@code findContact}. */
  public record ById(@Field(label = "Contact id", sample = "con_1", maxLength = 100) String id) {}

  /** Input of {@code createContact}. */
  public record Create(
      @Field(
              label = "External id",
              help = "Your own number: no two contacts have the same.",
              sample = "C-2000")
          Optional<String> externalId,
      @Field(sample = "Grace Okafor", minLength = 1, maxLength = 200) String name,
      @Field(label = "E-mail", sample = "grace@example.org", pattern = "[^@\\s]+@[^@\\s]+")
          String email,
      @Field Optional<String> phone,
      @Field Optional<String> company) {}

  /** Input of {@code updateContact}: what is left out stays as it is. */
  public record Update(
      @Field(label = "Contact id", sample = "con_1", maxLength = 100) String id,
      @Field(sample = "Grace Okafor", minLength = 1, maxLength = 200) Optional<String> name,
      @Field(label = "E-mail", pattern = "[^@\\s]+@[^@\\s]+") Optional<String> email,
      @Field Optional<String> phone,
      @Field(sample = "Bluebird") Optional<String> company) {}

  /** The body of an update. */
  @RemoteRecord
  record Changes(
      Optional<String> name,
      Optional<String> email,
      Optional<String> phone,
      Optional<String> company) {}

  /** A page of the CRM's list. */
  @RemoteRecord
  record Page(List<Contact> items, Optional<String> nextCursor) {}

  /** A trigger without parameters. */
  public record NoParams() {}
}
