import { FormSelect, FormSelectOption } from "@patternfly/react-core";
import { useTenant } from "../../shared/session";
import { useToasts } from "../../shared/ui";
import { type Member, type Role, ROLES, useChangeRole } from "./api";

/** Changes a member's role at once and offers to take it back. */
export function RoleSelect({ member }: { member: Member }) {
  const tenant = useTenant();
  const change = useChangeRole(tenant.slug);
  const { toast, failed } = useToasts();
  const set = (role: Role, before?: Role) =>
    change.mutate({ accountId: member.accountId, role }, {
      onSuccess: () => toast({ title: `${member.name} is now ${role} of ${tenant.name}`, undo: before && (() => set(before)) }),
      onError: (error) => failed(`The role of ${member.name} is not changed`, error),
    });
  return (
    <FormSelect className="pb-role" aria-label={`Role of ${member.name}`} value={member.role} isDisabled={change.isPending} onChange={(_, role) => set(role as Role, member.role)}>
      {ROLES.map(({ role, label, may }) => (
        <FormSelectOption key={role} value={role} label={label} title={may} />
      ))}
    </FormSelect>
  );
}
