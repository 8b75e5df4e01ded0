import { defineConfig } from "vitest/config";

/** Makes the pictures of the documentation from a running product. */
export default defineConfig({
  test: {
    include: ["e2e/screenshots.ts"],
    environment: "node",
    testTimeout: 300_000,
    hookTimeout: 120_000,
    globalSetup: ["e2e/support/product.ts"],
  },
});
