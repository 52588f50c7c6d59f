-- All that anybody may read. A view reads with its owner's rights and shows what belongs to the session's own login: session_user
-- stays the same whatever SET ROLE says. Run as kith_owner.

-- For workstations: their own standing.
CREATE OR REPLACE VIEW kith.workstation_mine/*barrier:*/ WITH (security_barrier)/*:barrier*/ AS
    SELECT authority, workstation, db_role FROM kith.workstations WHERE db_role = session_user;

CREATE OR REPLACE VIEW kith.chains_mine/*barrier:*/ WITH (security_barrier)/*:barrier*/ AS
    SELECT chain, authority FROM kith.chains WHERE db_role = session_user;

CREATE OR REPLACE VIEW kith.shipments_mine/*barrier:*/ WITH (security_barrier)/*:barrier*/ AS
    SELECT s.chain, s.first, s.next, s.last_hash FROM kith.shipments s
    WHERE EXISTS (SELECT 1 FROM kith.chains c WHERE c.chain = s.chain AND c.db_role = session_user);

-- Hashes alone: a workstation never reads a leaf back, not even its own.
CREATE OR REPLACE VIEW kith.hashes_mine/*barrier:*/ WITH (security_barrier)/*:barrier*/ AS
    SELECT e.chain, e.idx, e.hash FROM kith.entries e
    WHERE EXISTS (SELECT 1 FROM kith.chains c WHERE c.chain = e.chain AND c.db_role = session_user);

CREATE OR REPLACE VIEW kith.checkpoints_mine/*barrier:*/ WITH (security_barrier)/*:barrier*/ AS
    SELECT p.chain, p.size, p.root FROM kith.checkpoints p
    WHERE EXISTS (SELECT 1 FROM kith.chains c WHERE c.chain = p.chain AND c.db_role = session_user);

-- For workstations: approvals. What somebody who may answer needs, and no more; what has been answered to my own.
CREATE OR REPLACE VIEW kith.approvals_open/*barrier:*/ WITH (security_barrier)/*:barrier*/ AS
    SELECT q.id, q.asker_person, q.asker_user, q.asker_name, q.asker_role, q.asker_workstation, q.purpose, q.case_ref,
           q.asked_at, q.expires_at
    FROM kith.approvals_asked q
    WHERE q.expires_at > now()
      AND NOT EXISTS (SELECT 1 FROM kith.approvals_answered a WHERE a.id = q.id)
      AND EXISTS (SELECT 1 FROM kith.workstations w WHERE w.db_role = session_user AND w.authority = q.authority
                  AND w.workstation <> q.asker_workstation);

CREATE OR REPLACE VIEW kith.approvals_mine/*barrier:*/ WITH (security_barrier)/*:barrier*/ AS
    SELECT q.id, q.subject, q.asked_at, q.expires_at, q.expires_at <= now() AS is_over,
           a.answer, a.by_person, a.by_user, a.by_name, a.by_role, a.answered_at
    FROM kith.approvals_asked q LEFT JOIN kith.approvals_answered a ON a.id = q.id
    WHERE EXISTS (SELECT 1 FROM kith.workstations w WHERE w.db_role = session_user AND w.authority = q.authority
                  AND w.workstation = q.asker_workstation);

CREATE OR REPLACE VIEW kith.rulebook_highest/*barrier:*/ WITH (security_barrier)/*:barrier*/ AS
    SELECT r.authority, r.rulebook, r.serial, r.hash, count(*) AS seen_by FROM kith.rulebooks_seen r
    WHERE EXISTS (SELECT 1 FROM kith.workstations w WHERE w.db_role = session_user AND w.authority = r.authority)
    GROUP BY r.authority, r.rulebook, r.serial, r.hash;

-- For auditors: their authorities' logs.
CREATE OR REPLACE VIEW kith.audit_chains/*barrier:*/ WITH (security_barrier)/*:barrier*/ AS
    SELECT c.chain, c.authority, c.workstation, c.begun_at FROM kith.chains c
    WHERE EXISTS (SELECT 1 FROM kith.auditors u WHERE u.db_role = session_user AND u.authority = c.authority);

CREATE OR REPLACE VIEW kith.audit_entries/*barrier:*/ WITH (security_barrier)/*:barrier*/ AS
    SELECT e.chain, e.idx, e.authority, e.at, e.received_at, e.hash, e.leaf FROM kith.entries e
    WHERE EXISTS (SELECT 1 FROM kith.auditors u WHERE u.db_role = session_user AND u.authority = e.authority);

CREATE OR REPLACE VIEW kith.audit_shipments/*barrier:*/ WITH (security_barrier)/*:barrier*/ AS
    SELECT s.chain, s.first, s.next, s.last_hash, s.shipped_at FROM kith.shipments s
    WHERE EXISTS (SELECT 1 FROM kith.auditors u WHERE u.db_role = session_user AND u.authority = s.authority);

CREATE OR REPLACE VIEW kith.audit_checkpoints/*barrier:*/ WITH (security_barrier)/*:barrier*/ AS
    SELECT p.chain, p.size, p.root, p.note, p.received_at FROM kith.checkpoints p
    WHERE EXISTS (SELECT 1 FROM kith.auditors u WHERE u.db_role = session_user AND u.authority = p.authority);

CREATE OR REPLACE VIEW kith.audit_approvals/*barrier:*/ WITH (security_barrier)/*:barrier*/ AS
    SELECT q.id, q.subject, q.asker_user, q.asker_role, q.asker_workstation, q.purpose, q.case_ref, q.asked_at, q.expires_at,
           a.answer, a.by_user, a.by_role, a.by_workstation, a.answered_at
    FROM kith.approvals_asked q LEFT JOIN kith.approvals_answered a ON a.id = q.id
    WHERE EXISTS (SELECT 1 FROM kith.auditors u WHERE u.db_role = session_user AND u.authority = q.authority);
