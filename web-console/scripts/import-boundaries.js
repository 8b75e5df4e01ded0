import path from "node:path";

/**
 * Who may import whom inside src/: shared → shared, generated; features → shared, generated, their own files and the
 * index.ts of another feature; app → everything. src/ never imports e2e/.
 */
export const importBoundaries = {
  meta: { type: "problem", schema: [], messages: { forbidden: "{{from}} may not import {{to}}. {{remedy}}" } },
  create(context) {
    const root = path.join(context.cwd, "src");
    const from = place(root, context.filename);
    if (!from) return {};
    const check = (node) => {
      const source = node.source?.value;
      if (typeof source !== "string" || !source.startsWith(".")) return;
      const target = path.resolve(path.dirname(context.filename), source);
      const remedy = refusal(from, place(root, target), target);
      if (remedy) context.report({ node, messageId: "forbidden", data: { from: label(from), to: path.relative(context.cwd, target), remedy } });
    };
    return { ImportDeclaration: check, ImportExpression: check, ExportNamedDeclaration: check, ExportAllDeclaration: check };
  },
};

function place(root, file) {
  const relative = path.relative(root, file);
  if (relative.startsWith("..")) return undefined;
  const [area, feature] = relative.split(path.sep);
  return { area, feature: area === "features" ? feature : undefined };
}

function label(from) {
  return from.feature ? `The feature '${from.feature}'` : `src/${from.area}`;
}

function refusal(from, to, target) {
  if (!to) return "Code under src/ uses src/ only; test helpers stay in e2e/.";
  if (from.area === "shared" && !["shared", "generated"].includes(to.area)) return "Pass what it needs as a parameter, or move this code into the feature.";
  if (from.area === "features" && to.area === "app") return "Move what both need to src/shared.";
  if (from.area === "features" && to.feature && to.feature !== from.feature && !/\/index(\.tsx?)?$/.test(target) && path.basename(target) !== to.feature)
    return `Export it from src/features/${to.feature}/index.ts and import that.`;
  return undefined;
}
