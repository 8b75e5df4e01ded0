package io.patchbay.member.rest;

import io.patchbay.identity.OpaqueToken;
import io.patchbay.identity.Permission;
import io.patchbay.member.Invitation;
import io.patchbay.member.Member;
import io.patchbay.member.jdbc.Members;
import io.patchbay.member.jpa.JpaInvitations;
import io.patchbay.platform.config.PlatformConfig;
import io.patchbay.platform.rest.Checks;
import io.patchbay.platform.rest.Page;
import io.patchbay.platform.rest.PageRequest;
import io.patchbay.platform.rest.Problem;
import io.patchbay.platform.rest.RequestContext;
import io.patchbay.platform.rest.Requires;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Members of a tenant and the invitations that are open. */
@Path("/tenants/{tenant}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Singleton
public class MembersResource {

  private final RequestContext request;
  private final Members members;
  private final JpaInvitations invitations;
  private final PlatformConfig config;

  @Inject
  public MembersResource(
      RequestContext request, Members members, JpaInvitations invitations, PlatformConfig config) {
    this.request = request;
    this.members = members;
    this.invitations = invitations;
    this.config = config;
  }

  @GET
  @Path("/members")
  @Requires(Permission.MEMBER_READ)
  public MemberPage list(@BeanParam PageRequest page) {
    Page<Member> found =
        Page.of(
            members.list(request.tenant(), page),
            page,
            member -> member,
            member -> List.of(member.name(), member.login()));
    return new MemberPage(
        found.items(),
        page.after(2).isEmpty() ? invitations.open(request) : List.of(),
        found.nextCursor());
  }

  @PATCH
  @Path("/members/{accountId}")
  @Requires(Permission.MEMBER_WRITE)
  public Member changeRole(@PathParam("accountId") String accountId, RoleChange change) {
    return members.changeRole(request, id("member", accountId), change.role());
  }

  @DELETE
  @Path("/members/{accountId}")
  @Requires(Permission.MEMBER_WRITE)
  public Response remove(@PathParam("accountId") String accountId) {
    members.remove(request, id("member", accountId));
    return Response.noContent().build();
  }

  @POST
  @Path("/invitations")
  @Requires(Permission.MEMBER_WRITE)
  public Response invite(InvitationRequest wanted) {
    String email = wanted.email().strip().toLowerCase(Locale.ROOT);
    new Checks().length("/email", email, 3, 200).email("/email", email).done();
    OpaqueToken token = OpaqueToken.random("");
    Invitation invitation = invitations.invite(request, email, wanted.role(), token);
    return Response.status(201)
        .entity(
            new NewInvitation(
                invitation, config.publicUrl().resolve("/invitations/" + token.value()).toString()))
        .build();
  }

  @DELETE
  @Path("/invitations/{invitationId}")
  @Requires(Permission.MEMBER_WRITE)
  public Response revoke(@PathParam("invitationId") String invitationId) {
    invitations.revoke(request, id("invitation", invitationId));
    return Response.noContent().build();
  }

  private static UUID id(String kind, String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw Problem.notFound(kind, text);
    }
  }
}
