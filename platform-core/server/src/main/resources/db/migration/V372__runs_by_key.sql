-- A run is reached by its key through its key's index alone. The index of flows could answer the same question, far slower, and is
-- chosen while a partition is young and its statistics are empty; behind a condition that only a question for a flow meets, it cannot be.
drop index run_flow;
create index run_flow on run (tenant_id, flow_id, id) where flow_id is not null;
