import { Alert, AlertActionCloseButton, AlertActionLink, AlertGroup } from "@patternfly/react-core";
import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from "react";
import { asProblem } from "../api";

export interface Toast {
  variant?: "success" | "danger" | "warning" | "info";
  title: string;
  body?: ReactNode;
  /** Offers to take the change back. */
  undo?: () => void;
}

interface Shown extends Toast {
  id: number;
}

interface Toasts {
  toast: (toast: Toast) => void;
  /** Tells of a failed call: what failed and what the server said. */
  failed: (title: string, error: unknown) => void;
}

const ToastContext = createContext<Toasts>({ toast: () => undefined, failed: () => undefined });

export function useToasts(): Toasts {
  return useContext(ToastContext);
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<Shown[]>([]);
  const next = useRef(0);
  const toast = useCallback((given: Toast) => {
    next.current += 1;
    const id = next.current;
    setShown((before) => [...before.slice(-3), { ...given, id }]);
  }, []);
  const close = (id: number) => setShown((before) => before.filter((each) => each.id !== id));
  const toasts = useMemo<Toasts>(() => ({ toast, failed: (title, error) => toast({ variant: "danger", title, body: asProblem(error).message }) }), [toast]);
  return (
    <ToastContext.Provider value={toasts}>
      {children}
      <AlertGroup isToast isLiveRegion>
        {shown.map((each) => (
          <Alert
            key={each.id}
            variant={each.variant ?? "success"}
            title={each.title}
            timeout={each.variant === "danger" ? false : 8_000}
            onTimeout={() => close(each.id)}
            actionClose={<AlertActionCloseButton onClose={() => close(each.id)} />}
            actionLinks={each.undo && <UndoLink undo={each.undo} done={() => close(each.id)} />}
          >
            {each.body}
          </Alert>
        ))}
      </AlertGroup>
    </ToastContext.Provider>
  );
}

function UndoLink({ undo, done }: { undo: () => void; done: () => void }) {
  return (
    <AlertActionLink
      onClick={() => {
        undo();
        done();
      }}
    >
      Undo
    </AlertActionLink>
  );
}
