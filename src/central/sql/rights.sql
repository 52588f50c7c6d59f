-- Who may do what. Workstations add rows of their own and read a few views; auditors read views; nobody changes or removes a row:
-- there is no grant for it, and no policy that would let even the tables' owner. Run as kith_owner.
--
-- FORCE makes the policies hold for the owner, too. An owner can still take them away again, and a superuser is bound by none of
-- this: against those stand the workstations' own logs, their signed heads, and witnesses elsewhere.

ALTER TABLE kith.workstations ENABLE ROW LEVEL SECURITY;
ALTER TABLE kith.workstations FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner_reads ON kith.workstations;
CREATE POLICY owner_reads ON kith.workstations FOR SELECT TO kith_owner USING (true);
ALTER TABLE kith.auditors ENABLE ROW LEVEL SECURITY;
ALTER TABLE kith.auditors FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner_reads ON kith.auditors;
CREATE POLICY owner_reads ON kith.auditors FOR SELECT TO kith_owner USING (true);
ALTER TABLE kith.chains ENABLE ROW LEVEL SECURITY;
ALTER TABLE kith.chains FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner_reads ON kith.chains;
CREATE POLICY owner_reads ON kith.chains FOR SELECT TO kith_owner USING (true);
ALTER TABLE kith.entries ENABLE ROW LEVEL SECURITY;
ALTER TABLE kith.entries FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner_reads ON kith.entries;
CREATE POLICY owner_reads ON kith.entries FOR SELECT TO kith_owner USING (true);
ALTER TABLE kith.shipments ENABLE ROW LEVEL SECURITY;
ALTER TABLE kith.shipments FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner_reads ON kith.shipments;
CREATE POLICY owner_reads ON kith.shipments FOR SELECT TO kith_owner USING (true);
ALTER TABLE kith.checkpoints ENABLE ROW LEVEL SECURITY;
ALTER TABLE kith.checkpoints FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner_reads ON kith.checkpoints;
CREATE POLICY owner_reads ON kith.checkpoints FOR SELECT TO kith_owner USING (true);
ALTER TABLE kith.approvals_asked ENABLE ROW LEVEL SECURITY;
ALTER TABLE kith.approvals_asked FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner_reads ON kith.approvals_asked;
CREATE POLICY owner_reads ON kith.approvals_asked FOR SELECT TO kith_owner USING (true);
ALTER TABLE kith.approvals_answered ENABLE ROW LEVEL SECURITY;
ALTER TABLE kith.approvals_answered FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner_reads ON kith.approvals_answered;
CREATE POLICY owner_reads ON kith.approvals_answered FOR SELECT TO kith_owner USING (true);
ALTER TABLE kith.rulebooks_seen ENABLE ROW LEVEL SECURITY;
ALTER TABLE kith.rulebooks_seen FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner_reads ON kith.rulebooks_seen;
CREATE POLICY owner_reads ON kith.rulebooks_seen FOR SELECT TO kith_owner USING (true);

-- Enrolment is the owner's: adding, and taking away a role that must not ship or read any longer.
DROP POLICY IF EXISTS owner_enrols ON kith.workstations;
CREATE POLICY owner_enrols ON kith.workstations FOR INSERT TO kith_owner WITH CHECK (true);
DROP POLICY IF EXISTS owner_dismisses ON kith.workstations;
CREATE POLICY owner_dismisses ON kith.workstations FOR DELETE TO kith_owner USING (true);
DROP POLICY IF EXISTS owner_enrols ON kith.auditors;
CREATE POLICY owner_enrols ON kith.auditors FOR INSERT TO kith_owner WITH CHECK (true);
DROP POLICY IF EXISTS owner_dismisses ON kith.auditors;
CREATE POLICY owner_dismisses ON kith.auditors FOR DELETE TO kith_owner USING (true);

-- Times are the server's: a row that brings its own is refused.
DROP POLICY IF EXISTS workstation_appends ON kith.chains;
CREATE POLICY workstation_appends ON kith.chains FOR INSERT TO kith_workstation WITH CHECK (
    begun_at = now() AND (authority, workstation, db_role) IN (SELECT authority, workstation, db_role FROM kith.workstation_mine));
DROP POLICY IF EXISTS workstation_appends ON kith.entries;
CREATE POLICY workstation_appends ON kith.entries FOR INSERT TO kith_workstation WITH CHECK (
    received_at = now() AND (chain, authority) IN (SELECT chain, authority FROM kith.chains_mine));
DROP POLICY IF EXISTS workstation_appends ON kith.shipments;
CREATE POLICY workstation_appends ON kith.shipments FOR INSERT TO kith_workstation WITH CHECK (
    shipped_at = now() AND (chain, authority) IN (SELECT chain, authority FROM kith.chains_mine));
DROP POLICY IF EXISTS workstation_appends ON kith.checkpoints;
CREATE POLICY workstation_appends ON kith.checkpoints FOR INSERT TO kith_workstation WITH CHECK (
    received_at = now() AND (chain, authority) IN (SELECT chain, authority FROM kith.chains_mine));
DROP POLICY IF EXISTS workstation_appends ON kith.approvals_asked;
CREATE POLICY workstation_appends ON kith.approvals_asked FOR INSERT TO kith_workstation WITH CHECK (
    asked_at = now() AND expires_at = now() + INTERVAL '4 hours'
    AND (authority, asker_workstation) IN (SELECT authority, workstation FROM kith.workstation_mine));
DROP POLICY IF EXISTS workstation_appends ON kith.approvals_answered;
CREATE POLICY workstation_appends ON kith.approvals_answered FOR INSERT TO kith_workstation WITH CHECK (
    answered_at = now() AND by_workstation IN (SELECT workstation FROM kith.workstation_mine)
    AND id IN (SELECT id FROM kith.approvals_open));
DROP POLICY IF EXISTS workstation_appends ON kith.rulebooks_seen;
CREATE POLICY workstation_appends ON kith.rulebooks_seen FOR INSERT TO kith_workstation WITH CHECK (
    seen_at = now() AND (authority, workstation) IN (SELECT authority, workstation FROM kith.workstation_mine));

GRANT USAGE ON SCHEMA kith TO kith_workstation;
GRANT USAGE ON SCHEMA kith TO kith_auditor;
GRANT INSERT ON kith.chains TO kith_workstation;
GRANT INSERT ON kith.entries TO kith_workstation;
GRANT INSERT ON kith.shipments TO kith_workstation;
GRANT INSERT ON kith.checkpoints TO kith_workstation;
GRANT INSERT ON kith.approvals_asked TO kith_workstation;
GRANT INSERT ON kith.approvals_answered TO kith_workstation;
GRANT INSERT ON kith.rulebooks_seen TO kith_workstation;
GRANT SELECT ON kith.workstation_mine TO kith_workstation;
GRANT SELECT ON kith.chains_mine TO kith_workstation;
GRANT SELECT ON kith.shipments_mine TO kith_workstation;
GRANT SELECT ON kith.hashes_mine TO kith_workstation;
GRANT SELECT ON kith.checkpoints_mine TO kith_workstation;
GRANT SELECT ON kith.approvals_open TO kith_workstation;
GRANT SELECT ON kith.approvals_mine TO kith_workstation;
GRANT SELECT ON kith.rulebook_highest TO kith_workstation;
GRANT SELECT ON kith.audit_chains TO kith_auditor;
GRANT SELECT ON kith.audit_entries TO kith_auditor;
GRANT SELECT ON kith.audit_shipments TO kith_auditor;
GRANT SELECT ON kith.audit_checkpoints TO kith_auditor;
GRANT SELECT ON kith.audit_approvals TO kith_auditor;
