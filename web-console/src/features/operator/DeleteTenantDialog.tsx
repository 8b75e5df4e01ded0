import { ConfirmDialog, useToasts } from "../../shared/ui";
import { type Tenant, useDeleteTenant } from "./api";

export function DeleteTenantDialog({ tenant, onClose }: { tenant: Tenant; onClose: () => void }) {
  const remove = useDeleteTenant();
  const { toast } = useToasts();
  const confirm = async () => {
    await remove.mutateAsync(tenant.slug);
    toast({ title: `Tenant '${tenant.name}' is deleted` });
  };
  return (
    <ConfirmDialog title={`Delete the tenant '${tenant.name}' (${tenant.environment || tenant.slug})?`} action="Delete the tenant" typed={tenant.slug} onConfirm={confirm} onClose={onClose}>
      {tenant.flows} flows, all connections, runs and members of it are deleted. Its encryption keys are destroyed, so its credentials cannot be read again, not even from a backup. This cannot be undone; suspending can.
    </ConfirmDialog>
  );
}
