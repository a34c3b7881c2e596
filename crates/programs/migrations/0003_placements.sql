-- Who stands under whom on which leg of a binary tree, for good; a place given by mistake is taken back as if it had never
-- been, and stays with when and by whom.
create table programs_placements (
  id bigint primary key,
  program_id bigint not null references programs_programs (id),
  partner_id bigint not null,
  under_id bigint not null,
  leg text not null constraint programs_placement_leg_known check (leg in ('left', 'right')),
  from_on text not null,
  placed_at bigint not null,
  placed_by bigint,
  taken_back_at bigint,
  taken_back_by bigint,
  constraint programs_placement_under_another check (partner_id <> under_id)
);
create unique index programs_placement_once on programs_placements (program_id, partner_id) where taken_back_at is null;
create unique index programs_placement_leg_once on programs_placements (program_id, under_id, leg) where taken_back_at is null;

-- only sqlite
create trigger programs_placement_stays_as_given before update on programs_placements
when old.taken_back_at is not null or new.taken_back_at is null or new.program_id <> old.program_id
  or new.partner_id <> old.partner_id or new.under_id <> old.under_id or new.leg <> old.leg
  or new.from_on <> old.from_on or new.placed_at <> old.placed_at
begin
  select raise(abort, 'programs_row_stays_as_written');
end;
create trigger programs_placement_stays before delete on programs_placements
begin
  select raise(abort, 'programs_row_stays_as_written');
end;
-- end only
-- only postgres
create trigger programs_placement_stays_as_given before update on programs_placements
for each row when (old.taken_back_at is not null or new.taken_back_at is null or new.program_id <> old.program_id
  or new.partner_id <> old.partner_id or new.under_id <> old.under_id or new.leg <> old.leg
  or new.from_on <> old.from_on or new.placed_at <> old.placed_at)
execute function programs_row_stays();
create trigger programs_placement_stays before delete on programs_placements
for each row execute function programs_row_stays();
-- end only
