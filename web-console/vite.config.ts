import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** With `PATCHBAY_URL` the development server talks to a running product, without it to the fake API of `e2e/fake`. */
function fakeApi(): Plugin {
  return {
    name: "patchbay-fake-api",
    async configureServer(server) {
      const { fakeMiddleware } = await import("./e2e/fake/server.ts");
      server.middlewares.use(fakeMiddleware());
    },
    async configurePreviewServer(server) {
      const { fakeMiddleware } = await import("./e2e/fake/server.ts");
      server.middlewares.use(fakeMiddleware());
    },
  };
}

const product = process.env["PATCHBAY_URL"];
const proxied = ["/api", "/hooks"];
const proxy = product ? Object.fromEntries(proxied.map((path) => [path, { target: product, changeOrigin: true }])) : undefined;

export default defineConfig(({ mode }) => ({
  plugins: [react(), ...(product || mode === "test" ? [] : [fakeApi()])],
  server: { port: 5173, proxy, fs: { allow: [".."] } },
  // As the server sends it, so that the browser tests see what it would block.
  preview: { proxy, headers: { "Content-Security-Policy": "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'" } },
  build: { target: "es2022", sourcemap: false, chunkSizeWarningLimit: 700 },
  test: {
    include: ["src/**/*.test.ts", "src/**/*.test.tsx", "e2e/fake/*.test.ts"],
    environment: "node",
    // Node cannot load PatternFly (it imports style sheets): logic lives in files without React, pages are tested in e2e/.
  },
}));
