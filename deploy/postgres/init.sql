-- Creates the database and its two roles. Postgres' image runs it once, on an empty data folder, as superuser.
-- By hand, on your own server (psql 15 or newer, both passwords in the environment):
--   DATABASE_OWNER_PASSWORD=… DATABASE_APP_PASSWORD=… psql -v ON_ERROR_STOP=1 -f deploy/postgres/init.sql postgres

\getenv owner_password DATABASE_OWNER_PASSWORD
\getenv app_password DATABASE_APP_PASSWORD

-- Owns the database and everything in it, and migrates it: the role of DATABASE_MIGRATION_URL.
CREATE ROLE organization_owner LOGIN PASSWORD :'owner_password'
  NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;

-- The role of the running service, in DATABASE_URL. It owns nothing and cannot bypass row-level security; its rights on
-- each table are granted by the migration.
CREATE ROLE organization_app LOGIN PASSWORD :'app_password'
  NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS NOINHERIT;

-- The timeout that the service also sets by itself (DATABASE_STATEMENT_TIMEOUT_MS), except behind a pooler in transaction mode.
ALTER ROLE organization_app SET statement_timeout = '30s';

CREATE DATABASE organizations OWNER organization_owner ENCODING 'UTF8' TEMPLATE template0;
REVOKE ALL ON DATABASE organizations FROM PUBLIC;
GRANT CONNECT ON DATABASE organizations TO organization_app;
