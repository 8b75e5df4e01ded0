import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "react-router";
import { Problem } from "../shared/api";
import { connectSession, sessionQuery } from "../shared/session";
import { ToastProvider } from "../shared/ui";
import { makeRouter } from "./router";

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // What the server refused stays refused; what did not arrive is tried twice more.
      retry: (failures, error) => !(error instanceof Problem && error.status >= 400 && error.status < 500) && failures < 2,
    },
    // What was sent may hold passwords: forget it as soon as nobody looks at the answer.
    mutations: { gcTime: 0 },
  },
});
connectSession(() => void client.invalidateQueries(sessionQuery));
const router = makeRouter();

export function App() {
  return (
    <QueryClientProvider client={client}>
      <ToastProvider>
        <RouterProvider router={router} />
      </ToastProvider>
    </QueryClientProvider>
  );
}
