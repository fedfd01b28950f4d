-- Only approvals can be a second gate: the other steps, of which an import writes one for each item, need not call the function.
drop trigger step_one_gate_each_way on step;
create trigger step_one_gate_each_way before insert on step for each row
  when (new.action = 'approve') execute function forbid_second_gate();

-- Most texts fit into a page: there they cost one row, and not a row, two pieces in another table and their index entries.
alter table revision set (toast_tuple_target = 8160);
alter table publication_payload set (toast_tuple_target = 8160);
