export { ConfirmDialog } from "./ConfirmDialog";
export { CopyButton } from "./CopyButton";
export { EnvironmentLabel } from "./EnvironmentLabel";
export { LinkButton } from "./LinkButton";
export { Logo } from "./Logo";
export { PageHeader } from "./PageHeader";
export { ProblemAlert } from "./ProblemAlert";
export { SecretOnce } from "./SecretOnce";
export { ToastProvider, useToasts } from "./toasts";
