package io.patchbay.member.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.patchbay.member.Invitation;
import io.patchbay.member.Member;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Members, and on the first page the open invitations. */
public record MemberPage(
    List<Member> items,
    List<Invitation> invitations,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String nextCursor) {}
