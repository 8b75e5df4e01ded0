import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";
import { importBoundaries } from "./scripts/import-boundaries.js";

export default tseslint.config(
  { ignores: ["dist", "src/generated", "e2e/results", "public", "node_modules"] },
  ...tseslint.configs.strict,
  {
    files: ["**/*.{ts,tsx}"],
    plugins: { "react-hooks": reactHooks, patchbay: { rules: { "import-boundaries": importBoundaries } } },
    rules: {
      "react-hooks/rules-of-hooks": "error",
      "react-hooks/exhaustive-deps": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-invalid-void-type": "off",
      "no-console": "error",
      eqeqeq: "error",
      "patchbay/import-boundaries": "error",
    },
  },
);
