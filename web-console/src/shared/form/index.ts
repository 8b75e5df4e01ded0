export { byPointer, type FieldSpec, fieldsOf, type FormProblem, initialValues, problemsOf, settled, typeWords, type Values } from "./schema";
export { Hint } from "./SchemaField";
export { SchemaForm } from "./SchemaForm";
export { SecretInput } from "./SecretInput";
export { TextField } from "./TextField";
