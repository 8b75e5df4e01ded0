package io.patchbay.plugins.example;

import io.patchbay.plugin.ActionContext;
import io.patchbay.plugin.Field;
import io.patchbay.plugin.RemoteRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the actions on messages take and give. */
final class Messages {
  private Messages() {}

  /** Input of {@code sendMessage}. */
  public record Send(
      @Field(label = "Contact id", sample = "con_1", maxLength = 100) String contactId,
      @Field(
              sample = "Your order is on its way.",
              minLength = 1,
              maxLength = 2_000,
              multiline = true)
          String text,
      @Field(
              help = "By which the message is found again; by default the key of the step.",
              advanced = true)
          Optional<String> reference) {}

  /** Input of {@code findMessage}: the part of {@link Send} by which a message is found again. */
  public record Find(
      @Field(label = "Contact id", sample = "con_1", maxLength = 100) String contactId,
      @Field(sample = "order-17") Optional<String> reference) {}

  /** A message as the CRM gives it. */
  public record Message(
      @Field(sample = "cmsg_1") String id,
      @Field(sample = "con_1") String contactId,
      @Field(sample = "order-17") Optional<String> reference,
      @Field(sample = "Your order is on its way.") String text,
      @Field(sample = "2026-11-23T18:30:00.000Z") Instant sentAt) {}

  /** The body that sends one. */
  @RemoteRecord
  record Body(String text, String reference) {}

  /** The CRM's list of messages. */
  @RemoteRecord
  record Page(List<Message> items) {}

  /** A look-up gets the key of the step that it looks for, so both find the same reference. */
  static String reference(Optional<String> chosen, ActionContext context) {
    return chosen.orElseGet(context::idempotencyKey);
  }
}
