#!/bin/bash
# The three roles of an installation; none passes by row-level security. Runs once, on an empty data folder.
set -euo pipefail
psql --set ON_ERROR_STOP=1 --username postgres --dbname patchbay \
  --set owner="$PATCHBAY_DB_OWNER_PASSWORD" --set app="$PATCHBAY_DB_APP_PASSWORD" --set engine="$PATCHBAY_DB_ENGINE_PASSWORD" <<'SQL'
create role patchbay_owner login nosuperuser nobypassrls password :'owner';
create role patchbay_app login nosuperuser nobypassrls password :'app';
create role patchbay_engine login nosuperuser nobypassrls password :'engine';
revoke connect, temporary on database patchbay from public;
grant connect on database patchbay to patchbay_owner, patchbay_app, patchbay_engine;
grant create on database patchbay to patchbay_owner;
grant usage, create on schema public to patchbay_owner;
SQL
