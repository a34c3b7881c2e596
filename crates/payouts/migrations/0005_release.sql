-- By which key a batch was handed out: the same key again is the same release.
alter table payouts_batches add column release_key text;
