-- The three group roles. People and machines get roles of their own that are members of one of these.
CREATE ROLE kith_owner NOLOGIN;
CREATE ROLE kith_workstation NOLOGIN;
CREATE ROLE kith_auditor NOLOGIN;
