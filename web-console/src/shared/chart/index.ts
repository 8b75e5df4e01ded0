export { type Bucket, bucketed, bucketHours } from "./buckets";
export { RunBars } from "./RunBars";
