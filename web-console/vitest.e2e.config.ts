import { defineConfig } from "vitest/config";

/** Browser scenarios. They share one product, so the files run one after the other. */
export default defineConfig({
  test: {
    include: ["e2e/**/*.e2e.ts"],
    environment: "node",
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    globalSetup: ["e2e/support/product.ts"],
  },
});
