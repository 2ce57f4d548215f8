-- More kinds of audit entry. A word of its own file: PostgreSQL lets no word be used in the transaction that adds it.

-- A one-time link that can no longer be used was tried.
alter type audit_kind add value 'dead-link-tried';
-- A form that came from another site was refused.
alter type audit_kind add value 'foreign-form-refused';
-- What needs a second person: asked for, confirmed, refused, taken back.
alter type audit_kind add value 'confirmation-asked';
alter type audit_kind add value 'confirmed';
alter type audit_kind add value 'confirmation-refused';
alter type audit_kind add value 'confirmation-withdrawn';
-- The owner removed old entries.
alter type audit_kind add value 'audit-pruned';
